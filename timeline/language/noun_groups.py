"""Tagged sentences and their noun groups, by rules over the labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.language import headlines, tagger
from timeline.language.forms import irregular_verbs, only_past
from timeline.language.lexicon import read
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
_BEEN = frozenset(["was", "were", "been", "being"])
_OBJECT = ("DET", "PROPN", "PRON", "NUM", "NOUN")
_QUOTES = frozenset(["'", '"', "’", "”"])
_APART = ("SCONJ", "CCONJ", "PUNCT", "ADP")
_WHO = frozenset(["that", "which", "who"])
_RELATIVES = frozenset(["which", "that", "whom", "where", "when"])
_HAVE = frozenset(["had", "has", "have", "having"])
_UNITS = frozenset(["day", "week", "month", "year", "century", "era"])  # behind a hyphen
_OPENS = frozenset([",", ";", "and", "but", "for", "–", "—", "(", '"', "“"])  # before a clause
_SUBJECT = 5  # words
_QUOTE_OPENS = frozenset(['"', "“", "‘"])
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
        k = n + 2 if _parts_have(labels, small, n) else n + 1
        if small[n] in _HAVE and list(labels[k : k + 1]) in (["VERB.VBN"], ["VERB.VBD"]):
            mended[n] = label.replace("VERB", "AUX")
            mended[n + 1 : k] = ["ADV"] * (k - n - 1)
        if small[n] == "had" and (verb := _condition(mended, small, n)):
            mended[n], mended[verb] = "AUX.VBD", mended[verb].replace("VBD", "VBN")
        if (label in _BARE and small[n] in past) or (label == "VERB.VBN" and _is_past(mended, small, n)):
            mended[n] = "VERB.VBD"
        if n and mended[n] == "VERB.VBG":
            mended[n] = _gerund(labels, words, n)
        if label in ("ADJ", "NOUN.NN") and _is_suffered(mended, small, n):
            mended[n] = "VERB.VBN"
    if labels[:1] == ["VERB.VBG"] and _is_subject(mended, small):
        mended[0] = "NOUN.NN"
    if small[-1:] == (".",):
        told = _main_verb(mended, small)
        told = _hidden(mended, small) if told is None else told
        if told is not None:
            mended[told] = "VERB.VBD"
    return Tagged(spans, words, small, tuple(mended))


def _parts_have(labels: Sequence[str], small: Sequence[str], n: int) -> bool:
    """ "Has since left", "having finally left"."""
    return small[n + 1 : n + 2] == ("since",) or (small[n] == "having" and list(labels[n + 1 : n + 2]) == ["ADV"])


def _gerund(labels: Sequence[str], words: Sequence[str], n: int) -> str:
    """ "The last great rising against his house", "the League of Fruit Exporting Towns": a form in -ing as a noun."""
    if words[n][:1].isupper() and _is_named(labels, words, n):
        return "PROPN"
    return "NOUN.NN" if labels[n - 1] in ("DET", "ADJ") and list(labels[n + 1 : n + 2]) == ["ADP"] else labels[n]


def _is_named(labels: Sequence[str], words: Sequence[str], n: int) -> bool:
    """Whether nouns with a capital stand on both sides."""
    around = (n - 1, n + 1) if n + 1 < len(labels) else ()
    return bool(around) and all(labels[k].startswith(("NOUN", "PROPN")) and words[k][:1].isupper() for k in around)


def _is_past(labels: Sequence[str], small: Sequence[str], n: int) -> bool:
    return _is_told(labels, small, n) or _is_second(labels, n)


def _condition(labels: Sequence[str], small: Sequence[str], n: int) -> int:
    """ "Had the vote been held": where "had" opens a clause, the verb behind its subject; else 0."""
    if n and small[n - 1] not in _OPENS:
        return 0
    k = n + 1
    while k < len(labels) and k <= n + _SUBJECT and labels[k].startswith(_NOMINAL):
        k += 1
    return k if k > n + 1 and labels[k : k + 1] and labels[k].endswith(("VBN", "VERB.VBD")) else 0


def _is_subject(labels: Sequence[str], small: Sequence[str]) -> bool:
    """ "Building on the hill began": what opens a sentence and has its verb before any comma is a noun."""
    verb = next((n for n, label in enumerate(labels) if label.endswith(_FINITE)), len(labels))
    plain = all(labels[n].startswith((*_NOMINAL, "ADP", "CCONJ")) for n in range(1, verb))
    return labels[1:2] == ["ADP"] and verb < len(labels) and plain and small[verb - 1] not in _RELATIVES


def _is_suffered(labels: Sequence[str], small: Sequence[str], n: int) -> bool:
    """ "Nine people were injured", "he was buried": what is told of a day, and no quality."""
    k = n - 1
    while k > 0 and labels[k] == "ADV":
        k -= 1
    return k >= 0 and small[k] in _BEEN and small[n] in _suffered()


@lru_cache
def _suffered() -> frozenset[str]:
    return frozenset(read("en", "events.toml")["suffered"].split())


def _is_second(labels: Sequence[str], n: int) -> bool:
    """ "Stalled and produced warnings": a verb with an object that "and" joins to one in the simple past."""
    if n < 2 or labels[n - 1] != "CCONJ" or not "".join(labels[n + 1 : n + 2]).startswith(_OBJECT):
        return False
    before = next((k for k in range(n - 2, -1, -1) if labels[k].startswith(("VERB", "AUX"))), -1)
    return before >= 0 and labels[before] == "VERB.VBD"


def _main_verb(labels: Sequence[str], small: Sequence[str]) -> int | None:
    """What the tagger took for a participle or a noun though it must be the main verb.

    The sentence has no verb, or only one that "and" joins to it, or that stands in a relative clause: "the army crossed
    into Europe", "the fire claimed ten lives and injured forty", "a flood that hit the valley killed forty".
    """
    finite = [n for n, label in enumerate(labels) if label.endswith(_FINITE)]
    if len(finite) == 1 and small[finite[0] - 1] in _WHO and labels[finite[0]] == "VERB.VBD":
        begin, end = finite[0] + 1, len(labels)
    elif len(finite) > 1 or (finite and (labels[finite[0]] != "VERB.VBD" or labels[finite[0] - 1] != "CCONJ")):
        return None
    else:
        begin, end = 1, finite[0] if finite else len(labels)
    told = [n for n in range(begin, end) if labels[n] == "VERB.VBN"]
    behind = (n for n in told if _has_noun_before(labels, n) and small[n + 1 : n + 2] != ("by",))
    if begin > 1:
        return next((n for n in behind if "," not in small[begin:n]), None)
    aside = (n for n in told if small[n - 1] == "," and "," in small[: n - 1] and not finite)
    return next(behind, next(aside, None))


def _hidden(labels: Sequence[str], small: Sequence[str]) -> int | None:
    """ "A wave hit Lorn": a past that looks like a noun, between its subject and its object, before any other verb."""
    for n in range(1, len(labels) - 1):
        if labels[n].endswith(_FINITE):
            return None
        is_past = labels[n].startswith("NOUN") and small[n] in _like_nouns()
        k = n - 1 if labels[n - 1] == "PUNCT" and small[n - 1] in _QUOTES else n
        if is_past and k and _has_noun_before(labels, k) and labels[n + 1].startswith((*_OBJECT, "ADJ")):
            return n if _is_last_verb(labels, n) else None
    return None


def _is_last_verb(labels: Sequence[str], n: int) -> bool:
    """Whether any verb behind belongs to another clause, so that the words between are no subject of it."""
    following = next((k for k in range(n + 1, len(labels)) if labels[k].endswith(_FINITE)), None)
    return following is None or any(label in _APART for label in labels[n + 1 : following])


@lru_cache
def _like_nouns() -> frozenset[str]:
    """Pasts of irregular verbs that are nouns too: "hit", "shot"."""
    return frozenset(form for pasts, _ in irregular_verbs().values() for form in pasts)


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


@lru_cache(256)
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


@lru_cache(256)
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
    if small in _QUOTE_OPENS:  # 'the "silent majority"'
        return 0 < n < len(t.labels) - 1 and _opens_noun(t, n - 1) and in_noun(t.labels[n + 1])
    if n > 1 and t.small[n - 1] in ("-", "–") and is_glued(t, n - 1):
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
