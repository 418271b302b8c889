"""Putting texts in: pasted, uploaded, from the web, from a folder, or an example."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from timeline.dashboard.session import choose, state
from timeline.errors import SourceError, TimelineError
from timeline.model import Document
from timeline.show.listing import plain
from timeline.store import examples
from timeline.store.desk import fetched, pasted, uploaded

KINDS = ["txt", "md", "html", "htm", "pdf", "docx", "epub", "jsonl", "xml", "zip"]
DATE_HELP = "When the text was written, such as 20 July 2023, July 2023 or 1349. Leave it empty to have it found."
BUILD = "Build the timeline"


@st.dialog("Add text", width="large")
def dialog() -> None:
    """One tab for each way that a text can come."""
    paste, upload, web, example = st.tabs(["Paste", "Upload", "Web or folder", "Examples"])
    with paste, st.form("paste", border=False):
        text = st.text_area("Text", height=220, placeholder="Paste an article, an essay or a chapter.")
        title = st.text_input("Title", placeholder="Optional; else the first line")
        date = st.text_input("Date of writing", placeholder="Optional, such as 20 July 2023", help=DATE_HELP)
        if st.form_submit_button(BUILD, type="primary"):
            take(lambda: [pasted(text, title, examples.written(date))])
    with upload, st.form("upload", border=False):
        files = st.file_uploader("Files", KINDS, accept_multiple_files=True)
        given = st.text_input("Date of writing", placeholder="Optional, for all files", help=DATE_HELP, key="dated")
        if st.form_submit_button(BUILD, type="primary"):
            take(lambda: of_files(files, given))
    with web, st.form("web", border=False):
        place = st.text_input("Web address or folder", placeholder="https://… or a folder on this computer")
        st.caption("The page is fetched once, when you ask for it here.")
        when = st.text_input("Date of writing", placeholder="Optional; else as found", help=DATE_HELP, key="at")
        if st.form_submit_button(BUILD, type="primary"):
            take(lambda: of_place(place, when))
    with example:
        names = examples.names()
        name = st.radio("Example", list(names), format_func=names.get, label_visibility="collapsed")
        if st.button("Open the example", type="primary"):
            take(lambda: [examples.load(name)])


def of_files(files: Sequence[UploadedFile], given: str) -> list[Document]:
    """The documents of the files; one that cannot be read leaves a note, and the rest goes on."""
    if not files:
        raise SourceError("choose one or more files first")
    found, state.notes = uploaded([(f.name, f.getvalue()) for f in files], examples.written(given))
    return found


def of_place(place: str, given: str) -> list[Document]:
    """The documents of a web page or a folder; one that cannot be read leaves a note."""
    if not place.strip():
        raise SourceError("write a web address or a folder first")
    found, state.notes = fetched(place.strip(), examples.written(given))
    return found


def take(documents: Callable[[], Iterable[Document]]) -> None:
    """Read, build, show; a wrong entry is said in the dialog, which then stays open."""
    bar = st.progress(0.0, "Reading")
    try:
        added = state.desk.add(documents(), lambda done, total, title: bar.progress(done / total, plain(title)))
    except TimelineError as error:
        bar.empty()
        st.error(plain(str(error)))
        return
    if not added and not state.get("notes"):
        bar.empty()
        st.info("This text is there already.")
        return
    choose(None)
    st.rerun()
