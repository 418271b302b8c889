"""Rules as rows: a pattern of words and `{slots}`, the reading it gives, and examples that run as tests.

A pattern is a list of elements with one space between; an element is a word, words with a bar between, a slot, or these
glued by punctuation. `?` before an element makes it optional. A slot is a table of `words.toml` or one of `SHAPES`; it
becomes a named group, and a digit behind its name tells two of a kind apart (`{day}-{day2}`). Groups `a` and `b` split
a match into two expressions that share their parts ("January 25-29").

Columns beside the pattern: `behind` is what must follow (a regular expression), `ahead` a slot that must follow and
gives its field; `unless_after` and `only_after` what must not and must stand before; `only_with` slots of which one
must be filled; `register` the only kind of text ("history") where the row holds. All others are fields of the reading,
which every match of the row gets.

No pattern is tried where it cannot begin: rules are indexed by their first word and by what the
second can be (numbers by how many figures they have), so that a text costs one look-up a word and only candidates are
matched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from timeline.language import sieve
from timeline.language.lexicon import pattern_of, read, words

GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
SHAPES = {
    "day": r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:st|nd|rd|th|er|º|°)?",
    "year": r"[12][0-9]{3}(?![0-9]|[,.][0-9])",
    "yy": r"[0-9]{2}(?![0-9]|[,.][0-9])",
    "n": r"[1-9][0-9]{0,4}(?![0-9]|[,.][0-9])",
    "short_year": r"[1-9][0-9]?(?![0-9]|[,.][0-9])",
    "short_n": r"[1-9][0-9]{1,2}(?![0-9]|[,.][0-9])",
    "m": r"(?:1[0-2]|0?[1-9])(?![0-9])",
    "hour": r"(?:2[0-4]|1[0-9]|0?[0-9])(?![0-9])",
    "minute": r"[0-5][0-9](?![0-9])",
    "amount": rf"[0-9]{{1,3}}(?:,[0-9]{{3}})*(?:{GAP}1/[24])?(?![0-9/]|[,.:][0-9])",
    "roman": r"[IVX]{1,5}",
    "nth": r"(?:3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)",
    "decade": r"[12][0-9]{2}0['’]?s",
    "tens": r"[2-9]0",
    "tens_of_years": r"[1-9][0-9]{0,2}0",
    "q": r"[1-4](?![0-9])",
    "h": r"[12](?![0-9])",
    "hh": r"(?:[01][0-9]|2[0-3])",
    "mm": r"(?:0[1-9]|1[0-2])",
    "dd": r"(?:0[1-9]|[12][0-9]|3[01])",
    "gap": GAP,
}
FIGURES = {  # how many a number of that shape begins with; others have one to five
    "day": (1, 2), "short_year": (1, 2), "year": (4,), "yy": (2,), "short_n": (2, 3), "m": (1, 2), "hour": (1, 2),
    "minute": (2,), "amount": (1, 2, 3), "nth": (1, 2), "decade": (4,), "tens": (2,),
    "tens_of_years": (2, 3, 4), "hh": (2,),
}  # fmt: skip
HYPHEN_REACH = 60  # how far from its begin an expression has its hyphen, in characters
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi"
ROMAN = {r: n for n, r in enumerate(_ROMAN.split(), 1)}
_COLUMNS = "name pattern reading yes no ahead behind unless_after only_after only_with carrier whole register"
COLUMNS = frozenset(_COLUMNS.split())  # all others are fields of the reading
_SLOT = re.compile(r"\{([a-z_]+)(\d?)\}")
_HEAD = re.compile(r"\(\?P<\w+>|\(\?:|[^\W\d_]+(?:['’][^\W\d_]+)*|\{[a-z_]+\d?\}|[0-9'’]|.")
JOINTS, JOINED = frozenset("-–—/.:"), "+"  # what joins a number to the next, and the mark of one that is joined
_JOINED = re.compile(r"(?:\(\?P<\w>)?\{\w+\}(?:-|\[-|/|:|\\\.|\(\?::\|\\\.\)(?!\?))")
_WORD = re.compile(r"(?<![^\W_])(?:[^\W\d_]+(?:['’][^\W\d_]+)*|[0-9]+|['’](?=[0-9]))")
_ELIDED = re.compile(r"(?<![^\W_])(?:[^\W\d_]+['’])+$")
_NEXT = re.compile(rf"[,.]?{GAP}([^\W\d_]+(?:['’][^\W\d_]+)*|[0-9]+|['’](?=[0-9]))")
_NUMBER = re.compile(rf"[0-9]*(?:[,.][0-9]+)*[^\W\d_]*(?:{GAP}1/[24])?")  # what is left of one behind its first figure
_LIKE = str.maketrans("’ſıİ", "'sii")  # letters that a rule takes for these whatever the case
_SIMPLE = re.compile(r"(?:\(\?P<\w>)?(?:\{[a-z_]+\d?\}|[^\W\d_]+)(?:,\?)?")


@dataclass(frozen=True, slots=True)
class Rule:
    """A row, its patterns as regular expressions (compiled at first use: most texts need few of them).

    `fixed` are the fields that the row gives to every match.
    """

    name: str
    pattern: str
    reading: str
    fixed: dict[str, Any]
    slots: tuple[tuple[str, str], ...]
    before: str
    after: str
    needs: tuple[str, ...]
    capital: tuple[str, ...]
    hyphen: bool
    order: int


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits: the match, its fields (slots to what the words stand for), and the rules that lost to it."""

    rule: Rule
    match: re.Match[str]
    fields: dict[str, Any]
    rivals: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Entry:
    """The rules that can begin with a word: by the word that comes next, and those that any may follow.

    `bare` are the same without the rules that need a hyphen.
    """

    by_next: dict[str, tuple[Rule, ...]]
    other: tuple[Rule, ...]
    bare: Entry | None = None


