"""What is shown: the search and the filters, which the address of the page keeps."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from timeline.dashboard.session import remembered, state
from timeline.dates.when import When
from timeline.errors import DateError
from timeline.extract import given
from timeline.model import SHOWN, Timeline
from timeline.show import find
from timeline.show.find import Choices, View
from timeline.show.listing import plain
from timeline.show.table import STATUS_SIGNS, clean

START: dict[str, object] = {
    "words": "", "since": "", "until": "", "kinds": [], "who": [], "where": [], "texts": [], "status": [],
    "sure": 0.0, "importance": SHOWN, "named": False, "unchecked": False,
}  # fmt: skip
MOST = 300  # names in one list; the search finds the others


def view(timeline: Timeline) -> View:
    """The widgets, and what they say."""
    choices = remembered("choices", None, lambda: find.choices(timeline))
    with st.container(horizontal=True, vertical_alignment="bottom", key="find"):
        words = st.text_input(
            "Find", key="words", bind="query-params", placeholder="Find in events and texts", icon=":material/search:",
            label_visibility="collapsed",
        )  # fmt: skip
        active = sum(state.get(name, start) != start for name, start in START.items() if name != "words")
        with st.popover(f"Filter ({active})" if active else "Filter", icon=":material/filter_list:", key="filter"):
            span = times()
            names(timeline, choices)
            floors()
        if active or words:
            st.button("Show all", on_click=clear, help="Clear the search and all filters")
    return View(
        words or "", *span, frozenset(state.kinds), frozenset(state.who), frozenset(state.where),
        frozenset(state.texts), frozenset(state.status), state.sure, state.importance, state.named, state.unchecked,
    )  # fmt: skip


def clear() -> None:
    """Every filter as at the start."""
    for name, start in START.items():
        state[name] = list(start) if isinstance(start, list) else start


def times() -> tuple[int | None, int | None]:
    """From when to when."""
    left, right = st.columns(2)
    first = left.text_input("From", key="since", bind="query-params", placeholder="such as 1914 or 44 BC")
    last = right.text_input("To", key="until", bind="query-params", placeholder="such as May 1945")
    since, until = day(first or ""), day(last or "")
    return (since.earliest if since else None), (until.latest if until else None)


def day(words: str) -> When | None:
    """The date that was typed; what is none is said below the field."""
    try:
        return given.read(words)
    except DateError as error:
        st.caption(f":material/error: {plain(str(error))}")
        return None


def names(timeline: Timeline, choices: Choices) -> None:
    """Kinds, people, places, texts and how real it was."""
    left, right = st.columns(2)
    titles = {d.id: clean(d.title or d.source or d.id) for d in timeline.documents}
    signs = {s: STATUS_SIGNS.get(s, "happened") for s in choices.statuses}
    with left:
        several("Who", "who", [n for n, _ in choices.participants[:MOST]], _counted(choices.participants))
        several("Kind of event", "kinds", choices.kinds, {k: k.replace("_", " ") for k in choices.kinds})
    with right:
        several("Where", "where", [n for n, _ in choices.places[:MOST]], _counted(choices.places))
        several("Did it happen?", "status", choices.statuses if len(signs) > 1 else [], signs)
    several("Text", "texts", list(titles) if len(titles) > 1 else [], titles)


def several(label: str, key: str, options: Sequence[str], words: dict[str, str]) -> None:
    """A choice of several; left out where there is nothing to choose."""
    if options or state.get(key):
        kept = [*options, *(x for x in state.get(key, []) if x not in options)]
        st.multiselect(
            label, kept, key=key, placeholder="All", bind="query-params", format_func=lambda x: words.get(x, x)
        )
    else:
        state[key] = []


def floors() -> None:
    """How important, how sure, how known."""
    left, right = st.columns(2)
    left.slider(
        "Importance", 0.0, 1.0, SHOWN, 0.05, key="importance", bind="query-params",
        help="Further left shows more events, also small ones. Events whose dates collide always stay.",
    )  # fmt: skip
    right.slider(
        "How sure we are", 0.0, 1.0, 0.0, 0.05, key="sure", bind="query-params",
        help="Further right leaves only what was read with certainty.",
    )  # fmt: skip
    st.toggle("Only known historical events", key="named", bind="query-params")
    st.toggle("Only what I have not confirmed", key="unchecked", bind="query-params")


def _counted(names: Sequence[tuple[str, int]]) -> dict[str, str]:
    return {name: f"{clean(name)} ({number})" for name, number in names}
