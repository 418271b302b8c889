"""Words without which a pattern cannot fit, so that one look at the words of a sentence spares most patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from math import prod

from timeline.language.identify import small_words

_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]])+\]|\(\?<?[-i]*[:=!]|(?:[?*+]|\{[\d,]+\})\??|.", re.DOTALL)
_ANY = "\0"  # what may be anything, or nothing
_FEW, _MANY = 6, 3_000  # wordings of a part

Part = list[str]  # the wordings of a part of a pattern, with a blank for what parts words


def needed_words(*patterns: str) -> frozenset[str]:
    r"""Words (runs of `\w`, case folded) of which a text has one wherever all patterns fit; none where none are needed.

    Each pattern stands between `(?<!\w)` and `(?!\w)`.

    >>> sorted(needed_words(r"(?:(?:has|had) )?(?:led|giv(?:es|ing) rise) to"))
    ['gives', 'giving', 'led']
    >>> sorted(needed_words(r"\w+ed by|which")), needed_words(r"\w+ed")
    (['by', 'which'], frozenset())
    """
    return _surest([_needed(pattern) for pattern in patterns])


def _needed(pattern: str) -> frozenset[str]:
    """The words of the surest piece of each alternative."""
    words = [_surest(map(_whole_words, _pieces(parts))) for parts in _alternatives(iter(_TOKEN.findall(pattern)))]
    return frozenset().union(*words) if all(words) else frozenset()


def _surest(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """The set whose words are the longest, and so the rarest."""
    return max(filter(None, sets), key=lambda words: (min(map(len, words)), max(map(len, words))), default=frozenset())


def _pieces(parts: Sequence[Part]) -> Iterator[Part]:
    """A sequence cut where a blank stands in all its wordings."""
    said = [" "]
    for part in parts:
        if all(w.endswith(" ") for w in said) or all(w.startswith(" ") for w in part):
            yield said
            said = [" " + w for w in part]
        else:
            said = _joined([said, part])
    yield said


def _whole_words(piece: Part) -> frozenset[str]:
    """A whole word of each wording; none where a wording has none."""
    words = [_rarest(wording) for wording in piece]
    return frozenset(words) if all(words) else frozenset()


def _rarest(wording: str) -> str:
    """The first whole word that is no small one, else the longest, "" where none is whole."""
    words = [word for word in wording.split() if _ANY not in word]
    return next((word for word in words if word not in _small()), max(words, key=len, default=""))


@cache
def _small() -> frozenset[str]:
    return frozenset().union(*small_words().values())


def _alternatives(tokens: Iterator[str]) -> list[list[Part]]:
    """The parts of each alternative of a pattern, or of a group up to its end."""
    found: list[list[Part]] = [[]]
    for token in tokens:
        if token == ")":
            break
        if token == "|":
            found.append([])
        elif token[0] in "?*+{":
            found[-1][-1] = _repeated(token, found[-1][-1])
        elif token[0] == "(":
            inside = [wording for parts in _alternatives(tokens) for wording in _joined(parts)]
            found[-1].append([""] if token[-1] in "=!" else inside)
        else:
            found[-1].append([_sign(token)])
    return found


def _joined(parts: Sequence[Part]) -> Part:
    if prod(map(len, parts)) > _MANY:
        return [_ANY]
    return list(dict.fromkeys(map("".join, product(*parts))))


def _sign(token: str) -> str:
    """A letter or figure, a blank for what parts words, or what may be anything."""
    if token[0] == "[" and not any(sign.isalnum() or sign in "_^\\" for sign in token):
        return " "
    if token[0] in "[.^$" or (token[1:].isalpha() and token not in (r"\s", r"\W", r"\b")):
        return _ANY
    return token.casefold() if token.isalnum() or token == "_" else " "


def _repeated(token: str, part: Part) -> Part:
    """A part that may be left out or stand again; of many words in it only the blanks at its ends matter."""
    if token[0] != "?" or len(part) > _FEW:
        lead, trail = (" " if all(w[at:][:1] == " " for w in part) else "" for at in (0, -1))
        part = [lead + _ANY + trail]
    return ["", *part] if token[0] in "?*" or token.startswith("{0") else part
