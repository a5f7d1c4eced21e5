"""Which state a person means, what the table says of it, and in what words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from shortfall.base.gsm7 import septets
from shortfall.content.check import FORBIDDEN as FORBIDDEN_IN
from shortfall.content.check import FORBIDDEN_SMS, grade
from shortfall.content.questions import LANGUAGES, Language
from shortfall.law.states import STATES, TABLE, describe, limit_of, load_states
from shortfall.law.towns import COUNTIES, LEGAL_AID, TOWNS, counties, place_of, plain, towns
from shortfall.reading.states import find_places, find_state

FORBIDDEN = FORBIDDEN_IN["en"]


def test_a_time_limit_that_the_rule_names_is_not_said_twice() -> None:
    for state in STATES.values():
        said = re.findall(r"\d+", state.rules["en"])
        again = any(number in said for number in re.findall(r"\d+", state.deadline))
        assert limit_of(state) == ({} if again or not state.deadline else state.deadlines), state.code
    assert not limit_of(STATES["GA"])
    assert "6 years" in limit_of(STATES["CO"])["en"]


IN_A_SENTENCE: list[tuple[str, str | None]] = [
    ("can they come after me in Texas?", "TX"),
    ("what about virginia", "VA"),
    ("WEST VIRGINIA", "WV"),
    ("I have a house in west  virginia", "WV"),
    ("my place in Virginia Beach", "VA"),
    ("il", "IL"),
    ("IL", "IL"),
    ("what about il", "IL"),
    ("what about il?", "IL"),
    ("how about tx", "TX"),
    ("and in fl?", "FL"),
    ("the home is in ca", "CA"),
    ("house in mi, sold last year", "MI"),
    ("my house in TX sold", "TX"),
    ("TX house sold for 200k", "TX"),
    ("what is the NJ rule", "NJ"),
    ("we are in arkansas", "AR"),
    ("we are in kansas", "KS"),
    ("Kansas City", None),
    ("Kansas City, MO", "MO"),
    ("kansas city missouri", "MO"),
    ("kansas city, ks", "KS"),
    ("Washington DC", "DC"),
    ("washington, d.c.", "DC"),
    ("washington d.c", "DC"),
    ("in DC", "DC"),
    ("District of Columbia", "DC"),
    ("Washington", "WA"),
    ("washington state", "WA"),
    ("Washington Mutual is my lender", None),
    ("my condo on Washington Blvd", None),
    ("123 Illinois Ave", None),
    ("December 11 from 10:00 am to 11:00 am Chicago time", None),
    ("tomorrow at 3 new york time", None),
    ("a las 3 p.m., hora de Chicago", None),
    ("call me at 10 am MT", None),
    ("in Ohio, but call at 3 pm Chicago time", "OH"),
    ("what is the Texas time limit", "TX"),
    ("it sold for 250k MT", "MT"),
    ("cali", "CA"),
    ("I'm in Cali", "CA"),
    ("tenn", "TN"),
    ("illinios", "IL"),
    ("tennesee law", "TN"),
    ("massachusets", "MA"),
    ("pensylvania", "PA"),
    ("Chicago", "IL"),
    ("a bungalow on the south side of chicago", "IL"),
    ("cook county", "IL"),
    ("Seattle", "WA"),
    ("NYC", "NY"),
    ("brooklyn co-op", "NY"),
    ("new york city", "NY"),
    ("las vegas", "NV"),
    ("philly", "PA"),
    ("los angeles", "CA"),
    ("n carolina", "NC"),
    ("North Carolina", "NC"),
    ("South Dakota", "SD"),
    ("New Mexico", "NM"),
    ("Portland, OR", "OR"),
    ("my house in PA", "PA"),
    ("my house in pa", "PA"),
    ("house is in oh?", "OH"),
    ("the property is in co.", "CO"),
    ("what about pa", "PA"),
    ("OR law", "OR"),
    ("I have a VA loan in VA", "VA"),
    ("a house in Illinois and one in Texas", "IL"),
    ("I moved from Texas, my house is in Illinois", "IL"),
    ("I live in Ohio but the property is in Florida", "FL"),
    ("not Texas, Illinois", "IL"),
    ("the lender is in Texas but I'm in Illinois", "IL"),
    ("my bank is in Ohio", None),
    ("I work in Indiana, the house is in Illinois", "IL"),
    ("Bank of New York Mellon", None),
    ("New York Life", None),
    ("Bank of Oklahoma", None),
    ("Bank of Oklahoma sued me in Kansas", "KS"),
    ("Texas not Illinois", "TX"),
    ("Texas's rule", "TX"),
    # ordinary words
    ("or", None),
    ("short sale or deed in lieu", None),
    ("SHORT SALE OR DEED IN LIEU", None),
    ("come in", None),
    ("can they garnish me", None),
    ("they believe in me", None),
    ("what about me", None),
    ("hi", None),
    ("HI there", None),
    ("ok", None),
    ("OK so what now", None),
    ("oh no", None),
    ("la la la", None),
    ("pa lost the house", None),
    ("ma and pa owe the bank", None),
    ("the co signed loan", None),
    ("Wells Fargo & CO", None),
    ("de facto", None),
    ("show my ID", None),
    ("al told me", None),
    ("a VA loan", None),
    ("the VA home loan", None),
    ("my MD retired", None),
    ("the CT of appeals", None),
    ("in LA", None),
    ("I am in or near foreclosure", None),
    ("in ok shape", None),
    ("in de facto default", None),
    ("", None),
    ("deed in lieu", None),
    ("what happens in mediation", None),
    ("I owe 312k", None),
    ("wa", "WA"),
    ("CAN THEY TAKE MY PAY IN TEXAS", "TX"),
    *(
        (f"the house in {code}, sold last year", code)
        for code in ("AL", "AR", "AK", "CO", "CT", "DE", "ID", "MA", "MD", "MO", "MS", "PA", "SD", "VA")
    ),
    ("bank of the Illinois", None),
    ("it is on IL Street", None),
    ("what happens in VA loans", None),
    ("is it different in VA", "VA"),
    ("the WI home loan", "WI"),
    ("we were in tx when they sold it", "TX"),
    ("I moved to LA, the house is in TX", "TX"),
    ("the VA loan is on a house in TX", "TX"),
    ("the TX Hospital billed me", None),
    ("the bank is in Texas, I live in Ohio", "OH"),
    ("I am in Ohio, the house is in Texas", "TX"),
    ("the lender of Texas sold the house in Ohio", "OH"),
]


@pytest.mark.parametrize(("text", "code"), IN_A_SENTENCE, ids=[text for text, _ in IN_A_SENTENCE])
def test_find_state(text: str, code: str | None) -> None:
    assert find_state(text) == code


@pytest.mark.parametrize("code", STATES)
def test_what_was_said_before_changes_no_state(code: str) -> None:
    name = STATES[code].name
    for before in ("Hm. ", "They sold it a year ago and I still get letters about it every week. ", "Hm. " * 80):
        assert find_state(f"{before}My house is in {name}.") == code
        assert find_state(f"{before}The lender is in Texas, my house is in {name}.") == code
        assert find_state(f"{before}not {name}") is None


ASKED = [
    ("in", "IN"),
    ("IN", "IN"),
    ("me", "ME"),
    ("or", "OR"),
    ("OR.", "OR"),
    ("pa", "PA"),
    ("la", "LA"),
    ("de", "DE"),
    ("oh", "OH"),
    ("OK", "OK"),
    ("HI", "HI"),
    ("ok", None),
    ("hi", None),
    ("it's in la", "LA"),
    ("Illinois", "IL"),
    ("il please", "IL"),
    ("I don't know", None),
    ("zz", None),
]


@pytest.mark.parametrize(("text", "code"), ASKED, ids=[text for text, _ in ASKED])
def test_find_state_when_just_asked(text: str, code: str | None) -> None:
    assert find_state(text, bare=True) == code


@pytest.mark.parametrize("code", STATES)
def test_every_state_is_found_by_its_name_and_code(code: str) -> None:
    name = STATES[code].name
    assert find_state(f"what if the house is in {name}?") == code
    assert find_state(name.lower()) == code
    assert find_state(code, bare=True) == code


def test_the_table_is_whole() -> None:
    assert len(STATES) == 51
    for state in STATES.values():
        assert state.rule.endswith(".")
        assert state.citation
        assert all(source.startswith(("https://", "http://")) for source in state.sources)
        assert state.confidence in {"high", "medium"}
        assert state.fair_value_limit in {"yes", "no", "partial"}
    protected = {code for code, state in STATES.items() if state.deficiency_allowed == "no_for_most_homes"}
    assert protected == {code for code, state in STATES.items() if state.measure == "protected"}
    medium = {code for code, state in STATES.items() if state.confidence == "medium"}
    assert all(STATES[code].ask_attorney for code in medium)
    assert STATES["CA"].ask_attorney
    assert not STATES["TX"].ask_attorney
    assert not STATES["IL"].ask_attorney


def test_a_faulty_row_is_refused(tmp_path: Path) -> None:
    text = TABLE.read_text(encoding="utf-8").replace(",limited,", ",perhaps,", 1)
    broken = tmp_path / "states.csv"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"states\.csv"):
        load_states(broken)


@pytest.mark.parametrize("code", STATES)
def test_descriptions_are_plain_and_short(code: str) -> None:
    row = STATES[code]
    web, sms = describe(row, "web"), describe(row, "sms")
    assert septets(sms) <= 306
    assert grade(web) <= 8
    assert grade(sms) <= 8
    assert not [phrase for phrase in FORBIDDEN if phrase in web.lower()]
    assert not [phrase for phrase in FORBIDDEN + FORBIDDEN_SMS if phrase in sms.lower()]
    for text in (web, sms):
        assert text.startswith(f"In {row.name}")
        assert row.rule in text
        assert "general info" in text.lower()
        assert "Illinois" in text
        assert ("attorney" in text) == row.ask_attorney


def test_the_answer_comes_first_and_names_the_deadline() -> None:
    assert describe(STATES["VA"], "web").startswith("In Virginia you can still owe")
    assert describe(STATES["OR"], "sms").startswith("In Oregon a home seldom")
    assert "90 days after delivery" in describe(STATES["NY"], "web")
    assert "90 days after delivery" not in describe(STATES["NY"], "sms")
    assert "not in Ohio" in describe(STATES["OH"], "web")
    assert "not in Illinois" not in describe(STATES["IL"], "web")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the lender is in texas, we live in ohio", "OH"),
        ("my lender is in texas and the house is in indiana", "IN"),
        ("VA loan in illinois", "IL"),
        ("VA", "VA"),
        ("I OWE 300K ON A HOUSE IN IL", "IL"),
        ("HOW LONG DO I HAVE OR ELSE", None),
    ],
)
def test_which_state_is_meant(text: str, code: str | None) -> None:
    assert find_state(text, bare=len(text) < 3) == code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [code for code, state in STATES.items() if state.deadline])
def test_the_lenders_limit_is_said_in_a_sentence(code: str, language: Language) -> None:
    limit = STATES[code].deadlines[language]
    assert f". {limit} " in describe(STATES[code], "web", language)
    assert limit[0].isupper() and limit.endswith(".") and ":" not in limit and "(when" not in limit
    verbs = {"en": r"\b(?:has|asks|is)\b", "es": r"\b(?:tiene|pide|fija|ve|prueba)\b"}
    assert re.search(verbs[language], limit)


@pytest.mark.parametrize("code", [code for code, state in STATES.items() if "trustee's sale" in state.rule])
def test_what_a_trustees_sale_is_stands_beside_it(code: str) -> None:
    assert re.search(r"trustee's sale \((?:a sale without a court|without a court|no court)\)", STATES[code].rule)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("our bungalow in Maywood was auctioned", "IL"),
        ("it is near east st. louis", "IL"),
        ("we're from Dolton", "IL"),
        ("una casa en Calumet City", "IL"),
        ("the condo in harvey, louisiana", "LA"),
        ("Harvey told me to sell", None),  # a man, and no place
    ],
)
def test_a_town_of_illinois_is_in_illinois(text: str, code: str | None) -> None:
    assert find_state(text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("My house is in East St. Louis, Illinois", {"IL"}),
        ("house in e st louis il", {"IL"}),
        ("vivo en East Saint Louis", {"IL"}),
        ("our house is in Washington, IL, and the bank sued me", {"IL"}),
        ("I own a house in Kansas, Illinois", {"IL"}),
        ("virginia il", {"IL"}),
        ("mi casa esta en Nevada Illinois", {"IL"}),
        ("our place in Manhattan, Illinois was sold", {"IL"}),
        ("house is in Miami, Oklahoma", {"OK"}),
        ("my house is in East Chicago, Indiana", {"IN"}),
        ("West Memphis is where it is", {"AR"}),
        ("my house is in kenosha wi", {"WI"}),
        ("condo in madison wi got sold", {"WI"}),
        ("my condo is on Michigan Avenue in Chicago", {"IL"}),
        ("the house at 4410 S Indiana sold", set()),
        ("mi casa esta en la calle Ohio", set()),
        ("the place on Washington Blvd is gone", set()),
        ("by Lake Michigan in Rogers Park, Chicago", {"IL"}),
        ("is it the same in Texas, Florida and Ohio?", {"TX", "FL", "OH"}),
        ("we are not in Texas, Illinois is where it is", {"TX", "IL"}),
        ("I moved from Washington, IL, and live in Iowa now", {"IL", "IA"}),
    ],
)
def test_a_town_or_a_street_named_like_a_state_is_not_that_state(text: str, codes: set[str]) -> None:
    assert {code for _, code, _ in find_places(text)} == codes


def test_a_town_alone_answers_for_its_state() -> None:
    assert find_state("Harvey", bare=True) == "IL"
    assert find_state("Harvey") is None


def test_the_towns_stand_each_once_in_counties_that_there_are_and_name_no_state() -> None:
    lines = [line for line in TOWNS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines == sorted(lines, key=str.lower) and len(lines) == len(towns())
    assert {county for town in towns().values() for county in town.counties} == {
        county.name for county in counties().values()
    }
    assert not {plain(state.name) for state in STATES.values()} & towns().keys()


@pytest.mark.parametrize(
    ("name", "lies_in"),
    [
        ("Aurora", ["Kane", "DuPage", "Kendall", "Will"]),
        ("Naperville", ["DuPage", "Will"]),
        ("Elgin", ["Kane", "Cook"]),
        ("Peoria", ["Peoria"]),
        ("Cicero", ["Cook"]),
        ("E. Saint Louis", ["St. Clair"]),
        ("Mt Vernon", ["Jefferson"]),
        ("Kane County", ["Kane"]),
    ],
)
def test_the_counties_of_a_place(name: str, lies_in: list[str]) -> None:
    place = place_of(name)
    assert place and place.counties[0] == lies_in[0] and sorted(place.counties) == sorted(lies_in)


NAMED_AS = [line.removesuffix(" *") for line in COUNTIES.read_text(encoding="utf-8").splitlines() if line[0] != "#"]


def test_there_are_102_counties() -> None:
    assert len(NAMED_AS) == len(counties()) == 102
    assert sorted(NAMED_AS, key=str.lower) == NAMED_AS


@pytest.mark.parametrize("name", NAMED_AS)
def test_a_county_of_illinois_is_in_illinois(name: str) -> None:
    shared = counties()[plain(name)].shared
    for said in (
        f"They sold our farm in {name} county.",
        f"{name.title()} County",
        f"vivo en el condado de {name.title()}",
    ):
        assert find_state(said) == "IL", said
        assert find_state(f"{said} My brother lives in Ohio.") == "IL", said
    for away in (
        f"our house in {name.title()} County, Oregon",
        f"a house in {name} county Ohio",
        f"condado de {name}, Texas",
    ):
        assert find_state(away) in {"OR", "OH", "TX"}, away
    # Where another state is known, a name that it may have too says nothing.
    assert find_state(f"our house in Oregon was sold by the {name} county sheriff") == "OR"
    known = [code for _, code, _ in find_places(f"it is in {name} county", elsewhere=True)]
    assert known == ([] if shared else ["IL"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a ranch near Dixon in Lee County", "IL"),
        ("the sheriff of the county of Ogle sold it", "IL"),
        ("we live in Saint Clair County", "IL"),
        ("it's in De Kalb County", "IL"),
        ("between Kane and Kendall counties", "IL"),
        ("not Iowa, it is in Henry County", "IL"),
        ("el condado Whiteside", "IL"),
        ("in will county", "IL"),
        ("will county deputies put me out", None),
        ("our home is in Salt Lake County", "UT"),
        ("Red Lake County", None),
        ("St. Lawrence County", None),
        ("Maricopa County", None),
        ("Mason County Savings is the lender", None),
        ("my aunt lives in Logan County", None),
        ("what county is that", None),
        ("the county of residence", None),
        ("Clark County, Las Vegas", "NV"),
    ],
)
def test_what_names_a_county(text: str, code: str | None) -> None:
    assert find_state(text) == code


def test_each_county_has_one_legal_aid() -> None:
    parts = yaml.safe_load(LEGAL_AID.read_text(encoding="utf-8"))
    named = [plain(name) for names in parts.values() for name in names]
    assert len(named) == len(set(named)) and set(parts) == {"cook", "south", "north"}
    assert set(named) <= counties().keys()
