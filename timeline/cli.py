"""The command line: `python -m timeline build | annotate | explain | gazetteer | app`.

Exit code 0; 2 for a wrong call; 1 where a source could not be read, the others being done.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from timeline.errors import FormatError, GazetteerError, TimelineError

if TYPE_CHECKING:
    from timeline.gazetteer.table import Gazetteer
    from timeline.model import Document, Timeline

app = typer.Typer(
    help="Turn historical and political writing into linked timelines.", no_args_is_help=True, add_completion=False,
    pretty_exceptions_enable=False, rich_markup_mode=None,
)  # fmt: skip
gazetteer_app = typer.Typer(help="Look up, check and import named historical events.", no_args_is_help=True)
app.add_typer(gazetteer_app, name="gazetteer")

Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help="File, folder, web address, or - for standard input.")
]
Date = Annotated[str | None, typer.Option(help="When the text was written: 2023-07-20, 2023-07 or any EDTF date.")]
Language = Annotated[str | None, typer.Option(help="Language of the text, such as en or de; else found by itself.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="File to write; its ending says the format.")]
_FORMATS = "html, svg, csv, json, timelinejs, graphml or table."
Format = Annotated[str | None, typer.Option("-f", "--format", help=_FORMATS)]
About = Annotated[str | None, typer.Option(help="Only events about this person, place, organisation or thing.")]
Rows = Annotated[list[Path] | None, typer.Option("--gazetteer", help="Your own events (CSV, see docs/extending.md).")]
WithText = Annotated[bool, typer.Option("--with-text", help="Put the documents' texts into the JSON.")]


def main() -> None:
    """Entry point of `python -m timeline` and of the installed `timeline` command."""
    try:
        app()
    except TimelineError as error:
        _fail(str(error))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        _fail("stopped")


@app.command()
def build(
    sources: Sources, date: Date = None, language: Language = None, output: Output = None, format_: Format = None,
    about: About = None, gazetteer: Rows = None, with_text: WithText = False,
) -> None:  # fmt: skip
    """Build the linked timeline of one or many sources."""
    from timeline import pipeline
    from timeline.show import selection

    write = _writer(output, format_, with_text)
    table = _gazetteer(gazetteer)
    documents = _Documents(sources, date, language)
    with _progress() as step:
        timeline = pipeline.build(documents, table, step)
    if timeline.documents:
        write(selection.about(timeline, about) if about else timeline)
    sys.exit(1 if documents.failed else 0)


@app.command()
def annotate(
    sources: Sources, date: Date = None, language: Language = None, output: Output = None, gazetteer: Rows = None
) -> None:
    """Write every time expression and every event mention, one JSON line a document."""
    from timeline import pipeline
    from timeline.show.exports.json import annotation_line

    table = _gazetteer(gazetteer)
    documents = _Documents(sources, date, language)
    annotations = []
    with _progress() as step:
        for document in documents:
            annotations.append(pipeline.annotate(document, table))
            step(document)
    timeline = pipeline.link(annotations)
    if annotations:
        _put("".join(annotation_line(a, timeline) for a in annotations), output)
    sys.exit(1 if documents.failed else 0)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="A sentence or a passage; - reads standard input.")],
    date: Date = None, language: Language = None, gazetteer: Rows = None,
) -> None:  # fmt: skip
    """Say what is found in a text, by which rule and with which bounds."""
    from timeline import pipeline
    from timeline.gazetteer import matcher
    from timeline.model import Document
    from timeline.show.explain import explain as account

    words = sys.stdin.read() if text == "-" else text
    document = _dressed(Document("text", words, language=language or ""), date)
    known = _gazetteer(gazetteer)
    annotation = pipeline.annotate(document, known)
    names = matcher.find(annotation.document.text, annotation.document.language, known)
    _put(account(annotation, pipeline.link([annotation]), names), None)


@gazetteer_app.command("search")
def gazetteer_search(
    text: Annotated[str, typer.Argument(help="A name or a part of one.")], gazetteer: Rows = None
) -> None:
    """Find named events and periods."""
    from timeline.dates.spoken import spoken
    from timeline.gazetteer import table

    found = table.search(_gazetteer(gazetteer), text)
    _put("".join(f"{e.name}\t{spoken(e.when)}\t{e.id}\n" for e in found) or f"Nothing known as {text!r}.\n", None)


@gazetteer_app.command("check")
def gazetteer_check(gazetteer: Rows = None) -> None:
    """Check the rows: valid, in order, no name that stands for two events without saying so."""
    from timeline.gazetteer import table

    rows = _gazetteer(gazetteer)
    findings = table.check(rows)
    _put("".join(f"{line}\n" for line in findings) or f"{len(rows.entries)} rows, all in order.\n", None)
    sys.exit(1 if findings else 0)


@gazetteer_app.command("import")
def gazetteer_import(
    output: Annotated[Path, typer.Option("-o", "--output", help="SQLite file to write; use it with --gazetteer.")],
    dump: Annotated[Path | None, typer.Argument(help="A Wikidata JSON dump: json, json.gz or json.bz2.")] = None,
    endpoint: Annotated[str | None, typer.Option(help="Without a dump: a query service to ask.")] = None,
    languages: Annotated[str, typer.Option(help="Names in these languages too, such as de,fr.")] = "",
    sitelinks: Annotated[int, typer.Option(help="Leave out what fewer Wikipedias know.", min=0)] = 5,
) -> None:
    """Make a catalogue of events from a Wikidata dump, or by asking Wikidata's query service."""
    from timeline.gazetteer import binding, query
    from timeline.gazetteer import dump as reader

    codes, work = _codes(languages), output.with_name(f"{output.name}.part")
    with _counter("") as count:
        if dump:
            rows = reader.rows(dump, work, codes, sitelinks, lambda n: count(n, "entities read"))
        else:
            rows = query.rows(endpoint or query.ENDPOINT, work, codes, sitelinks, lambda n: count(n, "events found"))
        found = binding.write(rows, output, codes, lambda n: count(n, "events written"))
    work.unlink(missing_ok=True)
    _say(f"{found} events in {output}")


