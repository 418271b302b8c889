"""The top of the page: what this is, and what can be done with all of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from timeline.dashboard import add, texts
from timeline.dashboard.session import attempt, progress, state
from timeline.model import Timeline
from timeline.show import listing
from timeline.show.exports.formats import FORMATS
from timeline.show.listing import plain
from timeline.store.desk import Desk


def head(desk: Desk, shown: Timeline) -> None:
    """Title and buttons, and below them what the last action has to say."""
    title, subtitle = listing.heading(desk.timeline)
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.html(f'<h1 class="tl-title" dir="auto">{escape(title)}</h1><p class="tl-sub">{escape(subtitle)}</p>')
        locked = desk.project.read_only
        if st.button("Add text", type="primary", icon=":material/add:", disabled=locked):
            add.dialog()
        if st.button(f"Texts ({len(desk.documents)})", key="Texts", disabled=not desk.documents):
            texts.dialog()
        downloads(shown)
        step("Undo", ":material/undo:", "Take back", desk.last_step, desk.undo)
        step("Redo", ":material/redo:", "Do again", desk.next_step, desk.redo)
    notes(desk)


def step(label: str, icon: str, lead: str, words: str, move: Callable[[], None]) -> None:
    """A button that goes one step through what was done."""
    told = f"{lead}: {plain(words)}" if words else f"Nothing to {lead.lower()}"
    st.button(label, icon=icon, disabled=not words, help=told, key=label, on_click=attempt, args=[move])


def notes(desk: Desk) -> None:
    """What went wrong, and what a person should know of the project."""
    for note in state.pop("notes", []):
        st.warning(plain(note))
    if desk.project.read_only:
        st.info("This project can only be read here. To change it, copy the file to a place where you may write.")
    elif desk.is_old:
        with st.container(horizontal=True, vertical_alignment="center", key="old"):
            st.write("An earlier version of this program read these texts. Read anew, they keep what you decided.")
            if st.button("Read them anew"):
                with progress("Reading") as report:
                    attempt(lambda: desk.rebuild(report))
                st.rerun()


def downloads(shown: Timeline) -> None:
    """Files of what is shown."""
    with st.popover("Download", disabled=not shown.events):
        st.caption("What is shown now, for others and for other programs.")
        for form in FORMATS:
            made = partial(written, form.write, shown)
            st.download_button(form.label, made, form.file, form.mime, on_click="ignore", width="stretch")


def written(write: Callable[[Timeline], str], shown: Timeline) -> bytes:
    """A file's bytes; a half character of a broken text becomes a question mark."""
    return write(shown).encode("utf-8", "replace")
