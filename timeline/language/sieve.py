"""A first pass over a long text with google-re2, where it is installed: the places where a rule may begin.

The sieve is one loose regular expression, all rules without what they look for around them, so that it finds every
place that a rule can match at, and some more; the rules themselves then decide. Without google-re2, and in short texts,
which are not worth its making, each word is looked up instead. The expressions are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from timeline.language.lexicon import words

try:
    import re2
except ImportError:  # pragma: no cover
    re2 = None

LONG = 8_000  # characters from which the sieve is worth making
MANY = 100  # wordings
MEMORY = 1 << 27  # bytes that its automaton may take
GAP = r"(?:[\x00-\x20?\x7f-\xff]+)"  # white space, and what has no place among the first 256 characters
# Characters that stand for others or that a rule takes for them whatever the case.
SAME = {"’": "'", "–": "-", "—": "-", "ſ": "s", "ı": "i", "İ": "i", "\u212a": "k"}
_LOOKAROUND = re.compile(r"\(\?<?[=!]")
_GROUP = re.compile(r"\(\?P<\w+>")


def places(text: str, sieve: Any) -> Iterator[int]:
    """The places of a text where a rule may begin, in order."""
    coded, at = b" " + _narrow(text).encode("latin-1", "replace"), 0
    while at < len(text) and (found := sieve.search(coded, at)):
        at = found.start() + 1
        yield at - 1


def _narrow(text: str) -> str:
    """The text with one character of the first 256 for each."""
    if not text.isascii():
        for character, same in SAME.items():
            text = text.replace(character, same)
    return text


@lru_cache
def sieve_of(language: str, patterns: tuple[str, ...], shapes: tuple[tuple[str, str], ...]) -> Any:
    """The sieve for rules that match these patterns, whose slots are written `{slot}`; `None` without google-re2."""
    if re2 is None:
        return None
    slots = {name: loose(shape) for name, shape in shapes} | {name: _of_words(t) for name, t in words(language).items()}
    slots["gap"] = GAP
    loosened = (re.sub(r"\{([a-z_]+)\d?\}", lambda m: slots[m[1]], loose(pattern)) for pattern in patterns)
    options = re2.Options()
    options.max_mem, options.never_capture, options.encoding = MEMORY, True, re2.Options.Encoding.LATIN1
    whole = rf"(?:^|[^0-9A-Za-z])(?i:{'|'.join(dict.fromkeys(loosened))})(?:$|[^0-9A-Za-z_])"
    return re2.compile(_narrow(whole).encode("latin-1"), options)


def loose(pattern: str) -> str:
    """A regular expression without what it looks for before and behind, and without names of groups.

    >>> loose("(?P<a>may)(?! (?:I|[(]))|x(?=y)")
    '(?:may)|x'
    """
    out, at = "", 0
    for found in _LOOKAROUND.finditer(pattern):
        if found.start() >= at:
            out, at = out + pattern[at : found.start()], _closed(pattern, found.start())
    return _wide(_GROUP.sub("(?:", out + pattern[at:]))


def _closed(pattern: str, at: int) -> int:
    """Where the group that opens at a place is closed."""
    depth, in_class = 0, False
    while True:
        character = pattern[at]
        if character == "\\":
            at += 1
        elif in_class:
            in_class = character != "]"
        elif character == "[":
            in_class = True
        else:
            depth += (character == "(") - (character == ")")
        at += 1
        if not depth:
            return at


def _wide(pattern: str) -> str:
    """Other letters than those of ASCII stand for any."""
    for dash in "–—":
        pattern = pattern.replace(dash, r"\-")

    def any_letter(found: re.Match[str]) -> str:
        is_in_class = pattern.rfind("[", 0, found.start()) > pattern.rfind("]", 0, found.start())
        return r"?\x80-\xff" if is_in_class else r"[?\x80-\xff]"

    return re.sub(r"[^\x00-\x7f’]", any_letter, pattern)


def _of_words(table: dict[str, Any]) -> str:
    """The wordings of a table; of a long one, whose wordings are compounds, its words in any order."""
    if len(table) <= MANY:
        return f"(?:{'|'.join(_wide(re.escape(w)).replace(chr(92) + ' ', GAP) for w in table)})"
    one = "|".join(sorted({_wide(re.escape(part)) for wording in table for part in re.split("[ -]", wording)}))
    return f"(?:{one})(?:(?:-|{GAP})(?:{one}))*"
