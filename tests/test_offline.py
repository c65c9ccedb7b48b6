"""Nothing is asked of a network: not by us, not by a library, whatever the articles hold.

The commands run as users run them, in processes of their own, whose workers too have every use of a
socket refused and written down. The articles name a real server of this machine in every way that a
page, a feed or a book can; it would also see what is asked below Python, as by an XML parser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from timeline.rendering import FORMATS

DATA = Path(__file__).parents[1] / "data"

REFUSE = """
import os, sys

def refuse(event, arguments):
    if event.split(".")[0] in ("socket", "urllib", "http", "ftplib", "smtplib", "webbrowser"):
        if event in ("socket.__new__", "socket.gethostname"):
            return  # asyncio has a pair of sockets for itself
        if event == "socket.bind" and arguments[1][0] == "::1":
            return  # a library looks whether the machine has IPv6
        with open(os.environ["TRIED"], "a") as file:
            file.write(f"{event} {arguments}\\n")
        raise OSError(f"no network: {event}")

sys.addaudithook(refuse)
"""

PAGE = """<!DOCTYPE html><html><head><title>Ferry aground</title><base href="{server}/base">
<link rel="stylesheet" href="{server}/style"><script src="{server}/script"></script>
<link rel="canonical" href="{server}/canonical"><meta property="og:image" content="{server}/og">
<meta http-equiv="refresh" content="0; {server}/refresh"></head><body><article>
<h1>Ferry aground</h1>
<img src="{server}/image"><iframe src="{server}/frame"></iframe>
<p>The ferry Aurora ran aground near Ostrova on 4 March 2024, and 120 passengers were rescued.</p>
<p>The harbour master, Anna Berg, closed the port on Tuesday, and an inquiry began two days later.
<a href="{server}/link">More</a></p></article></body></html>"""

FEED = """<?xml version="1.0"?><?xml-stylesheet href="{server}/xsl"?>
<!DOCTYPE rss SYSTEM "{server}/dtd" [<!ENTITY more SYSTEM "{server}/entity">
<!ENTITY % outer SYSTEM "{server}/parameter"> %outer;]>
<rss version="2.0"><channel><title>Port News</title><link>{server}/channel</link><item>
<title>Port closed</title><link>{server}/item</link><pubDate>Wed, 06 Mar 2024 10:00:00 GMT</pubDate>
<description>The port of Ostrova was closed on Tuesday, said Anna Berg. &more;</description>
<enclosure url="{server}/sound" type="audio/mpeg"/></item></channel></rss>"""

ROW = '{{"url": "{server}/row", "text": "Ostrova opened its port on 9 March 2024."}}'


class Server:
    """A server of this machine, and what was asked of it."""

    def __init__(self) -> None:
        asked = self.asked = list[str]()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(404)
                self.end_headers()

            def log_message(self, *_: Any) -> None: ...

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture
def articles(tmp_path: Path, server: Server) -> Path:
    folder = tmp_path / "articles"
    shutil.copytree(DATA, folder)
    for name, text in {"a.html": PAGE, "b.xml": FEED, "c.json": ROW}.items():
        (folder / name).write_text(text.format(server=server.address), encoding="utf-8")
    return folder


class Run:
    """Runs Python with every socket refused."""

    def __init__(self, folder: Path) -> None:
        (folder / "refusing").mkdir()
        (folder / "refusing" / "sitecustomize.py").write_text(REFUSE)
        self._tried = folder / "tried.txt"
        self._environment = os.environ | {
            "PYTHONPATH": str(folder / "refusing"),
            "TRIED": str(self._tried),
        }

    def __call__(self, *arguments: str | Path) -> str:
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def timeline(self, *arguments: str | Path) -> str:
        return self("-c", "from timeline.cli import main; main()", *arguments)

    @property
    def tried(self) -> str:
        return self._tried.read_text() if self._tried.exists() else ""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


def test_a_call_would_be_seen(run: Run, server: Server) -> None:
    port = server.address.rpartition(":")[2]
    called = f"import socket; socket.socket().connect(('127.0.0.1', {port}))"
    run("-c", f"try:\n    {called}\nexcept OSError: pass")
    assert "socket.connect" in run.tried
    assert server.asked == []
    workers = "from concurrent.futures import ProcessPoolExecutor as P; import socket\n"
    workers += "with P(1) as p: p.submit(socket.getaddrinfo, 'worker.example', 80).exception()"
    run("-c", workers)
    assert "worker.example" in run.tried


def test_a_call_below_python_would_be_seen(server: Server) -> None:
    import urllib.request

    with pytest.raises(OSError, match="404"):
        urllib.request.urlopen(f"{server.address}/seen")
    assert server.asked == ["/seen"]


def test_articles_are_read_without_a_network(run: Run, server: Server, articles: Path) -> None:
    lines = run.timeline("annotate", articles, "--workers", "2", "--quiet")
    assert "Aurora" in lines
    assert "Port News" in lines
    (articles.parent / "lines.jsonl").write_text(lines)
    run.timeline("annotate", articles, "--format", "timeml", "--output", articles.parent / "timeml")
    assert (run.tried, server.asked) == ("", [])


def test_timelines_are_made_without_a_network(run: Run, server: Server, articles: Path) -> None:
    story = articles.parent / "story.json"
    run.timeline("extract", articles, "--all", "--format", "json", "--output", story)
    page = articles.parent / "story.html"
    run.timeline("view", story, "--no-open", "--output", page)
    run.timeline("explain", story, "1")
    run.timeline("diff", story, story)
    run.timeline("doctor")
    assert "Aurora" in page.read_text(encoding="utf-8")
    assert (run.tried, server.asked) == ("", [])


def test_no_format_needs_a_network(run: Run, server: Server, articles: Path) -> None:
    lines = articles.parent / "lines.jsonl"
    run.timeline("annotate", articles, "--quiet", "--output", lines)
    each = f"for name in {list(FORMATS)}: "
    each += f"run(['merge', {str(lines)!r}, '--quiet', '--format', name])"
    assert "Ostrova" in run("-c", f"from timeline.cli import run\n{each}")
    assert (run.tried, server.asked) == ("", [])
