"""Wikidata's query service asked politely: who we are, one question at a time, pages, patience, and answers kept.

Answers are kept in a working file, so a run that was stopped asks only for what is missing.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from timeline.errors import GazetteerError
from timeline.gazetteer import wikidata

ENDPOINT = "https://query.wikidata.org/sparql"
AGENT = "linked-timeline/0.1 (import of named historical events; a person started it)"
PAGE = 500  # events a question
PAUSE, FIRST_WAIT, LONGEST_WAIT, TRIES, SECONDS = 1.0, 5.0, 300.0, 7, 90.0
BUSY = frozenset((408, 429, 500, 502, 503, 504))

_DATES = """SELECT ?event ?fame ?property ?time ?precision WHERE {{
  {{ SELECT DISTINCT ?event ?fame WHERE {{
    ?event wdt:P31/wdt:P279* wd:{root} ; wikibase:sitelinks ?fame . FILTER(?fame >= {sitelinks})
  }} ORDER BY ?event LIMIT {limit} OFFSET {offset} }}
  OPTIONAL {{
    VALUES (?property ?p ?v) {{ ("P585" p:P585 psv:P585) ("P580" p:P580 psv:P580) ("P582" p:P582 psv:P582) }}
    ?event ?p ?statement . ?statement a wikibase:BestRank ; ?v ?value .
    ?value wikibase:timeValue ?time ; wikibase:timePrecision ?precision .
  }}
}} ORDER BY ?event ?property ?time"""

_NAMES = """SELECT ?event ?what ?value WHERE {{
  VALUES ?event {{ {events} }}
  {{ ?event rdfs:label ?value . BIND("label" AS ?what) FILTER(LANG(?value) IN ({languages})) }}
  UNION {{ ?event skos:altLabel ?value . BIND("alias" AS ?what) FILTER(LANG(?value) IN ({languages})) }}
  UNION {{ ?event wdt:P361 ?value . BIND("part_of" AS ?what) }}
  UNION {{ ?event wdt:P828|wdt:P1478 ?value . BIND("cause" AS ?what) }}
  UNION {{ ?event (wdt:P276|wdt:P17)/rdfs:label ?value . BIND("place" AS ?what) FILTER(LANG(?value) = "en") }}
}} ORDER BY ?event ?what ?value"""

Answer = list[dict[str, dict[str, str]]]
Note = Callable[[int], None]


def rows(
    endpoint: str, work: Path, languages: Sequence[str] = (), sitelinks: int = 5, note: Note = lambda count: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[dict[str, str]]:  # fmt: skip
    """The named events that the query service knows, as `dump.rows` gives them.

    Raises GazetteerError where the service does not answer after several tries; `work` then holds what it did.
    """
    codes = ("en", *(code for code in languages if code != "en"))
    service = _Service(endpoint, _work(work), sleep)
    seen = set[str]()
    try:
        for root, kind in wikidata.CLASSES.items():
            for page in _pages(service, root, sitelinks):
                new = {qid: dates for qid, dates in page.items() if qid not in seen}
                seen |= new.keys()
                yield from _rows(service, new, kind, codes)
                note(len(seen))
    finally:
        service.file.close()


def _pages(service: _Service, root: str, sitelinks: int) -> Iterator[dict[str, dict[str, str]]]:
    """Dates of the events of a class, by identifier; "fame" stands among them."""
    offset = 0
    while True:
        query = _DATES.format(root=root, sitelinks=sitelinks, limit=PAGE, offset=offset)
        found: dict[str, dict[str, str]] = {}
        for line in service.ask(query):
            known = found.setdefault(_qid(line, "event"), {"fame": _value(line, "fame")})
            when = wikidata.date_of_query(_value(line, "time"), int(_value(line, "precision") or 0))
            if when:
                known.setdefault(_value(line, "property"), when)
        yield found
        if len(found) < PAGE:
            return
        offset += PAGE


def _rows(
    service: _Service, dates: dict[str, dict[str, str]], kind: str, codes: Sequence[str]
) -> Iterator[dict[str, str]]:
    whens = {
        qid: when for qid, known in dates.items()
        if (when := wikidata.interval(*(known.get(p) for p in (wikidata.POINT, wikidata.START, wikidata.END))))
    }  # fmt: skip
    if not whens:
        return
    events, quoted = " ".join(f"wd:{qid}" for qid in whens), ", ".join(f'"{code}"' for code in codes)
    facts: dict[str, dict[str, list[str]]] = {qid: {} for qid in whens}
    for line in service.ask(_NAMES.format(events=events, languages=quoted)):
        what, value = _value(line, "what"), _value(line, "value")
        if what in ("label", "alias"):
            what = f"{what} {line['value'].get('xml:lang', '')}"
        value = value.rsplit("/", 1)[-1] if what in ("part_of", "cause") else value
        facts.setdefault(_qid(line, "event"), {}).setdefault(what, []).append(value)
    for qid, when in whens.items():
        known = facts[qid]
        names = {c: [*known.get(f"label {c}", ()), *known.get(f"alias {c}", ())] for c in codes}
        if known.get("label en"):
            yield wikidata.row(
                qid, {code: found for code, found in names.items() if found}, when, kind, int(dates[qid]["fame"] or 0),
                part_of=known.get("part_of", ()), causes=known.get("cause", ()), places=known.get("place", ()),
            )  # fmt: skip


@dataclass(slots=True)
class _Service:
    """The service and the file that keeps its answers."""

    endpoint: str
    file: sqlite3.Connection
    sleep: Callable[[float], None]

    def ask(self, query: str) -> Answer:
        """The lines of an answer, from the file where it was given before."""
        kept = self.file.execute("SELECT answer FROM answer WHERE query = ?", (f"{self.endpoint} {query}",)).fetchone()
        if kept:
            return list(json.loads(kept[0]))
        answer = self._asked(query)
        text = json.dumps(answer, ensure_ascii=False)
        self.file.execute("INSERT OR REPLACE INTO answer VALUES (?, ?)", (f"{self.endpoint} {query}", text))
        self.sleep(PAUSE)
        return answer

    def _asked(self, query: str) -> Answer:
        """Ask, and wait longer after each failure, or as long as the service says."""
        reason, wait = "", FIRST_WAIT
        for _ in range(TRIES):
            try:
                return _lines(_get(self.endpoint, query))
            except HTTPError as error:
                if error.code not in BUSY:
                    raise GazetteerError(f"{self.endpoint}: refuses ({error.code} {error.reason})") from error
                reason, said = f"{error.code} {error.reason}", error.headers.get("Retry-After", "")
                wait = min(float(said), LONGEST_WAIT) if said.isdigit() else wait
            except (URLError, TimeoutError, ConnectionError, ValueError) as error:
                reason = str(error)
            self.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)
        raise GazetteerError(f"{self.endpoint}: no answer ({reason}); run it again later, it goes on from here")


def _get(endpoint: str, query: str) -> bytes:
    headers = {"User-Agent": AGENT, "Accept": "application/sparql-results+json"}
    request = Request(endpoint, urlencode({"query": query}).encode(), headers)
    with urlopen(request, timeout=SECONDS) as answer:
        return bytes(answer.read())


def _lines(body: bytes) -> Answer:
    """The lines of an answer; raises ValueError where it is cut off (the service breaks off at its time limit)."""
    read: Any = json.loads(body)
    if not isinstance(read, dict) or "results" not in read:
        raise ValueError("no answer to a question")
    return list(read["results"]["bindings"])


def _value(line: dict[str, dict[str, str]], name: str) -> str:
    return line.get(name, {}).get("value", "")


def _qid(line: dict[str, dict[str, str]], name: str) -> str:
    return _value(line, name).rsplit("/", 1)[-1]


def _work(path: Path) -> sqlite3.Connection:
    try:
        file = sqlite3.connect(path, isolation_level=None)
        file.execute("CREATE TABLE IF NOT EXISTS answer (query PRIMARY KEY, answer)")
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: cannot be used ({error}); delete it or choose another place with -o") from error
    return file
