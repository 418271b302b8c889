"""Tagged sentences and their noun groups, by rules over the labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.language import headlines, tagger
from timeline.language.forms import only_past
from timeline.language.tokens import tokenize
from timeline.model import Span

TIME = "TIME"  # label of the words of a time expression
_POSSESSIVE = frozenset(["his", "her", "its", "their", "our", "my", "your", "whose"])
OPENERS = _POSSESSIVE | frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "another", "every", "each", "some", "any", "no", "both", "all"]
)
_FINITE = (".VBD", ".VBZ", ".VBP", ".MD")
_BARE = frozenset(["VERB.VB", "VERB.VBP"])
_NOMINAL = ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART")
_RELATIVES = frozenset(["which", "that", "whom", "where", "when"])
_HAVE = frozenset(["had", "has", "have"])
_UNITS = frozenset(["day", "week", "month", "year", "century", "era"])  # behind a hyphen
_GENITIVE = frozenset(["'s", "’s", "'", "’"])


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence as tokens: spans into the text, words, words in small letters, and labels of the tagger."""

    spans: tuple[Span, ...]
    words: tuple[str, ...]
    small: tuple[str, ...]
    labels: tuple[str, ...]


def tag(text: str, sentences: Sequence[Span]) -> list[Tagged]:
    """Tokens and labels of all sentences at once."""
    spans = [tuple(tokenize(text, s.start, s.end)) for s in sentences]
    words = headlines.plain(text, spans, [tuple([text[begin:end] for begin, end in found]) for found in spans])
    labels = tagger.load().tag_all(words) if words else []
    return [_tagged(s, w, labelled) for s, w, labelled in zip(spans, words, labels, strict=True)]


def _tagged(spans: tuple[Span, ...], words: tuple[str, ...], labels: Sequence[str]) -> Tagged:
    """A sentence; what can only be a past tense here is one, whatever the tagger took it for."""
    small, past, mended = tuple(map(str.lower, words)), only_past(), list(labels)
    for n, label in enumerate(labels):
        k = n + 2 if small[n + 1 : n + 2] == ("since",) else n + 1
        if small[n] in _HAVE and list(labels[k : k + 1]) in (["VERB.VBN"], ["VERB.VBD"]):
            mended[n] = label.replace("VERB", "AUX")
            mended[n + 1 : k] = ["ADV"] * (k - n - 1)
        if (label in _BARE and small[n] in past) or (label == "VERB.VBN" and _is_told(mended, small, n)):
            mended[n] = "VERB.VBD"
        if label == "VERB.VBG" and n and labels[n - 1] in ("DET", "ADJ") and labels[n + 1 : n + 2] == ["ADP"]:
            mended[n] = "NOUN.NN"  # "the last great rising against his house"
    if labels[:1] == ["VERB.VBG"] and _is_subject(mended, small):
        mended[0] = "NOUN.NN"
    if small[-1:] == (".",):
        told = _main_verb(mended, small)
        if told is not None:
            mended[told] = "VERB.VBD"
    return Tagged(spans, words, small, tuple(mended))


def _is_subject(labels: Sequence[str], small: Sequence[str]) -> bool:
    """ "Building on the hill began": what opens a sentence and has its verb before any comma is a noun."""
    verb = next((n for n, label in enumerate(labels) if label.endswith(_FINITE)), len(labels))
    plain = all(labels[n].startswith((*_NOMINAL, "ADP", "CCONJ")) for n in range(1, verb))
    return labels[1:2] == ["ADP"] and verb < len(labels) and plain and small[verb - 1] not in _RELATIVES


def _main_verb(labels: Sequence[str], small: Sequence[str]) -> int | None:
    """What the tagger took for a participle though the sentence has no verb, or only one that "and" joins to it.

    "The army crossed into Europe", "the fire claimed ten lives and injured forty".
    """
    finite = [n for n, label in enumerate(labels) if label.endswith(_FINITE)]
    if len(finite) > 1 or (finite and (labels[finite[0]] != "VERB.VBD" or labels[finite[0] - 1] != "CCONJ")):
        return None
    end = finite[0] if finite else len(labels)
    told = [n for n in range(1, end) if labels[n] == "VERB.VBN"]
    behind = (n for n in told if _has_noun_before(labels, n) and small[n + 1 : n + 2] != ("by",))
    aside = (n for n in told if small[n - 1] == "," and "," in small[: n - 1] and not finite)
    return next(behind, next(aside, None))


def _has_noun_before(labels: Sequence[str], n: int) -> bool:
    k = n - 2 if labels[n - 1] == "ADV" and n > 1 else n - 1
    return labels[k].startswith(("NOUN", "PROPN"))


