"""Web pages: never into a private network, bounded, and every failure one line. Only the loopback is used here."""

import gzip
import ipaddress
import socket
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from timeline.dates.when import day
from timeline.errors import SourceError
from timeline.sources import read, read_all, web

LOOP = ipaddress.ip_address("127.0.0.1")
HTML = "<html lang=en><head><title>Acre</title></head><body><p>It fell – in 1291.</p></body></html>"
PAGES = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-16-le"}, HTML.encode("utf-16-le")),
    "/2023-07-20-x": (200, {"Content-Type": "text/html"}, HTML.encode()),
    "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(HTML.encode())),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 5_000_000)),
    "/big": (200, {"Content-Type": "text/plain"}, b"0" * 5_000_000),
    "/brotli": (200, {"Content-Encoding": "br"}, b"x"),
    "/file": (200, {"Content-Type": "text/plain"}, b"It fell."),
    "/away": (302, {"Location": "http://inner.test:{port}/page"}, b""),
    "/there": (301, {"Location": "/page"}, b""),
    "/round": (307, {"Location": "/round"}, b""),
    "/local": (302, {"Location": "file:///etc/hosts"}, b""),
    "/short": (200, {"Content-Length": "500"}, b"It fell."),
    "/gone": (404, {}, b""),
    "/no": (403, {}, b""),
}


class Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/header":
            with suppress(OSError):
                self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Header: ")
                while not self.server.over.wait(0.05):
                    self.wfile.write(b"x")
            return
        if self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                while not self.server.over.wait(0.05):
                    self.wfile.write(b"x")
            return
        status, headers, body = PAGES[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value.format(port=self.server.server_port))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def port():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.handle_error = lambda request, address: None
    server.over = threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.server_port
    server.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


def names(host, port):
    """A name server of our own."""
    known = {
        "site.test": ["127.0.0.1"],
        "inner.test": ["10.0.0.1"],
        "two.test": ["127.0.0.1", "10.0.0.1"],
        "none.test": [],
    }
    if host not in known:
        raise socket.gaierror
    return known[host]


def fetch(url, **more):
    return web.fetch(url, resolve=names, allow=lambda address: address == LOOP, **more)


PRIVATE = """
127.0.0.1 127.1.2.3 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 239.1.1.1 240.0.0.1
255.255.255.255 192.0.2.1 ::1 :: fe80::1 fc00::1 fd12::1 fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 2001:db8::1
64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1:: 2002:a00:1:: ::10.0.0.1"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_no_address_of_a_private_network_is_public(address):
    assert not web.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["9.9.9.9", "93.184.216.34", "2620:fe::fe", "64:ff9b::909:909", "::ffff:9.9.9.9"])
def test_the_public_internet_is_public(address):
    assert web.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "0x7f000001", "2130706433", "127.1", "[::ffff:127.0.0.1]"]
)
def test_a_server_on_this_machine_is_refused_however_it_is_written(port, host):
    (found,) = read_all([f"http://{host}:{port}/page"])
    assert "private network" in found.reason or "not known" in found.reason


def test_a_name_is_refused_when_one_of_its_addresses_is_private():
    with pytest.raises(SourceError, match="private network"):
        fetch("http://two.test/page")


def test_a_redirect_into_the_private_network_is_refused(port):
    with pytest.raises(SourceError, match="private network"):
        fetch(f"http://site.test:{port}/away")


def test_a_name_is_looked_up_once_a_page_and_the_checked_address_is_asked(port):
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    page = web.fetch(
        f"http://rebound.test:{port}/page", resolve=lambda host, port: next(answers), allow=lambda a: a == LOOP
    )
    assert b"1291" in page.data
    assert next(answers) == ["10.0.0.1"]


def test_a_page_is_read_with_the_charset_and_kind_of_its_header(port, monkeypatch):
    monkeypatch.setattr(web, "fetch", lambda url, fetch=web.fetch: fetch(url, resolve=names, allow=lambda a: a == LOOP))
    for path in ("page", "packed", "there"):
        (document,) = read(f"http://site.test:{port}/{path}")
        assert document.text == "It fell – in 1291."
        assert document.title == "Acre"
        assert document.source == f"http://site.test:{port}/{path}"
        assert document.language == "en"
    (document,) = read(f"http://site.test:{port}/2023-07-20-x")
    assert document.date.when == day(2023, 7, 20)
    (document,) = read(f"http://site.test:{port}/file")
    assert document.text == "It fell."


@pytest.mark.parametrize(
    ("path", "say"),
    [
        ("/gone", "no such page .HTTP 404"), ("/no", "refuses the page .HTTP 403"), ("/round", "more than 5 times"),
        ("/local", "only http and https"), ("/brotli", "packed in a way"), ("/short", "IncompleteRead"),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_had_says_why(port, path, say):
    with pytest.raises(SourceError, match=say) as raised:
        fetch(f"http://site.test:{port}{path}")
    assert len(str(raised.value).splitlines()) == 1


@pytest.mark.parametrize("path", ["/big", "/bomb"])
def test_a_page_over_the_bound_is_refused_packed_or_not(port, path, monkeypatch):
    monkeypatch.setattr(web, "MAX_PAGE", 1_000_000)
    with pytest.raises(SourceError, match="larger than 1 MB"):
        fetch(f"http://site.test:{port}{path}")


@pytest.mark.parametrize("path", ["/slow", "/header"])
def test_a_server_that_drips_is_left_after_the_time(port, path):
    began = time.monotonic()
    with pytest.raises(SourceError, match=r"within 0\.3 seconds"):
        fetch(f"http://site.test:{port}{path}", seconds=0.3)
    assert time.monotonic() - began < 2


def test_a_server_that_never_shakes_hands_is_left_after_the_time():
    silent = socket.create_server(("127.0.0.1", 0))
    with silent, pytest.raises(SourceError, match=r"within 0\.3 seconds"):
        fetch(f"https://site.test:{silent.getsockname()[1]}/", seconds=0.3)


def test_a_dead_server_and_an_unknown_host_say_so(port):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        free = closed.getsockname()[1]
    with pytest.raises(SourceError, match="cannot be reached"):
        fetch(f"http://site.test:{free}/page")
    for host in ("gone.test", "none.test", "a" * 70 + ".test"):
        with pytest.raises(SourceError, match="not known"):
            fetch(f"http://{host}/page")


def test_a_server_that_speaks_no_tls_is_one_line(port):
    with pytest.raises(SourceError) as raised:
        fetch(f"https://site.test:{port}/page")
    assert len(str(raised.value).splitlines()) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://", "http:///x", "http://a b/", "http://a\r\nHost: b/", "http://site.test:99999/", "http://[::1/", "http://u:p@site.test/",
        "gopher://site.test/", "http://site.test\\@inner.test/", "http://site.test:x/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_before_anything_is_asked(url):
    with pytest.raises(SourceError):
        web.fetch(url, resolve=lambda host, port: pytest.fail("asked"))
