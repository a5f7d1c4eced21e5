"""Texts and their review: approving exactly what was read, sending back, lapsing, and who may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from shortfall.base.database import make_engine, migrate, sessions
from shortfall.base.firm import load_firm
from shortfall.base.limits import BODY_LIMIT
from shortfall.base.settings import Settings
from shortfall.content import reviews
from shortfall.content.questions import Question, load_questions
from shortfall.conversation.engine_client import EngineMessage
from shortfall.conversation.transcript import Transcript
from shortfall.staff import accounts
from shortfall.web import changes
from shortfall.web.limits import Limits
from shortfall.web.staff import content
from shortfall.web.staff.app import staff_app
from tests.unit.web.staff.office import Clerk, Office, words

CAR = "exemptions/car"
NASTY = "<script>alert(1)</script>"


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Question]]:
    """The questions, which a test may change as a new release would."""
    found = load_questions()
    for module in (content, changes):
        monkeypatch.setattr(module, "questions", lambda: found)
    monkeypatch.setattr("shortfall.conversation.transcript.questions", lambda: found)
    yield found


def attorney(desk: Office, login: str = "bea", role: str = "attorney", name: str | None = "B. Fard") -> Clerk:
    desk.hire(login)
    with desk.db() as session:
        accounts.set_role(session, login, role, name, desk.clock())
    return desk.clerk(login)


def hashes(page: str) -> list[str]:
    return re.findall(r'name="text" value="(\w+)"', page)


def decide(clerk: Clerk, action: str = "approved", language: str = "en", note: str = "", name: str = CAR) -> Any:
    seen = hashes(clerk.get(f"/staff/content/{name}").text)[0 if language == "en" else 1]
    return clerk.submit(f"/staff/content/{name}", action=action, language=language, text=seen, note=note)


def changed(question: Question, said: str) -> Question:
    return replace(question, text=replace(question.text, web={**question.text.web, "en": said}))


def answered(desk: Office, number: int, **more: Any) -> dict[str, str | None] | None:
    """What a person's message says of the review of its text."""
    transcript = Transcript(desk.engine)
    if number == 1:
        transcript.open("c", "0", "Hi.", desk.clock())
    turn = transcript.accept("c", f"m{number}", "my car?", None, desk.clock())
    said: dict[str, Any] = {"text": "Usually not.", "topic": "exemptions", "question": "car", "reads": "en", **more}
    message = transcript.answer("c", turn.seq, [(f"a{number}", EngineMessage(**said))], desk.clock())[0]
    assert transcript.read("c", 1)[0][-1] == message
    return message.review.model_dump(mode="json") if message.review else None


def test_an_approval_names_person_day_and_text_and_stands_with_the_answer(
    desk: Office, texts: dict[str, Question]
) -> None:
    assert answered(desk, 1) == {"by": None, "on": None}
    bea = attorney(desk)
    assert decide(bea).headers["Location"] == f"/staff/content/{CAR}?did=approved"
    page = words(bea.get(f"/staff/content/{CAR}").text)
    assert "English Approved B. Fard, 2026-11-23" in page and "Spanish Waits for review" in page
    assert answered(desk, 2) == {"by": "B. Fard", "on": "2026-11-23"}
    # The other language, what was put together for another state, and what answers no question.
    assert answered(desk, 3, reads="es") == answered(desk, 4, reads=None) == {"by": None, "on": None}
    assert answered(desk, 5, question=None) is None
    assert "Reviewed by B. Fard on November 23, 2026." in words(desk.stranger().get("/changes").text)
    assert [(line.action, line.detail) for line in desk.log() if line.action == "text_approved"] == [
        ("text_approved", {"question": CAR, "language": "en"})
    ]


def test_it_lapses_with_the_text_wherever_it_is_shown(desk: Office, texts: dict[str, Question]) -> None:
    bea = attorney(desk)
    decide(bea)
    texts[CAR] = changed(texts[CAR], "Never, whatever it is worth.")
    assert answered(desk, 1) == {"by": None, "on": None}
    assert "Reviewed by" not in words(desk.stranger().get("/changes").text)
    page = bea.get(f"/staff/content/{CAR}").text
    assert "Changed since it was approved B. Fard" in words(page)
    assert "<ins>" in page and "Never, whatever it is worth." in page.split("<ins>")[1]
    assert "exemptions/car" in bea.get("/staff/content?state=lapsed").text
    # The text that was read comes back: what was approved is approved.
    texts[CAR] = load_questions()[CAR]
    assert answered(desk, 2) == {"by": "B. Fard", "on": "2026-11-23"}


def test_it_lapses_with_a_figure_of_the_law(desk: Office, texts: dict[str, Question]) -> None:
    desk.at(datetime(2025, 6, 2, 15, 0, tzinfo=UTC))  # the car's protected value was another one then
    bea = attorney(desk)
    decide(bea)
    assert answered(desk, 1) == {"by": "B. Fard", "on": "2025-06-02"}
    desk.at(datetime(2026, 11, 23, 15, 0, tzinfo=UTC))
    assert answered(desk, 2) == {"by": None, "on": None}


