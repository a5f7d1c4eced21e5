"""The files of deploy/ are what the programs that read them accept, and agree with the code."""

from __future__ import annotations

import re
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from compose_spec.models import ComposeSpecification
from pydantic import SecretStr

from shortfall.base.secret_files import OF_THE_FIRM
from shortfall.base.settings import MORE, ROOT, TARGETS, TWILIO, Settings
from shortfall.callbacks.targets import LABELS
from shortfall.processes.training import PROJECT
from tests.scale.containers import public_nginx

DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
CONFIG = DEPLOY / "k8s" / "config.yaml"
OURS = ("migrate", "actions", "engine", "gateway", "worker")
ONLY_ENGINE = {"SHORTFALL_ENGINE_HOST", "SHORTFALL_MODEL"}
"""Settings that only the engine reads."""
DOCUMENTS: list[dict[str, Any]] = [
    document
    for path in sorted((DEPLOY / "k8s").glob("*.yaml"))
    if path.name != "kustomization.yaml"
    for document in yaml.safe_load_all(path.read_text(encoding="utf-8"))
]
PODS = [document for document in DOCUMENTS if document["kind"] in ("Deployment", "Job")]


def named(document: dict[str, Any]) -> str:
    return f"{document['kind']}-{document['metadata']['name']}"


def keys(value: Any) -> Any:
    """The keys of a mapping, all the way down."""
    return {str(key): keys(part) for key, part in value.items()} if isinstance(value, dict) else None


def settings_in(names: Any) -> set[str]:
    return {name.removesuffix("_FILE") for name in names if name.startswith("SHORTFALL_")}


def known(names: set[str]) -> set[str]:
    return {name for name in names if name.removeprefix("SHORTFALL_").lower() in Settings.model_fields} | (
        names & ONLY_ENGINE
    )


def settings_of(document: dict[str, Any]) -> dict[str, str]:
    """The environment of a Deployment's container, from config.yaml and its own lines."""
    (container,) = document["spec"]["template"]["spec"]["containers"]
    maps = {each["metadata"]["name"]: each["data"] for each in yaml.safe_load_all(CONFIG.read_text())}
    config: dict[str, str] = {}
    for source in container.get("envFrom", ()):
        config |= maps[source["configMapRef"]["name"]]
    return config | {each["name"]: each["value"] for each in container.get("env", ())}


def test_the_compose_file_is_of_the_specification() -> None:
    raw = {key: value for key, value in COMPOSE.items() if not key.startswith("x-")}
    understood = ComposeSpecification.model_validate(raw).model_dump(by_alias=True, exclude_unset=True, mode="json")
    # The model leaves out what it does not know, a misspelt key above all.
    assert keys(understood) == keys(raw)


@pytest.mark.parametrize("name", OURS)
def test_our_services_have_no_rights_and_keep_nothing(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["user"] == "10001:10001" and service["read_only"] and service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"cpus", "memory"} == set(service["deploy"]["resources"]["limits"])
    assert "ports" not in service and "volumes" not in service
    environment = service["environment"]
    assert known(settings_in(environment)) == settings_in(environment)
    # Each file that is named is one of the secrets that are given.
    files = {value.removeprefix("/run/secrets/") for key, value in environment.items() if key.endswith("_FILE")}
    assert files == set(service["secrets"])
    assert not any(word in key for key in environment for word in ("KEY", "URL_") if not key.endswith("_FILE"))


SECRET = {name for name, field in Settings.model_fields.items() if field.annotation is SecretStr}


def test_every_secret_of_the_settings_is_a_file_where_it_is_read() -> None:
    firm = {name.removeprefix("SHORTFALL_").lower() for name in OF_THE_FIRM}
    assert firm - {"lawmatics_fields"} <= SECRET
    # The engine's conversations are where everything is.
    assert SECRET - {"tracker_url"} <= set(COMPOSE["secrets"])
    worker = COMPOSE["services"]["worker"]
    assert {f"SHORTFALL_{secret.upper()}_FILE" for secret in firm} <= set(worker["environment"])
    # Nobody who answers strangers holds what opens the firm's systems; the gateway checks Twilio's signature.
    held = {name: firm & set(COMPOSE["services"][name]["secrets"]) for name in OURS}
    nothing: set[str] = set()
    assert held == dict.fromkeys(OURS, nothing) | {"worker": firm, "gateway": {"twilio_auth_token"}}


