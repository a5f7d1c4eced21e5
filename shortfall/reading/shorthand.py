"""The short spellings of phones and forms written out ("appt", "pymt", "w/o"), so that a message is read by its words. Pure."""

from __future__ import annotations

import re

_WRITTEN_OUT = {
    "appt": "appointment", "appts": "appointments", "appmt": "appointment", "resched": "reschedule",
    "pymt": "payment", "pymts": "payments", "pmt": "payment", "pmts": "payments", "pymnt": "payment",
    "mtg": "mortgage", "mtge": "mortgage", "mortg": "mortgage", "mrtg": "mortgage", "refi": "refinance",
    "atty": "attorney", "attys": "attorneys", "acct": "account", "accts": "accounts", "bal": "balance",
    "bk": "bankruptcy", "bnkrptcy": "bankruptcy", "jdgmt": "judgment", "jgmt": "judgment", "judgmt": "judgment",
    "govt": "government", "dept": "department", "rcvd": "received", "recd": "received", "sched": "schedule",
    "prop": "property", "cert": "certified", "amt": "amount", "approx": "about",
    "ppl": "people", "sum1": "someone", "some1": "someone", "any1": "anyone", "every1": "everyone", "no1": "nobody",
    "b4": "before", "bc": "because", "bcuz": "because", "cuz": "because", "tho": "though", "thru": "through",
    "hubby": "husband", "gonna": "going to", "gotta": "have to", "wanna": "want to", "lemme": "let me",
    "u": "you", "ur": "your", "bout": "about", "abt": "about", "rn": "right now", "yrs": "years", "yr": "year",
    "mos": "months", "wks": "weeks", "wk": "week", "hrs": "hours", "msg": "message", "txt": "text",
    "w/o": "without", "w/": "with", "b/c": "because",
}  # fmt: skip
_SHORT = re.compile(
    rf"(?<![\w/'@.-])(?:{'|'.join(re.escape(word) for word in sorted(_WRITTEN_OUT, key=len, reverse=True))})(?![\w/'@])",
    re.I,
)
_AND = re.compile(r"(?<=[\w,] )n(?= [a-z])")
_WITH = re.compile(r"(?<![\w/])w/(?=[a-z]{2})", re.I)
# "SS checks": the benefit, where a word for money stands beside it.
_SS = re.compile(r"\bss (?=(?:checks?|income|benefits?|money|payments?|deposits?|and\b|or\b))", re.I)


def written_out(text: str) -> str:
    """The text with short spellings written out; longer by a few letters each."""
    text = _AND.sub("and", _WITH.sub("with ", text))
    return _SS.sub("social security ", _SHORT.sub(lambda match: _WRITTEN_OUT[match[0].lower()], text))
