"""Parts of speech of English words, by an averaged perceptron over a window of words.

A text is read twice. The first reading knows the words alone; the second knows also what the first said of the
neighbours. So no guess waits for the guess before it, and all words of all sentences are scored together, as numpy
gathers from one table. What a word form contributes by itself is summed once and remembered. The weights are made by
`benchmarks/train_tagger.py`.

Source of the method: Collins, "Discriminative Training Methods for Hidden Markov Models" (2002), for the averaged
perceptron; Weinberger et al., "Feature Hashing" (2009), for the slots.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline.language.forms import lexicon

SLOT_BITS = 22
READINGS = 2
CHUNK = 4_096
REMEMBERED = 60_000
WEIGHTS = Path(__file__).parent / "en" / "tagger.bin"
PAD = "  "

Numbers = NDArray[np.uint64]
Rows = NDArray[np.int32]
Scores = NDArray[np.int16]

_PLAIN = str.maketrans("“”„«»‘’`´–—―−‐‑", "\"\"\"\"\"''''------")
_DIGIT = re.compile(r"\d")
_SIZE = 15
# Which of a word's own features are also features of its neighbours, by distance.
_NEAR, _FAR = (0, 2, 4, 5, 12), (0, 2, 5, 12)
_SEEN_FROM = {0: tuple(range(_SIZE)), -1: _NEAR, 1: _NEAR, -2: _FAR, 2: _FAR}
# Features of several words: what, and of which neighbours. W the word, C what the lexicon says and its shape, E its
# ending, L its label in the reading before, F how many finite verbs that reading found before and after it.
_COLUMN = {"W": 0, "C": 13, "E": 5}
_COLUMNS = "WCELF"
_FINITE = frozenset(["VBD", "VBP", "VBZ", "MD"])
_BOTH = "W-1 W0, W0 W1, W-1 W1, W-1 E0, E0 W1, W-2 W-1, W1 W2, C-1 C0, C0 C1, E-1 E0, E0 E1, C-1 C0 C1"
_SECOND = """L0, L-1, L1, L-2, L2, L-2 L-1, L1 L2, L-1 L1, L-1 L0, L0 L1, L-1 L0 L1, L-2 L-1 L1, L-1 L1 L2,
    L-1 W0, W0 L1, L-1 W0 L1, L-2 L-1 W0, W0 L1 L2, L-1 E0, E0 L1, L-1 W1, W-1 L1, W-1 L0, L0 W1, L-1 C0 L1,
    F0 L0, F0 C0, F0 L-1 C0, F0 C0 L1"""
_JOINT = [
    [[(_COLUMNS.index(part[0]), int(part[1:])) for part in feature.split()] for feature in text.split(",")]
    for text in (_BOTH, f"{_BOTH},{_SECOND}")
]


class Tagger:
    """Gives each word its label: "VERB.VBD", "AUX.MD", "NOUN.NNS" (universal tag and Penn tag), else universal."""

    def __init__(self, labels: Sequence[str], common: Sequence[str], slots: Rows, weights: NDArray[np.int8]) -> None:
        """`common` are words that are a class by themselves; `slots` the features with weights."""
        self.labels = tuple(labels)
        self._common = frozenset(common)
        self._weights = np.zeros((len(slots) + 1, len(self.labels)), np.int8)
        self._weights[1:] = weights
        self._row = np.zeros(READINGS << SLOT_BITS, np.int32)
        self._row[slots] = np.arange(1, len(slots) + 1, dtype=np.int32)
        self._forget()

    def tag(self, words: Sequence[str]) -> list[str]:
        """Labels of the words of one sentence, one a word.

        >>> load().tag(["The", "army", "retreated", "."])
        ['DET', 'NOUN.NN', 'VERB.VBD', 'PUNCT']
        """
        return self.tag_all([words])[0]

    def tag_all(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """The same for many sentences at once, which is much faster than one by one."""
        marked = [keys(words) for words in sentences]
        if len(self._ids) > REMEMBERED:
            self._forget()
        self._learn(dict.fromkeys(chain.from_iterable(marked)))
        ids, places = layout([[self._ids[key] for key in sentence] for sentence in marked])
        seen = columns(self._own, ids, len(self.labels))
        for reading in range(READINGS):
            parts = np.array_split(places, len(places) // CHUNK + 1)
            best = np.concatenate([self._score(reading, ids, part, seen).argmax(axis=1) for part in parts])
            note(seen, places, best, self.labels)
        labels, tags, at = self.labels, [], 0
        numbers = best.tolist()
        for sentence in marked:
            tags.append([labels[n] for n in numbers[at : at + len(sentence)]])
            at += len(sentence)
        return tags

    def _forget(self) -> None:
        self._ids: dict[str, int] = {}
        self._own = np.zeros((0, _SIZE), np.uint64)
        nothing = np.zeros((0, len(self.labels)), np.int16)
        self._alone = [dict.fromkeys(_SEEN_FROM, nothing) for _ in range(READINGS)]
        self._learn([PAD])

    def _learn(self, found: Iterable[str]) -> None:
        """Sum up what each new word form contributes by itself, seen from each distance."""
        new = [key for key in found if key not in self._ids]
        if not new:
            return
        own = properties(new, self._common)
        first, last = len(self._ids), len(self._ids) + len(new)
        self._ids.update(zip(new, range(first, last), strict=True))
        self._own = _with_room(self._own, last)
        self._own[first:last] = own
        for reading, tables in enumerate(self._alone):
            for offset, slots in alone(own, reading).items():
                tables[offset] = _with_room(tables[offset], last)
                tables[offset][first:last] = self._weights[self._row[slots]].sum(axis=1, dtype=np.int16)

    def _score(self, reading: int, ids: Rows, places: Rows, seen: Numbers) -> Scores:
        scores: Scores = np.zeros((len(places), len(self.labels)), np.int16)
        for offset, table in self._alone[reading].items():
            scores += table.take(ids[places + offset], axis=0)
        for rows in self._row.take(joint(seen, places, reading)):
            scores += self._weights.take(rows, axis=0)
        return scores


def _with_room(table: NDArray[Any], rows: int) -> NDArray[Any]:
    """The table with room for some rows, and for as many again where it has to grow."""
    return table if rows <= len(table) else np.pad(table, ((0, 2 * rows - len(table)), (0, 0)))


@lru_cache(1)
def load() -> Tagger:
    """The tagger with the weights that come with the package."""
    return unpack(WEIGHTS.read_bytes())


def pack(labels: Sequence[str], common: Sequence[str], slots: Rows, weights: NDArray[np.int8]) -> bytes:
    """The weights as a file: a line of JSON, then zlib of the gaps between the slots (rising) and of the weights."""
    head = json.dumps({"format": "tagger/2", "labels": labels, "common": common, "features": len(slots)}).encode()
    gaps = np.diff(slots, prepend=0).astype("<u4").view(np.uint8).reshape(-1, 4)
    return head + b"\n" + zlib.compress(gaps.T.tobytes() + weights.T.tobytes(), 9)


def unpack(data: bytes) -> Tagger:
    """What `pack` wrote, as a tagger."""
    line, _, body = data.partition(b"\n")
    head = json.loads(line)
    count, labels = head["features"], head["labels"]
    raw = np.frombuffer(zlib.decompress(body), np.uint8)
    gaps = np.ascontiguousarray(raw[: 4 * count].reshape(4, count).T).view("<u4").ravel()
    weights = raw[4 * count :].view(np.int8).reshape(len(labels), count).T
    return Tagger(labels, head["common"], np.cumsum(gaps).astype(np.int32), weights)


def keys(words: Sequence[str]) -> list[str]:
    """The words in plain quotes and dashes, each after a mark: U all capitals, T headline, ^ first word, else a space.

    >>> keys(["“", "War", "is", "over", "”"])
    [' "', '^War', ' is', ' over', ' "']
    """
    plain = [word if word.isascii() else word.translate(_PLAIN) or " " for word in words]
    mark = _style(plain)
    marked = [mark + word for word in plain]
    if mark == " ":
        first = next((n for n, word in enumerate(plain) if word[:1].isalnum()), None)
        if first is not None:
            marked[first] = "^" + plain[first]
    return marked


def _style(words: Sequence[str]) -> str:
    """T where each of the longer words has a capital, U where there are no small letters at all."""
    letters = 0
    for word in words:
        if word[:1].isalpha() and len(word) > 1:
            if len(word) > 4 and word[0].islower():
                return " "
            letters += 1
    cased = [word for word in words if len(word) > 1 and word[0].isalpha()]
    if letters >= 2 and all(word.isupper() for word in cased):
        return "U"
    return "T" if letters >= 4 and sum(len(word) > 4 for word in cased) >= 2 else " "


def properties(marked: Sequence[str], common: Set[str]) -> Numbers:
    """What a marked word is by itself: a row of numbers for each, one for each of its features.

    >>> properties([" war", "^War"], set()).shape
    (2, 15)
    """
    rows = [[zlib.crc32(f.encode("utf-8", "replace")) for f in _features(key, common)] for key in marked]
    return np.array(rows, np.uint64)


def _features(key: str, common: Set[str]) -> tuple[str, ...]:
    mark, word = key[0], key[1:]
    small = word.lower()
    form = _DIGIT.sub("0", small)
    shape = mark + _shape(word)
    kinds = form if small in common else lexicon().get(small, "-")
    if word != small and word in lexicon():
        kinds = "P" + kinds
    return (
        "w" + form, "m" + mark + form, "s" + shape, "f" + small[-1:], "g" + small[-2:], "h" + small[-3:],
        "i" + small[-4:], "p" + small[:2], "q" + small[:3], "j" + shape + small[-2:], "k" + shape + small[-3:],
        f"l{min(len(small), 8)}", "x" + kinds, "y" + kinds + shape, "z" + kinds + small[-2:],
    )  # fmt: skip


def _shape(word: str) -> str:
    """Kinds of characters, runs as one: "Aa" for "Paris", "0-a" for "12-year"; at most six.

    >>> _shape("Paris"), _shape("1,500"), _shape("U.S.")
    ('Aa', '0,0', 'A.A.')
    """
    shape = ""
    for character in word[:24]:
        kind = "a" if character.islower() else "A" if character.isupper() else "0" if character.isdigit() else character
        if shape[-1:] != kind:
            shape += kind
    return shape[:6]


def alone(own: Numbers, reading: int) -> dict[int, Rows]:
    """Slots of the features of single words, for each distance that they are seen from."""
    slots = {}
    for offset, chosen in _SEEN_FROM.items():
        families = np.arange(len(chosen), dtype=np.uint64) + np.uint64(16 * (offset + 3))
        slots[offset] = _slots(_mix(own[:, list(chosen)], families), reading)
    return slots


def columns(own: Numbers, ids: Rows, unknown: int) -> Numbers:
    """What features of several words are made of (`_COLUMNS`), for each of the `ids`; the labels not known yet."""
    known = [own[ids, column] for column in _COLUMN.values()]
    return np.stack([*known, np.full(len(ids), unknown, np.uint64), np.zeros(len(ids), np.uint64)])


def note(seen: Numbers, places: Rows, best: Numbers, labels: Sequence[str]) -> None:
    """Add to the columns what a reading found."""
    found, counts = seen[_COLUMNS.index("L")], seen[_COLUMNS.index("F")]
    found[places] = best
    finite = np.array([label.partition(".")[2] in _FINITE for label in labels] + [False])[found].astype(np.int32)
    pads = found == len(labels)
    before = np.cumsum(finite) - finite
    after = np.cumsum(finite[::-1])[::-1] - finite
    before -= np.maximum.accumulate(np.where(pads, before, 0))
    after -= np.maximum.accumulate(np.where(pads, after, 0)[::-1])[::-1]
    counts[:] = np.minimum(before, 2) * 3 + np.minimum(after, 2)


def joint(seen: Numbers, places: Rows, reading: int) -> Rows:
    """Slots of the features of several words, a row for each feature, for the words at the places."""
    features = _JOINT[reading]
    families = np.arange(128, 128 + len(features), dtype=np.uint64)[:, None]
    mixed = np.zeros((len(features), len(places)), np.uint64)
    for nth in range(max(map(len, features))):
        numbers = [n for n, parts in enumerate(features) if len(parts) > nth]
        which, offsets = (np.array([features[n][nth][k] for n in numbers])[:, None] for k in (0, 1))
        mixed[numbers] = _mix(mixed[numbers] ^ seen[which, places + offsets], families[numbers])
    return _slots(mixed, reading)


def _slots(mixed: Numbers, reading: int) -> Rows:
    return (mixed >> np.uint64(64 - SLOT_BITS)).astype(np.int32) + np.int32(reading << SLOT_BITS)


def _mix(values: Numbers, families: Numbers) -> Numbers:
    return scatter(values * np.uint64(0x9E3779B97F4A7C15) + families * np.uint64(0xC2B2AE3D27D4EB4F))


def scatter(values: Numbers) -> Numbers:
    """Numbers as if drawn by lot, the same for the same number: the last steps of the SplitMix64 generator."""
    mixed = values ^ (values >> np.uint64(29))
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return mixed


def layout(sentences: Sequence[Sequence[int]]) -> tuple[Rows, Rows]:
    """All sentences in one row with two pads (id 0) between them, and the places of their words in it."""
    ids = [0, 0]
    for sentence in sentences:
        ids += sentence
        ids += (0, 0)
    lengths = np.array([len(s) for s in sentences], np.int32)
    shift = np.repeat(np.arange(1, len(sentences) + 1, dtype=np.int32) * 2, lengths)
    return np.array(ids, np.int32), np.arange(len(shift), dtype=np.int32) + shift
