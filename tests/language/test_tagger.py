"""The tagger is right on sentences of our kind, the same in any company, and its weights can be made again."""

import argparse
import importlib.util
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.language import tagger
from timeline.language.tokens import tokenize

ROOT = Path(__file__).parents[2]
# Of our own writing: word/label, verbs by their Penn tag alone.
GOLD = """
The/DET army/NOUN.NN crossed/VBD the/DET river/NOUN.NN and/CCONJ burned/VBD two/NUM villages/NOUN.NNS ./PUNCT
In/ADP 44/NUM BC/PROPN Caesar/PROPN was/AUX.VBD murdered/VBN by/ADP senators/NOUN.NNS ./PUNCT
The/DET city/NOUN.NN ,/PUNCT besieged/VBN for/ADP months/NOUN.NNS ,/PUNCT finally/ADV surrendered/VBD ./PUNCT
If/SCONJ the/DET king/NOUN.NN had/AUX.VBD fled/VBN ,/PUNCT peace/NOUN.NN would/AUX.MD have/AUX.VB come/VBN ./PUNCT
Parliament/NOUN.NN has/AUX.VBZ not/PART yet/ADV ratified/VBN the/DET treaty/NOUN.NN ./PUNCT
The/DET treaty/NOUN.NN was/AUX.VBD never/ADV signed/VBN ./PUNCT
He/PRON plans/VBZ to/PART close/VB the/DET plant/NOUN.NN by/ADP 2022/NUM ./PUNCT
Protesters/NOUN.NNS are/AUX.VBP marching/VBG through/ADP the/DET capital/NOUN.NN ./PUNCT
The/DET bombing/NOUN.NN of/ADP the/DET port/NOUN.NN killed/VBD forty/NUM people/NOUN.NNS ./PUNCT
She/PRON said/VBD the/DET talks/NOUN.NNS had/AUX.VBD failed/VBN ./PUNCT
“/PUNCT We/PRON will/AUX.MD never/ADV leave/VB ,/PUNCT ”/PUNCT he/PRON told/VBD reporters/NOUN.NNS ./PUNCT
The/DET rebels/NOUN.NNS –/PUNCT led/VBN by/ADP a/DET priest/NOUN.NN –/PUNCT seized/VBD the/DET fort/NOUN.NN ./PUNCT
They/PRON did/AUX.VBD n’t/PART know/VB that/SCONJ the/DET general/NOUN.NN had/AUX.VBD died/VBN ./PUNCT
After/ADP the/DET siege/NOUN.NN ,/PUNCT Paris/PROPN fell/VBD in/ADP June/PROPN 1940/NUM ./PUNCT
The/DET company/NOUN.NN announced/VBD that/SCONJ it/PRON will/AUX.MD cut/VB jobs/NOUN.NNS ./PUNCT
Workers/NOUN.NNS struck/VBD for/ADP higher/ADJ wages/NOUN.NNS ./PUNCT
The/DET vote/NOUN.NN was/AUX.VBD postponed/VBN because/ADP of/ADP floods/NOUN.NNS ./PUNCT
The/DET plague/NOUN.NN spread/VBD quickly/ADV across/ADP Europe/PROPN ./PUNCT
"""
CASES = [[tuple(pair.rsplit("/", 1)) for pair in line.split()] for line in GOLD.strip().splitlines()]


def guess(sentence):
    labels = tagger.load().tag([word for word, _ in sentence])
    return [label.removeprefix("VERB.") for label in labels]


def test_sentences_of_history_and_news_are_labelled():
    pairs = [(a, b) for case in CASES for a, b in zip(guess(case), (label for _, label in case), strict=True)]
    assert sum(a == b for a, b in pairs) / len(pairs) > 0.96


@pytest.mark.parametrize("case", CASES[:14], ids=lambda case: " ".join(word for word, _ in case[:5]))
def test_verb_forms_that_decide_whether_it_happened(case):
    verbal = {"VB", "VBD", "VBN", "VBG", "VBZ", "VBP"}
    found = [word for (word, _), label in zip(case, guess(case), strict=True) if label in verbal]
    assert found == [word for word, label in case if label in verbal]


