"""Estimates: a report is dated to a few years by whom it names and which years it tells of, a history is not."""

import pytest

from timeline import pipeline
from timeline.dates import edtf
from timeline.model import Document


def written(text):
    return pipeline.annotate(Document("a", text)).document.date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        # who is in office
        ("President Clinton said on Friday that the talks had failed.", "[1993-01-20..2001-01-20]"),
        ("President Clinton and Prime Minister John Major said on Friday that the talks had failed.",
         "[1993-01-20..1997-05-31]"),
        ("President Bush and Defense Secretary Dick Cheney said on Monday that the troops would stay.",
         "[1989-03-01..1993-01-20]"),
        ("President Bush and Defense Secretary Donald Rumsfeld said on Monday that the troops would stay.",
         "[2001-01-20..2006-12-31]"),
        ("President Clinton said on Friday that he had learned from President Truman.", "[1993-01-20..2001-01-20]"),
        # what is compared and what is to come
        ("The company said third-quarter profit fell to $4 million from $5 million in the 1994 period.",
         "[1994-07..1996-04]"),
        ("The company said it earned $3 million in 1994. Profit will fall in 1996, it said yesterday.",
         "[1995-02..1996-04]"),
        ("The mill said yesterday that it will close in early 1987.", "[1984-05-03..1987-05-02]"),
        # the newest date
        ("The suspect, said to have fled in June 1993, was seen on Tuesday.", "[1993-06-01..1995-05-01]"),
        # a known event told without its year
        ("The council, he said on Thursday, condemned the bombings of U.S. embassies in Kenya and Tanzania on Aug. 7.",
         "[1998-08-07..1999-08-07]"),
    ],
)  # fmt: skip
def test_a_report_is_dated_about(text, date):
    assert edtf.write(written(text).when) == date


@pytest.mark.parametrize(
    "text",
    [
        "In 1962 President Kennedy learned of the missiles. In 1963 he signed the treaty.",
        "President Truman dismissed the general in April 1951; the general came home on 17 April 1951.",
        "The driver, who carried letters for President Nixon in 1972, has died. His daughter said so on Tuesday.",
        "The baker said on Friday that bread was short.",
        "President Bush said on Monday that the troops would stay.",
        "The bonds, due 2011, were sold yesterday, the bank said.",
        "The house, he said, has stood since February 1911.",
        "The singer died on Thursday night, her agent said. She was born on April 22, 1923, in Lorn.",
        "The rebels took the post office on Easter Monday 1916. He surrendered on the Saturday.",
    ],
)
def test_what_says_too_little_or_tells_a_history_is_not_dated(text):
    assert written(text) is None


def test_an_estimate_is_less_than_sure_and_says_why():
    date = written("The firm said it earned $3 million in 1994. President Clinton, it said, was wrong on Friday.")
    assert date.basis == "inferred"
    assert 0.5 < date.confidence < 1
    assert {e.rule for e in date.evidence} >= {"told-as-past", "results"}


def test_an_estimated_day_of_writing_makes_no_day_out_of_a_weekday():
    found = pipeline.annotate(Document("a", "President Clinton said on Friday that the talks had failed yesterday."))
    assert [e.when.width > 365 for e in found.expressions if e.when] == [True, True]
    assert [e.value for e in found.expressions] == ["XXXX-WXX-5", "XXXX"]
