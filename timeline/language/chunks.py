"""Clauses and noun groups of tagged English sentences, by rules over the labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from timeline.language import tagger
from timeline.language.tokens import tokenize
from timeline.model import Span

_BREAKS = frozenset(",;:—–()-")
_NEGATIONS = frozenset(["not", "n't", "never", "no", "neither", "nor", "hardly", "barely"])
_RELATIVES = frozenset(
    ["which", "who", "whom", "that", "where", "when", "whose", "while", "as", "because", "although", "though"]
)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence as tokens: spans into the text, words, and labels of the tagger."""

    spans: tuple[Span, ...]
    words: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with what belongs to it, as token indices.

    `group` is the verb group, `head` the verb, `subject` its noun group (`None` where it is left out), `begin`..`end`
    the clause. `tense` is past, present, future, modal or none; `joined` is the word that joins it to the one before.
    """

    begin: int
    end: int
    group: tuple[int, int]
    head: int
    subject: tuple[int, int] | None
    tense: str
    modal: str
    negated: bool
    passive: bool
    joined: str


def tag(text: str, sentences: Sequence[Span]) -> list[Tagged]:
    """Tokens and labels of all sentences at once."""
    spans = [tuple(tokenize(text, s.start, s.end)) for s in sentences]
    words = [tuple(s.of(text) for s in found) for found in spans]
    labels = tagger.load().tag_all(words) if words else []
    return [Tagged(s, w, tuple(x)) for s, w, x in zip(spans, words, labels, strict=True)]


def clauses(tagged: Tagged) -> tuple[Clause, ...]:
    """One clause a verb, in order; together they cover the sentence.

    >>> text = "Alexander crossed the strait and died in Babylon."
    >>> found = tag(text, [Span(0, len(text))])[0]
    >>> [" ".join(found.words[c.begin : c.end]) for c in clauses(found)]
    ['Alexander crossed the strait', 'and died in Babylon .']
    """
    groups = list(_groups(tagged))
    if not groups:
        return ()
    edges = [0, *(_edge(tagged, a, b) for a, b in pairwise(groups)), len(tagged.words)]
    return tuple(_clause(tagged, group, edges[n], edges[n + 1]) for n, group in enumerate(groups))


def noun_groups(tagged: Tagged) -> Iterator[tuple[int, int, int]]:
    """Noun groups as (begin, end, head): determiners, adjectives, nouns and names, with names behind "of"."""
    n, labels = 0, tagged.labels
    while n < len(labels):
        if not _in_noun(labels[n]) and not _opens(tagged, n):
            n += 1
            continue
        begin = n
        while n < len(labels) and (
            _in_noun(labels[n]) or _opens(tagged, n) or tagged.words[n] in ("'s", "’s", "'", "’")
        ):
            n += 1
        head = next((k for k in range(n - 1, begin - 1, -1) if labels[k].startswith(("NOUN", "PROPN"))), None)
        if head is not None:
            yield begin, head + 1, head


def is_name(label: str) -> bool:
    """Whether a label is that of a proper name."""
    return label.startswith("PROPN")


def _in_noun(label: str) -> bool:
    return label.startswith(("NOUN", "PROPN", "ADJ", "NUM"))


def _opens(tagged: Tagged, n: int) -> bool:
    """A determiner, a possessive, or a participle before a noun ("armed rebellion")."""
    label, following = tagged.labels[n], tagged.labels[n + 1] if n + 1 < len(tagged.labels) else ""
    if tagged.words[n] in ("-", "–"):
        return _is_glued(tagged, n)
    if n > 0 and tagged.words[n - 1] in ("-", "–") and _is_glued(tagged, n - 1):
        return label.startswith(("VERB", "ADV", "ADP"))
    if label.startswith(("DET", "PRON")) and tagged.words[n].lower() in _opener_words():
        return True
    return (
        label in ("VERB.VBN", "VERB.VBG")
        and following.startswith(("NOUN", "PROPN"))
        and n > 0
        and _in_noun_opener(tagged, n - 1)
    )


_OPENERS = """the a an this that these those his her its their our my your another every each some any no both"""


@lru_cache
def _opener_words() -> frozenset[str]:
    return frozenset(_OPENERS.split())


def _in_noun_opener(tagged: Tagged, n: int) -> bool:
    return (
        tagged.labels[n].startswith(("DET", "ADJ"))
        or tagged.words[n].lower() in _opener_words()
        or tagged.words[n] in ("'s", "’s")
    )


def _groups(tagged: Tagged) -> Iterator[tuple[int, int]]:
    """Verb groups: auxiliaries, adverbs and "to" with the verb that they lead to."""
    n, labels, words = 0, tagged.labels, tagged.words
    while n < len(labels):
        if not labels[n].startswith(("VERB", "AUX")):
            n += 1
            continue
        begin, last = n, n
        while n < len(labels) and _continues(labels[n], words[n]):
            if labels[n].startswith(("VERB", "AUX")):
                if n > begin and labels[last].startswith("VERB") and not _to(words, last, n):
                    break
                last = n
            n += 1
        n = last + 1
        stands_for_verb = begin == last and words[begin].lower() in ("did", "does", "do")
        if not stands_for_verb and not _is_attributive(tagged, begin, last):
            yield begin, last + 1


def _continues(label: str, word: str) -> bool:
    return label.startswith(("VERB", "AUX", "ADV")) or word.lower() in ("to", "not", "n't")


def _to(words: Sequence[str], a: int, b: int) -> bool:
    return any(words[k].lower() == "to" for k in range(a + 1, b))


def _is_attributive(tagged: Tagged, begin: int, last: int) -> bool:
    """A participle inside a noun group is no verb of a clause ("the armed rebellion", "Soviet-led")."""
    if (begin > 0 and _is_glued(tagged, begin - 1)) or (last + 1 < len(tagged.words) and _is_glued(tagged, last + 1)):
        return True
    return begin == last and last + 1 < len(tagged.labels) and _opens(tagged, last)


def _edge(tagged: Tagged, left: tuple[int, int], right: tuple[int, int]) -> int:
    """Where the clause of the right verb begins: the last mark or joining word before it, else behind the left verb."""
    between = range(left[1], right[0])
    best = None
    for k in between:
        word, label = tagged.words[k].lower(), tagged.labels[k]
        if (word in _BREAKS and not _is_glued(tagged, k)) or label in ("CCONJ", "SCONJ") or word in _RELATIVES:
            if best is not None and label == "CCONJ" and not _before_verb(tagged, k, right[0]):
                continue
            if best == k - 1:
                continue
            best = k
    if best is not None:
        return best
    return left[1]


def _is_glued(tagged: Tagged, k: int) -> bool:
    """A hyphen within a compound: "Soviet-led"."""
    spans = tagged.spans
    left = k > 0 and spans[k - 1].end == spans[k].start
    right = k + 1 < len(spans) and spans[k].end == spans[k + 1].start
    return tagged.words[k] in ("-", "–") and left and right


def _before_verb(tagged: Tagged, k: int, verb: int) -> bool:
    """Whether a conjunction joins verbs, not two nouns of the subject: nothing or one noun group lies behind it."""
    return verb - k <= 6


def _clause(tagged: Tagged, group: tuple[int, int], begin: int, end: int) -> Clause:
    words, labels = tagged.words, tagged.labels
    head = next((k for k in range(group[1] - 1, group[0] - 1, -1) if labels[k].startswith("VERB")), group[1] - 1)
    auxiliaries = [words[k].lower() for k in range(group[0], head)]
    modal = next((w for k, w in zip(range(group[0], head), auxiliaries, strict=True) if labels[k] == "AUX.MD"), "")
    if not modal and "to" in auxiliaries:
        modal = "to"
    if not modal and group[0] > 0 and words[group[0] - 1].lower() == "to":
        modal = "to"
    negated = any(w in _NEGATIONS for w in auxiliaries) or (group[0] > 0 and words[group[0] - 1].lower() == "never")
    negated = negated or (group[1] < len(words) and words[group[1]].lower() in ("not", "n't"))
    be = {"was", "were", "is", "are", "been", "being", "be"}
    passive = labels[head] == "VERB.VBN" and any(w in be for w in auxiliaries)
    joined = words[begin].lower() if labels[begin] in ("CCONJ", "SCONJ") or words[begin].lower() in _RELATIVES else ""
    return Clause(
        begin,
        end,
        group,
        head,
        _subject(tagged, begin, group[0]),
        _tense(tagged, group),
        modal,
        negated,
        passive,
        joined,
    )


def _tense(tagged: Tagged, group: tuple[int, int]) -> str:
    first = tagged.labels[group[0]]
    word = tagged.words[group[0]].lower()
    if first.endswith((".VBD", ".VBN")) or word in ("was", "were", "had", "did"):
        return "past"
    if first == "AUX.MD":
        return "future" if word in ("will", "shall", "'ll", "wo") else "modal"
    if word in ("has", "have", "'ve", "having"):
        return "past"
    return "present" if first.endswith((".VBP", ".VBZ")) else "none"


def _subject(tagged: Tagged, begin: int, verb: int) -> tuple[int, int] | None:
    """The noun group or pronoun right before the verb, with what hangs on it by "of", "in" and the like."""
    labels, words = tagged.labels, tagged.words
    end = verb
    while end > begin and (labels[end - 1] in ("ADV", "PUNCT", "PART") or words[end - 1].lower() == "to"):
        end -= 1
    start = end
    while start > begin and (_in_noun(labels[start - 1]) or labels[start - 1] in _SUBJECT or _opens(tagged, start - 1)):
        if start < end and labels[start - 1] == "PRON" and words[start - 1].lower() not in _opener_words():
            break  # "by the end of it Vespasian had won"
        start -= 1
    while start < end and labels[start] in ("ADP", "CCONJ", "PUNCT", "SCONJ"):
        start += 1
    return (start, end) if start < end else None


_SUBJECT = frozenset(["DET", "PRON", "ADP", "PART", "CCONJ", "VERB.VBN"])
