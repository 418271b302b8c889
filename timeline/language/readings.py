"""What the words of a rule mean: fields in, a date or a shift out. A new wording is a row, a new meaning a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline.dates import timex
from timeline.dates.calendars import hijri_new_year, is_date, republican_day
from timeline.dates.edtf import approximate
from timeline.dates.feasts import feast_day
from timeline.dates.parts import part_of, portion
from timeline.dates.shift import Base, Direction, Pick, Shift, unit_of
from timeline.dates.when import When, century, day, decade, month, months, within, years
from timeline.errors import DateError
from timeline.language import edges, lengths, moves
from timeline.language.grammar import ROMAN
from timeline.language.units import Fields, Reading, dated, period, unit_shift

WHICH: dict[int, Direction] = {-1: "last", 0: "same", 1: "next"}


def read(name: str, fields: Fields) -> Reading | None:
    """The reading of that name, `None` where the fields make no sense together (30 February)."""
    try:
        return READINGS[name](fields)
    except DateError:
        return None


def date(f: Fields) -> Reading | None:
    """Day, month, season and year in any company; without a year a pick from the reference time."""
    year, number, part = _year(f), _number_of_day(f), f.get("part", "")
    if year is None:
        pick = Pick(f.get("month"), number, None, f.get("season"), "", f.get("yy") and int(f["yy"]), part)
        return Reading("DATE", shift=Shift("either", pick=pick))
    when = _calendar_date(year, f.get("month"), number, f.get("season"))
    if when is None:
        return None
    value = timex.write(when)
    when = part_of(when, part)
    return dated(approximate(when) if f.get("circa") else when, value)


def winter(f: Fields) -> Reading:
    """"The winter of 1941-42": the season begins in the first year; a summer would be of that year alone."""
    return dated(_season(int(f["year"]), f["season"]))


def season(f: Fields) -> Reading:
    """A season without a year."""
    pick = Pick(season=f.get("season", f.get("safe_season")))
    if "which" in f:
        return Reading("DATE", shift=Shift("document", pick=pick, direction=WHICH[f["which"]]))
    base: Base = "story" if f.get("fixed_base") else "either"
    usual = "future" if base == "story" else "same"
    return Reading("DATE", shift=Shift(base, pick=pick, direction=f.get("direction", usual)))


def decade_(f: Fields) -> Reading:
    """"The 1890s"; "the '60s" and "the sixties" take their century from the reference time."""
    if "tens_of_years" in f:
        first = int(f["tens_of_years"])
        when = years(-first - 8, 1 - first, "decade") if f["era"] == "bc" else decade(first)
        value = f"{'BC' if f['era'] == 'bc' else ''}{first // 10:03d}"
        return dated(part_of(when, f.get("part", "")), value)
    if "decade" in f or "year" in f:
        first = int(f.get("year") or f["decade"].rstrip("s").rstrip("'’"))
        if first % 100 == 0 and first < 2000:
            return dated(part_of(years(first, first + 99, "century"), f.get("part", "")), str(first // 100))
        return dated(part_of(decade(first), f.get("part", "")))
    tens = int(f["tens"]) if "tens" in f else f["decade_word"]
    return Reading("DATE", shift=Shift("either", unit="decade", pick=Pick(short_year=tens, part=f.get("part", ""))))


def century_(f: Fields) -> Reading:
    """A century of either era, or a part of it. "The turn of the 20th century" is the ten years about its beginning."""
    number = _century_number(f)
    when = century(-number if f.get("era") == "bc" else number)
    share = f.get("portion") or f.get("half")
    if share:
        return replace(dated(portion(when, *share)), value=timex.write(when))
    return replace(dated(part_of(when, f.get("part", ""))), value=timex.write(when))


def millennium(f: Fields) -> Reading:
    """A millennium of either era."""
    n = f["ordinal"]
    first = 1000 * (n - 1) + 1 if f.get("era") != "bc" else 1 - 1000 * n
    when = years(first, first + 999, "millennium")
    return dated(part_of(when, f.get("part", "")), f"BC{n - 1}" if f.get("era") == "bc" else str(n - 1))


def portion_(f: Fields) -> Reading:
    """"The first half of 1941"."""
    low, high, of = f["portion"]
    when = portion(years(int(f["year"]), int(f["year"])), low, high, of)
    names = {2: f"H{low + 1}", 4: f"Q{low + 1}"}
    return dated(when, f"{int(f['year']):04d}-{names[of]}" if of in names and high == low + 1 else f["year"])


def quarter(f: Fields) -> Reading:
    """A quarter of a year, of the reference time's where none is named."""
    if "quarter" not in f:
        f = {**f, "quarter": int(f.get("q") or f["ordinal"])}
    if "year" in f:
        return dated(months(int(f["year"]), 3 * f["quarter"] - 2, 3, "quarter"))
    if "which" in f:
        return Reading("DATE", shift=Shift("document", f["which"], "year", Pick(quarter=f["quarter"]), "same"))
    return Reading("DATE", shift=Shift("document", pick=Pick(quarter=f["quarter"]), direction="past"))


