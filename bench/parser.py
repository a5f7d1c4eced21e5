"""How long reading the money in a message takes, beside a plain scan of the same words; and the worst case of every reader.

    .venv/bin/python -m bench.parser [--json OUT]

The reference is one pass of a regular expression over the words of the text (`re.findall(r"\\w+|\\S", text.lower())`): what no reader
can do without. Each figure is the best of several runs in processor time, so that a busy machine matters less.
"""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from random import Random

from bench import figures
from bench.hostile import Attack
from bench.readers import Reader, Search, readers, words
from shortfall.reading.amounts import find_amounts
from shortfall.reading.dates import find_days

LENGTH = 5_000
SEED = 14
RUNS = 15
DAY = datetime.date(2026, 11, 24)
STORY = (
    "My dad's place in Joliet sold at the sheriff auction for a hundred and five, he owed around 160 on it and 1,234.56 in fees. "
    "He had been sick since 2019 and we never got the papers. Can you work out what they might bill him? "
)
TEXTS = {
    "a story": STORY,
    "a story without figures": "They took my house and I do not know what comes after, please help me understand. ",
    "only amounts": "$250,000 ",
    "only number words": "two hundred seventy-five thousand ",
    "only digits": "1",
    "only small amounts": "$1 ",
    "digits and dashes": "1-",
    "digits and names of streets": "1 n ",
    "only signs": "$",
    "only keywords": "owe ",
    "only points": ".",
}


def best(work: Callable[[], object]) -> float:
    """Milliseconds of processor time, the best of `RUNS`."""
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return 1000 * min(times)


def _days_of_next(texts: Iterator[str]) -> object:
    return find_days(next(texts), DAY)


def slowest() -> dict[str, float]:
    """Milliseconds of every reader for the texts of 1,000 characters that a search finds to keep it longest, and how many times as long
    it takes for four times as much."""
    random = Random(SEED)
    pools = words(random)
    every = [word for pool in pools.values() for word in pool]
    found: dict[str, float] = {}
    print(f"\n{'the worst 1,000 characters for':<40}{'':>8}{'4,000':>9}")
    for place, reader in readers().items():
        pool = 3 * pools.get(place.rpartition(".")[0], []) + random.sample(every, 400)
        cost = partial(_milliseconds, reader, 1_000)
        worst = Search(pool, random, cost).worst(made=80, changed=60, keep=1)[0]
        long, longest = cost(worst), _milliseconds(reader, 4_000, worst)
        found[place] = long
        print(f"{place.removeprefix('shortfall.'):<40}{long:>6.2f} ms{longest / long:>8.1f}x")
    slow = max(found, key=found.__getitem__)
    print(f"{slow}: {found[slow]:.2f} ms is the longest of any reader")
    return {"any_reader_ms": found[slow]}


def _milliseconds(reader: Reader, length: int, attack: Attack) -> float:
    text, times = attack.text(length), []
    for _ in range(3):
        text += " "  # no reader knows it from the time before
        begun = time.process_time()
        reader(text)
        times.append(time.process_time() - begun)
    return 1000 * min(times)


_WORD = re.compile(r"\w+|\S")


def scan(text: str) -> list[str]:
    """The words of a text: what no reader can do without."""
    return _WORD.findall(text.lower())


def main() -> None:
    """Print a line for each text."""
    arguments = figures.parser(__doc__).parse_args()
    found: dict[str, float] = {}
    print(f"{'text of 5,000 characters':<30}{'money':>9}{'ratio':>8}{'half as long':>14}{'dates':>9}")
    for name, part in TEXTS.items():
        text = (part * LENGTH)[:LENGTH]
        half = text[: LENGTH // 2]
        reference = best(partial(scan, text))
        whole = best(partial(find_amounts, text, house_context=True))
        part_of = best(partial(find_amounts, half, house_context=True))
        unseen = (text + " " * number for number in count())  # the days of a text that was read are kept for a while
        days = best(partial(_days_of_next, unseen))
        found[f"{name.replace(' ', '_')}_ms"] = whole
        print(f"{name:<30}{whole:>6.2f} ms{whole / reference:>7.1f}x{part_of / whole:>13.2f}{days:>6.2f} ms")
    message = "I owe 312k and it sold for 250, Illinois"
    print(f"{'one message of 40 characters':<30}{best(lambda: find_amounts(message)):>6.2f} ms")
    found |= slowest()
    figures.write(arguments.json, found)


if __name__ == "__main__":
    main()