def _is_told(labels: Sequence[str], small: Sequence[str], n: int) -> bool:
    """ "The treaty which his envoy signed": a verb right behind its subject in a relative clause."""
    k = n - 1
    while k > n - 6 and k > 0 and labels[k].startswith(_NOMINAL) and small[k] not in _RELATIVES:
        k -= 1
    has_subject = k < n - 1 and labels[n - 1].startswith(("NOUN", "PROPN", "PRON"))
    return k >= 0 and has_subject and small[k] in _RELATIVES and labels[k].startswith(("PRON", "ADV", "SCONJ"))


def with_times(tagged: Tagged, times: Sequence[Span]) -> Tagged:
    """The same with the label TIME on the words of time expressions, which are no verbs or nouns of the sentence."""
    if not times:
        return tagged
    labels, n, order = list(tagged.labels), 0, sorted(times)
    for k, span in enumerate(tagged.spans):
        while n < len(order) and order[n].end <= span.start:
            n += 1
        if n < len(order) and order[n].overlaps(span):
            labels[k] = TIME
    return replace(tagged, labels=tuple(labels))


def is_name(label: str) -> bool:
    """Whether a label is that of a proper name."""
    return label.startswith("PROPN")


def noun_groups(t: Tagged) -> Iterator[tuple[int, int, int]]:
    """Noun groups as (begin, end, head): determiners, adjectives, nouns and names, a date inside ("the 1956 revolt").

    >>> text = "The army's 1956 revolt shook the old capital."
    >>> found = tag(text, [Span(0, len(text))])[0]
    >>> [" ".join(found.words[a:b]) for a, b, _ in noun_groups(found)]
    ["The army 's 1956 revolt", 'the old capital']
    """
    n, end = 0, len(t.labels)
    while n < end:
        if not in_group(t, n):
            n += 1
            continue
        begin = n
        n += 1
        while n < end and (in_group(t, n) or t.small[n] in _GENITIVE) and not parts(t, n):
            n += 1
        head = next((k for k in range(n - 1, begin - 1, -1) if t.labels[k].startswith(("NOUN", "PROPN"))), None)
        if head is not None:
            yield begin, head + 1, head


def in_noun(label: str) -> bool:
    return label.startswith(("NOUN", "PROPN", "ADJ", "NUM"))


def in_group(t: Tagged, n: int) -> bool:
    """Whether a word can stand in a noun group; a date only before its noun, a hyphen only inside a word."""
    label, small = t.labels[n], t.small[n]
    if in_noun(label):
        return True
    if label == TIME:
        return _dates_noun(t, n)
    if label.startswith("SYM") and small in "$€£%":
        return True
    if small in ("-", "–"):
        return is_glued(t, n)
    if n > 1 and is_glued(t, n - 1):
        return label.startswith(("VERB", "ADV", "ADP"))
    if small in OPENERS:
        return (label.startswith(("DET", "PRON")) and small not in ("that", "those")) or label.startswith("DET")
    following = t.labels[n + 1] if n + 1 < len(t.labels) else ""
    if label in ("VERB.VBN", "VERB.VBG"):
        return following.startswith(("NOUN", "PROPN", "ADJ", "NUM")) and n > 0 and _opens_noun(t, n - 1)
    return label == "ADV" and n > 0 and t.small[n - 1] in OPENERS and following.startswith("ADJ")


def _dates_noun(t: Tagged, n: int) -> bool:
    """A date within a noun group: "the 1956 revolt", "Thursday's referendum", "1990 invasion", "present-day Rome"."""
    end = n
    while end < len(t.labels) and t.labels[end] == TIME:
        end += 1
    if end == len(t.labels):
        return False
    if t.small[end] in _GENITIVE or t.small[end - 1].endswith(("'s", "’s")):
        return True
    begin = n
    while begin > 0 and t.labels[begin - 1] == TIME:
        begin -= 1
    opened = begin > 0 and (t.small[begin - 1] in OPENERS or t.labels[begin - 1].startswith("ADJ"))
    opened = opened or (begin > 0 and t.small[begin - 1] in _GENITIVE)
    bare = end - begin == 1 and t.words[begin].isdigit() and t.labels[end].startswith("NOUN")
    opened = opened or (t.small[end - 1] in _UNITS and end - begin > 2 and is_glued(t, end - 2))
    return (opened and t.labels[end].startswith(("NOUN", "ADJ", "PROPN"))) or bare


def _opens_noun(t: Tagged, n: int) -> bool:
    return t.labels[n].startswith(("DET", "ADJ")) or t.small[n] in OPENERS or t.small[n] in _GENITIVE


def parts(t: Tagged, n: int) -> bool:
    """Whether a new noun group begins here: a determiner behind a noun."""
    return t.small[n] in OPENERS and t.labels[n - 1].startswith(("NOUN", "PROPN", "NUM", TIME))


def is_glued(t: Tagged, k: int) -> bool:
    """A hyphen within a compound: "Soviet-led"."""
    if t.small[k] not in ("-", "–") or not 0 < k < len(t.spans) - 1:
        return False
    return t.spans[k - 1].end == t.spans[k].start and t.spans[k].end == t.spans[k + 1].start
