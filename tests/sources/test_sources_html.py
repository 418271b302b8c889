"""Web pages and feeds: the article, its title and language, and the day of publication, never a day of the story."""

import pytest

from timeline.dates.when import day
from timeline.sources import Unread, read_bytes
from timeline.sources.html import fragment

PROSE = (
    "<p>In the spring the sultan brought his engines before the walls, and on 1998-05-03 a stone was laid there.</p>"
    "<p>The harbour stayed open to the ships of Cyprus, and many of the citizens left by sea before the end came.</p>"
)
PAGE = f"""<!doctype html><html lang="de-AT"><head><meta charset="utf-8"><title>Fall | Zeitung</title>%s</head><body>
<nav><a href="/">Startseite</a></nav><article><h1>Der Fall von Akkon</h1>%s{PROSE}<table><tr><th>Jahr
</th><th>Ort</th></tr><tr><td>1291</td><td>Akkon</td></tr></table></article><footer>Impressum</footer></body></html>"""


def page(head="", top=""):
    (document,) = read_bytes((PAGE % (head, top)).encode(), "a.html")
    return document


def test_a_page_is_its_article_in_paragraphs_without_navigation():
    document = page()
    assert "In the spring the sultan" in document.text
    assert "\n\nThe harbour stayed open" in document.text
    assert "1291\tAkkon" in document.text
    for word in ("Startseite", "Impressum"):
        assert word not in document.text
    assert document.language == "de"
    assert document.title == "Der Fall von Akkon"


@pytest.mark.parametrize(
    ("head", "top", "when"),
    [
        ('<meta property="article:published_time" content="2018-08-21T09:00:00Z">', "", day(2018, 8, 21)),
        ('<meta name="date" content="1968-08-21">', "", day(1968, 8, 21)),
        (
            '<meta property="article:modified_time" content="2020-02-02">\n<meta name="date" content="2018-08-21">',
            "",
            day(2018, 8, 21),
        ),
        (
            '<script type="application/ld+json">{"@type": "Article", "datePublished": "2012-03-04"}</script>',
            "",
            day(2012, 3, 4),
        ),
        ("", '<time datetime="2011-02-03">3 Feb</time>', day(2011, 2, 3)),
        ("", '<p class="date">21 August 1998</p>', day(1998, 8, 21)),
        ("", "", None),
        ("", "<p>On 21 August 1998 they met again.</p>", None),
        ("", f'<div class="timeline date">{PROSE * 3}</div>', None),
    ],
)
def test_the_date_is_that_of_publication_and_never_one_of_the_story(head, top, when):
    document = page(head, top)
    assert (document.date and document.date.when) == when


def test_a_page_without_an_article_is_its_body():
    (document,) = read_bytes(
        b"<html><head><title>T</title></head><body><nav>Home</nav>It fell.</body></html>", "a.html"
    )
    assert document.text == "It fell."
    assert document.title == "T"


@pytest.mark.parametrize(
    "data",
    [
        '<html><head><meta charset="windows-1251"></head><body><p>Київ</p></body></html>'.encode("cp1251"),
        '<?xml version="1.0" encoding="koi8-u"?><html><body><p>Київ</p></body></html>'.encode("koi8-u"),
        "<html><body><p>Київ</p></body></html>".encode("utf-16"),
        '<html><head><meta charset="nonsense"></head><body><p>Київ</p></body></html>'.encode(),
        "<html><body><p>Ки\0їв</p></body></html>".encode(),
    ],
)
def test_a_page_says_its_own_encoding(data):
    (document,) = read_bytes(data, "a.html")
    assert document.text == "Київ"


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 50_000 + b"deep",
        b"<html><body>" + b"<b>" * 5000 + b"It fell." + b"</b>" * 5000,
        b"<html><body><p>" + b"&#0;&#xffffffff;\x01It fell." * 100,
        b"<html><body>" + b"<p>It fell in 1291.</p>" * 20_000,
        b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><body>&b; It fell.</body></html>',
        b"<html" + b" a=b" * 50_000,
        b"<html><body><!-- " + b"- " * 50_000,
    ],
    ids=["deep", "nested", "characters", "long", "entities", "attributes", "comment"],
)
def test_hostile_pages_are_read_or_refused(data):
    (found,) = read_bytes(data, "a.html")
    assert isinstance(found, Unread) or found.text.strip()


def test_a_fragment_keeps_what_stands_before_and_after_its_elements():
    assert fragment("one <b>two</b> three<hr>four") == "one two three\n\nfour"
    assert fragment("<p>a<script>b</script>c</p>") == "ac"


RSS = b"""<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY l "lol"><!ENTITY m "&l;&l;">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>
<language>de-DE</language>
<item><title>One &amp; all</title><link>https://example.org/1</link><guid>1</guid><description>Short.</description>
<content:encoded><![CDATA[<p>It fell.</p><p>Then peace.</p>]]></content:encoded>
<pubDate>Thu, 20 Jul 2023 23:30:00 -0500</pubDate></item>
<item><link>javascript:alert(1)</link></item>
<item><title>Two</title><description>&x; &m; end</description><pubDate>not a date</pubDate></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>F</title>
<entry><id>urn:1</id><title>Un</title>
<link href="https://example.org/un"/>
<published>1999-12-31T23:59:59-11:00</published><updated>2020-01-01T00:00:00Z</updated>
<content type="html">
&lt;p&gt;Bonjour.&lt;/p&gt;</content></entry></feed>"""


def test_a_feed_is_a_document_an_item_dated_by_the_day_of_its_place():
    one, bad, two = read_bytes(RSS, "news.xml")
    assert (one.title, one.text) == ("One & all", "It fell.\n\nThen peace.")
    assert (one.source, one.language, one.date.when) == ("https://example.org/1", "de", day(2023, 7, 20))
    assert one.id.startswith("news-")
    assert bad == Unread("news.xml", "item 2 has no text; open its own page instead")
    assert two.date is None
    assert two.source == "news.xml"


def test_entities_of_a_feed_are_not_resolved():
    with open("/etc/hostname", encoding="utf-8") as file:
        name = file.read().strip()
    *_, two = read_bytes(RSS, "news.xml")
    assert not name or name not in two.text


def test_an_atom_entry_is_dated_by_its_publication_not_its_update():
    (un,) = read_bytes(ATOM, "f.atom")
    assert (un.text, un.language, un.date.when) == ("Bonjour.", "fr", day(1999, 12, 31))


def test_an_item_keeps_its_id_when_a_new_one_comes_before_it():
    newer = RSS.replace(b"<item><title>One", b"<item><title>Zero</title><guid>0</guid></item><item><title>One", 1)
    before, after = list(read_bytes(RSS, "news.xml")), list(read_bytes(newer, "news.xml"))
    assert before[0].id == after[1].id