@pytest.mark.parametrize(
    ("words", "verb", "label"),
    [
        ("Rebels Seize Capital After Long Siege", "Seize", "VERB.VBP"),
        ("President Resigns Amid Protests", "Resigns", "VERB.VBZ"),
        ("REBELS ENTER THE CAPITAL", "ENTER", "VERB.VBP"),
        ("PRIME MINISTER RESIGNS", "RESIGNS", "VERB.VBZ"),
    ],
)
def test_headlines(words, verb, label):
    words = words.split()
    assert tagger.load().tag(words)[words.index(verb)] == label


def test_every_label_is_one_of_the_agreed():
    bare = {"ADJ", "ADP", "ADV", "CCONJ", "DET", "INTJ", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "X"}
    forms = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
    fine = {f"{kind}.{form}" for kind in ("VERB", "AUX") for form in forms} | {"AUX.MD", "NOUN.NN", "NOUN.NNS"}
    assert set(tagger.load().labels) <= bare | fine


def test_nothing_gives_nothing():
    assert tagger.load().tag_all([]) == []
    assert tagger.load().tag([]) == []
    assert tagger.load().tag_all([[], ["War"], []])[::2] == [[], []]


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=6))
def test_any_words_get_one_label_each_whatever_stands_beside_them(sentences):
    model = tagger.load()
    together = model.tag_all(sentences)
    assert [len(tags) for tags in together] == [len(words) for words in sentences]
    assert together == [model.tag(words) for words in sentences]


def test_what_is_remembered_changes_nothing_and_is_bounded(monkeypatch):
    sentences = [[word for word, _ in case] for case in CASES]
    before = tagger.load().tag_all(sentences)
    fresh = tagger.unpack(tagger.WEIGHTS.read_bytes())
    monkeypatch.setattr(tagger, "REMEMBERED", 20)
    monkeypatch.setattr(tagger, "CHUNK", 7)
    assert [fresh.tag(words) for words in sentences] == before
    assert len(fresh._ids) < 20 + 1 + max(map(len, sentences))


def test_weights_are_small_and_quick_to_load_and_to_use():
    data = tagger.WEIGHTS.read_bytes()
    assert len(data) < 3_000_000
    start = time.process_time()
    model = tagger.unpack(data)
    assert time.process_time() - start < 0.5  # on any machine; 0.05 on the one it was made on
    sentences = [[word for word, _ in case] for case in CASES] * 200
    start = time.process_time()
    model.tag_all(sentences)
    assert sum(map(len, sentences)) / (time.process_time() - start) > 50_000


def test_tokens_and_tags_meet():
    text = "Moscow's envoy won't attend; the U.S. didn't object."
    words = [span.of(text) for span in tokenize(text, 0, len(text))]
    labels = dict(zip(words, tagger.load().tag(words), strict=True))
    assert (labels["'s"], labels["wo"], labels["n't"], labels["U.S."]) == ("PART", "AUX.MD", "PART", "PROPN")


def training():
    spec = importlib.util.spec_from_file_location("train_tagger", ROOT / "benchmarks" / "train_tagger.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_training_again_gives_the_same_bytes_and_learns(tmp_path):
    train = training()
    numbered = [(n, *pair) for case in CASES * 5 for n, pair in enumerate(case, 1)]
    rows = [f"{n}\t{word}\t_\t{label}\t_\t_\t_\t_\t_\t_" for n, word, label in numbered]
    text = "\n".join("\n" + row if row.startswith("1\t") else row for row in rows).strip() + "\n"
    path = tmp_path / "small.conllu"
    path.write_text(text, encoding="utf-8")
    sentences = train.read(str(path))
    assert len(sentences) == 5 * len(CASES)
    options = argparse.Namespace(rounds=5, margin=10, seen=1, scale=4.0, least=1)
    data = train.fit(train.Corpus(sentences), options)
    assert data == train.fit(train.Corpus(train.read(str(path))), options)
    model = tagger.unpack(data)
    tags = [tag for _, tags in sentences for tag in tags]
    assert sum(a == b for s, t in sentences for a, b in zip(model.tag(s), t, strict=True)) > 0.98 * len(tags)


def test_the_corpus_is_named_beside_the_weights():
    notice = (tagger.WEIGHTS.parent / "NOTICE").read_text(encoding="utf-8")
    assert "Universal Dependencies English" in notice
    assert "Attribution-ShareAlike" in notice
