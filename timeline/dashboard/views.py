"""The views of a timeline; only the open one is worked out."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import streamlit as st

from timeline.dashboard import conflicts, event, many
from timeline.dashboard.session import choose, chosen, component, remembered, state
from timeline.model import Document, Event, Span, Timeline
from timeline.show import find, reading
from timeline.show.find import View
from timeline.show.listing import brief, plain
from timeline.show.passages import around
from timeline.show.selection import foremost
from timeline.show.viewer import graph, memory, scene
from timeline.store.desk import Desk

DRAWN = 10_000  # events that a browser still draws smoothly
KEY = (
    '<p class="tl-key"><span class="tl-mark">event</span> <span class="tl-mark tl-known">known historical event</span> '
    '<span class="tl-when">date</span></p>'
)


def views(desk: Desk, shown: Timeline, view: View) -> None:
    """One tab a view, and the chosen event below all of them."""
    picked = chosen(desk.timeline)
    shows: dict[str, Callable[[], None]] = {
        "Timeline": lambda: timeline_view(shown, view, picked),
        "Text": lambda: text_view(desk.timeline, shown, view, picked),
        "Table": lambda: many.table_view(desk, shown),
        "Links": lambda: links_view(shown, view, picked),
        "Memory": lambda: memory_view(shown, view, picked),
    }
    if desk.timeline.conflicts:
        shows["Conflicts"] = lambda: conflicts.conflicts_view(desk.timeline)
    tabs = st.tabs(list(shows), key="view", on_change="rerun", bind="query-params")
    for tab, draw in zip(tabs, shows.values(), strict=True):
        if tab.open:
            with tab:
                draw()
    if picked:
        event.panel(desk, shown, picked)
    else:
        st.caption(counted(desk.timeline, shown))


def counted(whole: Timeline, shown: Timeline) -> str:
    """How much of the timeline is shown."""
    undated = sum(e.dated is None for e in shown.events)
    more = f" Without a date, so in the table only: {undated}." if undated else ""
    return f"{len(shown.events)} of {len(whole.events)} events shown.{more} Choose one to see its sentences."


def timeline_view(shown: Timeline, view: View, picked: Event | None) -> None:
    """The drawing."""
    if not shown.events:
        st.info("No event passes the search and the filters. **Show all** clears them.")
        return
    if len(shown.events) > DRAWN:
        st.caption(f"Drawn are the {DRAWN:,} most important of {len(shown.events):,} events; search for others.")
    drawn("timeline", view, picked, lambda: scene.scene(foremost(shown, DRAWN)))


def links_view(shown: Timeline, view: View, picked: Event | None) -> None:
    """How the events hang together."""
    if shown.links:
        name = picked.id if picked else None
        drawn("links", (view, name), picked, lambda: graph.scene(shown, name))
    else:
        st.info("None of the events shown is linked to another. The filter can show more events.")


def memory_view(shown: Timeline, view: View, picked: Event | None) -> None:
    """Which past the texts speak of, and when they were written."""
    drawn("memory", view, picked, lambda: memory.scene(foremost(shown, DRAWN)))


def drawn(name: str, key: Hashable, picked: Event | None, make: Callable[[], dict[str, Any]]) -> None:
    """One of the drawings; a click in it chooses an event."""
    draw = component("timeline_viewer", "timeline-host", scene.style(), scene.script())
    data = {"view": name, "scene": remembered(name, key, make), "selected": picked and picked.id}
    draw(key=f"drawing {name}", data=data, on_chosen_change=lambda: choose(state[f"drawing {name}"].chosen))


def text_view(whole: Timeline, shown: Timeline, view: View, picked: Event | None) -> None:
    """A text with what was understood in it, and where the words of the search stand."""
    documents = {d.id: d for d in whole.documents}
    if not documents:
        st.info("There is no text yet. Choose **Add text**.")
        return
    hits = remembered("hits", view.words, lambda: find.in_sources(whole, view.words))
    if view.words:
        found_in_texts(whole, view.words, hits)
    document, page = place(documents, picked)
    words = tuple(h.span for h in hits if h.document == document.id)
    st.html(KEY)
    pieces = remembered("pieces", (view, document.id, page), lambda: reading.pieces(shown, document, page, words))
    data = {"pieces": pieces, "selected": picked and picked.id, "searched": bool(words)}
    show = component("timeline_reader", "reader", reading.style(), reading.script())
    show(key="reader", data=data, on_chosen_change=lambda: choose(state.reader.chosen))


def place(documents: dict[str, Document], picked: Event | None) -> tuple[Document, Span]:
    """The text to show and its page: where a newly chosen event stands, else what the person chose last."""
    told = picked.mentions[0] if picked and picked.mentions else None
    if told and state.get("told") != told and told.document in documents:
        go_to(told.document, told.span.start)
    state.told = told
    if state.get("text") not in documents:
        state.text = next(iter(documents))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(documents) > 1:
            st.selectbox("Text", list(documents), key="text", format_func=lambda i: brief(documents[i].title or i))
        document = documents[state.text]
        pages = reading.pages(document)
        at = next((n for n, p in enumerate(pages) if state.get("place", 0) < p.end), 0)
        if len(pages) > 1:
            at = st.number_input(f"Page of {len(pages)}", 1, len(pages), at + 1, width=140) - 1
            state.place = pages[at].start
    return document, pages[at]


def go_to(document: str, start: int) -> None:
    """Show this place of this text."""
    state.text, state.place = document, start


def found_in_texts(whole: Timeline, words: str, hits: list[find.Found]) -> None:
    """The places where the words stand, each leading to its text."""
    if not hits:
        st.caption(f"No text holds {plain(words)}.")
        return
    documents = {d.id: d for d in whole.documents}
    with st.expander(f"In the texts: {len(hits)}{' and more' if len(hits) == find.MOST else ''}"):
        for number, hit in enumerate(hits):
            document = documents[hit.document]
            before, wording, after = around(document.text, hit.span, 60)
            label = f"{plain(before)} **{plain(wording)}** {plain(after)} · {plain(document.title or document.id)}"
            st.button(label, key=f"hit {number}", type="tertiary", on_click=go_to, args=[document.id, hit.span.start])