@lru_cache
def rules(language: str) -> dict[str, Entry]:
    """The rules of a language by the word that they can begin with."""
    index: dict[str, list[tuple[Rule, frozenset[str] | None]]] = {}
    for order, row in enumerate(rows(language)):
        rule = _compiled(row, language, order)
        joined = _JOINED.match(row["pattern"]) is not None
        for head, seconds in openings(row["pattern"], language).items():
            if not joined or head[0] != "#":
                index.setdefault(head, []).append((rule, seconds))
            if head[0] == "#":
                index.setdefault(head + JOINED, []).append((rule, seconds))
    return {head: _entry(found) for head, found in index.items()}


def _entry(found: list[tuple[Rule, frozenset[str] | None]]) -> Entry:
    nexts = sorted({word for _, seconds in found for word in seconds or ()})
    by_next = {word: tuple(rule for rule, seconds in found if seconds is None or word in seconds) for word in nexts}
    unhyphened = [(rule, seconds) for rule, seconds in found if not rule.hyphen]
    bare = _entry(unhyphened) if len(unhyphened) < len(found) else None
    return Entry(by_next, tuple(rule for rule, seconds in found if seconds is None), bare)


def rows(language: str) -> list[dict[str, Any]]:
    """The rows of a language as they stand in its `rules.toml`."""
    return [*read(language, "rules.toml").get("rule", [])]


@lru_cache
def of_register(language: str, register: str) -> frozenset[str]:
    """Names of the rows that hold only in this kind of text."""
    return frozenset(row["name"] for row in rows(language) if row.get("register") == register)


def scan(text: str, language: str) -> Iterator[Match]:
    """The expressions of a text from left to right: at each place the longest wording wins, then the earlier row."""
    index, free = rules(language), 0
    for word in _places(text, language) if index else ():
        at = word.start()
        if at < free:
            continue
        key = _key(word.group())
        entry = index.get(key)
        if entry is None:
            if "'" not in key:
                continue
            key, at = _within(key, at, index)
            entry = index.get(key)
        elif key[0] == "#" and text[word.end() : word.end() + 1] in JOINTS:
            entry = index.get(key + JOINED)
        if entry and entry.bare and text.find("-", at, at + HYPHEN_REACH) < 0:
            entry = entry.bare
        candidates = _candidates(entry, text, word.end()) if entry else ()
        best = _best(candidates, text, at) if candidates else None
        if best:
            yield Match(best.rule, best.match, _fields(best, language), best.rivals)
            free = best.match.end()


