"""Trains the part-of-speech tagger: `train_tagger.py TRAIN.conllu... --dev DEV.conllu... [-o WEIGHTS]`.

Averaged perceptron with a margin, in whole numbers and in an order that a fixed generator gives, so that training again
gives the same bytes. Prints the share of universal tags and of joint labels that are right on each development file.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from timeline.language import tagger
from timeline.language.forms import lemma, past

FOLDS = 4
COMMON = 100
VERBAL = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"}
Sentence = tuple[list[str], list[str]]


def label(universal: str, penn: str) -> str:
    """The joint label that the tagger gives."""
    if universal == "NOUN":
        return "NOUN.NNS" if penn == "NNS" else "NOUN.NN"
    if universal in ("VERB", "AUX"):
        return f"{universal}.{penn}" if penn in VERBAL or (universal, penn) == ("AUX", "MD") else f"{universal}.VB"
    return universal


def read(path: str) -> list[Sentence]:
    """Words and labels of each sentence of a CoNLL-U file."""
    sentences: list[Sentence] = [([], [])]
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 10 and fields[0].isdigit():
            sentences[-1][0].append(fields[1])
            sentences[-1][1].append(label(fields[3], fields[4]))
        elif not line and sentences[-1][0]:
            sentences.append(([], []))
    return [s for s in sentences if s[0]]


def headlines(sentences: list[Sentence]) -> list[Sentence]:
    """Every eighth sentence again with capitals as in a headline, and every eighth in capitals only."""
    titles = [([w[:1].upper() + w[1:] if len(w) > 3 else w for w in words], tags) for words, tags in sentences[::8]]
    return [*titles, *(([w.upper() for w in words], tags) for words, tags in sentences[4::8])]


def narrated(sentences: list[Sentence]) -> list[Sentence]:
    """Sentences with verbs in the present again with these in the past, of which treebanks of the web have too few."""
    told = []
    for words, tags in sentences:
        present = [n for n, tag in enumerate(tags) if tag in ("VERB.VBZ", "VERB.VBP")]
        if present:
            words, tags = list(words), list(tags)
            for n in present:
                words[n], tags[n] = past(lemma(words[n], tags[n])), "VERB.VBD"
            told.append((words, tags))
    return told


class Corpus:
    """The sentences to learn from as numbers: word forms, places, gold labels, and in which of the folds a word is."""

    def __init__(self, sentences: list[Sentence]) -> None:
        counts = Counter(word.lower() for words, _ in sentences for word in words)
        self.common = sorted(word for word, count in counts.items() if count >= COMMON)
        parts = [sentences[n * 20 : n * 20 + 20] for n in range(len(sentences) // 20 + 1)]
        parts = [[*part, *headlines(part), *narrated(part)] for part in parts]
        sentences = [sentence for part in parts for sentence in part]
        folds = [n % FOLDS for n, part in enumerate(parts) for _ in part]
        self.labels = sorted({tag for _, tags in sentences for tag in tags})
        self.gold = [self.labels.index(tag) for _, tags in sentences for tag in tags]
        self.folds = np.repeat(folds, [len(words) for words, _ in sentences])
        marked = [tagger.keys(words) for words, _ in sentences]
        forms = {key: n for n, key in enumerate(dict.fromkeys([tagger.PAD, *(k for keys in marked for k in keys)]))}
        self.own = tagger.properties(list(forms), set(self.common))
        self.ids, self.places = tagger.layout([[forms[key] for key in keys] for keys in marked])

    def features(self, reading: int, labels: np.ndarray | None = None) -> np.ndarray:
        """A row of feature slots for each word, given the labels of the reading before."""
        ids, places = self.ids, self.places
        seen = tagger.columns(self.own, ids, len(self.labels))
        if labels is not None:
            tagger.note(seen, places, labels, self.labels)
        single = [slots[ids[places + offset]] for offset, slots in tagger.alone(self.own, reading).items()]
        several = [slots[:, None] for slots in tagger.joint(seen, places, reading)]
        return np.concatenate([*single, *several], axis=1)


def order(count: int, state: int) -> Iterator[list[int]]:
    """Shuffles of 0..count-1 without end, by Knuth's linear congruential generator."""
    while True:
        shuffled = list(range(count))
        for n in range(count - 1, 0, -1):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            other = (state >> 33) % (n + 1)
            shuffled[n], shuffled[other] = shuffled[other], shuffled[n]
        yield shuffled


