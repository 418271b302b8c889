"""Readings that move away from a reference time: "two days later", "ten years ago", "the day after"."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.shift import Shift
from timeline.language.units import Fields, Reading, counted, moved_by, period


def nth_day_of_event(f: Fields) -> Reading:
    """ "The third day of the battle"."""
    shift = Shift("next", f["ordinal"] - 1, "day", exact=True)
    return Reading("TIME" if "tod" in f else "DATE", f"XXXX-XX-XX{f.get('tod', '')}", shift=shift)


def unplaced(f: Fields) -> Reading:
    """ "The time of the treaty", "the time he left in May": the time of what the next words name, if that is known."""
    return Reading("DATE", "XXXX", shift=Shift("next"))


def moved(f: Fields) -> Reading:
    """ "Ten years ago", "two days later"."""
    sign = f.get("sign") or f.get("turn") or f["turn_side"]
    count, unit = counted(f), f["unit"]
    if unit == "decade" and count == 1:
        count, unit = 10, "year"
    found = moved_by(f["base"], sign * count, unit)
    if found.shift and f.get("exact"):
        return replace(found, shift=replace(found.shift, exact=True))
    return found


def years_ago_this_month(f: Fields) -> Reading:
    """ "Fifty years ago this month"."""
    return Reading("DATE", shift=Shift("document", int(-12 * counted(f)), "month"))


def vague_moved(f: Fields) -> Reading:
    """ "Several years ago"."""
    return Reading("DATE", "PAST_REF")


def vague_later(f: Fields) -> Reading:
    """ "A few months later", "some days earlier"."""
    return Reading("DATE", "FUTURE_REF" if f["turn"] > 0 else "PAST_REF")


def offset(f: Fields) -> Reading:
    """ "Two days after", seen from the event that the next words name."""
    count, unit = counted(f), f["unit"]
    shift = moved_by("next", f["side"] * count, unit).shift
    if shift and f.get("exact"):
        shift = replace(shift, exact=True)
    return Reading("DURATION", period(count, unit), shift=shift)


def long_offset(f: Fields) -> Reading:
    """ "Five years, eight months and four days after"."""
    y, m, d = int(f["number"]), int(f["number2"]), int(f.get("number3", 0))
    value = f"P{y}Y{m}M" + (f"{d}D" if d else "")
    side = f["side"]
    return Reading("DURATION", value, shift=Shift("next", side * (12 * y + m), "month", days=side * d, exact=True))