def _places(text: str, language: str) -> Iterator[re.Match[str]]:
    """The words that a rule may begin with: those that the sieve lets through, else all."""
    loosened = sieve.sieve_of(language, _patterns(language), tuple(SHAPES.items())) if len(text) >= sieve.LONG else None
    return _WORD.finditer(text) if loosened is None else _sieved(text, loosened)


def _sieved(text: str, loosened: Any) -> Iterator[re.Match[str]]:
    for at in sieve.places(text, loosened):
        elided = _ELIDED.search(text, max(0, at - HYPHEN_REACH), at) if text[at - 1 : at] in ("'", "’") else None
        word = _WORD.match(text, elided.start() if elided else at)
        if word:
            yield word


@lru_cache
def _patterns(language: str) -> tuple[str, ...]:
    return tuple(_spaced(row["pattern"]).replace(GAP, "{gap}") for row in rows(language))


def _within(key: str, at: int, index: dict[str, Entry]) -> tuple[str, int]:
    """The word before "'s" or behind an elision ("Tuesday's", "l'hiver"), and where it begins."""
    article, _, rest = key.partition("'")
    return (rest, at + len(article) + 1) if rest in index else (article, at)


def _candidates(entry: Entry, text: str, end: int) -> tuple[Rule, ...]:
    if text[end - 1].isdigit() and (number := _NUMBER.match(text, end)):
        end = number.end()
    found = _NEXT.match(text, end) if entry.by_next else None
    if not found:
        return entry.other
    key = _key(found.group(1))
    return entry.by_next.get(key) or entry.by_next.get(key.removesuffix("'s")) or entry.other


@lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    return f"#{len(word)}" if word[0].isdigit() else word.lower().replace("’", "'")


def _best(candidates: tuple[Rule, ...], text: str, at: int) -> Match | None:
    found = [
        Match(rule, m, {})
        for rule in candidates
        if (m := _regex(rule.pattern).match(text, at)) and _allowed(rule, m, text)
    ]
    if not found:
        return None
    best = max(found, key=lambda m: (m.match.end(), -m.rule.order))
    return Match(best.rule, best.match, {}, tuple(m.rule.name for m in found if m is not best))


def _allowed(rule: Rule, match: re.Match[str], text: str) -> bool:
    """Whether names are written as names ("May", not "may") and nothing forbidden stands before."""
    if any((name := match.group(group)) and not name[0].isupper() for group in rule.capital):
        return False
    if rule.needs and not any(match.group(group) for group in rule.needs):
        return False
    left = text[max(0, match.start() - 24) : match.start()] if rule.before or rule.after else ""
    return not (rule.before and _regex(rule.before).search(left)) and not (
        rule.after and not _regex(rule.after).search(left)
    )


def _fields(found: Match, language: str) -> dict[str, Any]:
    tables = words(language)
    fields = dict(found.rule.fixed)
    for group, slot in found.rule.slots:
        wording = found.match.group(group)
        if wording is not None:
            fields[group] = tables[slot][_folded(wording)] if slot in tables else wording
    return fields


def _folded(wording: str) -> str:
    return " ".join(wording.translate(_LIKE).lower().split())


