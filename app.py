"""The dashboard: widgets and layout only. What it shows comes from timeline/show, what it keeps from timeline/store."""

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer
from streamlit.runtime.uploaded_file_manager import UploadedFile

from timeline.errors import SourceError, TimelineError
from timeline.model import SHOWN, Document, Event, Timeline
from timeline.show import details, listing, reading, selection
from timeline.show.exports import csv, html, json
from timeline.show.listing import plain
from timeline.show.table import clean, document_date
from timeline.show.viewer import scene
from timeline.store import examples
from timeline.store.desk import Desk, pasted, uploaded

KINDS = ["txt", "md", "html", "htm", "pdf", "docx", "epub", "jsonl", "xml", "zip"]
DATE_HELP = "When the text was written, such as 2023-07-20, 2023-07 or 2023. Leave it empty to have it found."
state = st.session_state


@st.cache_resource
def component(name: str, place: str, css: str, js: str) -> ComponentRenderer:
    return st.components.v2.component(name, html=f'<div class="{place}"></div>', css=css, js=js)


def main() -> None:
    st.set_page_config(page_title="Timeline", page_icon=scene.icon(), layout="wide")
    st.html("<style>" + scene.style("page") + "</style>")
    try:
        if "desk" not in state:
            given = len(sys.argv) > 1 and Path(sys.argv[0]).name == Path(__file__).name
            state.desk = Desk(Path(sys.argv[1]) if given else None)
    except TimelineError as error:
        st.error(plain(str(error)))
        return
    whole: Timeline = state.desk.timeline
    shown = filtered(whole)
    head(whole, shown)
    for note in state.pop("notes", []):
        st.warning(plain(note))
    if not whole.documents:
        st.info("Nothing here yet. Choose **Add text** to paste an article, open a file or see an example.")
        return
    views(whole, shown)


def head(whole: Timeline, shown: Timeline) -> None:
    title, subtitle = listing.heading(whole)
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.html(f'<h1 class="tl-title" dir="auto">{escape(title)}</h1><p class="tl-sub">{escape(subtitle)}</p>')
        if st.button("Add text", type="primary", icon=":material/add:"):
            add_text()
        texts(whole)
        filters(whole)
        downloads(shown)
        last = state.desk.project.last_step()
        words = f"Take back: {plain(last)}" if last else "Nothing to take back"
        st.button("Undo", icon=":material/undo:", disabled=last is None, help=words, on_click=state.desk.undo)


def texts(whole: Timeline) -> None:
    with st.popover(f"Texts ({len(whole.documents)})"):
        for document in whole.documents:
            title, date = escape(clean(document.title or document.id)), escape(document_date(document.date))
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(f'<strong dir="auto">{title}</strong><br><small>{date}</small>')
                name, key = plain(document.title or document.id), f"remove {document.id}"
                st.button("Remove", key=key, help=f"Remove {name}", on_click=state.desk.remove, args=[document.id])
        if whole.documents:
            st.button("Remove all", on_click=state.desk.clear)
        else:
            st.write("No texts yet.")


def filters(whole: Timeline) -> None:
    kinds = listing.kinds(whole)
    active = state.get("kinds") or state.get("named") or state.get("importance", SHOWN) != SHOWN
    with st.popover("Filter (on)" if active else "Filter", key="filter"):
        st.slider(
            "Importance", 0.0, 1.0, SHOWN, 0.05, key="importance",
            help="Further left shows more events, also small ones. Events whose dates collide always stay.",
        )  # fmt: skip
        if len(kinds) > 1:
            st.multiselect("Kinds", kinds, key="kinds", placeholder="All", format_func=lambda k: k.replace("_", " "))
        st.toggle("Only known historical events", key="named")


def filtered(whole: Timeline) -> Timeline:
    kinds, named = state.get("kinds", []), state.get("named", False)
    shown = selection.salient(whole, state.get("importance", SHOWN))
    return selection.where(shown, lambda e: (not kinds or e.kind in kinds) and (not named or e.named is not None))


def downloads(shown: Timeline) -> None:
    with st.popover("Download", disabled=not shown.documents):
        st.caption("What is shown now, for others and for other programs.")
        for label, name, kind, write in (
            ("Web page (HTML)", "timeline.html", "text/html", html.write),
            ("Table (CSV)", "timeline.csv", "text/csv", csv.write),
            ("Data (JSON)", "timeline.json", "application/json", json.write),
        ):
            made = partial(written, write, shown)
            st.download_button(label, made, name, kind, on_click="ignore")


def written(write: Callable[[Timeline], str], shown: Timeline) -> bytes:
    return write(shown).encode("utf-8", "replace")