OF_A_TARGET = {name: (*needs, *MORE.get(name, ())) for name, needs in TARGETS.items()}
"""Every setting of each of the firm's systems."""


@pytest.mark.parametrize("target", OF_A_TARGET)
def test_the_worker_is_given_every_setting_of_a_target(target: str) -> None:
    (worker,) = (
        document
        for document in DOCUMENTS
        if document["metadata"]["name"] == "worker" and document["kind"] == "Deployment"
    )
    for place in (COMPOSE["services"]["worker"]["environment"], settings_of(worker)):
        for name in OF_A_TARGET[target]:
            variable = f"SHORTFALL_{name.upper()}"
            secret = variable in OF_THE_FIRM
            assert (f"{variable}_FILE" in place) is secret and (variable in place) is not secret, name


def test_the_tables_of_the_settings_are_whole() -> None:
    every = {name for names in OF_A_TARGET.values() for name in names} | set(TWILIO)
    assert every <= set(Settings.model_fields)
    assert set(LABELS) == set(TARGETS)
    # What opens a system of the firm is a secret, or stands in a file for its braces; nothing else is left off by an empty file.
    secret = {f"SHORTFALL_{name.upper()}" for name in every & SECRET} | {"SHORTFALL_LAWMATICS_FIELDS"}
    assert secret == OF_THE_FIRM
    # A setting that begins like those of a target is in the table.
    prefixes = tuple({name.split("_")[0] + "_" for names in OF_A_TARGET.values() for name in names})
    begins = {name for name in Settings.model_fields if name.startswith(prefixes)}
    assert begins - every == {"mail_budget_per_day"}  # of the summaries that people ask for


def test_whoever_writes_down_what_is_told_knows_it_without_the_secrets() -> None:
    for name in ("actions", "gateway", "worker"):
        assert "SHORTFALL_TELL" in COMPOSE["services"][name]["environment"], name
    config = Settings(_env_file=None, tell=["slack", "clio"])
    assert (config.targets, config.set_up) == (["clio", "slack"], [])
    with pytest.raises(ValueError, match="slak: not one of"):
        Settings(_env_file=None, tell=["slak"])


def test_what_compose_says_of_the_firm_without_an_answer_is_what_the_settings_say() -> None:
    for name, text in (COMPOSE["x-firm"] | COMPOSE["x-targets"]).items():
        field = name.removeprefix("SHORTFALL_").lower()
        if not name.endswith("_FILE") and name != "SHORTFALL_TELL":  # which has to be said
            default = re.fullmatch(r"\$\{" + name + r":-(.*)\}", text)
            assert default, name
            value = default[1] if isinstance(Settings.model_fields[field].default, str) else yaml.safe_load(default[1])
            assert value == Settings.model_fields[field].default, name