def _compiled(row: dict[str, Any], language: str, order: int) -> Rule:
    slots: list[tuple[str, str]] = []

    def group(match: re.Match[str]) -> str:
        slot, number = match.groups()
        if slot == "gap":
            return GAP
        slots.append((slot + number, slot))
        return f"(?P<{slot}{number}>{_slot(slot, language)})"

    text = _SLOT.sub(group, _spaced(row["pattern"]))
    behind = row.get("behind", "")
    if "ahead" in row:
        behind += f"(?={GAP}(?i:{_SLOT.sub(group, '{' + row['ahead'] + '}')})(?!\\w|[.,;:]))"
    pattern = rf"(?i:{text})(?!\w|-(?!(?:the|an?|and|but|when|which|with)\b)\w)(?<!-)(?:{behind})"
    before, after = (f"(?:{row[key]})$" if key in row else "" for key in ("unless_after", "only_after"))
    fixed = {key: value for key, value in row.items() if key not in COLUMNS}
    names = words(language).get("capital", {})
    capital = tuple(group for group, slot in slots if slot in names)
    needs = tuple(row.get("only_with", "").split())
    hyphen = any("}-" in element for element in row["pattern"].split(" ") if not element.startswith("?"))
    return Rule(row["name"], pattern, row["reading"], fixed, tuple(slots), before, after, needs, capital, hyphen, order)


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _spaced(pattern: str) -> str:
    """Elements to a regular expression: gaps between them, optional ones with their gap."""
    out, started = "", False
    for element in pattern.split(" "):
        optional, bare = element.startswith("?"), element.removeprefix("?")
        bare = rf"(?:{bare})" if len(_alternatives(bare)) > 1 else bare
        if not started:
            out += f"(?:{bare}{GAP})?" if optional else bare
            started = not optional
        else:
            out += f"(?:{GAP}{bare})?" if optional else GAP + bare
    return out


def _alternatives(element: str) -> list[str]:
    """An element of bare words at its bars: `and|to`; one that has groups of its own is a single one."""
    return [element] if "(" in element or ")" in element else element.split("|")


@cache
def _slot(slot: str, language: str) -> str:
    table = words(language).get(slot)
    if table is None:
        return SHAPES[slot]
    return pattern_of(table).replace(r"\ ", GAP).replace("'", "['’]")


def openings(pattern: str, language: str) -> dict[str, frozenset[str] | None]:
    """The words that a pattern can begin with, each with the words that can come second (`None`: any, or nothing)."""
    elements = [(e.startswith("?"), _alternatives(e.removeprefix("?"))) for e in pattern.split(" ")]
    found: dict[str, frozenset[str] | None] = {}
    for n, (optional, parts) in enumerate(elements):
        rest = _firsts(elements[n + 1 :], language)
        for part in parts:
            closed = _SIMPLE.fullmatch(part) is not None and rest is not None
            for wording in _wordings(part, language):
                head, seconds = _split(wording, rest if closed else None)
                if wording[0].isdigit() and wording.isalnum():
                    seconds = rest if closed else None
                old = found.get(head, frozenset())
                found[head] = None if seconds is None or old is None else old | seconds
        if not optional:
            break
    return found


def _firsts(elements: list[tuple[bool, list[str]]], language: str) -> frozenset[str] | None:
    """The words that can come next in what is left of a pattern; `None` where nothing need come."""
    found: set[str] = set()
    for optional, parts in elements:
        for part in parts:
            found |= {_split(wording, None)[0] for wording in _wordings(part, language)}
        if not optional:
            return frozenset(found)
    return None


def _split(wording: str, rest: frozenset[str] | None) -> tuple[str, frozenset[str] | None]:
    """The first word of a wording and its second, else `rest`; any second where a point or hyphen cuts the first."""
    pieces = wording.split(" ")
    heads = [_key((_WORD.findall(p) or [p])[0]) for p in pieces[:2]]
    if heads[0][0] == "#" or heads[0] != _key(pieces[0]).rstrip("."):
        return heads[0], None
    return heads[0], frozenset(heads[1:]) if len(heads) > 1 else rest


def _wordings(part: str, language: str) -> list[str]:
    """What the first word or slot of an element can be: wordings, or figures for a number."""
    for token in _HEAD.findall(part):
        if token.startswith("{"):
            slot = token.strip("{}").rstrip("0123456789")
            if slot == "gap":
                continue
            table = words(language).get(slot)
            if table is not None or slot == "roman":
                return list(table or ROMAN)
            counts = (4,) if token + "{minute}" in part else FIGURES.get(slot, range(1, 6))
            return ["1" * count for count in counts]
        if token in ("'", "’"):
            return ["'", "’"]
        if token[0].isalnum():
            return [token]
    return []