def half(f: Fields) -> Reading:
    """"H1 2020"."""
    return portion_({**f, "portion": [int(f["h"]) - 1, int(f["h"]), 2]})


def numeric(f: Fields) -> Reading | None:
    """Dates in figures; a year of two figures takes its century from the reference time."""
    number, of = int(f.get("day") or f["dd"]), int(f.get("m") or f["mm"])
    if "yy" in f:
        return Reading("DATE", shift=Shift("either", pick=Pick(of, number, short_year=int(f["yy"]))))
    return dated(day(int(f["year"]), of, number))


def date_in_figures(f: Fields) -> Reading | None:
    """A day and a month in figures, of the reference time's year."""
    return date({**f, "month": int(f["m"])})


def feast(f: Fields) -> Reading | None:
    """A feast, movable or fixed, of a year or of the reference time's."""
    name = f.get("feast") or f["feast_of"]
    if "year" in f:
        return dated(feast_day(name, int(f["year"])))
    if "which" in f:
        return Reading("DATE", shift=Shift("document", pick=Pick(feast=name), direction=WHICH[f["which"]]))
    if "story" in f:
        return Reading("DATE", shift=Shift("story", pick=Pick(feast=name), direction="next"))
    return _timed(Shift("either", pick=Pick(feast=name)), f)


def weekday(f: Fields) -> Reading:
    """A day of the week near the reference time; "last" and "next" say on which side, "Sunday week" how far."""
    if "week" in f:
        pick = Pick(weekday=f["weekday"])
        days = f["week"] * f.get("number", 1)
        return Reading("DATE", shift=Shift("document", days=days, pick=pick, direction="future"))
    if f.get("which") == 0:
        return _timed(Shift("document", 0, "week", Pick(weekday=f["weekday"])), f)  # "this Friday"
    direction = {-1: "past", 1: "future"}.get(f.get("which", 0), "nearest")
    base = "document" if "which" in f else "either"
    shift = Shift(base, pick=Pick(weekday=f["weekday"]), direction=direction)  # type: ignore[arg-type]
    return _timed(shift, f)


def story_weekday(f: Fields) -> Reading:
    """"On the Saturday", "the following Wednesday": the first behind the day that was told last."""
    return _timed(Shift("story", pick=Pick(weekday=f["weekday"]), direction="future"), f)


def roman_day(f: Fields) -> Reading | None:
    """"The Ides of March 44 BC": Kalends the 1st, Nones the 5th, Ides the 13th, but in four months two days later."""
    late = 2 if f["month"] in (3, 5, 7, 10) else 0
    number = {"kalends": 1, "nones": 5 + late, "ides": 13 + late}[f["ides"]]
    return date({**f, "day": str(number)})


def weekday_week(f: Fields) -> Reading:
    """"Monday last week"."""
    return Reading("DATE", shift=Shift("document", f["which"], "week", Pick(weekday=f["weekday"])))


def deictic(f: Fields) -> Reading:
    """"Yesterday morning", "last night"."""
    return _timed(Shift("document", f.get("deictic", 0), "day"), f)


def which_unit(f: Fields) -> Reading:
    """"Last month", "this year", "next week"."""
    return unit_shift("document", f["which"], f["unit"])


def so_far(f: Fields) -> Reading:
    """"Earlier this year", "later that month": what lies before or after the reference time within the unit."""
    base: Base = "story" if f.get("fixed_base") else f.get("base", "document")
    return Reading("DATE", shift=Shift(base, 0, f["unit"], direction=f["near"], up_to=True))


