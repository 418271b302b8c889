"""Compare the gazetteer with a reference list of events: every disagreement on a line.

    python benchmarks/check_gazetteer.py REFERENCE.jsonl

A line of the reference is `{"qid", "name", "aliases", "start", "end", "desc"}` with ISO dates (astronomical years).
Rows are paired by Wikidata identifier, else by the name. They agree where the years of the begin do, and of the end
where both have one, and a full date lies inside ours. The last line asks for
less: the same year, or inside our interval.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from timeline.dates.calendars import day_number, iso, year_month_day
from timeline.gazetteer.table import Entry, Gazetteer, load

APART = 40  # years between two events that only share their name


def main(path: Path) -> None:
    known = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [pair for pair in paired(load(), known) if not namesakes(*pair)]
    wrong, apart, found = 0, 0, len(pairs)
    for entry, other in pairs:
        finding = compare(entry, other)
        wrong += finding is not None
        apart += not same_years(entry, other)
        if finding:
            reason = next((note for note in entry.notes if note.startswith("dated")), "NOT EXPLAINED")
            print(f"{entry.where}: {entry.name} ({entry.id}): {finding}: {reason}")
    if not found:
        raise SystemExit(f"{path}: no event of the gazetteer is in there")
    print(f"{found} events in both, {found - wrong} agree to the day ({100 * (found - wrong) / found:.1f} %)")
    print(f"{found - apart} have the same year or lie inside our interval ({100 * (found - apart) / found:.1f} %)")


def paired(gazetteer: Gazetteer, known: list[dict]) -> list[tuple[Entry, dict]]:
    """Entries with their rows of the reference."""
    by_id = {f"wikidata:{row['qid']}": row for row in known if row["qid"]}
    by_name: dict[str, list[dict]] = {}
    for row in known:
        by_name.setdefault(plain(row["name"]), []).append(row)
    found = []
    for entry in gazetteer.entries:
        same = by_name.get(plain(entry.name), [])
        if entry.id in by_id:
            found.append((entry, by_id[entry.id]))
        elif len(same) == 1 and entry.kind != "period":
            found.append((entry, same[0]))
    return found


def namesakes(entry: Entry, other: dict) -> bool:
    """Whether two events only share their name: the battles of Lützen of 1632 and of 1813."""
    begin = year(other["start"])
    ours = None if entry.when.earliest is None else year_month_day(entry.when.earliest)[0]
    return begin is not None and ours is not None and abs(begin - ours) > APART


def same_years(entry: Entry, other: dict) -> bool:
    """Whether the reference's dates are of the same year as ours, or inside our interval."""
    first, last = (None if day is None else year_month_day(day)[0] for day in (entry.when.earliest, entry.when.latest))
    told = [y for y in (year(other["start"]), year(other["end"])) if y is not None]
    return all((first is None or first <= y) and (last is None or y <= last) for y in told)


def plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def compare(entry: Entry, other: dict) -> str | None:
    """What the two disagree on, or `None`."""
    if not names_agree(entry, other):
        return f"is called {other['name']} there"
    begin, end = year(other["start"]), year(other["end"])
    ours = [None if day is None else year_month_day(day)[0] for day in (entry.when.earliest, entry.when.latest)]
    if begin is not None and begin != ours[0]:
        return f"begins in {ours[0]}, there in {other['start']} (ends {other['end']})"
    if end is not None and ours[1] is not None and end != ours[1]:
        return f"ends in {ours[1]}, there in {other['end']}"
    return day_disagrees(entry, other)


def day_disagrees(entry: Entry, other: dict) -> str | None:
    """A full date of the reference that lies outside of ours; histories write Julian days before the reform."""
    full = re.fullmatch(r"(-?\d{4})-(\d\d)-(\d\d)", other["start"] or "")
    if not full or entry.when.earliest is None or entry.when.latest is None:
        return None
    theirs = day_number(*map(int, full.groups()))
    known = {theirs, day_number(*year_month_day(theirs, "julian"))}
    if any(entry.when.earliest <= day <= entry.when.latest for day in known):
        return None
    return f"is {iso(entry.when.earliest)} to {iso(entry.when.latest)}, there {other['start']}"


def names_agree(entry: Entry, other: dict) -> bool:
    """Whether a word of either name that tells them apart stands in the other's names."""
    ours = {word for name in entry.aliases for word in plain(name).split()}
    theirs = {word for name in (other["name"], *other["aliases"]) for word in plain(name).split()}
    return len({w for w in ours & theirs if len(w) > 2}) > 0


def year(date: str | None) -> int | None:
    found = re.match(r"-?\d+", date or "")
    return int(found.group()) if found else None


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
