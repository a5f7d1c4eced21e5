"""The English words of numbers, sums and what they are for."""

from __future__ import annotations

from decimal import Decimal

from shortfall.reading.amounts.table import Cue, Table, count, cues, slips, with_slips, words
from shortfall.reading.struck import IN_ENGLISH

_THOUSAND, _MILLION = Decimal(10) ** 3, Decimal(10) ** 6

ENGLISH = Table(
    atoms=with_slips(
        count(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
            1,
        )
        | count("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
    )
    | count("twenny thirdy fourty fivety", 20, 10)
    | {
        "tree": Decimal(3),
        "fiddy": Decimal(50),
        "fitty": Decimal(50),
        "fity": Decimal(50),
        "fify": Decimal(50),
        "sixy": Decimal(60),
    },
    hundred=words("hundred hundreds hundo hunnid hunnert") | frozenset(slips("hundred")) | {"hundered", "hundread"},
    scales=with_slips({"thousand": _THOUSAND, "thousands": _THOUSAND, "million": _MILLION})
    | dict.fromkeys("k ks thou thous thousend grand g gs large stacks bands racks".split(), _THOUSAND)
    | dict.fromkeys("m mm mil mill mils million millions millon".split(), _MILLION)
    | dict.fromkeys("bn billion billions".split(), Decimal(10) ** 9)
    | dict.fromkeys("trillion trillions".split(), Decimal(10) ** 12),
    loose=words("m mm mil mill"),
    parts={"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25")}
    | dict.fromkeys(("third", "thirds"), Decimal(1) / 3)
    | dict.fromkeys(("fifth", "fifths"), Decimal("0.2")),
    multiples={"twice": Decimal(2), "double": Decimal(2), "triple": Decimal(3)},
    some={"couple": (2, 2), "few": (2, 5)},
    one=words("a an one"),
    joins=words("and n an &"),
    of=words("of a an"),
    oh=words("o oh zero nought naught"),
    point=words("point"),
    vague=words("some odd|something|some|odd|and some|and something|and change|and some change"),
    dollars=words("dollar dollars dollers bucks usd"),
    cents=words("cent cents c"),
    nothing=words("nothing none nada zero zilch nil nought naught"),
    to=words("to thru through til till"),
    either=words("or"),
    between=words("between btwn betwn bw"),
    hedges=words(
        "about|abt|bout|not quite|around|roughly|approx|approximately|like|maybe|almost|nearly|close to|near|somewhere|probably|"
        "about like|around in|ballpark|closer to|more like|in the neighborhood of|give or take"
    ),
    more_or_less=words("give or take|plus or"),
    after=words(
        "or so|ish|give or take|approx|roughly|more or less|or thereabouts|thereabouts|and change|and some change|and some|tops|max"
    ),
    ceiling=words(
        "no more than|not more than|no higher than|not higher than|no greater than|not greater than|at most|at the most|up to|under|below|"
        "less than|not even|max|maximum|maximum of|max of|south of|shy of|short of"
    ),
    floor=words(
        "no less than|not less than|no lower than|not lower than|no fewer than|not fewer than|at least|at the least|at very least|"
        "at the very least|over|above|more than|min|minimum|min of|minimum of|upwards of|north of|better than"
    ),
    ceiling_after=words("or less|or under|or below|at most|at the most|tops|max|maximum"),
    floor_after=words("or more|or over|or above|or better|and up|and over|at least|minimum|min"),
    decades=count("twenties thirties forties fifties sixties seventies eighties nineties", 20, 10),
    low=words("low lower"),
    mid=words("mid middle"),
    high=words("high upper"),
    denied=words("not|isnt|wasnt|isn t|wasn t|instead of|rather than"),
    sorry=words(f"{IN_ENGLISH}|rather|meant|should be|er"),
    was=words(
        "was|were|used to be|went from|i said|i told you|i put|i typed|i entered|originally|before|started at|began at|borrowed"
    ),
    now=words("now|today|currently|these days|at this point|but it was|but its|but its really"),
    each=words("each apiece"),
    loans=words("loan loans mortgage mortgages notes liens judgments lenders"),
    counted=words(
        """day days week weeks wk wks month months mo mos year years yr yrs hour hours hr hrs minute minutes min mins times
        kid kids child children people person persons payments bedroom bedrooms bed beds bath baths br ba unit units acre acres sq
        sqft square feet foot ft houses homes mortgages loans judgments judgements properties mile miles letters calls emails
        offers questions things lender lenders banks notices story stories reason reasons percent pct apr points point fixed figure figures
        paychecks separate different of ilcs brothers sisters siblings names borrowers attorneys lawyers blocks minutes pages"""
    ),
    named=words(
        """chapter chapters ch form forms section sections sec title rule article page pg step option number room suite ste
        apt apartment rm unit lot zip zipcode code exhibit paragraph count phase grade age aged turned turning hb sb bill
        district highway route interstate ext act ending ends docket case pin ref box confirmation floor building courtroom calendar"""
    ),
    months=words(
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
    ),
    hours=words(
        "am pm noon morning afternoon evening night tonight tomorrow oclock monday tuesday wednesday thursday friday saturday sunday hearing appointment"
    ),
    people=words(
        "mom mother dad father wife husband he she grandma grandmother grandpa aunt uncle brother sister son daughter parents"
    ),
    breaks=words("and but while so then though because when after if plus"),
    fillers=words(
        "the a an my our their his her on in of for as with that this was is it its also to from at toward towards about i we they total by were are s"
    ),
    cues=cues(
        (
            Cue("debt", 2, True),
            "owe|owed|owes|owing|ow|bal|debt|debts|mortgaged|balance|principal|payoff|pay off|paid off|borrowed|amount due|left on|was in for|were in for|in it for|paid it down to|paid down to|down to|"
            "left on it|left owing|liable|on the hook|in the hole|upside down|remaining|first mortgage|1st mortgage|first lien|1st lien|senior lien|primary loan|primary mortgage|first loan|1st loan|refi balance",
        ),
        (Cue("debt", 0, True, True), "against it|against the house|against the home|against the property"),
        (Cue("debt", 0, True), "mortgage|mortgages|loan|loans|note|first one|first|1st"),
        (
            Cue("judgment", 2, True),
            "judgment|judgement|judgments|judgements|judge signed|awarded|suing me for|suing us for|sued me for|sued us for|sued for|suing for",
        ),
        (
            Cue("second_loan", 3, True),
            "second mortgage|second loan|second lien|2nd mortgage|2nd loan|2nd lien|second mortgages|2nd mortgages|"
            "junior mortgage|junior lien|junior liens|junior loan|heloc|equity loan|home equity|equity line|line of credit|second one|2nd one|the second|the 2nd|my second|my 2nd|a 2nd|a second",
        ),
        (Cue("second_loan", 0, True), "second|2nd"),
        (
            Cue("sale_price", 2, True),
            "sold|went to the bank for|went back to the bank for|short sale|sold short|sale|sale price|sell|sells|selling|sales|auction|auctioned|auctioned off|bid|winning|went for|go for|goes for|going for|"
            "brought|bring|brings|fetch|fetched|fetches|itll get|it will get|it would get|it might get|itll only get|it will only get|would only get|might only get|only gets|it gets|took it back|took the house back|took it|got it back|got the house back|got the home back|"
            "buyer|they only got|they got|it got|bank got|lender got|auction got|bank only got|they gets|lender only got|foreclosed for|let it go|selling price|got for it|they get|bank gets|if they get|they would get|bank would get",
        ),
        (
            Cue("sale_price", 3, True),
            "opened at|bidding opened at|bidding started at|bidding began at|bids started at|winning bid|final bid|ended at|ended up at|bidding ended at|bidding stopped at|bidding closed at|hammer price|hammered at",
        ),
        (
            Cue("sale_price", 3, True),
            "bought it at the auction|bought it at auction|bought at auction|bought at the auction|bought it back|bought back",
        ),
        (
            Cue("sale_price", 2, True),
            "|".join(
                f"{home} {verb}"
                for home in "house home condo place property townhouse duplex".split()
                for verb in ("got", "gets", "only got")
            ),
        ),
        (Cue("offer", 2, True), "offer|offers|made an offer|made me an offer|offered|cash offer|lowball|offering"),
        (
            Cue("other", 3),
            "relocation|relocation money|cash for keys|to settle|settle for|settle|settlement|security deposit|moving money",
        ),
        (
            Cue("market_value", 2, True),
            "worth|market|market value|value|valued|valued at|appraised|appraisal|appraiser|appraises|appraise|zillow|zestimate|redfin|comps|assessor|tax assessor|assessed|tax assessed|tax assessment|tax value|assessed value|bpo|fmv|county says|realtor thinks|realtor says|realtor said|realtor told me|agent told me|agent says|agent thinks",
        ),
        (
            Cue("purchase_price", 3, True),
            "bought|i bought|we bought|got it for|purchased|i purchased|we purchased|purchase price|cost me|cost us|paid for it|paid for the|originally bought|purchase|paid for",
        ),
        (
            Cue("purchase_price", 0, True, True),
            "for it|for the house|for the place|for this house|for our house|for my house",
        ),
        (Cue("other", 1, True, True), "down"),
        (
            Cue("deficiency", 3, True),
            "deficiency|deficiencies|deficiency judgment|deficiency judgement|deficiency judgments|shortfall|short|difference|less than i owed|less than we owed|less than i owe|less than we owe",
        ),
        (Cue("deficiency", 2, True), "short by|gap"),
        (Cue("other", 3, True), "refinanced|down payment|put down|down on it"),
        (Cue("other", 2, True), "equity"),
        (
            Cue("fees", 3),
            "fee|fees|attorney fees|attorneys fees|legal fees|late fees|legal|lawyer wants|attorney wants|lawyer charged|filing fee",
        ),
        (Cue("costs", 3), "cost|costs|court costs|charge|charges|advance|advances|penalty|penalties|repairs|repair"),
        (Cue("taxes", 3), "tax|taxes|property taxes|back taxes|property tax"),
        (
            Cue("arrears", 3),
            "past due|past due amount|arrears|arrearage|arrearages|reinstatement|default amount|back payments|missed payments|delinquent|catch up amount",
        ),
        (Cue("arrears", 1), "behind|behind on it|behind on the house|behind on the mortgage|behind by"),
        (
            Cue("arrears", 4, False, True),
            "behind|behind on it|behind on the house|behind on the mortgage|back payments|in back payments|of back payments|past due|in arrears|of arrears|in missed payments|of missed payments|to reinstate|to catch up|to bring it current|to get current|to be current",
        ),
        (Cue("rent", 3), "rent|landlord|renting|rents|rented|lease"),
        (
            Cue("other", 3),
            "social security|ssi|ssdi|disability|pension|unemployment|escrow|insurance|hoa|savings|saved|interest|car loan|car|auto loan|medical|credit card|credit cards|cards|student loan|student loans|lender paid|bank paid|"
            "arrears|months behind|payments behind|bank account|checking|froze|frozen|garnish|garnished|garnishing|garnishment|per diem|401k loan",
        ),
        (
            Cue("pay", 3),
            "income|salary|wage|wages|gross|grosses|net|nets|take home|takehome|bring home|brings home|disposable|paycheck|paychecks|check|checks|make|bring in|brings in|i make|we make|he makes|she makes|makes|"
            "only make|only makes|i made|made|making|i only make|we only make|earn|earns|earned|earning|weekly|hourly|commission|biweekly|i clear|we clear|he clears|she clears|clears|tips|after taxes|after tax|before taxes|before tax|get paid",
        ),
        (
            Cue("monthly_payment", 3),
            "mortgage payment|loan payment|house payment|monthly payment|monthly|installment|installments|payments of|my payment|the payment|payment is|payment was",
        ),
        (
            Cue("payment", 1),
            "pay|pays|paying|paid|payment|payments|paid in|send them|sending them|sent em|send em|gave em|i sent|we sent|gave them|gave the bank|sent them|sent in|put toward|put towards|toward it|towards it|already paid|so far|toward|towards",
        ),
        (
            Cue("monthly_payment", 4, False, True),
            "a month|per month|each month|every month|month|mo|monthly|a mo|per mo|monthly payment",
        ),
        (
            Cue("pay", 4, False, True),
            "a week|an hour|a year|per week|per hour|per year|every week|every hour|every year|each week|each year|week|wk|hour|hr|year|yr|"
            "weekly|hourly|yearly|a wk|an hr|a yr|biweekly|every two weeks|every other week|every 2 weeks|annually",
        ),
        (Cue("score", 4), "credit score|fico|score|credit is"),
    ),
    marks=words(
        "the is was i it my owe owed sold for of and they we house to in at from have worth ten once o media sale y a me no once son miles"
    ),
)
