"""Readings that give no date of their own: lengths of time, sets, times of day, the vague past, present and future."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates import timex
from timeline.dates.shift import Shift
from timeline.language.units import Fields, Reading, counted, moved_by, period, plain

VAGUE = ("vague_past", "vague_present", "vague_future", "vague_adjective")


def past_duration(f: Fields) -> Reading:
    """"The past 18 months": a duration that ends at the time of writing."""
    count, unit = counted(f), f["unit"]
    shift = moved_by("document", -count, unit).shift
    return Reading("DURATION", period(count, unit), shift=replace(shift, up_to=True) if shift else None)


def next_duration(f: Fields) -> Reading:
    """"The next two years": a duration that begins at the time of writing."""
    count, unit = counted(f), f["unit"]
    shift = moved_by("document", count, unit).shift
    return Reading("DURATION", period(count, unit), shift=replace(shift, up_to=True) if shift else None)


def duration(f: Fields) -> Reading | None:
    """A length of time; never dated. A quarter alone is a fraction."""
    unit = f.get("unit") or f["bare_unit"]
    if unit == "quarter" and "several" not in f:
        return None
    return Reading("DURATION", period(f["several"] if "several" in f else counted(f), unit))


def clock_duration(f: Fields) -> Reading:
    """Hours, minutes and seconds."""
    return Reading("DURATION", f"PT{f['several'] if 'several' in f else plain(counted(f))}{f['clock_unit']}")


def set_unit(f: Fields) -> Reading:
    """"Every year"."""
    return Reading("SET", period(1, f["unit"]))


def set_units(f: Fields) -> Reading:
    """"Every two years"."""
    return Reading("SET", period(f["number"], f["unit"]))


def set_weekday(f: Fields) -> Reading:
    """"Every Monday", "on Mondays"."""
    return Reading("SET", f"XXXX-WXX-{f['weekday' if 'weekday' in f else 'weekdays'] + 1}")


def set_season(f: Fields) -> Reading:
    """"Every spring"."""
    return Reading("SET", f"XXXX-{timex.SEASON_NAMES[f['season']]}")


def set_month(f: Fields) -> Reading:
    """"Every March"."""
    return Reading("SET", f"XXXX-{f['month']:02d}")


def frequency(f: Fields) -> Reading:
    """"Daily", "annual"."""
    return Reading("SET", f["frequency"])


def vague(f: Fields) -> Reading:
    """"Recently", "now", "the future"."""
    return Reading("DATE", next(f[key] for key in VAGUE if key in f))


def vague_tod(f: Fields) -> Reading:
    """"At night"."""
    return Reading("TIME", f"XXXX-XX-XX{f['at_tod']}")


def clock(f: Fields) -> Reading:
    """"3:30 p.m."."""
    hour = int(f["hour"] if "hour" in f else f["hh"])
    if "half_day" in f:
        hour = hour % 12 + (12 if f["half_day"] == "p" else 0)
    return Reading("TIME", f"T{hour:02d}:{f.get('minute', '00')}", shift=Shift("either", 0, "day"))


def oclock(f: Fields) -> Reading:
    """"Three o'clock this afternoon", "four in the morning"."""
    number = int(f["number"] if "number" in f else f["hour"])
    late = f.get("tod") in ("TAF", "TEV", "TNI") and number < 12
    return Reading("TIME", f"T{number + (12 if late else 0):02d}:00", shift=Shift("either", 0, "day"))