@st.dialog("Add text", width="large")
def add_text() -> None:
    paste, upload, example = st.tabs(["Paste", "Upload", "Examples"])
    with paste, st.form("paste", border=False):
        text = st.text_area("Text", height=220, placeholder="Paste an article, an essay or a chapter.")
        title = st.text_input("Title", placeholder="Optional; else the first line")
        date = st.text_input("Date of writing", placeholder="Optional, such as 2023-07-20", help=DATE_HELP)
        if st.form_submit_button("Build the timeline", type="primary"):
            take(lambda: [pasted(text, title, examples.written(date))])
    with upload, st.form("upload", border=False):
        files = st.file_uploader("Files", KINDS, accept_multiple_files=True)
        given = st.text_input("Date of writing", placeholder="Optional, for all files", help=DATE_HELP, key="dated")
        if st.form_submit_button("Build the timeline", type="primary"):
            take(lambda: of_files(files, given))
    with example:
        names = examples.names()
        chosen = st.radio("Example", list(names), format_func=names.get, label_visibility="collapsed")
        if st.button("Open the example", type="primary"):
            take(lambda: [examples.load(chosen)])


def of_files(files: Sequence[UploadedFile], given: str) -> list[Document]:
    """The documents of the files; one that cannot be read leaves a note, and the rest goes on."""
    if not files:
        raise SourceError("choose one or more files first")
    found, state.notes = uploaded([(f.name, f.getvalue()) for f in files], examples.written(given))
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
    state.chosen = None
    st.rerun()


def views(whole: Timeline, shown: Timeline) -> None:
    clashes = [f"Conflicts ({len(shown.conflicts)})"] if shown.conflicts else []
    tabs = st.tabs(["Timeline", "Text", "Table", *clashes])
    chosen = next((e for e in whole.events if e.id == state.get("chosen")), None)
    with tabs[0]:
        draw = component("timeline_viewer", "timeline-host", scene.style(), scene.script())
        draw(
            key="drawing", data={"scene": scene.scene(shown), "selected": chosen and chosen.id},
            on_chosen_change=lambda: choose(state.drawing.chosen),
        )  # fmt: skip
    with tabs[1]:
        text_view(shown, chosen)
    with tabs[2]:
        table_view(shown)
    if clashes:
        with tabs[3]:
            for message, places in details.conflict_passages(shown):
                with st.container(border=True):
                    st.html(f'<p class="tl-lead" dir="auto">{escape(message)}</p>{html.quotes(places)}')
    undated = sum(e.dated is None for e in shown.events)
    if chosen:
        tell(whole, chosen)
    else:
        more = f" Without a date, so in the table only: {undated}." if undated else ""
        st.caption(f"{len(shown.events)} of {len(whole.events)} events shown.{more} Choose one to see its sentences.")


def choose(event: str | None) -> None:
    state.chosen = event or None


def text_view(shown: Timeline, chosen: Event | None) -> None:
    documents = {d.id: d for d in shown.documents}
    if len(documents) > 1:
        at = list(documents).index(chosen.mentions[0].document) if chosen else 0
        name = st.selectbox("Text", list(documents), at, format_func=lambda i: clean(documents[i].title or i))
    else:
        name = next(iter(documents))
    data = {"pieces": reading.pieces(shown, documents[name]), "selected": chosen and chosen.id}
    show = component("timeline_reader", "reader", reading.style(), reading.script())
    show(key="reader", data=data, on_chosen_change=lambda: choose(state.reader.chosen))


def table_view(shown: Timeline) -> None:
    def pick() -> None:
        picked = state.table.selection.rows
        choose(shown.events[picked[0]].id if picked else None)

    rows = listing.rows(shown)
    if not rows:
        st.write("No event passes the filter.")
        return
    widths = {"No.": 60, "When": 220, "What": "large", "Known as": "medium", "Note": 110, "Importance": 100, "Who": 160}
    wide = {name: st.column_config.Column(width=width) for name, width in widths.items()}
    st.dataframe(
        rows, hide_index=True, column_config=wide, key="table", on_select=pick, selection_mode="single-row",
        height="content" if len(rows) < 20 else 640,
    )  # fmt: skip


def tell(whole: Timeline, event: Event) -> None:
    told = details.details(whole, event)
    with st.container(border=True, key="details"):
        date = f"{told.date} · {told.status}" if told.status else told.date
        with st.container(horizontal=True, key="told"):
            title = f'<h2 class="tl-event" dir="auto">{escape(told.title)}</h2>'
            st.html(f'{title}<p class="tl-date">{escape(date)}</p>')
            st.button("Close", on_click=choose, args=[None])
        left, right = st.columns([3, 2], gap="large")
        left.html(f"<h3>In the text</h3>{html.quotes(told.mentions)}")
        if told.neighbours:
            with left.container(gap=None, key="linked"):
                st.html("<h3>Linked events</h3>")
                for number, near in enumerate(told.neighbours[:12]):
                    key = f"near {number}"
                    st.button(plain(near.words), key=key, type="tertiary", on_click=choose, args=[near.event])
        lines = [*told.conflicts, *told.bounds, told.reason]
        known = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
        right.html(f"<h3>How we know</h3>{known}{html.quotes(told.dated_by)}")


main()
