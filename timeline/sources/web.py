"""Web pages, only where the caller names an address. Never a way into the caller's own network.

Every address that a name stands for must be public, else none is used; the connection goes to the address that was
checked, so that a second answer of the name server changes nothing; each redirect is checked anew. Proxy settings
of the environment are not followed, since a proxy would look the name up again.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from timeline.errors import SourceError

MAX_PAGE = 50_000_000
MAX_REDIRECTS = 5
SECONDS = 30.0
"""For one page with all its redirects."""
_HEADERS = {
    "User-Agent": "linked-timeline/0.1 (reads single pages that a person names)", "Accept": "text/html, */*;q=0.8",
    "Accept-Encoding": "identity", "Connection": "close",
}  # fmt: skip
_TYPES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt",
    "text/markdown": ".md", "application/rss+xml": ".xml", "application/atom+xml": ".xml", "application/xml": ".xml",
    "text/xml": ".xml", "application/epub+zip": ".epub", "application/zip": ".zip", "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip
_REDIRECTS = frozenset([301, 302, 303, 307, 308])

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]
Allow = Callable[[Address], bool]


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: the bytes, and a name whose ending says the kind."""

    data: bytes
    name: str


def resolve(host: str, port: int) -> list[str]:
    """All addresses that a host name stands for, as the system's resolver gives them."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, also where it wraps another (IPv4 in IPv6).

    >>> [is_public(ipaddress.ip_address(a)) for a in ("9.9.9.9", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1")]
    [True, False, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in ipaddress.ip_network("64:ff9b::/96"):
            wrapped = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(wrapped)
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def fetch(url: str, *, resolve: Resolve = resolve, allow: Allow = is_public, seconds: float = SECONDS) -> Page:
    """The page of an http(s) address. SourceError where it is no such address, not public, dead, too slow or too big.

    `resolve` and `allow` are for callers with a network of their own.
    """
    deadline = time.monotonic() + seconds
    for _ in range(MAX_REDIRECTS + 1):
        parts = _parts(url)
        try:
            found = _get(parts, _checked(parts, resolve, allow), deadline)
        except TimeoutError:
            raise SourceError(f"gave no answer within {seconds:g} seconds; try again later") from None
        except ssl.SSLError as error:
            raise SourceError(f"has no valid certificate ({error.reason}); save the page and give the file") from None
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            raise SourceError(f"cannot be reached ({reason}); check the address") from None
        if isinstance(found, Page):
            return found
        url = urljoin(url, found)
    raise SourceError(f"leads from page to page more than {MAX_REDIRECTS} times; give the last address")


def _parts(url: str) -> SplitResult:
    """The parts of an address that may be asked. SourceError where it is another scheme or no address."""
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise SourceError("is no web address; it has spaces or control characters in it")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise SourceError("is no web address; check it") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise SourceError(f"is a {parts.scheme}: address; only http and https are read")
    if not host:
        raise SourceError("is no web address; it names no host")
    if parts.username is not None or parts.password is not None:
        raise SourceError("has a user name in it; save the page and give the file")
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme.lower() == "https" else 80)


def _checked(parts: SplitResult, resolve: Resolve, allow: Allow) -> list[str]:
    """The addresses of the host, all of them allowed."""
    try:
        found = resolve(_host(parts), _port(parts))
    except (OSError, UnicodeError):
        raise SourceError("has a host that is not known; check the address") from None
    if not found:
        raise SourceError("has a host that is not known; check the address")
    if not all(allow(ipaddress.ip_address(address.split("%")[0])) for address in found):
        raise SourceError("lies in a private network; save the page and give the file")
    return found


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return host if ":" in host else host.encode("idna").decode("ascii")


def _get(parts: SplitResult, addresses: list[str], deadline: float) -> Page | str:
    """The page, or the address that it redirects to."""
    with _connected(parts, addresses, deadline) as sock, _response(parts, sock) as response:
        location = response.getheader("Location")
        if response.status in _REDIRECTS and location:
            return location
        if response.status != 200:
            reason = "there is no such page" if response.status in (404, 410) else "the server refuses the page"
            raise SourceError(f"{reason} (HTTP {response.status}); check the address, or give a saved copy")
        data = _unpacked(_body(response, deadline), response.getheader("Content-Encoding", ""))
        return _page(parts, data, response.getheader("Content-Type", ""))


@contextmanager
def _connected(parts: SplitResult, addresses: list[str], deadline: float) -> Iterator[socket.socket]:
    """A socket to the first checked address that answers, cut off at the deadline; TLS still proves the host's name.

    The timeout of a socket is for one read; a server that sends a header a minute must be cut off from outside.
    """
    sock = _socket(parts, addresses, deadline)
    if parts.scheme.lower() == "https":
        context = ssl.create_default_context()
        sock = context.wrap_socket(sock, server_hostname=_host(parts), do_handshake_on_connect=False)
    watch = threading.Timer(_left(deadline), _cut, (sock,))
    watch.daemon = True
    watch.start()
    try:
        if isinstance(sock, ssl.SSLSocket):
            sock.do_handshake()
        yield sock
    except (OSError, http.client.HTTPException):
        _left(deadline)
        raise
    finally:
        watch.cancel()
        sock.close()


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _socket(parts: SplitResult, addresses: list[str], deadline: float) -> socket.socket:
    refused: OSError = OSError("no address")
    for address in addresses[:4]:
        try:
            return socket.create_connection((address, _port(parts)), timeout=_left(deadline))
        except OSError as error:
            refused = error
    raise refused


def _response(parts: SplitResult, sock: socket.socket) -> http.client.HTTPResponse:
    """The server's answer to one GET over a socket that stands."""
    connection = http.client.HTTPConnection(_host(parts), _port(parts))
    connection.default_port = 443 if parts.scheme.lower() == "https" else 80
    connection.sock = sock
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    connection.request("GET", target + query, headers=_HEADERS)
    return connection.getresponse()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _body(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """The body in pieces, within the time and `MAX_PAGE`. A body cut off at the deadline is no body."""
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_PAGE:
            raise SourceError(f"is larger than {MAX_PAGE // 1_000_000} MB; save it and give a part of it")
    _left(deadline)
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(pieces)


def _unpacked(data: bytes, encoding: str) -> bytes:
    """The body as it was before packing; some servers pack although nobody asked."""
    if encoding.strip().lower() in ("", "identity"):
        return data
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        raise SourceError("is packed in a way that cannot be read; save the page and give the file")
    unpacker = zlib.decompressobj(47)
    try:
        plain = unpacker.decompress(data, MAX_PAGE)
    except zlib.error:
        raise SourceError("came damaged; try again later") from None
    if unpacker.unconsumed_tail:
        raise SourceError(f"is larger than {MAX_PAGE // 1_000_000} MB; save it and give a part of it")
    return plain


def _page(parts: SplitResult, data: bytes, content_type: str) -> Page:
    """The page under its address's name with the ending that its type says; text in the header's charset as UTF-8."""
    kind, _, rest = content_type.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,40})", rest)
    if charset and kind.strip().lower().startswith("text/") and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        with suppress(LookupError, UnicodeError):
            data = data.decode(charset[1]).encode("utf-8-sig") if charset[1].lower() != "utf-8" else data
    last = parts.path.rstrip("/").rsplit("/", 1)[-1] or "page"
    ending = _TYPES.get(kind.strip().lower(), "")
    return Page(data, last if not ending or last.lower().endswith(ending) else last + ending)