def test_only_nginx_can_be_reached_and_only_the_worker_reaches_out() -> None:
    services = COMPOSE["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["nginx"]
    assert {name for name, service in services.items() if "outside" in service["networks"]} == {"nginx", "worker"}
    assert all(COMPOSE["networks"][name]["internal"] for name in ("front", "inside", "data"))
    assert "data" not in services["nginx"]["networks"] and "inside" not in services["nginx"]["networks"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_kubernetes_accepts(document: dict[str, Any]) -> None:
    kubernetes_validate.validate(document, "1.31", strict=True)


@pytest.mark.parametrize("document", PODS, ids=named)
def test_pods_fit_the_restricted_standard(document: dict[str, Any]) -> None:
    pod = document["spec"]["template"]["spec"]
    assert (
        pod["securityContext"]["runAsNonRoot"] and pod["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault"
    )
    assert pod["automountServiceAccountToken"] is False
    (container,) = pod["containers"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert container["resources"]["requests"] and container["resources"]["limits"]["memory"]
    name = document["metadata"]["name"]
    assert container["command"] == COMPOSE["services"][name]["command"]
    # The same settings as in the compose file, and each secret file is mounted.
    environment = settings_of(document)
    assert settings_in(COMPOSE["services"][name].get("environment", ())) <= settings_in(environment)
    assert known(settings_in(environment)) == settings_in(environment)
    mounted = {item["path"] for volume in pod["volumes"] if "secret" in volume for item in volume["secret"]["items"]}
    files = {value.removeprefix("/run/secrets/") for key, value in environment.items() if key.endswith("_FILE")}
    assert files == mounted or name == "nginx"
    assert mounted == set(COMPOSE["services"][name]["secrets"])


def of_kind(kind: str, file: str) -> dict[str, Any]:
    """The one document of a kind in a file of deploy/k8s."""
    (found,) = (each for each in yaml.safe_load_all((DEPLOY / "k8s" / file).read_text()) if each["kind"] == kind)
    return found  # type: ignore[no-any-return]


def test_the_public_face_is_the_same_on_kubernetes_and_sees_who_calls() -> None:
    assert of_kind("ConfigMap", "nginx.yaml")["data"]["nginx.conf"] == (DEPLOY / "nginx.conf").read_text()
    image = of_kind("Deployment", "nginx.yaml")["spec"]["template"]["spec"]["containers"][0]["image"]
    assert image == COMPOSE["services"]["nginx"]["image"]
    service = of_kind("Service", "nginx.yaml")["spec"]
    assert (service["type"], service["externalTrafficPolicy"]) == ("LoadBalancer", "Local")
    assert "Ingress" not in {document["kind"] for document in DOCUMENTS}


def test_the_database_is_not_reached_over_the_internet_and_only_nginx_reaches_the_gateway() -> None:
    policies = {
        each["metadata"]["name"]: each["spec"]
        for each in yaml.safe_load_all((DEPLOY / "k8s" / "network.yaml").read_text())
    }
    for policy in policies.values():
        for rule in policy.get("egress", ()):
            ports = {port["port"] for port in rule["ports"]}
            assert rule["to"]
            if ports & {5432, 6379}:
                blocks = [ip_network(each["ipBlock"]["cidr"]) for each in rule["to"]]
                assert blocks and all(block.is_private for block in blocks)
    callers = policies["gateway"]["ingress"][0]["from"]
    assert {"podSelector": {"matchLabels": {"app.kubernetes.io/name": "nginx"}}} in callers and len(callers) == 2


def test_the_kustomization_names_every_file() -> None:
    listed = set(yaml.safe_load((DEPLOY / "k8s" / "kustomization.yaml").read_text())["resources"])
    assert listed == {path.name for path in (DEPLOY / "k8s").glob("*.yaml")} - {"kustomization.yaml"}


def test_nginx_accepts_its_file(tmp_path: Path) -> None:
    subprocess.run([str(DEPLOY / "make-secrets"), str(tmp_path)], check=True, capture_output=True)
    (tmp_path / "nginx.conf").write_text(public_nginx(8443, 8080, [8081, 8082], tmp_path, 20))
    done = subprocess.run(
        ["/usr/sbin/nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), "-e", "stderr"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_secrets_are_made_once_and_differ(tmp_path: Path) -> None:
    make = [str(DEPLOY / "make-secrets"), str(tmp_path / "secrets")]
    subprocess.run(make, check=True, capture_output=True)
    first = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    subprocess.run(make, check=True, capture_output=True)
    assert {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()} == first
    assert set(first) == set(COMPOSE["secrets"])
    filled = [text for text in first.values() if text]
    assert len(set(filled)) == len(filled)
    # What the firm has no account for is there and empty; nothing else is.
    assert {f"SHORTFALL_{name.upper()}" for name, text in first.items() if not text} == OF_THE_FIRM
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("*.Dockerfile")), ids=lambda path: path.stem)
def test_dockerfiles_are_clean_and_copy_what_is_there(path: Path) -> None:
    # DL3042 asks for what --no-cache-dir does; DL3006 and DL3008 are about tags and apt, which are fine here or not used.
    linter = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([str(linter), str(path)], capture_output=True, text=True, check=False)
    assert done.stdout == ""
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", path.read_text(), re.MULTILINE):
        for source in sources.split():
            assert (ROOT / source).exists(), source
            assert f"!{source.split('/')[0]}" in ignored, source
    assert "USER 10001:10001" in path.read_text()


def test_only_the_engine_image_carries_tensorflow_and_it_trains_as_the_project_does() -> None:
    assert "engine" not in re.findall(r"COPY (\w+)", (DEPLOY / "public.Dockerfile").read_text())
    engine = " ".join((DEPLOY / "engine.Dockerfile").read_text().replace("\\\n", " ").split())
    assert (
        f"rasa train {' '.join(PROJECT)} --out models --fixed-model-name shortfall --force --skip-validation" in engine
    )