def part_unit(f: Fields) -> Reading:
    """"Late in the year", "the middle of that month"."""
    return Reading("DATE", shift=Shift(f["base"], f.get("which", 0), f["unit"], Pick(part=f["part"])))


def story_unit(f: Fields) -> Reading:
    """"The following year", "the same month", "that day"."""
    return unit_shift("story", f["story_which"], f["unit"])


def story_tod(f: Fields) -> Reading:
    """"The same night", "the next morning"."""
    return _timed(Shift("story", f.get("count") or f.get("turn_side", 0), "day"), f)


def that_month(f: Fields) -> Reading:
    """"That October": in the year of the reference time; "the previous October" the last one before."""
    return Reading("DATE", shift=Shift("story", pick=Pick(f["month"]), direction=f.get("direction", "that")))


def which_month(f: Fields) -> Reading:
    """"Last October", "next May", "this September"."""
    return Reading("DATE", shift=Shift("document", pick=Pick(f["month"]), direction=WHICH[f["which"]]))


def story_day(f: Fields) -> Reading:
    """"The 28th of that month", "on the 28th"."""
    number = int("".join(c for c in f.get("day") or f["nth"] if c.isdigit()))
    return Reading("DATE", shift=Shift("story", 0, "month", Pick(day=number)))


def date_of_year(f: Fields) -> Reading:
    """"August of that year", "the spring of the following year"."""
    pick = Pick(f.get("month"), _number_of_day(f), None, f.get("season"), part=f.get("part", ""))
    years: int = f["that_year"] if "that_year" in f else f["which"]
    return Reading("DATE", shift=Shift(f.get("base", "story"), years, "year", pick, "same"))


def date_tod(f: Fields) -> Reading | None:
    """"The night of 4 August": a time of a day."""
    found = date({key: value for key, value in f.items() if key != "tod"})
    tod = f.get("tod") or f["bare_tod"]
    return replace(found, type="TIME", value=found.value + tod) if found else None


def spoken_year(f: Fields) -> Reading | None:
    """"Nineteen ninety-six"."""
    tens = f["number"]
    return date({**f, "year": str(100 * f["year_word"] + int(tens))}) if tens >= 10 and tens < 100 else None


def nth_day(f: Fields) -> Reading | None:
    """"The fourth of July"."""
    return date({**f, "day": str(f["ordinal"])})


def edge_of_month(f: Fields) -> Reading | None:
    """"The last week of August": a length of time, in the last third of that month."""
    found = date({**f, "part": f["edge"]})
    if f["unit"] not in ("day", "week", "weekend") or found is None:
        return None
    return replace(found, type="DURATION", value=period(f.get("number", 1), f["unit"]))


def week_of(f: Fields) -> Reading | None:
    """"The week of March 6"."""
    found = date(f)
    if found and found.shift:
        return replace(found, shift=replace(found.shift, unit="week"))
    if found is None or found.when is None or found.when.earliest is None:
        return found
    return dated(unit_of(found.when.earliest, "week"))


def clock_date(f: Fields) -> Reading | None:
    """"5 p.m., Nov. 6"."""
    return date_tod({**f, "tod": lengths.clock(f).value})


def republican(f: Fields) -> Reading:
    """"18 Brumaire, Year VIII" of the French Republican calendar; without its year a day of every year."""
    number = _number_of_day(f)
    if "roman" not in f:
        return Reading("DATE", shift=Shift("either", pick=Pick(feast=f"republican {f['republican_month']} {number}")))
    y = ROMAN[f["roman"].lower()]
    if number is None:
        return dated(within(republican_day(y, 1, 1), republican_day(y + 1, 1, 1) - 1))
    n = republican_day(y, f["republican_month"], number)
    return dated(within(n, n, "day"))


def hijri(f: Fields) -> Reading:
    """A year of the Islamic calendar, which begins and ends within ours."""
    y = int(f["n"])
    return dated(within(hijri_new_year(y), hijri_new_year(y + 1) - 1))


def named_era(f: Fields) -> Reading:
    """"710 AUC", "Meiji 12": a year counted from one that is the first."""
    number = int(f.get("ordinal") or f.get("short_year") or f["n"])
    y = f["era_name"] + number - 1
    when = years(y + 1, y + 1) if f["era_name"] < 0 else years(y, y)
    return dated(approximate(when) if f.get("circa") else when, timex.write(when))


