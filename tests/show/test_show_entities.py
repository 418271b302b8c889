"""The timeline of an entity: by its name, by what a text safely calls it, by pronoun and by a shared subject."""

import pytest

from timeline import pipeline
from timeline.model import Document
from timeline.show.selection import about


def words(timeline, entity):
    texts = {d.id: d.text for d in timeline.documents}
    return {m.trigger.of(texts[m.document]) for e in about(timeline, entity).events for m in e.mentions}


def built(*texts):
    return pipeline.build([Document(f"d{n}", text) for n, text in enumerate(texts)])


def test_the_name_and_the_last_word_of_it_are_found():
    found = built("Ada Harrow opened a bakery in 1911. Harrow sold it in 1920. The town burned in 1931.")
    assert words(found, "Ada Harrow") == {"opened", "sold"}
    assert words(found, "ada harrow") == {"opened", "sold"}


def test_a_number_is_a_short_form():
    found = built("The Harrow 777 flew to Rome in 1911. The 777 was repaired in 1912. In 1913 the 770 crashed.")
    assert {"flew", "repaired"} <= words(found, "Harrow 777")
    assert len(about(found, "Harrow 777").events) < len(found.events)


def test_the_last_word_is_not_used_where_another_has_it():
    found = built("Ada Harrow opened a bakery in 1911. Tom Harrow left in 1915. Harrow sold the house in 1920.")
    assert words(found, "Ada Harrow") == {"opened"}


def test_a_namesake_in_another_text_does_not_matter():
    found = built("Ada Harrow opened a bakery in 1911. Harrow sold it in 1920.", "Tom Harrow left in 1915.")
    assert words(found, "Ada Harrow") == {"opened", "sold"}


def test_the_end_of_a_sentence_is_no_first_name():
    found = built("Ada Harrow left for the U.S. Harrow sold the house in 1920.")
    assert "sold" in words(found, "Ada Harrow")


def test_he_and_she_are_the_one_whom_the_title_names():
    found = built("Ada Harrow opened a bakery in 1911. She sold it in 1920.")
    assert words(found, "Ada Harrow") == {"opened", "sold"}


def test_he_is_not_another_person_nor_a_thing():
    found = built("Ada Harrow opened a bakery in 1911. Tom Baxter left in 1915. He sold the house in 1920.")
    assert words(found, "Ada Harrow") == {"opened"}
    found = built("The Harrow Bank opened in 1911. He sold the house in 1920.")
    assert words(found, "Harrow Bank") == {"opened"}


def test_he_is_the_subject_before_where_the_title_leaves_it_open():
    found = built("Jim Fields opened a bakery in 1911. Fields resigned from his post in 1920. He sold it in 1921.")
    assert words(found, "Jim Fields") == {"opened", "resigned", "sold"}


def test_a_verb_that_is_joined_has_the_same_subject():
    found = built("In 1911 Ada Harrow opened a bakery and painted its door. The town burned in 1931.")
    assert words(found, "Ada Harrow") == {"opened", "painted"}


def test_of_a_thing_with_a_common_noun_the_noun_with_the_is_meant():
    found = built("The Harrow shop opened in 1911. The shop closed in 1920. A shop in Leeds burned in 1931.")
    assert words(found, "Harrow shop") == {"opened", "closed"}


@pytest.mark.parametrize("entity", ["", "  ", "Nobody Known"])
def test_what_no_text_names_has_no_timeline(entity):
    assert not about(built("Ada Harrow opened a bakery in 1911."), entity).events


def test_a_longer_model_number_is_another_thing():
    found = built("The Harrow 3G was launched in 1908. The Harrow 3GS was launched in 1909.")
    assert len(about(found, "Harrow 3G").events) == 1
