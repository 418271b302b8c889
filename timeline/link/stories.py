"""Stories: which documents tell of the same happening, by the names and words that set them apart from the others.

A leader clustering of tf-idf vectors (Salton), done once over all documents and once within each group, where what the
whole group speaks of weighs less and look-alikes part: two earthquakes, two trials. Documents meet by their weightiest
words alone, so that the cost stays near linear.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import log, sqrt

from timeline.dates.calendars import year_month_day
from timeline.model import Annotation

ALIKE = 0.175  # cosine from which a document belongs to a story
LONG, MANY_YEARS = 80, 8  # sentences and years of a document that tells of one happening, at most
_LEAD, _LEAD_WEIGHT = 4, 2  # the first sentences say what a report is about
_MET = 30  # words of a document by which it meets stories
_MOST, _TRIED = 50, 8  # stories that one word leads to, and those met most often, which are looked at
_ROUNDS = 2
_UNSEEN, _NAME, _COMMON = 30, 0.15, 0.4  # documents thought of beside those seen, and how many of them have a word
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_SHORT_NAME, _SHORT_WORD = 3, 4  # letters

Vector = dict[str, float]


@dataclass(slots=True)
class _Group:
    """The sum of the vectors of a story's documents."""

    weights: Vector = field(default_factory=dict)
    norm: float = 0.0

    def add(self, vector: Vector, sign: int = 1) -> None:
        for word, weight in vector.items():
            before = self.weights.get(word, 0.0)
            after = before + sign * weight
            self.norm += after * after - before * before
            self.weights[word] = after

    def cosine(self, vector: Vector) -> float:
        if self.norm < 1e-9:
            return 0.0
        known = self.weights
        return sum([w * known[word] for word, w in vector.items() if word in known]) / sqrt(self.norm)


def stories(annotations: Sequence[Annotation]) -> dict[str, int]:
    """The number of the story that each document tells, by its id.

    >>> from timeline.model import Document, Span
    >>> texts = ["The Ostrava mine caught fire.", "Fire swept the Ostrava mine.", "Lisbon chose a mayor."]
    >>> told = [Annotation(Document(str(n), t), (Span(0, len(t)),)) for n, t in enumerate(texts)]
    >>> stories(told)
    {'0': 0, '1': 0, '2': 1}
    """
    counts = {a.document.id: _counts(a) for a in sorted(annotations, key=lambda a: a.document.id)}
    coarse = _grouped(counts)
    groups: dict[int, list[str]] = {}
    for name, number in coarse.items():
        groups.setdefault(number, []).append(name)
    found: dict[str, int] = {}
    last = 0
    for names in groups.values():
        fine = _grouped({n: counts[n] for n in names}) if len(names) > 1 else {names[0]: 0}
        numbers = {number: last + k for k, number in enumerate(dict.fromkeys(fine.values()))}
        found |= {n: numbers[number] for n, number in fine.items()}
        last += len(numbers)
    return found


def told_here(annotation: Annotation) -> int:
    """Up to where a document tells of one happening: to its end, or that of its lead if it tells of many."""
    whens = [e.when for e in annotation.expressions if e.when and e.when.grain in ("day", "month", "year")]
    years = {year_month_day(w.earliest)[0] for w in whens if w.earliest is not None}
    if len(annotation.sentences) <= LONG and len(years) <= MANY_YEARS:
        return len(annotation.document.text)
    return annotation.sentences[min(_LEAD, len(annotation.sentences)) - 1].end if annotation.sentences else 0


def _counts(annotation: Annotation) -> dict[str, tuple[float, float]]:
    """How often the words of a text stand in it, and how common they are thought to be: names are rarer."""
    first, inside, names, words = (Counter[str]() for _ in range(4))
    for n, sentence in enumerate(annotation.sentences):
        found = _WORD.findall(annotation.document.text, sentence.start, sentence.end)
        weight = _LEAD_WEIGHT if n < _LEAD else 1
        first.update(found[:1] * weight)
        inside.update(found[1:] * weight)
    for said, named in ((first, words), (inside, names)):
        for word, count in said.items():
            if word[0].isupper() and len(word) >= _SHORT_NAME:
                named[word.lower()] += count
            elif len(word) >= _SHORT_WORD:
                words[word.lower()] += count
    called = {w: (1 + log(names[w] + words[w]), _NAME) for w in sorted(names)}
    return called | {w: (1 + log(c), _COMMON) for w, c in sorted(words.items()) if w not in names}


def _grouped(counts: Mapping[str, Mapping[str, tuple[float, float]]]) -> dict[str, int]:
    """Each document with the group that it is most like, looked at once more when all groups are known."""
    vectors = _vectors(counts)
    top = {name: sorted(v, key=lambda w: (-v[w], w))[:_MET] for name, v in vectors.items()}
    groups: list[_Group] = []
    met: dict[str, dict[int, None]] = {}
    found: dict[str, int] = {}
    for _ in range(_ROUNDS):
        for name, vector in vectors.items():
            if name in found:
                groups[found[name]].add(vector, -1)
            near = Counter(g for w in top[name] for g in islice(met.get(w, ()), _MOST))
            likely = {g: groups[g].cosine(vector) for g, _ in near.most_common(_TRIED)}
            best = max(likely, key=lambda g: (likely[g], -g), default=len(groups))
            if likely.get(best, 0.0) < ALIKE:
                best = len(groups)
                groups.append(_Group())
            groups[best].add(vector)
            found[name] = best
            for word in top[name]:
                met.setdefault(word, {})[best] = None
    return found


def _vectors(counts: Mapping[str, Mapping[str, tuple[float, float]]]) -> dict[str, Vector]:
    """tf-idf vectors of length one; what is said everywhere weighs nothing."""
    seen = Counter(word for said in counts.values() for word in said)
    total = len(counts) + _UNSEEN
    out: dict[str, Vector] = {}
    for name, said in counts.items():
        raw = {w: tf * log(total / (seen[w] + _UNSEEN * common)) for w, (tf, common) in said.items()}
        kept = {w: x for w, x in raw.items() if x > 0}
        length = sqrt(sum(x * x for x in kept.values())) or 1.0
        out[name] = {w: x / length for w, x in kept.items()}
    return out