def test_only_what_was_on_the_screen_is_approved(desk: Office, texts: dict[str, Question]) -> None:
    bea = attorney(desk)
    seen = hashes(bea.get(f"/staff/content/{CAR}").text)
    texts[CAR] = changed(texts[CAR], "Never.")
    stale = bea.submit(f"/staff/content/{CAR}", action="approved", language="en", text=seen[0])
    crossed = bea.submit(f"/staff/content/{CAR}", action="approved", language="en", text=seen[1])
    assert (stale.status_code, crossed.status_code) == (409, 409)
    assert "has changed since you opened it" in words(stale.text)
    assert answered(desk, 1) == {"by": None, "on": None}


def test_sending_back_wants_a_note_and_takes_an_approval_away(desk: Office, texts: dict[str, Question]) -> None:
    bea = attorney(desk)
    decide(bea)
    refused = decide(bea, "sent_back")
    assert (refused.status_code, "what should change" in refused.text) == (422, True)
    assert answered(desk, 1) == {"by": "B. Fard", "on": "2026-11-23"}
    decide(bea, "sent_back", note=f"Say 2026. {NASTY}")
    page = bea.get(f"/staff/content/{CAR}").text
    assert "Sent back B. Fard, 2026-11-23 “Say 2026." in words(page) and NASTY not in page
    assert answered(desk, 2) == {"by": None, "on": None}
    texts[CAR] = changed(texts[CAR], "Mended.")
    assert "Waits for review" in words(bea.get(f"/staff/content/{CAR}").text).split("Spanish")[0]


def test_it_survives_a_new_release_and_a_new_database_process(desk: Office, texts: dict[str, Question]) -> None:
    decide(attorney(desk))
    migrate(str(desk.gateway.settings.database))
    assert answered(desk, 1) == {"by": "B. Fard", "on": "2026-11-23"}


def test_a_decision_is_never_changed(database_url: str) -> None:
    migrate(database_url)
    engine = make_engine(database_url)
    question, now = load_questions()[CAR], datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    with sessions(engine).begin() as session:
        reviews.decide(session, question, "en", True, "B. Fard", "bea", "", now)
    for statement in ("UPDATE content_reviews SET approved = false", "DELETE FROM content_reviews"):
        with sessions(engine)() as session, pytest.raises(DBAPIError, match="append-only"):
            session.execute(text(statement))
    with sessions(engine).begin() as session:
        assert reviews.reviewed(session, question, "en", now) == ("B. Fard", now.date())
        reviews.decide(session, question, "en", False, "B. Fard", "bea", "No.", now)
        assert reviews.reviewed(session, question, "en", now) is None
    engine.dispose()


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"action": "approved", "language": "fr"}, 422),
        ({"action": "erase", "language": "en"}, 422),
        ({"language": "en"}, 422),
        ({"action": "approved", "language": "en", "text": ""}, 409),
        ({"action": "approved", "language": "en", "text": "0" * 5000}, 409),
        ({"action": "sent_back", "language": "en", "note": "x" * 1001}, 422),
    ],
)
def test_a_form_that_is_none_decides_nothing(desk: Office, form: dict[str, str], status: int) -> None:
    bea = attorney(desk)
    assert bea.submit(f"/staff/content/{CAR}", **form).status_code == status
    assert not [line for line in desk.log() if line.action.startswith("text_")]


def test_a_body_that_is_too_large_is_refused(desk: Office) -> None:
    bea = attorney(desk)
    form = {"action": "sent_back", "language": "en", "note": "x" * BODY_LIMIT}
    assert bea.submit(f"/staff/content/{CAR}", **form).status_code == 413


@pytest.mark.parametrize("name", ["exemptions/nothing", "../firm/x", "exemptions/car.yml", "a" * 900 + "/x", "%00/x"])
def test_there_is_nothing_else_to_open(desk: Office, name: str) -> None:
    bea = attorney(desk)
    assert bea.get(f"/staff/content/{name}").status_code in (400, 404)
    assert bea.submit(f"/staff/content/{name}", action="approved", language="en").status_code in (400, 404)


def test_lists_by_topic_and_state_and_on_paper(desk: Office, texts: dict[str, Question]) -> None:
    bea = attorney(desk)
    decide(bea)
    page = bea.get("/staff/content").text
    assert f"All {len(texts)} 1 0" in words(page)
    assert CAR in bea.get("/staff/content?topic=exemptions").text
    assert "fees/overview" not in bea.get("/staff/content?topic=exemptions").text
    waiting = bea.get("/staff/content?state=approved&topic=exemptions").text
    assert CAR in waiting and "exemptions/overview" not in waiting
    paper = bea.get("/staff/content/print?topic=exemptions&state=waiting&language=en").text
    assert "exemptions/overview, en" in paper and f"{CAR}, en" not in paper and ", es)" not in paper
    assert (
        "Text message:" in paper
        and "ilga.gov" in paper
        and "$3,600" in bea.get("/staff/content/print?topic=exemptions").text
    )
    for odd in ("?topic=<script>", "?state=x'--", "?language=zz", "/print?page=99999999", "/print?page=-1&topic=%22"):
        response = bea.get(f"/staff/content{odd}")
        assert response.status_code == 200 and "<script>" not in response.text.replace("<script type=", "")