def drop(rows: np.ndarray, round_number: int) -> np.ndarray:
    """The rows without a tenth of the features, others in each round, so that no feature is relied on alone."""
    numbers = np.arange(rows.size, dtype=np.uint64) + np.uint64(round_number * rows.size)
    return rows * (tagger.scatter(numbers) % np.uint64(10) > 0).reshape(rows.shape)


def train(rows: np.ndarray, gold: list[int], shape: tuple[int, int], options: argparse.Namespace) -> np.ndarray:
    """Averaged weights, small ones left out, as they go into the file. Row 0 is the feature that is none."""
    weights, sums, step = np.zeros(shape, np.int32), np.zeros(shape, np.int64), 0
    for number, shuffled in zip(range(options.rounds), order(len(gold), 1), strict=False):
        seen = drop(rows, number)
        for n in shuffled:
            step += 1
            row, right = seen[n], gold[n]
            scores = weights[row].sum(axis=0)
            reached, scores[right] = scores[right], -(1 << 30)
            rival = int(scores.argmax())
            if reached - scores[rival] <= options.margin:
                weights[row, right] += 1
                weights[row, rival] -= 1
                sums[row, right] += step
                sums[row, rival] -= step
        weights[0] = sums[0] = 0
    small = np.clip(np.rint((weights - sums / step) * options.scale), -127, 127).astype(np.int8)
    small[np.abs(small) < options.least] = 0
    return small


def crossed(rows: np.ndarray, corpus: Corpus, shape: tuple[int, int], options: argparse.Namespace) -> np.ndarray:
    """Labels of each fold by weights learnt from the others: wrong as often as those of a text never seen."""
    labels, gold = np.zeros(len(rows), np.int64), np.array(corpus.gold)
    for fold in range(FOLDS):
        here = corpus.folds == fold
        weights = train(rows[~here], gold[~here].tolist(), shape, options).astype(np.int16)
        for part in np.array_split(np.flatnonzero(here), 50):
            labels[part] = weights[rows[part]].sum(axis=1).argmax(axis=1)
    return labels


def fit(corpus: Corpus, options: argparse.Namespace) -> bytes:
    """The weights' file: both readings, the second learnt on what the first says of sentences that it has not seen."""
    slots, weights, labels = [], [], None
    for reading in range(tagger.READINGS):
        found = corpus.features(reading, labels)
        known, inverse, counts = np.unique(found, return_inverse=True, return_counts=True)
        kept = counts >= options.seen
        rows = np.where(kept, np.cumsum(kept), 0)[inverse.reshape(found.shape)]
        shape = int(kept.sum()) + 1, len(corpus.labels)
        learnt = train(rows, corpus.gold, shape, options)[1:]
        used = learnt.any(axis=1)
        slots.append(known[kept][used])
        weights.append(learnt[used])
        if reading + 1 < tagger.READINGS:
            labels = crossed(rows, corpus, shape, options)
    return tagger.pack(corpus.labels, corpus.common, np.concatenate(slots), np.vstack(weights))


def report(name: str, model: tagger.Tagger, sentences: list[Sentence]) -> None:
    """Prints how much of a file is right."""
    guessed = [tag for tags in model.tag_all([words for words, _ in sentences]) for tag in tags]
    gold = [tag for _, tags in sentences for tag in tags]
    both = sum(a == b for a, b in zip(guessed, gold, strict=True)) / len(gold)
    universal = sum(a.split(".")[0] == b.split(".")[0] for a, b in zip(guessed, gold, strict=True)) / len(gold)
    print(f"{Path(name).name}: {universal:.2%} of universal tags, {both:.2%} of labels right ({len(gold)} words)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", nargs="+", help="CoNLL-U files to learn from")
    parser.add_argument("--dev", nargs="+", default=[], help="CoNLL-U files to measure on")
    parser.add_argument("-o", "--output", default=str(tagger.WEIGHTS), help="where the weights go")
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--margin", type=int, default=10)
    parser.add_argument("--seen", type=int, default=2, help="least number of times a feature is seen")
    parser.add_argument("--scale", type=float, default=2.0)
    parser.add_argument("--least", type=int, default=3, help="least weight that is kept")
    options = parser.parse_args()
    data = fit(Corpus([s for path in options.train for s in read(path)]), options)
    Path(options.output).write_bytes(data)
    model = tagger.unpack(data)
    print(f"{len(data) / 1e6:.2f} MB")
    for path in options.dev:
        sentences = read(path)
        report(path, model, sentences)
        report(f"{path} as headlines", model, headlines(sentences))


if __name__ == "__main__":
    main()
