"""What an expression means that is seen from a reference time: its date, and its value as TIMEX3 writes it."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates import timex
from timeline.dates.calendars import year_month_day
from timeline.dates.shift import Pick, Shift, apply, unit_of
from timeline.dates.when import When, year
from timeline.model import Expression, Span

WINTERS = ("season", "season-noun")  # a winter that runs is named by the year of its January, as annotators do
BARE = ("bare-tod", "in-the-tod")  # times of a day that only a known day has
TIMES = ("this-time", "at-the-time")  # "that time" is no one day


def seen_from(e: Expression, shift: Shift, reference: When, span: Span | None) -> Expression:
    """An expression with the date that its shift gives from a reference time, which the text tells at `span`.

    >>> from timeline.dates.when import day
    >>> last_month = Expression(Span(0, 10), "DATE", "", "which-unit", shift=Shift("document", -1, "month"))
    >>> seen_from(last_month, last_month.shift, day(1848, 3, 18), None).value
    '1848-02'
    """
    when = apply(shift, reference)
    if when is None or (e.type == "TIME" and (when.width or 0) > (1 if e.rule in BARE else 31)):
        return undated(e)
    if span is None and (reference.width or 0) > 366:  # a day of writing that is only known to some years
        return replace(undated(e), when=when, basis="anchored")
    return replace(e, when=when, value=_value(e, shift, when, reference), basis="anchored", reference=span)


def _value(e: Expression, shift: Shift, when: When, reference: When) -> str:
    if e.type == "DURATION":
        return e.value
    if e.rule in WINTERS and (shift.pick or Pick()).season == 24 and when.latest is not None:
        return f"{timex.write(year(year_month_day(when.latest)[0]))}-WI{e.value}"
    is_counted = shift.unit in ("day", "week") and not shift.pick and not shift.up_to and e.rule not in TIMES
    if (is_counted and (reference.width or 0) >= 28) or (e.type == "TIME" and (when.width or 0) > 1):
        return _unknown(shift.unit, when) + e.value
    if shift.up_to and not shift.count and reference.earliest is not None:
        return timex.write(unit_of(reference.earliest, shift.unit))
    if shift.pick and shift.pick.part == "turn" and when.latest is not None:
        return timex.write(unit_of(when.latest, shift.unit))
    if shift.pick and shift.pick.part:
        whole = apply(replace(shift, pick=replace(shift.pick, part="")), reference)
        return timex.write(whole) + e.value if whole else ""
    return (timex.write(when) or "XXXX") + e.value


def _unknown(unit: str, when: When) -> str:
    """A day or a week that is not known better than to a month or a year: "1915-XX-XX", as TIMEX3 writes it."""
    y, m, _ = year_month_day(((when.earliest or 0) + (when.latest or 0)) // 2)
    known = timex.write(year(y))
    if unit == "week":
        return f"{known}-WXX"
    return f"{known}-{m:02d}-XX" if (when.width or 0) <= 31 else f"{known}-XX-XX"


def undated(e: Expression) -> Expression:
    """What no reference time dates: the fields that the words have, as TIMEX3 writes them."""
    pick = e.shift.pick if e.shift else None
    if e.type == "DURATION" or pick is None:
        return replace(e, value=f"XXXX-XX-XX{e.value}" if e.type == "TIME" else e.value or "XXXX")
    if pick.weekday is not None:
        return replace(e, value=f"XXXX-WXX-{pick.weekday + 1}{e.value}")
    if pick.season:
        return replace(e, value=f"XXXX-{timex.SEASON_NAMES[pick.season]}")
    month = f"-{pick.month:02d}" if pick.month else ""
    day = f"-{pick.day:02d}" if pick.day and pick.day > 0 else ""
    return replace(e, value=f"XXXX{month or ('-XX' if day else '')}{day}{e.value}")