def _codes(languages: str) -> tuple[str, ...]:
    """Languages as their codes; they become a part of a question, so nothing else may."""
    codes = tuple(code.strip().lower() for code in languages.split(",") if code.strip())
    wrong = [code for code in codes if not (code.isascii() and code.replace("-", "").isalpha())]
    if wrong:
        raise GazetteerError(f"{wrong[0]} is no language; say codes such as de,fr")
    return codes


@app.command("app")
def dashboard(
    project: Annotated[Path | None, typer.Argument(help="A project file; made where there is none.")] = None,
) -> None:
    """Open the dashboard in the browser."""
    import subprocess

    command = [sys.executable, "-m", "streamlit", "run", str(_dashboard_page()), "--browser.gatherUsageStats=false"]
    sys.exit(subprocess.run([*command, "--", *([str(project)] if project else [])], check=False).returncode)


def _dashboard_page() -> Path:
    """`app.py` of the checkout, or where an installed package keeps it."""
    import sysconfig

    beside = Path(__file__).parent.parent / "app.py"
    return beside if beside.exists() else Path(sysconfig.get_path("data"), "share", "timeline", "app.py")


class _Documents:
    """The documents of some sources; what cannot be read is said on standard error and counted."""

    def __init__(self, sources: list[str], date: str | None, language: str | None) -> None:
        self.sources, self.date, self.language, self.failed = sources, date, language, 0

    def __iter__(self) -> Iterator[Document]:
        from timeline.sources import Unread, read_all

        for found in read_all(self.sources):
            if isinstance(found, Unread):
                self.failed += 1
                _say(f"{found.source}: {found.reason}")
            else:
                dressed = _dressed(found, self.date)
                yield replace(dressed, language=self.language) if self.language else dressed


def _dressed(document: Document, date: str | None) -> Document:
    """The document with the date of writing that the caller gave."""
    from timeline.dates import edtf
    from timeline.model import Dated

    return replace(document, date=Dated(edtf.read(date), "given")) if date else document


def _gazetteer(files: list[Path] | None) -> Gazetteer:
    from timeline.gazetteer import table

    return table.load(tuple(files or ()))


def _writer(output: Path | None, format_: str | None, with_text: bool) -> Callable[[Timeline], None]:
    """How to write the timeline; found before anything is read, so that a wrong format costs nothing."""
    if format_ == "table" or (format_ is None and output is None):
        return lambda timeline: _put(_table(timeline), output)
    from timeline.show import selection
    from timeline.show.exports import json
    from timeline.show.exports.formats import BY_NAME, named

    kind = format_ or named(output.name if output else "")
    if kind == "json":
        return lambda timeline: _put(json.write(timeline, with_text), output)
    if kind not in BY_NAME:
        raise FormatError(f"{kind or 'no ending'} is not a format; say --format with {', '.join((*BY_NAME, 'table'))}")
    chosen = BY_NAME[kind]
    return lambda timeline: _put(chosen.write(timeline if chosen.whole else selection.salient(timeline)), output)


def _table(timeline: Timeline) -> str:
    import io

    from rich.console import Console

    from timeline.show import selection, table

    wide = sys.stdout.isatty()
    console = Console(file=io.StringIO(), force_terminal=wide, width=None if wide else 120)
    with console.capture() as captured:
        table.show(selection.salient(timeline), console)
    return captured.get()


def _put(text: str, output: Path | None) -> None:
    """Write a file whole, or standard output."""
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
        return
    from timeline.store.files import write_whole

    write_whole(output, text)


@contextmanager
def _progress() -> Iterator[Callable[[Document], None]]:
    """Which document is being read."""
    from timeline.show.table import clean

    with _counter("read") as shown:
        done = itertools.count(1)
        yield lambda document: shown(next(done), clean(document.title or document.id)[:60])


@contextmanager
def _counter(what: str) -> Iterator[Callable[..., None]]:
    """A count on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda count, last="": None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} {task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda count, last="": progress.update(task, completed=count, description=f"{what} {last}")


def _fail(message: str) -> NoReturn:
    _say(message)
    sys.exit(2)


def _say(message: str) -> None:
    """One line on standard error; names of files are hostile too."""
    sys.stderr.write(f"timeline: {' '.join(''.join(c if c.isprintable() else ' ' for c in message).split())}\n")