def instant(f: Fields) -> Reading:
    """ "The 14th inst.", "the 3rd ult." of a letter."""
    number = f["ordinal"] if "ordinal" in f else _number_of_day({"day": f["nth"]})
    return Reading("DATE", shift=Shift("either", f["instant"], "month", Pick(day=number)))


def this_day(f: Fields) -> Reading:
    """ "This day": of the story in a history, of writing in news."""
    return _timed(Shift("either", 0, "day"), f)


def year_of_era(f: Fields) -> Reading:
    """"429" in a story of 431 BC."""
    pick = Pick(season=f.get("season"), era_year=int(f["short_n"]))
    return Reading("DATE", shift=Shift("story", unit="year", pick=pick))


def clock_weekday(f: Fields) -> Reading:
    """"10 p.m. on Wednesday"."""
    return replace(weekday(f), type="TIME", value=lengths.clock(f).value)


def _year(f: Fields) -> int | None:
    """Astronomical year of the fields; a year of two figures continues the year before it ("1914-18")."""
    if "yy" in f and "year" in f:
        return int(f["year"]) // 100 * 100 + int(f["yy"])
    written = f.get("year") or f.get("n")
    if written is None:
        return None
    return 1 - int(written) if f.get("era") == "bc" else int(written)


def _number_of_day(f: Fields) -> int | None:
    return int("".join(c for c in str(f["day"]) if c.isdigit())) if f.get("day") else None


def _calendar_date(year: int, of: int | None, number: int | None, season: int | None) -> When | None:
    if season:
        return _season(year, season)
    if of is None:
        return years(year, year)
    if number is None:
        return month(year, of)
    # A Julian leap day is a day, though the proleptic Gregorian calendar has none.
    if of == 2 and number == 29 and not is_date(year, of, number) and is_date(year, of, number, "julian"):
        return day(year, of, number, "julian")
    return day(year, of, number)


def _season(year: int, code: int) -> When:
    return months(year, 3 * (code - 20), 3, "season")


def _century_number(f: Fields) -> int:
    return ROMAN[f["roman"].lower()] if "roman" in f else int(f.get("ordinal") or f["n"])


def _timed(shift: Shift, f: Fields) -> Reading:
    tod = f.get("tod") or f.get("bare_tod")
    return Reading("TIME", tod, shift=shift) if tod else Reading("DATE", shift=shift)


READINGS: dict[str, Callable[[Fields], Reading | None]] = {
    "date": date, "winter": winter, "season": season, "decade": decade_, "century": century_,
    "millennium": millennium, "portion": portion_, "quarter": quarter, "half": half, "numeric": numeric,
    "date_in_figures": date_in_figures, "feast": feast, "weekday": weekday, "weekday_week": weekday_week,
    "deictic": deictic, "which_unit": which_unit, "so_far": so_far, "part_unit": part_unit, "story_unit": story_unit,
    "story_tod": story_tod, "that_month": that_month, "which_month": which_month, "story_day": story_day,
    "years_ago_this_month": moves.years_ago_this_month, "story_weekday": story_weekday, "roman_day": roman_day,
    "nth_day": nth_day, "edge_day": edges.edge_day, "moved": moves.moved,
    "vague_moved": moves.vague_moved, "vague_later": moves.vague_later,
    "offset": moves.offset, "long_offset": moves.long_offset, "past_duration": lengths.past_duration,
    "duration": lengths.duration, "clock_duration": lengths.clock_duration, "set_unit": lengths.set_unit,
    "set_units": lengths.set_units,
    "set_weekday": lengths.set_weekday, "set_season": lengths.set_season, "frequency": lengths.frequency,
    "vague": lengths.vague, "date_of_year": date_of_year, "date_tod": date_tod, "spoken_year": spoken_year,
    "next_duration": lengths.next_duration, "clock_weekday": clock_weekday, "set_month": lengths.set_month,
    "republican": republican, "hijri": hijri, "named_era": named_era, "instant": instant, "this_day": this_day,
    "nth_day_of_event": moves.nth_day_of_event, "unplaced": moves.unplaced, "year_of_era": year_of_era,
    "vague_tod": lengths.vague_tod,
    "edge_of_month": edge_of_month, "edge_of_year": edges.edge_of_year, "week_of": week_of, "clock_date": clock_date,
    "clock": lengths.clock, "oclock": lengths.oclock,
}  # fmt: skip
