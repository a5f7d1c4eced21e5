"""Decide what a message means in its conversation: a table of moves, of which the first that fits is made. Pure.

A move names the Rasa intent that the rules and forms use. The order of priority: a life in danger, the end of the texts, commands, answers to what was
just offered or asked, several things at once, the subject asked about, facts without a question, and last the desk's own question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from shortfall.talk import intents
from shortfall.talk.compose import TOLD_ELSEWHERE, is_told_elsewhere
from shortfall.talk.compose import elsewhere as elsewhere_of
from shortfall.talk.heard import Context, Heard, Move, answering
from shortfall.talk.moves import answers, calls, days, figures, subjects


def decide(heard: Heard, context: Context) -> Move:
    """The first move of the table that fits. A person in another state gets their state's rule, never an Illinois calculator."""
    if not (context.booked or context.asked in intents.CALL or calls.says_booked(heard)):
        heard = calls.without_whom(calls.with_no_call_booked(heard))
    heard = figures.without_interest(heard, context)
    for move in TABLE:
        if made := move(heard, context):
            if {intents.CALLBACK, "fees"} & {made.intent, *made.topics} and calls.wants_free_help(heard):
                return Move(calls.FREE_HELP, made.confidence)
            case = context.case.heard(heard.facts, 0)
            if is_told_elsewhere(made.intent, case) and not made.federal:
                question = TOLD_ELSEWHERE[made.intent]
                return replace(answering(question), confidence=made.confidence)
            if (
                made.intent == intents.CALLBACK
                and context.asked not in intents.CALL
                and (asked := calls.asked_besides(heard, heard.text, away=elsewhere_of(case.place)))
            ):
                return Move("two_topics", made.confidence, (*asked, intents.CALLBACK))
            return made
    return Move("nlu_fallback", heard.sure)


TABLE: tuple[Callable[[Heard, Context], Move | None], ...] = (
    answers.life,
    answers.no_more_texts,
    calls.refused,
    calls.moved,
    calls.booked,
    answers.recap,
    calls.of_the_request,
    calls.kept,
    answers.command,
    calls.agrees,
    days.day_sum,
    days.deadline,
    figures.sums,
    figures.redone,
    answers.feeling,
    answers.offer,
    answers.more,
    days.takes_road,
    calls.declines,
    calls.visits,
    calls.serves,
    calls.priced,
    calls.retimed,
    calls.besides,
    figures.said_back,
    figures.paid_off,
    answers.answer,
    calls.harassed,
    calls.call,
    calls.explained,
    figures.frozen,
    figures.insolvent,
    figures.offered,
    figures.besides_figures,
    figures.worked,
    answers.plainly,
    figures.doubted,
    days.whose_date,
    days.before_a_sale,
    days.to_dispute,
    days.near_sale,
    days.stops,
    days.counted,
    days.of_the_paper,
    days.old_mortgage,
    figures.priced,
    answers.concludes,
    days.keeps,
    subjects.put_right,
    subjects.lies_in,
    answers.next_step,
    subjects.several,
    subjects.displeased,
    answers.small,
    days.roads,
    figures.figures,
    subjects.county,
    subjects.elsewhere,
    days.served,
    subjects.story,
    subjects.adds,
    subjects.subject,
    subjects.clearest,
    subjects.ruled,
    subjects.told,
)
