"""`shortfall content`: what is wrong with the questions, what the attorney has read, and which links still answer."""

from __future__ import annotations

import json
import subprocess
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer
from sqlalchemy.exc import SQLAlchemyError

from shortfall.base.database import make_engine, sessions
from shortfall.base.settings import ROOT, settings
from shortfall.cli.shared import Json, fail, now, show
from shortfall.content.approval import approve as write_approval
from shortfall.content.links import Link, addresses, check_links
from shortfall.content.questions import LANGUAGES, ContentError, Language, Question, load_questions
from shortfall.content.reviews import ContentReview, State, day_of, decisions, standing
from shortfall.processes.training import ENGINE_PYTHON

app = typer.Typer(no_args_is_help=True, help="Check the questions and answers in data/topics.")

Topics = Annotated[
    list[str] | None, typer.Argument(help="topics or questions, such as exemptions or exemptions/car; default: all")
]


@app.command()
def check(topics: Topics = None, as_json: Json = False) -> None:
    """Find texts that are too long, too hard to read, outside the SMS alphabet, badly sourced, or asked twice."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # textstat's own, about setuptools
            from shortfall.content.check import crossings, faults, twins
    except ModuleNotFoundError as error:
        if error.name != "textstat":
            raise
        fail("The reading grade needs textstat, a development package that is not installed here. Run make install.")
    every = _load()
    wanted = _wanted(every, topics)
    found = {name: faults(question, every) for name, question in wanted.items()}
    for kind, shared in (("example", crossings(every.values())), ("label", twins(every.values()))):
        for text, names in shared.items():
            for name in wanted.keys() & set(names):
                found[name].append(f"{kind} {text!r} is also in {', '.join(n for n in names if n != name)}")
    wrong = {name: each for name, each in found.items() if each}
    if as_json:
        typer.echo(json.dumps(wrong, ensure_ascii=False))
    else:
        for name, each in wrong.items():
            for fault in each:
                typer.echo(f"{name}: {fault}")
        typer.echo(f"{len(wanted) - len(wrong)} of {len(wanted)} questions are fine.")
    if wrong:
        raise typer.Exit(1)


@app.command()
def audit(
    topics: Topics = None,
    least: Annotated[float, typer.Option(help="smallest cosine of a pair")] = 0.9,
) -> None:
    """List examples of different questions that mean nearly the same, nearest first."""
    command = [str(ROOT / ENGINE_PYTHON), "-m", "engine.nearest", *(topics or ()), "--least", str(least)]
    if not (ROOT / ENGINE_PYTHON).is_file():
        fail("The engine is not installed. This needs its sentence vectors: run make install.")
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise typer.Exit(1)


@app.command()
def status(topics: Topics = None, as_json: Json = False) -> None:
    """Count the questions the attorney has read, by topic and language: approved, changed since, sent back."""
    wanted, today, found = _wanted(_load(), topics), day_of(now()), _decisions()
    words: dict[State, str] = {"approved": "reviewed", "lapsed": "lapsed", "sent_back": "sent back"}
    columns = {f"{word} {language}": (state, language) for language in LANGUAGES for state, word in words.items()}
    rows: dict[str, dict[str, Any]] = {}
    for question in wanted.values():
        for topic in (question.topic, "all"):
            row = rows.setdefault(topic, {"topic": topic, "questions": 0, **dict.fromkeys(columns, 0)})
            row["questions"] += 1
            for column, (state, language) in columns.items():
                lines = found.get((question.id, language), ())
                row[column] += standing(question, language, today, lines).state == state
    total = rows.pop("all")
    show([*rows.values(), total], as_json)


@app.command()
def approve(
    question: Annotated[str, typer.Argument(help="such as exemptions/car")],
    by: Annotated[str, typer.Option(help="the attorney who read it")],
    language: Annotated[Language, typer.Option(help="the language that was read")] = "en",
) -> None:
    """Record in the file that the attorney approved this text. It lapses when the text or a figure in it changes."""
    every = _load()
    if question not in every:
        fail(f"There is no question {question}.")
    try:
        write_approval(every[question], language, by, now().date())
    except ContentError as error:
        fail(str(error))
    typer.echo(f"{question} ({language}): approved by {by}.")


@app.command()
def links(topics: Topics = None, as_json: Json = False) -> None:
    """Check that every linked page still exists. Needs a network. Pages that cannot be reached are listed, not counted as broken."""
    wanted = addresses(_wanted(_load(), topics).values())
    found = check_links(wanted)
    if as_json:
        typer.echo(json.dumps([asdict(link) for link in found]))
    else:
        for verdict in ("broken", "moved", "unreached"):
            _tell(verdict, [link for link in found if link.verdict == verdict])
        counts = Counter(link.verdict for link in found)
        typer.echo(", ".join(f"{counts[v]} {v}" for v in ("good", "moved", "broken", "unreached")) + ".")
        if counts["unreached"] == len(found):
            typer.echo("Nothing could be reached: is there a network here?")
    if any(link.verdict == "broken" for link in found):
        raise typer.Exit(1)


def _tell(verdict: str, found: list[Link]) -> None:
    for link in found:
        typer.echo(f"{verdict}: {link.url} ({link.word}) in {', '.join(link.places)}")


def _decisions() -> Mapping[tuple[str, str], Sequence[ContentReview]]:
    """What was decided at /staff/content; nothing where this installation has no database, or one of before."""
    engine = make_engine(settings().database)
    try:
        with sessions(engine, read_only=True)() as session, session.begin():
            return decisions(session)
    except SQLAlchemyError:
        return {}
    finally:
        engine.dispose()


def _load() -> dict[str, Question]:
    try:
        return load_questions()
    except ContentError as error:
        fail(str(error))


def _wanted(every: dict[str, Question], topics: list[str] | None) -> dict[str, Question]:
    if not topics:
        return every
    found = {name: q for name, q in every.items() if name in topics or q.topic in topics}
    if unknown := sorted(set(topics) - set(found) - {q.topic for q in found.values()}):
        fail(f"There is no topic or question {', '.join(unknown)}.")
    return found
