"""What one window holds: its desk, the chosen event, and things worked out once for a state of the desk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from timeline.errors import TimelineError
from timeline.model import Event, Timeline
from timeline.show.listing import plain
from timeline.store.desk import Desk, Progress
from timeline.store.edits import Edit

state = st.session_state
T = TypeVar("T")


@st.cache_resource(show_spinner=False)
def component(name: str, place: str, css: str, js: str) -> ComponentRenderer:
    """A drawing that lives in the page; its script is sent once."""
    return st.components.v2.component(name, html=f'<div class="{place}"></div>', css=css, js=js)


def desk(script: str) -> Desk:
    """The window's desk; opened at its first run with the project that the command line names."""
    with progress("Opening") as step:  # in every run, so that what stands below keeps its place in the page
        if "desk" not in state:
            given = sys.argv[1:] if Path(sys.argv[0]).name == script else []
            state.desk = Desk(Path(given[0]) if given else None, step)
            state.chosen = st.query_params.get("event")
    state.desk.refresh()
    found: Desk = state.desk
    return found


@contextmanager
def progress(words: str) -> Iterator[Progress]:
    """A bar for what may take a while; gone when it is done."""
    bar = st.empty()

    def step(done: int, total: int, title: str) -> None:
        bar.progress(done / max(total, 1), plain(f"{words}: {title}"))

    yield step
    bar.empty()


def remembered(name: str, key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gave for this key and state of the desk, else what it gives now; one value a name is kept."""
    kept = state.setdefault("remembered", {})
    key = (state.desk.version, key)
    if name not in kept or kept[name][0] != key:
        kept[name] = (key, make())
    value: T = kept[name][1]
    return value


def chosen(timeline: Timeline) -> Event | None:
    """The chosen event, if it is still there."""
    wanted = state.get("chosen")
    return next((e for e in timeline.events if e.id == wanted), None) if wanted else None


def choose(event: str | None) -> None:
    """Choose an event, or none; the address of the page says so."""
    state.chosen = event or None
    if event:
        st.query_params["event"] = event
    else:
        st.query_params.pop("event", None)


def decide(words: str, *edits: Edit) -> None:
    """Keep a decision; what cannot be kept is said at the top of the page."""
    attempt(lambda: state.desk.edit(words, edits))


def attempt(action: Callable[[], object]) -> None:
    """Do it; what cannot be done is said at the top of the page."""
    try:
        action()
    except TimelineError as error:
        state.setdefault("notes", []).append(str(error))
