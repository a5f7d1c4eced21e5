# Every command a developer needs; `make` alone lists them.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# Both environments stand on Python 3.11: the engine's libraries know nothing newer.
PYTHON := $(shell for name in python3.11 python3 python; do "$$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && { command -v "$$name"; break; }; done)
UV := $(or $(shell command -v uv),var/uv/bin/uv)
UV_VERSION := 0.13.9
# uv draws progress bars on a terminal; elsewhere its lists of packages are only noise.
QUIET := $(shell test -t 1 || echo --quiet)
export UV_PYTHON_DOWNLOADS := never
export UV_PYTHON := $(PYTHON)

RUN := .venv/bin/python
ENGINE := engine/.venv/bin/python
# A measurement that says so in its first lines runs in the engine's environment, and is checked in it.
BENCH_OF_ENGINE := $(shell grep -l 'engine/.venv/bin/python -m bench' bench/*.py)

.PHONY: help
help: ## list these targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

.PHONY: install
install: python var/installed-main var/installed-engine ## create both environments (about 700 MB the first time)

.PHONY: run
run: install ## start everything; trains first if needed; Ctrl-C stops it
	@$(RUN) -m shortfall.processes.run

.PHONY: chat
chat: install ## talk to the assistant in this terminal
	@$(RUN) -m shortfall.processes.chat

.PHONY: sms
sms: install ## text the running assistant: make sms FROM=+13125550101 TEXT="can they take my paycheck"
	@.venv/bin/shortfall sms say --from "$${FROM:-+13125550101}" -- "$$TEXT"

.PHONY: train
train: install ## train the model if anything it depends on has changed
	@$(RUN) -m shortfall.processes.training

.PHONY: lint
lint: install ## ruff, mypy, and the direction of imports
	@echo "== Lint"
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@$(MAKE) --no-print-directory types
	@.venv/bin/lint-imports --no-cache > var/imports.log || { cat var/imports.log; exit 1; }

.PHONY: types
types: ## mypy, strictly, each file in the environment it runs in
	@.venv/bin/mypy shortfall actions $(filter-out $(BENCH_OF_ENGINE),$(wildcard bench/*.py bench/load/*.py)) tests --exclude tests/engine/
	@.venv/bin/mypy --python-executable $(ENGINE) engine $(BENCH_OF_ENGINE) tests/engine

.PHONY: packages
packages: python ## install the programs that tests drive (Chromium, Node, PostgreSQL, Redis, nginx), or say how
	@"$(PYTHON)" -m tests.packages

# What needs no trained model: `make --jobs=3 test` runs it beside the training, which leaves one core idle at its end.
.PHONY: test-engine
test-engine: install ## the tests of the engine's code
	@echo "== Tests of the engine"
	@$(ENGINE) -m pytest tests/engine

CODE := tests/unit tests/actions tests/content
# They run through all patterns over and over, and cost three times as much where each line is counted.
PROOFS := tests/linear tests/unit/reading/test_guarded.py
# Minutes of people who talk while processes are killed: in test-long.
STORMS := tests/faults tests/channels/test_storm.py tests/scale/test_release.py
# Counting lines doubles the time of the tests: it is done where COVERED is set, as `make coverage` does.
TOGETHER := $(if $(COVERED),--cov --cov-branch --cov-report=)
LEAST := $(if $(COVERED),--cov --cov-branch --cov-append --cov-fail-under=90 --cov-report=term:skip-covered)
# Files in the order of their folders: the many short ones of the last folder fill up whoever is done first.
SPREAD := --dist loadfile --no-loadscope-reorder

.PHONY: test-code
test-code: packages install ## the tests of everything else's code, without the running assistant
	@echo "== Tests of the code"
	@$(RUN) -m pytest -n auto --maxprocesses 4 $(SPREAD) $(TOGETHER) $(addprefix --ignore=,$(PROOFS)) $(CODE)

.PHONY: test-proofs
test-proofs: install ## the tests that every pattern and reader takes time in proportion to the words
	@echo "== Proofs of the patterns"
	@$(RUN) -m pytest -q $(PROOFS)

.PHONY: validate
validate: install ## let Rasa check domain and data
	@echo "== Validation"
	@$(RUN) -m shortfall.processes.training --validate

# The longest begin first.
.PHONY: test
test: packages train test-code lint test-proofs test-engine validate ## lint, Rasa's validation, all tests but those of test-long
	@# These wait for processes, browsers and databases half of the time: two to a core.
	@echo "== Tests of the running assistant"
	@$(RUN) -m pytest -n 4 $(SPREAD) $(LEAST) $(addprefix --ignore=,$(CODE) $(PROOFS) $(STORMS)) tests

.PHONY: coverage
coverage: ## `make test` with each line counted: at least 90% of shortfall/ and actions/
	@$(MAKE) test COVERED=1

.PHONY: check
check: lint ## lint, types, content and the fast tests: about a minute
	@.venv/bin/shortfall content check
	@$(RUN) -m pytest -q -n auto --maxprocesses 4 $(SPREAD) tests/unit/law tests/unit/talk tests/actions

.PHONY: test-long
test-long: coverage ## before a release: coverage, 10,000 fuzzed messages, 300 people while processes are killed, the fault table, two engines
	@SHORTFALL_FUZZ=10000 $(RUN) -m pytest --timeout=0 tests/abuse
	@$(RUN) -m pytest --timeout=0 $(STORMS)
	@$(RUN) -m tests.faults.run --callbacks 300
	@$(RUN) -m tests.faults.table
	@SHORTFALL_TEST_ENGINES=2 $(RUN) -m pytest tests/scale tests/deploy

.PHONY: release
release: test ## set the version, date the changelog and tag (VERSION=1.2.3)
	@test -n "$(VERSION)" || { echo "Say which: make release VERSION=1.2.3"; exit 1; }
	@! grep -v '@sha256:' deploy/images || { echo "These images have no digest: run make pin-images where a registry is reachable, and commit."; exit 1; }
	@test -z "$$(git status --porcelain)" || { echo "Commit first: the tree has changes."; exit 1; }
	@sed -i 's/^version = ".*"/version = "$(VERSION)"/' pyproject.toml
	@sed -i "s/^## \[Unreleased\]/## [Unreleased]\n\n## [$(VERSION)] - $$(date +%F)/" CHANGELOG.md
	@$(UV) lock --quiet
	@git commit --quiet -am "Release $(VERSION)" && git tag "v$(VERSION)"
	@echo "Tagged v$(VERSION)."

.PHONY: docs
docs: $(UV) ## build the documentation as a site in var/docs/site/; a broken link fails
	@rm -rf var/docs && mkdir -p var/docs/source
	@# Sphinx walks all of its source folder: it is given the pages and what they link to.
	@cp -r --parents *.md LICENSE .env.example docs widget/README.md widget/example.html widget/src/texts.ts shortfall/talk var/docs/source
	@$(UV) run --quiet --isolated --locked --only-group docs sphinx-build -q -W --keep-going -c docs var/docs/source var/docs/site
	@cp var/docs/site/README.html var/docs/site/index.html
	@echo "var/docs/site/index.html"

.PHONY: figure
figure: install ## draw the rooms of docs/architecture.md from the imports
	@$(RUN) docs/rooms.py

.PHONY: widget
widget: install ## build the chat widget (needs Node 18 or later) and print the lines for a website
	@cd widget && npm ci --silent && npm run --silent check && npm run --silent build
	@.venv/bin/shortfall widget

.PHONY: test-scale
test-scale: train ## test two gateways and two engines on PostgreSQL and Redis behind nginx (Debian: postgresql, redis-server, nginx)
	@SHORTFALL_TEST_ENGINES=2 $(RUN) -m pytest tests/scale tests/deploy

.PHONY: fuzz
fuzz: N ?= 10000
fuzz: train ## send N fuzzed messages to the assistant, and as many requests to its API (10,000: about 20 minutes)
	@SHORTFALL_FUZZ=$(N) $(RUN) -m pytest --timeout=0 tests/abuse

.PHONY: bench
bench: train ## measure everything that has a target (ONLY="turns parser" for some); writes the figures to docs/
	@$(RUN) -m bench $(ONLY)

.PHONY: profile
profile: train $(UV) ## profile a question: flame graphs of the engine and the gateway in var/bench/
	@$(RUN) -m bench.profile

.PHONY: mutants
mutants: SEED ?= 1
mutants: N ?= 400
mutants: install $(UV) ## mutation tests of shortfall/law (SEED, N)
	@$(UV) run --quiet --no-sync --with cosmic-ray==8.4.3 python -m bench.mutants --seed $(SEED) --size $(N)

.PHONY: load
load: HOST ?= http://127.0.0.1:8080
load: USERS ?= 20
load: MINUTES ?= 2
load: $(UV) ## load test a running assistant, with its rate limits off (HOST, USERS, MINUTES, SPEED)
	@$(UV) tool run --quiet --python $(PYTHON) --with pyyaml --from locust==2.47.0 locust --headless --only-summary \
		-f bench/load/locustfile.py -H $(HOST) -u $(USERS) -r 5 -t $(MINUTES)m --csv var/load

.PHONY: links
links: install ## check that every linked page still exists (needs the network)
	@.venv/bin/shortfall content links

.PHONY: sbom
sbom: $(UV) ## write a bill of materials (CycloneDX) of each lock file to var/sbom/
	@mkdir -p var/sbom
	@$(UV) export --quiet --locked --no-dev --format cyclonedx1.5 -o var/sbom/public.cdx.json
	@$(UV) export --quiet --locked --no-dev --format cyclonedx1.5 --project engine -o var/sbom/engine.cdx.json
	@ls -l var/sbom

.PHONY: audit
audit: $(UV) ## look up known vulnerabilities of both lock files (needs the network)
	@for project in . engine; do \
		echo "== $$project"; \
		$(UV) export --quiet --locked --no-dev --no-emit-project --no-emit-package tensorflow --no-emit-package sentence-transformers --project $$project --format requirements-txt > var/audit.txt; \
		$(UV) tool run --quiet --python $(PYTHON) --from pip-audit==2.10.1 pip-audit --strict --require-hashes --disable-pip -r var/audit.txt || failed=1; \
	done; test -z "$${failed:-}"

# A deleted environment is made again, whatever the stamp says.
var/installed-main: pyproject.toml uv.lock $(if $(wildcard $(RUN)),,again) | $(UV)
	@echo "Installing the gateway and the tools ..."
	@$(UV) sync --locked $(QUIET)
	@touch $@

var/installed-engine: engine/pyproject.toml engine/uv.lock $(if $(wildcard $(ENGINE)),,again) | $(UV)
	@echo "Installing the engine (TensorFlow, about 1 GB; once) ..."
	@$(UV) sync --locked --project engine $(QUIET)
	@touch $@

.PHONY: again
again:

var/uv/bin/uv: | python
	@echo "Installing uv ..."
	@"$(PYTHON)" -m venv var/uv
	@var/uv/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 is needed, and neither python3.11 nor python3 is it (Debian 12: apt-get install python3.11 python3.11-venv)." >&2; exit 1; }

.PHONY: pin-images
pin-images: ## write the digests of third-party images into deploy/ (needs docker and a registry)
	@deploy/pin-images
