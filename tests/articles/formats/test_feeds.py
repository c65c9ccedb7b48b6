import pytest

from tests.articles.formats.reading import fault, places, read, texts
from timeline.articles.document import Document

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Port News</title><link>https://portnews.example/</link>
<item><title>Ferry runs aground &amp;amp; floats again</title>
 <link>https://portnews.example/1</link><guid isPermaLink="false">port-1</guid>
 <pubDate>Wed, 06 Mar 2024 08:15:00 +0100</pubDate>
 <description>A teaser.</description>
 <content:encoded><![CDATA[<p>A ferry ran <b>aground</b> off Lund.</p>
 <img src="x.jpg" onerror="x()">
 <p>Nobody was hurt, &quot;luckily&quot;.</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Storm closes bridge</title><link>https://portnews.example/2</link>
 <description>&lt;p&gt;The bridge to the islands closed on Sunday.&lt;/p&gt;</description></item>
<item><title>No text at all</title></item>
</channel></rss>
"""
ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Port News</title>
<entry><id>tag:portnews.example,2024:1</id>
<title type="html">Ferry &lt;i&gt;Anna&lt;/i&gt; aground</title>
<link href="https://portnews.example/1"/><published>2024-03-06T23:30:00+01:00</published>
<updated>2024-03-09T10:00:00Z</updated>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>A ferry ran aground.</p></div></content>
</entry></feed>
"""


def test_each_item_of_rss_is_an_article() -> None:
    items = read("port.xml", RSS.encode())
    assert places(items) == ["port.xml#1", "port.xml#2", "port.xml#3"]
    first, second, third = items
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.text == 'A ferry ran aground off Lund.\n\nNobody was hurt, "luckily".'
    assert (first.id, first.title) == ("port-1", "Ferry runs aground & floats again")
    assert (first.outlet, first.url) == ("Port News", "https://portnews.example/1")
    assert str(first.published).startswith("Wed, 06 Mar 2024")
    assert second.text == "The bridge to the islands closed on Sunday."
    assert third.message == "no text: an entry without content and description"  # type: ignore[union-attr]


def test_an_entry_of_atom_is_an_article() -> None:
    (entry,) = read("port.atom", ATOM.encode())
    assert isinstance(entry, Document)
    assert (entry.text, entry.title) == ("A ferry ran aground.", "Ferry Anna aground")
    assert entry.published == "2024-03-06T23:30:00+01:00"


def test_a_feed_cut_off_is_read_as_far_as_it_goes() -> None:
    items = read("port.rss", RSS[: RSS.index("<item><title>No text")].encode())
    assert len(texts(items)) == 2
    assert isinstance(items[0], Document)
    assert items[0].warning is not None
    assert items[0].warning.startswith("malformed feed")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<?xml version='1.0'?><sitemap><url>a</url></sitemap>", "XML, but neither RSS nor Atom"),
        (b'<rss version="2.0"><channel><title>x</title></channel></rss>', "no article: a feed"),
    ],
)
def test_what_is_no_feed_is_one_problem(data: bytes, message: str) -> None:
    assert fault("a.xml", data).startswith(message)
