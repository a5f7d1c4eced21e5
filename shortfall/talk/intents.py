"""The intents, slots and questions that the moves speak of, in groups."""

from __future__ import annotations

OUT = "out_of_scope"
"""The topic of questions that are out of scope."""
# Intents that are not subjects: never one of two topics, never in "did you mean".
DIALOGUE = frozenset(
    "affirm back bot_challenge cancel correct deny goodbye greet help inform nlu_fallback no_text other_language out_of_scope "
    "restart skip spanish english thanks too_long two_topics crisis danger violence no_more_texts distress urgent callback callback_change calculate calculate_wages calculate_interest "
    "calculate_plan refine unsure not_yet why repeat complaint acknowledge my_case by_text by_mail how_figured deadlines".split()
)
SETTLES = DIALOGUE - {"nlu_fallback", "inform"}
"""Intents of messages that the next one does not lean on. What was only told, or not understood, it does: "can they take that?"."""
# Answered with a form or a refusal. A wrong one of these is worse than a wrong answer.
JOBS = frozenset(
    "calculate calculate_wages calculate_interest calculate_plan refine callback_change out_of_scope".split()
)
# What a person may mean who gives both figures of an estimate without asking for one.
ABOUT_THE_FIGURE = frozenset(
    "calculate calculate_interest refine define_deficiency still_owe_after_foreclosure inform correct out_of_scope surplus how_lender_gets_judgment".split()
)
# What a person may mean who asks about another state than Illinois.
ABOUT_THE_LAW = frozenset(
    "state_law still_owe_after_foreclosure will_lender_pursue define_deficiency define_deficiency_judgment how_lender_gets_judgment inform".split()
)
LOST = frozenset({"sale_set", "sold", "confirmed"})
"""Stages that only a home can reach. Judgments and garnished pay also come from other debts."""
CALLBACK = "callback"
"""The job of having a person call."""
CALLED_OFF = "callback_cancelled"
"""The topic of what is said when a booked call was called off."""
CANCEL = "cancel"
URGENT = "urgent"
ESTIMATE = "calculate"
"""The job of working out what may be left to pay."""
COMMANDS = frozenset("back cancel restart help callback_change crisis urgent".split())
"""Learned intents that are obeyed no matter what was asked before."""
RESULTS = frozenset({"calculate", "calculate_wages", "calculate_interest", "calculate_plan"})
"""Results. "Ok" after one starts nothing."""
ANSWERS = frozenset("affirm deny inform correct skip cancel nlu_fallback unsure not_yet why acknowledge".split())
"""Intents that a form handles itself. For any other it pauses, lets that intent's rule run, and comes back."""
NAMES = frozenset({"callback_name", "callback_new_name"})
TIMES = frozenset({"callback_window", "callback_new_window"})
PHONES = frozenset({"callback_phone", "callback_new_phone"})
CHANGES = frozenset(
    {"callback_new_name", "callback_new_window", "callback_new_phone", "callback_new_note", "callback_second"}
)
"""What is asked for to change a call that is booked."""
CALL = frozenset({*NAMES, *TIMES, *PHONES, "callback_confirmed"})
