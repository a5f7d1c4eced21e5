"""Which county of Illinois is meant, by a town or by its own name, and which one is asked about."""

from __future__ import annotations

import pytest

from shortfall.reading.counties import read_county


@pytest.mark.parametrize(
    ("text", "place", "sure"),
    [
        ("the bank took our townhouse in Naperville last spring", "Naperville", True),
        ("where's the courthouse, my place was in e. saint louis", "East St. Louis", True),
        ("vivíamos en Waukegan, Illinois", "Waukegan", True),
        ("la casa queda en el condado de McHenry", "McHenry County", True),
        ("Elgin, the part in Cook County", "Cook County", True),
        ("I rent in Skokie now but the house they took is in Joliet", "Joliet", True),
        ("my mom lives in Rockford, they want to take her house", "Rockford", False),
        ("we stay in Bloomington", "Bloomington", True),
        ("Berwyn is not DuPage County", "Berwyn", True),
        ("under normal conditions I would pay, in peace", None, False),
        ("our home in Springfield, Missouri", None, False),
        ("the collector is in Chicago and keeps calling", None, False),
        ("do you have an office in Evanston", None, False),
        ("I never lived in Cook County", None, False),
    ],
)
def test_where_they_are(text: str, place: str | None, sure: bool) -> None:
    told = read_county(text).told
    assert (told.place.full if told else None, bool(told and told.sure)) == (place, sure)


@pytest.mark.parametrize(
    ("text", "place", "county"),
    [
        ("does Evanston count as Cook County", "Evanston", "Cook"),
        ("Wheaton is dupage county right?", "Wheaton", "DuPage"),
        ("¿Cicero queda en el condado de Cook?", "Cicero", "Cook"),
        ("is that in Will County?", None, "Will"),
        ("we live in Kane County, can I go there?", "Kane County", None),
    ],
)
def test_which_county_is_asked_about(text: str, place: str | None, county: str | None) -> None:
    read = read_county(text)
    assert (read.told.place.full if read.told else None) == place
    assert (read.asked.name if read.asked else None) == county