def routes(tmp_path: Path) -> list[tuple[str, str]]:
    """Every route of the inbox, with a real reference and question in its address."""
    settings = Settings(var_dir=tmp_path)
    app = staff_app(
        make_engine(f"sqlite:///{tmp_path}/x.db"), lambda: datetime.now(UTC), Limits(settings), (), load_firm()
    )
    fill = {"{reference}": "AAAA-AAAA", "{topic}/{name}": CAR}
    found = []
    routers = [router for each in app.routes if (router := getattr(each, "original_router", None))]
    for route in [route for router in routers for route in router.routes]:
        path = str(getattr(route, "path", ""))
        for part, value in fill.items():
            path = path.replace(part, value)
        found += [(method, f"/staff{path}") for method in getattr(route, "methods", None) or () if method != "HEAD"]
    return found


def test_every_route_is_shut_to_strangers_and_to_the_wrong_role(desk: Office, tmp_path: Path) -> None:
    """New pages are found by themselves: whoever adds one has said who may open it, or this fails."""
    (tmp_path / "other").mkdir()
    every = routes(tmp_path / "other")
    own = {"/staff/login", "/staff/logout", "/staff/password", "/staff/second-factor", "/staff/insights"}
    texts = {path for _, path in every if path.startswith("/staff/content")}
    assert len(texts) == 3 and len(every) > 15
    clerk, reviewer, stranger = desk.clerk(), attorney(desk, "rev", "reviewer"), desk.stranger()
    token = stranger.csrf("/staff/login")
    for method, path in every:
        if path == "/staff/login":
            continue
        asked = stranger.get(path) if method == "GET" else stranger.post(path, {"csrf": token})
        assert (asked.status_code, asked.headers["Location"][:12]) == (303, "/staff/login"), (method, path)
        if path in own:
            continue
        wrong, right = (clerk, reviewer) if path in texts else (reviewer, clerk)
        refused = wrong.get(path) if method == "GET" else wrong.submit(path)
        if path == "/staff/":
            assert (refused.status_code, refused.headers["Location"]) == (303, "/staff/content")
        else:
            assert refused.status_code == 403, (method, path)
        allowed = right.get(path) if method == "GET" else right.submit(path)
        assert allowed.status_code in (200, 404, 422), (method, path)


def test_a_role_is_given_on_the_shell_only_and_ends_what_was_open(desk: Office) -> None:
    clerk = desk.clerk()
    assert clerk.get("/staff/content").status_code == 403
    with desk.db() as session, pytest.raises(accounts.Refused, match="name"):
        accounts.set_role(session, "ana", "attorney", None, desk.clock())
    with desk.db() as session, pytest.raises(accounts.Refused, match="role"):
        accounts.set_role(session, "ana", "owner", "A", desk.clock())
    with desk.db() as session:
        accounts.set_role(session, "ana", "attorney", "A. Ng", desk.clock())
    assert clerk.get("/staff/").status_code == 303
    again = desk.clerk()
    assert again.get("/staff/content").status_code == again.get("/staff/").status_code == 200


def test_the_public_log_tells_figures_by_date_and_counts_its_readers(tmp_path: Path) -> None:
    from tests.unit.web.staff.office import office

    with office(tmp_path, rate_limit="on", messages_per_minute_address=5) as desk:
        stranger = desk.stranger()
        page = stranger.get("/changes")
        said = words(page.text)
        assert "January 1, 2026: vehicle exemption $3,600" in said or "$3,600" in said
        assert "Not yet reviewed by the attorney." in said and "Reviewed by" not in said
        assert "<script" not in page.text and "default-src 'none'" in page.headers["Content-Security-Policy"]
        spanish = stranger.get("/es/changes").text
        assert '<html lang="es">' in spanish and "El abogado todavía no lo ha revisado." in words(spanish)
        assert "1 de enero de 2026: un carro: $3,600" in words(spanish) and "attorney" not in words(spanish)
        codes = [stranger.get("/changes").status_code for _ in range(6)]
        assert codes[-1] == 429 and codes[0] == 200


@pytest.mark.parametrize("path", ["/staff/content", f"/staff/content/{CAR}", "/staff/insights"])
def test_one_comes_back_to_the_page_one_was_sent_to(desk: Office, path: str) -> None:
    attorney(desk)
    stranger = desk.stranger()
    assert stranger.get(path).headers["Location"] == f"/staff/login?next={path}"
    assert stranger.sign_in("bea", next=path).headers["Location"] == path


def test_the_words_of_the_glossary_stand_beside_the_spanish(desk: Office) -> None:
    attorney(desk)
    said = words(desk.clerk("bea").get("/staff/content/wage_garnishment/overview").text)
    assert "Words used here" in said and "sentencia : judgment una orden de la corte por dinero" in said
    assert "remate" not in said
