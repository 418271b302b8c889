"""What readings are made of: counts and units, and the shifts and TIMEX3 durations that they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from timeline.dates import timex
from timeline.dates.shift import Pick, Shift
from timeline.dates.when import When
from timeline.model import ExpressionType

Fields = dict[str, Any]
UNITS = {
    "day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE", "quarter": "Q",
    "weekend": "WE",
}  # fmt: skip

# Units that the calendar does not have, in those that it has; and what a fraction of a unit is counted in.
LARGER = {"fortnight": (2, "week"), "generation": (30, "year"), "weekend": (1, "week")}
SMALLER = {
    "century": (100, "year"), "decade": (10, "year"), "year": (12, "month"), "month": (30, "day"), "week": (7, "day")
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression says: a date, or a shift that still needs a reference time, or a value alone (durations)."""

    type: ExpressionType
    value: str = ""
    when: When | None = None
    shift: Shift | None = None


def counted(f: Fields) -> float:
    """How many units the fields name."""
    if "amount" not in f:
        number: float = f["number"]
        return number
    whole, *share = f["amount"].replace(",", "").split()
    return float(whole) + (1 / int(share[0][2:]) if share else 0)


def dated(when: When, value: str | None = None) -> Reading:
    """A reading of a known date, with its TIMEX3 value unless another is given."""
    return Reading("DATE", value or timex.write(when), when)


def unit_shift(base: Any, count: int, unit: str) -> Reading:
    """A shift by whole units; weekends are the ends of weeks."""
    if unit == "weekend":
        return Reading("DATE", "-WE", shift=Shift(base, count, "week", Pick(part="end")))
    return moved_by(base, count, unit)


def moved_by(base: Any, count: float, unit: str) -> Reading:
    """A shift by units; those that the calendar does not have, and fractions, become smaller ones."""
    times, grain = LARGER.get(unit, (1, unit))
    total = count * times
    while total != int(total) and grain in SMALLER:
        factor, grain = SMALLER[grain]
        total = round(total * factor, 6)
    return Reading("DATE", shift=Shift(base, int(total), grain))  # type: ignore[arg-type]


def period(count: float | str, unit: str) -> str:
    """A TIMEX3 duration."""
    times, name = LARGER.get(unit, (1000, "year") if unit == "millennium" else (1, unit))
    name = "weekend" if unit == "weekend" else name
    number = count if isinstance(count, str) else plain(count * times)
    return f"P{number}{UNITS.get(name, name)}"


def plain(number: float) -> str:
    """A number without an empty fraction."""
    return str(int(number)) if number == int(number) else str(number)
