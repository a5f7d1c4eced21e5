"""A sale, a lockout, a hearing or an answer that is still to come, as people write of it in English and Spanish: what and when.

What is over, what is only supposed, and what was taken back is none. Pure: the moment it was said at is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shortfall.base.hours import next_opening, office_zone
from shortfall.base.limits import LONGEST_MESSAGE
from shortfall.law.deadlines import deadlines
from shortfall.reading import spanish
from shortfall.reading.dates import find_days
from shortfall.reading.days import day_phrases
from shortfall.reading.guarded import Guarded, Rules
from shortfall.reading.papers import BROUGHT, SERVED
from shortfall.reading.spelling import MONTHS, WEEKDAYS, normalise

WITHIN_DAYS = 7
"""A sale, lockout or hearing that is no further away than this makes a request urgent."""

_SHORTEST = 8
"""Characters of "sale mon"."""
_MOST = 24
_NARROW = 8
"""Days that a time may be spread over and still be a day: "this week" is, "in January" is not."""

_AHEAD_AT_MOST = timedelta(days=300)
"""A day without a year that would be further away than this was the one just past: "nov 2", said in November."""

# "A 3 semanas de la subasta": it is set.
_OF_THE_SALE = r"del? (?:la |el |mi |su )?(?:subasta|remate|venta|auction|sale)\b"
_SPANISH: tuple[tuple[str, str], ...] = (
    (r"(?<!pasado )(?:por|en|de) la manana", "am"),
    (r"(?:por|en|de) la (?:tarde|noche)", "pm"),
    *spanish.DAYS,
    (rf"a (\w{{1,12}}) dias (?={_OF_THE_SALE})", r"it is in \1 days "),
    (rf"a (\w{{1,12}}) semanas (?={_OF_THE_SALE})", r"it is in \1 weeks "),
    (r"a las? (\d{1,2})", r"at \1"),
    (r"antes del?|a mas tardar(?: el)?|para el|hasta el", "by"),
    (r"para (?=(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today)", "by "),
)
_IN_ENGLISH = Rules((rf"\b(?:{pattern})\b", same) for pattern, same in _SPANISH)

# An auction that is named by where or to whom a home goes: "goes on the block", "put it up for bids", "under the hammer".
_UNDER_THE_HAMMER = (
    r"\b(?:go(?:es|ing)?|puts?|putting|hits?|hitting|comes?|coming|ends?|up|be|is|are)"
    r"(?: (?:it|us|me|my|our|the|house|home|place|property|condo|up|out|off)){0,4}"
    r"(?: (?:on|onto|to(?! bid\b)|for|under|at))? (?:the )?(?:auction |auctioneers? |chopping |highest )?"
    r"(?:block|hammer|gavel|bids?|bidding|bidders?|courthouse steps)\b(?! (?:party|parties|from|of|away|over)\b)"
    r"|\b(?:al mejor postor|bajo (?:el )?martillo)\b"
)
_A_SALE = r"(?:sale|auction|venta|subasta|remate)"
_CONFIRMED = r"(?:confirm\w{0,7}|approv\w{1,3}|apr(?:ob|ueb)\w{1,5})"
_BETWEEN = r"(?: (?!and\b|then\b|y\b|luego\b)\w{1,12}){0,3} "
_KINDS: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:answer|respond|response|reply|appearance|file|object\w*|motion|contestar|responder|respuesta|contestacion)\b.{0,60}\b(?:due|by|until|till?|before|deadline|within|no later)\b"
        r"|\b(?:due|until|till?|by|days?|deadline)\b.{0,40}\b(?:to (?:file|answer|respond|object|reply)|para (?:contestar|responder|presentar))\b|(?<!their )(?<!own )(?<!his )(?<!s )\bdeadline\b|\b(?:answer|response|papers?|motion)\b.{0,20}\bdue\b",
        "answer",
    ),
    # Whoever brings it, a citation is a day in court.
    # So is what is said there of a sale: "a court date on the sale", "the sale gets confirmed dec 15".
    (
        rf"\b{_CONFIRMED}{_BETWEEN}{_A_SALE}\b|\b{_A_SALE}{_BETWEEN}{_CONFIRMED}\b(?! (?:for|para)\b)|"
        r"\b(?:citation|cita(?:torio)? (?:de|para) (?:la )?corte|(?:court(?: date| day)?|hearing|judge|corte|audiencia|juez|jueza) (?:date )?(?:is )?(?:(?!and\b|y\b|before\b|antes\b)[\w.]{1,9} ){0,4}?(?:on|about|for|over|regarding|de|sobre|por|para) (?:the |my |our |la |mi )?(?:house |foreclosure )?(?:sale|auction|subasta|venta))\b",
        "hearing",
    ),
    (
        r"(?<!short )(?<!for )(?<!after the )(?<!after a )(?<!no )(?<!object to the )(?<!yard )\b(?:sale|auction\w*|sells|(?:be|get|gets|getting|being) (?:sold|selling)|(?:is|are|theyre) (?:selling|sold (?=on|at|this|next|tomorrow|today|in \d|(?:mon|tues|wednes|thurs|fri|satur|sun)day))|(?:gonna|going to|will|supposed to|set to|they|bank|lender|county) sell|subasta\w*|remate|venta|venden|rematan|rematar)\b"
        rf"|{_UNDER_THE_HAMMER}",
        "sale",
    ),
    (
        r"\b(?:sheriff\w*|deputy|deputies|lock(?:s|ed|ing|ing us|ing me)?[ -]?(?:us |me )?out|lockout|locks|evict\w*|kick\w* (?:us |me )?out"
        r"|(?:be|move|get|moved|wants? (?:me|us)) out|put out|leave the (?:house|home)|vacate|desaloj\w*|desocup\w*|sacarnos|sacarme|(?:nos|me) (?:van a )?saca[nr]|cerradura\w*)\b",
        "lockout",
    ),
    (
        r"\b(?:court|hearing|judge|trial|appear|citation|continued|status (?:date|call)|case management|corte|audiencia|juez|jueza)\b",
        "hearing",
    ),
)
_KIND = tuple((Guarded(pattern), kind) for pattern, kind in _KINDS)
# The end of an offer: "sign by Friday", "I have until the 11th to take it", "the offer is good til Dec 11". It is the sender's own day, and
# no court's; of a letter that only says by when to reply it is likely.
_BY_DAY = (
    r"(?:by|before|until|till?|thru|through|no later than|antes del?|hasta(?: el)?|a m[aá]s tardar(?: el)?|para el)"
)
_REPLY = r"repl(?:y|ies)|respond|answer|get back|let (?:them|him|her) know|contest(?:ar|e|o)|respond(?:er|a|o)"
_DO = rf"(?P<sign>sign|firm(?:ar?|e|o))|(?P<reply>{_REPLY})|accept|agree|decide|pay|take it|acept(?:ar?|e|o)|pag(?:ar|ue|o)|decid(?:ir|a)"
_DO_TOO = rf"(?P<sign_too>sign|firmar)|(?P<reply_too>{_REPLY})|accept|agree|decide|pay|take|aceptar|pagar|decidir"
_OFFER = r"(?:offers?|settlements?|deals?|discounts?|oferta|arreglo|trato|descuento)"
_OFFER_ENDS = Guarded(
    rf"\b{_OFFER}\b[^.;!?\n\d]{{0,30}}?\b(?:expires?|ends?|runs out|good|valid|stands|vence|vale|caduca|termina|{_BY_DAY})(?: (?:on|for|{_BY_DAY}|el)){{0,2}}(?P<of_offer> [^.;!?\n]{{1,28}})"
    rf"|\b(?:{_DO})(?: (?:it|this|that|their|the|to|them|back|him|her|offer|letter|paper|papers|settlement|deal|la|el|su|oferta|carta|\$?[\d,]{{3,9}}k?)){{0,4}} {_BY_DAY}(?P<day> [^.;!?\n]{{1,28}})"
    rf"|\b(?:wants?|asks?|quieren?|piden?)\b[^.;!?\n]{{0,16}}\d[\d,]{{2,8}}k?(?: mil)? {_BY_DAY}(?P<wanted> [^.;!?\n]{{1,28}})"
    rf"|\b{_BY_DAY}(?P<until> [^.;!?\n]{{3,25}}?) (?:to|para|de) (?:{_DO_TOO})\b(?! (?:the |my |a )?(?:lease|loan|note|mortgage|modification|deed|summons|complaint|renta))"
    r"|\b(?:put|add|note|write|pon(?:ga|er)|anot(?:e|ar)|agreg(?:ue|ar))(?P<put> [^.;!?\n]{3,22}) (?:on|in|down|ah[ií])\b",
    re.I,
)
_OF_AN_OFFER = Guarded(
    rf"\b(?:{_OFFER}|settle|(?:will|would|ll|'ll|d|'d) (?:take|accept)|acept(?:an|ar[ií]an?))\b", re.I
)
_IN_A_LETTER = Guarded(r"\b(?:letters?|carta)\b", re.I)
_OF_A_COURT = Guarded(
    r"\b(?:court\w*|judge|summons|lawsuit|complaint|case (?:number|no)|default|citation|hearing|sued|suing|served|clerk|corte|juez|jueza|demanda\w*|citaci[oó]n|audiencia|tribunal)\b",
    re.I,
)
_OVER = Guarded(
    r"\b(?:was|were|got|had|has been|have been|already|went|brought|fetched|signed(?: off)?|okayed|approved|conf\w{2,5}ed|ruled|granted|finali[sz]ed|completed|came|told|lost|ago|yesterday|after the sale|moved out|since|sold|(?<!be )(?<!being )(?<!get )(?<!getting )auctioned|bought|changed|entered|happened|took place|paid|(?:they|bank|lender|county|sheriff|court) (?:auctioned|foreclosed|bid)|last (?:week|month|year|night|\w+day)"
    r"|fue|fueron|vendieron|vendio|tuve|hace|ayer|perdi|pasado|era|ya paso|subastaron|remataron)\b"
)
_AHEAD = Guarded(
    r"\b(?:will|is|are|'s|gets?|going to|gonna|set|scheduled|coming|supposed|have to|must|until|to be|continued to|moved(?! out)|postponed|now|tomorrow|today|its(?! own)|es|sera|va a|van a|viene|tengo|tenemos|tiene)\b"
)
# Only supposed, or asked: "would they have to sell", "if they auction it".
_SUPPOSED = Guarded(
    r"^\W*(?:and |so |but |or |ok |what )*(?:would|could|can|should|may|if|do|does|did|when|what happens|whats|how|why|unless|suppose|si |puede|pueden|podria|cuando|que pasa|como)\b|\bif (?:they|it|the|he|we|i)\b|\bwould (?:they|it|he)\b"
)
# "Do I have to sign, or can I file in the court case next week", "so how is the answer due dec 30"; whoever is from the court comes on no court's day.
_ASKS_HERE = Guarded(
    r"(?:^\W*|, ?|\b(?:and|or|so|but|y|o) )(?:(?:can|could|would|should|do|does|did) (?:i|we|he|she|they|it|the)\b|how (?:is|are|can|do|does|come)\b|(?:puedo|podemos|puede|pueden|podria|que pasa|como es)\b|en que (?:piso|cuarto|sala)\b|is (?:that|there|it) an? )"
)
_OF_A_COURTS = Guarded(
    r"\b(?:(?:from|with|works for) the court|(?:es|era|dice|parte|hombre|senor|alguien|llamada|trabaja) (?:que es )?(?:en |de )?(?:la )corte)\b"
)
# Nobody asks "how do you stop a sale that's tomorrow" of one that is not set.
_SURE = Guarded(
    r"\b(?:i have|we have|is (?:set|scheduled)|my (?:sale|hearing|court|house|home))\b.{0,40}"
    r"|\b(?:sale|auction|lockout|hearing|subasta|venta|remate|audiencia)\b(?:(?! be )[^.!?;\n]){0,30}\b(?:tomorrow|today|tonight|manana|hoy)\b"
)
# "File an appearance within 30 days after service": from the day of the service, and not from now.
_RUNS = Guarded(
    r"\b(?:within|dentro de)(?: (?:the|los|a))?(?: (?!by\b|on\b)\w{1,12}){0,3} (?:days?|weeks?|dias|semanas)\b"
    r"|\b\w{1,12} (?:days?|weeks?|dias|semanas) (?:after|from|of|since|despues de|desde|a partir de)(?: (?:the|my|i|you|we|la|el|que|me|le|nos|being|was|were|got|get|are|ser)){0,3} (?:date )?(?:of )?(?:service|served|summons|delivery|notific\w{1,7}|entreg\w{1,5}|citaci\w{1,3})\b"
)
# The sale (or whatever it is) is off.
_OFF = Guarded(
    r"\b(?:take|took|takes|taking) (?:off|back|out) (?:that|the|this) (?:sale|auction|hearing|date)|\b(?:no|isnt (?:a|any)|is no|not (?:a|any)|never (?:a|any)|there'?s no|without a)(?<!, no) (?:(?!short |the |that |my )\w+ )?(?:sale|auction|hearing|lockout|court date)\b(?! (?:until|til|till|before|price)\b)"
    r"|\b(?:sale|auction|hearing|court date|lockout|eviction)\b[^.!?;\n]{0,40}\b(?:cancell?ed|called off|vacated|off the (?:calendar|list)|not (?:set|scheduled|happening)|withdrawn|(?<!be )(?<!get it )stopped|isn'?t (?:set|scheduled)|was taken off)\b"
    r"|\b(?:remove|forget|delete|drop|cancel) (?:that|the|this) (?:sale|auction|hearing|date|sale date)\b|\b(?:cancell?ed|called off|stopped|withdrew) (?:the|my|our) (?:sale|auction|hearing)"
    r"|\bthere(?: is|'?s)? (?:no|isn'?t (?:a|any)|was no) (?:sale|auction|hearing)\b(?! price)|\b(?:no|ya no) (?:hay|habra|tengo)(?: \w+)? (?:subasta|venta|audiencia|corte|remate)|\b(?:cancelaron|quitaron|suspendieron|quite|quita) (?:la|esa) (?:subasta|venta|audiencia)"
    r"|\b(?:subasta|venta|audiencia)\b[^.!?;\n]{0,30}\b(?:cancel\w+|se suspendio)",
)
_OFF_KIND = Guarded(r"(sale|auction|subasta|venta|remate)|(lockout|eviction)|(hearing|court|audiencia|corte)")
_IF = Guarded(r"\b(?:if|unless|suppose|si|would)\b")
# "From today, with no court case yet": what is none comes on no day.
_COMES = r"(?:court|hearing|judge|trial|sale|auction|lockout|eviction|sheriff|corte|audiencia|juez|subasta|venta)s?"
_NONE = Guarded(
    r"\b(?:no|without|not any|aint any|never any|never had|(?:do|did|have|has)(?:n'?t| not) (?:have|had|get|got|gotten)|sin|ninguna?)(?: (?:a|any|real|actual|new))? "
    rf"{_COMES}(?: (?:or|and|ni|nor|y) {_COMES})?(?: (?:case|date|papers|day|order|yet|todavia)){{0,3}}\b(?! (?:until|til|till|before|hasta)\b)"
)
# "They can't sell it until april": how long there is none, and not its day.
_NOT_UNTIL = Guarded(
    r"\b(?:can'?t|cannot|can not|may not|not allowed to|no (?:l[ao] |me la )?(?:puede[n]?|van? a)) (?:legally |even |just )?(?:sell|auction|vender(?:l[ao])?|rematar(?:l[ao])?|subastar(?:l[ao])?)\b[^.;,]{0,25}?\b(?:until|till?|hasta|by)\b[^.;,]{0,25}"
)
_LAST_DAY = Guarded(
    rf"\b(?:last |on |this past )?(?P<day>{'|'.join(WEEKDAYS)})\b(?!,? (?:the )?(?:\d|{'|'.join(MONTHS)}))"
)
_SOON = Guarded(
    r"(?<![\d%] )\b(?:(?:in|within|have|only|got|just|less than|about|next|said) ){0,4}(?P<count>a|an|\d{1,3}|couple(?: of)?|few) ?"
    r"(?P<unit>hours?|hrs?|days?|weeks?)\b(?! ago)"
)
_TODAY = Guarded(r"\b(?:right now|as we speak|at (?:my|the|our) door|tonight|this (?:morning|afternoon)|outside)\b")
# "call me Friday about the sale": the day belongs to the call.
_CALL = Guarded(
    r"\b(?:call|ring|phone|reach|talk|llamen?|llameme|llamenme|llamar(?:me|nos)?|marquen?|marcar(?:me|nos)?)(?: (?:to|with|me|us|back|you|alguien)){0,4}(?: (?:on|this|next|at|after))? [^\s,;]+"
)
# "He says he'll take me to court next week": a threat, and no court date.
_THREAT = Guarded(
    r"\b(?:will|he'?ll|she'?ll|they'?ll|gonna|going to|wants? to|threaten\w{0,3}(?: to)?|va a|van a) (?:\w{1,10} )?"
    r"(?:(?:take|bring|drag|see|haul) (?:me|us|him|her|you) (?:to|in|into|all the way to) court|sue|llevar\w{0,3} a (?:la )?corte|demandar\w{0,3})\b"
    r"|\b(?:or|o) (?:else )?be (?:evicted|locked|put|sold|sued|taken)\b"
    r"|\b(?:or|o) (?:else )?(?:it'?s |its )?(?:back |straight |off )?(?:to |a la )(?:court|corte)\b"
    r"|\b(?:or|o) (?:else )?(?:they|he|she|the (?:bank|lender|firm|lawyers?|collector)|(?:me )?(?:van|va))\b[^.;!?]{0,20}\b(?:court|corte|sue|demanda\w{0,3})\b"
    r"|\b(?:they|he|she|the (?:bank|lender|firm|lawyers?|collector))(?:'?ll| will| would| (?:are|is) going to| may| might) (?:just |then )?(?:go|file|take it) (?:back )?(?:to|in) court\b"
)
_THE_DAY_AFTER = Guarded(
    rf"\bthe (?P<day>{'|'.join(WEEKDAYS)}|week|day) after(?! (?:tomorrow|thanksgiving|christmas|new|the|next))"
)
_CLOCK = Guarded(
    r"\b(?:at |@ ?)?(?P<hour>1[0-2]|0?[1-9])(?::(?P<minute>[0-5]\d))? ?(?P<half>am|pm)\b|\b(?:at|@) (?P<bare>1[0-2]|[1-9])(?::(?P<past>[0-5]\d))?(?!\d|th|st|nd|rd|/)\b|\b(?P<exact>1[0-2]|0?\d):(?P<sharp>[0-5]\d)\b"
)
_HALF = Guarded(r"\b([ap])\.\s?m\.?")
_MONTH = Guarded(r"(?i)\b(dec|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov)\.")
_BY = Guarded(r"\b(?:by|until|till?|before)\b")
# "1,140 a week": no week from now.
_RATE = re.compile(
    r"(?<![\d,.])\d{1,3}(?:,?\d{3})?(?:\.\d\d)? ?(?:dollars |bucks )?(?:an?|per|each|every|/) ?(?:hour|hr|day|week|wk|month|year)\b",
    re.I,
)
_UNSAID = Guarded(
    r"\b(?:never|didn'?t|did not|dont|don'?t|no one|nobody|nunca|no) (?:(?:have|has|le|les|he) )?(?:said|say|told|tell|mention(?:ed)?|wrote|dije|dicho|mencione)\b"
)
_YESTERDAY = Guarded(r"\b(?:yesterday|ayer|last night)\b")
_JUST = Guarded(r"\b(?:today|just|this morning)\b")
_MORNING = Guarded(r"\bmorning\b")
_FAR = timedelta(days=183)
"""Beyond which a month without a year is the one behind us, unless the words say it is to come."""
_A_YEAR = Guarded(r"\b20\d\d\b")
_TURN = re.compile(r"[.!?;\n]+|\bbut\b|\bpero\b")
# "Friday, December 11" and "December 11, 2026" are one day each.
_PARTS = re.compile(rf",(?! ?(?:the )?(?:(?:20)?\d|{'|'.join(MONTHS)}))|\band\b|\by\b")


@dataclass(frozen=True)
class Deadline:
    """What is to happen (sale, lockout, hearing, answer), from when to when, both days included, and the hour where it was said."""

    kind: str
    first: date
    last: date
    at: time | None = None
    said: bool = True
    """False where it was only worked out: an answer, from the day the summons was served."""

    @property
    def words(self) -> str:
        """ "sale on Fri Nov 27", for staff and for the person to check."""
        what = "their offer ends" if self.kind == "offer" else "answer due" if self.kind == "answer" else self.kind
        hour = f" at {self.at:%I:%M %p}".replace(" 0", " ") if self.at else ""
        if self.first == self.last:
            return f"{what} on {_short(self.first)}{hour}"
        return f"{what} between {_short(self.first)} and {_short(self.last)}"

    @property
    def begins(self) -> datetime:
        """The earliest moment at which it can be, at the office. A day without an hour begins at ten: courts and sales are no earlier."""
        return datetime.combine(self.first, self.at or time(10), office_zone())

    def is_near(self, today: date) -> bool:
        """Whether it may still come, within seven days."""
        near = self.last >= today and self.first <= today + timedelta(days=WITHIN_DAYS)
        return near and (self.last - self.first).days <= _NARROW

    def office_first(self, now: datetime) -> bool:
        """Whether the office is open, or opens, before it comes."""
        opening = next_opening(now)
        return opening is None or opening < self.begins


def find_deadline(text: str, said_at: datetime) -> Deadline | None:
    """The nearest sale, lockout, hearing or filing deadline named with its day within seven days, or None.

    Args:
        text: What a person wrote, of any length (the first 2,000 characters count).
        said_at: When they wrote it, aware: "tomorrow" is the day after this one in Chicago.
    """
    today = said_at.astimezone(office_zone()).date()
    near = [found for found in find_events(text, said_at) if found.is_near(today)]
    return min(near, key=lambda found: (found.first, found.at or time.max), default=None)


@dataclass(frozen=True)
class Told:
    """What a message tells of such days: what is to come, the kinds that are off, and the day on which papers were served."""

    coming: tuple[Deadline, ...]
    off: frozenset[str]
    served: date | None


def read_told(text: str, today: date) -> Told:
    """All of it, from one reading."""
    ends, text = _offer_ends(text[:LONGEST_MESSAGE], today)
    plain = in_english(text)
    off = _taken_back(plain)
    found = [*_events(plain, today), *ends]
    if not any(each.kind == "answer" for each in found) and (due := _answer_due(plain, today)):
        found.append(Deadline("answer", due, due, said=False))
    served = next((day for sentence in _sentences(plain) if (day := _served(sentence, today))), None)
    return Told(tuple(each for each in found if each.kind not in off and each.last >= today), off, served)


# "I can't wait for a hearing, rent is Tuesday": the day is another thing's.
_OTHER_DAY = Guarded(
    r"\b(?:rent|payday|paycheck|bills?|appointment|interview|birthday|surgery|shift|renta)(?: \w{1,12}){0,3} (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today)\b"
)


# "Hers went in a month", "Monday isn't the auction": no day of theirs.
_ANOTHERS = Guarded(r"\b(?:hers|theirs|(?:isn'?t|not) the (?:sale|auction|hearing))\b")


# "Plus interest since July 30", "changed the locks last Saturday": a day from which something runs, or that is over.
_BEHIND = Guarded(
    r"\b(?:since|desde)(?: (?:about|around|the|el))? [^\s,;]+(?: \d{1,4}(?:st|nd|rd|th)?)?"
    r"|\b(?:last|past) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?! (?:of|in)\b)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day pasado\b"
)


def find_events(text: str, said_at: datetime) -> list[Deadline]:
    """All that is still to come, however far away, in the order in which it is said; the end of an offer is none of it."""
    told = read_told(text, said_at.astimezone(office_zone()).date()).coming
    return [each for each in told if each.kind != "offer"]


def names_court(text: str) -> bool:
    """Whether a message speaks of a court or of its papers as there."""
    return bool(_OF_A_COURT.search(_NONE.sub(" ", in_english(text[:LONGEST_MESSAGE]))))


def without_offers(text: str, today: date) -> str:
    """A message without the words that tell the end of an offer."""
    return _offer_ends(text, today)[1]


def _offer_ends(text: str, today: date) -> tuple[list[Deadline], str]:
    """When an offer ends, as a message tells it, and the message without those words."""
    found: list[Deadline] = []
    if not (told := [*_OFFER_ENDS.finditer(text)]):
        return found, text
    offered, court = bool(_OF_AN_OFFER.search(text)), names_court(text)
    letter = bool(_IN_A_LETTER.search(text)) and not court
    for match in reversed(told):
        replies, signs = match["reply"] or match["reply_too"], match["sign"] or match["sign_too"]
        if not (match["of_offer"] or signs or (offered and not (replies and court)) or (replies and letter)):
            continue
        words = match["of_offer"] or match["day"] or match["until"] or match["wanted"] or match["put"]
        days = [each for each in day_phrases(normalise(in_english(words)), today) if each.last >= today]
        if days and days[0].first <= today + _AHEAD_AT_MOST:
            found.insert(0, Deadline("offer", days[0].last, days[0].last, said=bool(offered or signs)))
            text = f"{text[: match.start()]} , {text[match.end() :]}"
    return found, text


def taken_back(text: str) -> frozenset[str]:
    """The kinds that a message says are off: "no sale is set", "take off that sale", "the hearing was cancelled"."""
    return _taken_back(in_english(text[:LONGEST_MESSAGE]))


def _taken_back(plain: str) -> frozenset[str]:
    found = set()
    for sentence in _TURN.split(plain):
        if _SUPPOSED.search(sentence):
            continue  # "does an application cancel the sale?"
        for match in _OFF.finditer(sentence):
            kind = _OFF_KIND.search(match[0])
            found.add("sale" if kind is None or kind[1] else "lockout" if kind[2] else "hearing")
    return frozenset(found)


def in_english(text: str) -> str:
    """Small letters, Spanish days in English, and no full stop in "a.m." and "dec."."""
    text = spanish.plain(text.replace("\u2019", "'"))
    return spanish.words(_IN_ENGLISH.sub(_MONTH.sub(r"\1", _HALF.sub(r"\1m", text))))


def _sentences(plain: str) -> list[str]:
    """The sentences that are long enough for an event and its day, as many as a person writes."""
    return [sentence for sentence in _TURN.split(plain) if len(sentence.strip()) >= _SHORTEST][:_MOST]


def _events(plain: str, today: date) -> Iterator[Deadline]:
    pending: str | None = None
    before: date | None = None
    for sentence in _sentences(plain):
        words = _BEHIND.sub(" ", _OTHER_DAY.sub(" ", _CALL.sub(" ", normalise(_RATE.sub(" ", sentence)))))
        if _ANOTHERS.search(words):
            continue
        supposed = (bool(_SUPPOSED.search(words)) and not _SURE.search(words)) or bool(_THREAT.search(words))
        for part in _parts(words):
            part = _NOT_UNTIL.sub(" ", _NONE.sub(" ", _OF_A_COURTS.sub(" ", part)))
            if (kind := _kind_of(part)) == "answer":
                part = _RUNS.sub(" ", part)
            over = bool(_OVER.search(part)) and not _AHEAD.search(part)
            # "Tuesday a sheriff served me": that day is the service's, and nobody comes to put them out.
            over |= bool(BROUGHT.search(part)) and not _IF.search(part)
            # "The judge ruled in May 2024": nothing is to come in a year that is over.
            over |= max((int(year[0]) for year in _A_YEAR.finditer(part)), default=today.year) < today.year
            asked = (kind or pending) and _ASKS_HERE.search(part) and not _SURE.search(part)
            if supposed or over or asked:
                pending = None
                continue
            if _UNSAID.search(part):
                pending = kind or pending  # "I never said a hearing Nov 30. I said December 15"
                continue
            found = _day_in(part, kind or pending, today, before)
            if found and found.first - today > _FAR and not (_A_YEAR.search(part) or _AHEAD.search(part)):
                continue  # "in july judge confirm", said in November: the July that is over
            if found and (kind or pending):
                before = found.last
                yield found
                pending = None if kind is None else pending
            elif kind:
                pending = kind


def _served(sentence: str, today: date) -> date | None:
    if not SERVED.search(sentence) or _IF.search(sentence):
        return None
    words = normalise(sentence)
    if _YESTERDAY.search(words):
        return today - timedelta(days=1)
    named = find_days(sentence, today)
    if _JUST.search(words) and not named:
        return today
    if whole := next((day.last for day in named if day.first == day.last <= today), None):
        return whole  # "3 weeks ago on a monday"
    if day := _LAST_DAY.search(words):
        past = (today.weekday() - WEEKDAYS.index(day["day"])) % 7
        return today - timedelta(days=past or (7 if "last" in day[0] or "past" in day[0] else 0))
    return None


def _answer_due(plain: str, today: date) -> date | None:
    """When an answer is due after a summons that was served on a day the message names."""
    for sentence in _sentences(plain):
        if not _SUPPOSED.search(sentence) and (served := _served(sentence, today)):
            return next(each.due for each in deadlines({"served": served}) if each.name == "answer")
    return None


def _parts(words: str) -> list[str]:
    """The parts of a sentence that have a day of their own; the whole of it where they do not."""
    parts = [part for part in _PARTS.split(words) if part.strip()]
    named = [part for part in parts if _kind_of(part)]
    return parts if len(named) > 1 else [words] if len(parts) == 1 or not named else _joined(parts)


def _joined(parts: list[str]) -> list[str]:
    """ "i have no lawyer and court is friday": the part with the event and its day, apart from days of other things."""
    for place, part in enumerate(parts):
        if _kind_of(part):
            if any(True for _ in day_phrases(part, date(2000, 1, 1))) or _SOON.search(part) or _TODAY.search(part):
                return [part]
            return [" ".join(parts[place:])]
    return parts


def kind_named(text: str) -> str | None:
    """What a message names without a day: "sale", "hearing", "lockout" or "answer"; None where it names none of these."""
    return _kind_of(in_english(text[:LONGEST_MESSAGE]))


def _kind_of(words: str) -> str | None:
    return next((kind for pattern, kind in _KIND if pattern.search(words)), None)


def _day_in(words: str, kind: str | None, today: date, before: date | None) -> Deadline | None:
    if kind is None:
        return None
    hour = _hour_in(words)
    if _TODAY.search(words):
        return Deadline(kind, today, today, hour)
    if after := _THE_DAY_AFTER.search(words):
        # After a day of something that is over it is none that the words here name.
        return _one(kind, _after(before, after["day"]), hour) if before else None
    bare = words
    for pattern, _ in _KIND[1:]:
        bare = pattern.sub(" ", bare)
    bare = " ".join(bare.split())
    found = [days for days in day_phrases(bare, today) if days.last >= today and days.first <= today + _AHEAD_AT_MOST]
    if found:
        days = found[0]
        if days.question and days.first == days.last and days.first - timedelta(days=7) >= today:
            return Deadline(
                kind, days.first - timedelta(days=7), days.last, hour
            )  # "next Friday" is this one for half of us
        return Deadline(kind, days.last if _BY.search(bare) else days.first, days.last, hour)
    soon = _SOON.search(words)
    if soon is None or (soon["count"] in {"a", "an"} and soon.start() == soon.start("count")):
        return None  # "is there a day where a judge decides"
    count = {"a": 1, "an": 1}.get(soon["count"]) or (int(soon["count"]) if soon["count"].isdigit() else 3)
    unit = soon["unit"][0]
    in_days = -(-count // 24) if unit == "h" else count * 7 if unit == "w" else count
    return Deadline(kind, today if unit == "h" else today + timedelta(days=in_days), today + timedelta(days=in_days))


def _one(kind: str, day: date, hour: time | None) -> Deadline:
    return Deadline(kind, day, day, hour)


def _after(day: date, word: str) -> date:
    if word == "day":
        return day + timedelta(days=1)
    if word == "week":
        return day + timedelta(days=7)
    return day + timedelta(days=(WEEKDAYS.index(word) - day.weekday() - 1) % 7 + 1)


def _hour_in(words: str) -> time | None:
    """The hour that is said: "9:30", "at 10", "8am"; from one to seven without a half is the afternoon, as offices and courts keep."""
    if "noon" in words.split():
        return time(12)
    match = _CLOCK.search(words)
    if match is None:
        return None
    hour = int(match["hour"] or match["bare"] or match["exact"])
    minute = int(match["minute"] or match["past"] or match["sharp"] or 0)
    if hour > 12:
        return None
    half: str | None = match["half"]
    if half is None and _MORNING.search(words):
        half = "am"
    if half == "pm" or (half is None and 1 <= hour <= 6):
        hour = hour % 12 + 12
    elif half == "am":
        hour %= 12
    return time(hour % 24, minute)


def _short(day: date) -> str:
    return f"{day:%a %b} {day.day}"


WORDS: Mapping[str, str] = {
    "sale": "sale_date",
    "hearing": "hearing_date",
    "lockout": "lockout_date",
    "answer": "answer_date",
}
"""What the case calls the day of each."""
