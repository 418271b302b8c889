"""The time axis of a picture that no browser draws: a scale that shortens empty times, and ticks from ages to days.

The same as `viewer/axis.js`, which a test holds against it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.dates.calendars import day_number, month_length, year_month_day
from timeline.dates.spoken import MONTHS, era

YEAR = 365.2425
LONG = 6
LEVELS: tuple[tuple[str, int, float], ...] = (
    ("day", 1, 1), ("day", 2, 2), ("day", 7, 7), ("month", 1, 30.4), ("month", 3, 91.3), ("month", 6, 182.6),
    *(("year", n * 10**e, n * 10**e * YEAR) for e in range(6) for n in (1, 2, 5)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """Days from `first` to `last` in which nothing happens, drawn from unit `start` on as `shown` units."""

    first: float
    last: float
    start: float
    shown: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis: a day, its word, and the larger unit that stands below it where it changes."""

    day: int
    minor: str
    major: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to units: one unit a day, except in the gaps."""

    first: float
    last: float
    gaps: tuple[Gap, ...]

    def unit(self, day: float) -> float:
        """Where a day stands.

        >>> Scale(0, 10, ()).unit(7)
        7.0
        """
        saved = 0.0
        for gap in self.gaps:
            if day >= gap.last:
                saved += gap.last - gap.first - gap.shown
            elif day > gap.first:
                return gap.start + (day - gap.first) * gap.shown / (gap.last - gap.first)
        return day - saved

    def stretches(self) -> Iterator[tuple[float, float]]:
        """The stretches of days between the gaps."""
        borders = [self.first, *(d for g in self.gaps for d in (g.first, g.last)), self.last]
        yield from zip(borders[::2], borders[1::2], strict=True)


def scale(days: Sequence[float]) -> Scale:
    """A scale for the days at which something begins or ends; long gaps are short where that frees most of the width.

    >>> len(scale([0, 10, 20, 30, 100_000]).gaps)
    1
    """
    known = sorted(set(days)) or [0, 1]
    gaps: list[Gap] = []
    saved = 0.0
    for first, last, shown in _long_gaps(known):
        gaps.append(Gap(first, last, first - saved, shown))
        saved += last - first - shown
    return Scale(known[0], known[-1], tuple(gaps))


def _long_gaps(days: Sequence[float]) -> list[tuple[float, float, float]]:
    pauses = list(pairwise(days))
    if not pauses:
        return []
    usual = _usual_pause([b - a for a, b in pauses])
    found, freed = [], 0.0
    for first, last in pauses:
        if last - first < LONG * usual:
            continue
        inner = last - first - usual
        shown = usual * (0.6 + 0.25 * math.log(inner / usual))
        found.append((first + usual / 2, last - usual / 2, shown))
        freed += inner - shown
    return found if freed > (days[-1] - days[0]) / 2 else []


def _usual_pause(lengths: Sequence[float]) -> float:
    """The middle pause, or more where many small ones would make the cut ones look small."""
    ordered = sorted(lengths)
    usual = max(ordered[len(ordered) // 2], 3)
    for _ in range(4):
        uncut = sum(n for n in ordered if n < LONG * usual)
        usual = max(usual, uncut / 10)
    return usual


def ticks(pixels: float, room: float, first: float, last: float) -> list[Tick]:
    """Ticks at least `room` pixels apart between two days, at so many pixels a day.

    >>> [t.minor for t in ticks(0.3, 84, day_number(-1), day_number(3))]
    ['2 BC', '1 BC', 'AD 1', 'AD 2', 'AD 3']
    """
    unit, step, _ = next((x for x in LEVELS if x[2] * pixels >= room), LEVELS[-1])
    found = _years(step, first, last) if unit == "year" else _days(unit, step, first, last)
    return [t for t in found if first <= t.day <= last]


def _years(step: int, first: float, last: float) -> Iterator[Tick]:
    """Round years of the era: 200 BC, 100 BC, AD 1, 100. There is no year 0."""
    low, high = year_month_day(math.floor(first))[0], year_month_day(math.floor(last))[0]
    before = (1 - n for n in range((1 - low) // step * step, 0, -step))
    one = [1] if step > 1 else []
    after = range(max(step, math.ceil(low / step) * step), high + 1, step)
    for year in (*(y for y in before if y <= high), *one, *after):
        yield Tick(day_number(year), era(year), "")


def _days(unit: str, step: int, first: float, last: float) -> Iterator[Tick]:
    year, month, _ = year_month_day(math.floor(first))
    if unit == "month":
        month = (month - 1) // step * step + 1
    while (begin := day_number(year, month)) <= last:
        name = MONTHS[month - 1][:3]
        if unit == "month":
            yield Tick(begin, name, era(year))
        else:
            length = month_length(year, month)
            marked = (1, 8, 15, 22) if step == 7 else range(1, length + 1 - (step > 1), step)
            yield from (Tick(begin + d - 1, str(d), f"{name} {era(year)}") for d in marked)
        month += step if unit == "month" else 1
        if month > 12:
            year, month = year + 1, month - 12


def length_words(days: float) -> str:
    """How long a gap is.

    >>> length_words(710_000), length_words(90)
    ('1,944 years', '3 months')
    """
    length, unit = (YEAR, "year") if days >= 2 * YEAR else (30.44, "month") if days >= 60 else (1, "day")
    whole = math.floor(days / length + 0.5)
    return f"{whole:,} {unit}{'' if whole == 1 else 's'}"
