"""The query service, played by a server of this machine in the true format: pages, patience, answers kept."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from timeline.errors import GazetteerError
from timeline.gazetteer import query

WD = "http://www.wikidata.org/entity/"


def uri(value):
    return {"type": "uri", "value": WD + value}


def said(value, language=None):
    return {"type": "literal", "value": value} | ({"xml:lang": language} if language else {})


def dated(qid, property_, time, precision):
    return {
        "event": uri(qid), "fame": said("44"), "property": said(property_), "time": said(time),
        "precision": said(str(precision)),
    }  # fmt: skip


DATES = [
    [dated("Q1", "P585", "1066-10-20T00:00:00Z", 11), {"event": uri("Q2"), "fame": said("9")}],
    [dated("Q3", "P580", "-0489-01-01T00:00:00Z", 9), dated("Q3", "P582", "-0478-01-01T00:00:00Z", 9)],
]
NAMES = [
    {"event": uri("Q1"), "what": said("label"), "value": said("Battle of Hastings", "en")},
    {"event": uri("Q1"), "what": said("alias"), "value": said("Hastings fight", "en")},
    {"event": uri("Q1"), "what": said("label"), "value": said("Schlacht bei Hastings", "de")},
    {"event": uri("Q1"), "what": said("place"), "value": said("Sussex", "en")},
    {"event": uri("Q1"), "what": said("part_of"), "value": uri("Q7")},
    {"event": uri("Q3"), "what": said("label"), "value": said("Persian expeditions", "en")},
]


class Service(HTTPServer):
    """Answers what `answers` holds for the next question, else as Wikidata would."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.agents, self.answers = [], set(), []


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        text = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["query"][0]
        self.server.asked.append(text)
        self.server.agents.add(self.headers["User-Agent"])
        status, headers, body = self.server.answers.pop(0) if self.server.answers else (200, {}, self.answer(text))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self, text):
        lines = NAMES
        if "?property" in text:
            offset = int(text.split("OFFSET ")[1].split()[0])
            lines = DATES[offset // 2] if "wd:Q178561" in text and offset < 4 else []
        return json.dumps({"head": {"vars": []}, "results": {"bindings": lines}}).encode()

    def log_message(self, *args):
        pass


@pytest.fixture
def service(monkeypatch):
    monkeypatch.setattr(query, "PAGE", 2)
    monkeypatch.setattr(query.wikidata, "CLASSES", {"Q178561": "battle"})
    server = Service()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def ask(service, work, slept=None, languages=("de",)):
    address = f"http://127.0.0.1:{service.server_port}/sparql"
    return list(query.rows(address, work, languages, sleep=(slept if slept is not None else []).append))


def test_pages_of_events_become_rows_with_their_true_days(service, tmp_path):
    first, second = ask(service, tmp_path / "work")
    assert (first["id"], first["name"], first["edtf"]) == ("wikidata:Q1", "Battle of Hastings", "1066-10-20")
    assert (first["aliases"], first["languages"], first["places"]) == (
        "Hastings fight", "de:Schlacht bei Hastings", "Sussex"
    )  # fmt: skip
    assert (first["part_of"], first["fame"], first["kind"]) == ("wikidata:Q7", "44", "battle")
    assert (second["id"], second["edtf"]) == ("wikidata:Q3", "-0489/-0478")
    assert all("linked-timeline" in agent for agent in service.agents)


def test_a_second_run_asks_nothing_again(service, tmp_path):
    first = ask(service, tmp_path / "work")
    asked = len(service.asked)
    assert ask(service, tmp_path / "work") == first
    assert len(service.asked) == asked


def test_a_busy_service_is_asked_again_later_and_longer_each_time(service, tmp_path):
    service.answers = [(429, {"Retry-After": "17"}, b""), (503, {}, b""), (200, {}, b'{"results": {"bindings": [{"a')]
    slept = []
    assert len(ask(service, tmp_path / "work", slept)) == 2
    assert slept[:3] == [17.0, 34.0, 68.0]


def test_a_service_that_never_answers_is_said_and_what_it_answered_is_kept(service, tmp_path):
    address = f"http://127.0.0.1:{service.server_port}/sparql"
    rows = query.rows(address, tmp_path / "work", sleep=lambda seconds: None)
    next(rows)
    service.answers = [(503, {}, b"")] * query.TRIES
    with pytest.raises(GazetteerError, match="run it again later"):
        list(rows)
    service.asked.clear()
    service.answers = []
    assert len(ask(service, tmp_path / "work", languages=())) == 2
    assert len(service.asked) == 2, "the first page and its names are not asked for again"


def test_a_wrong_address_says_so_at_once(service, tmp_path):
    service.answers = [(404, {}, b"")]
    with pytest.raises(GazetteerError, match="refuses"):
        ask(service, tmp_path / "work")
