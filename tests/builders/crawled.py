"""Pages of a portal by what kind of page they are, a few of each, found by following links from the start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlsplit

from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

TELLING = ("at", "label", "view", "focus", "from", "severity", "pointer")
"""Parts of a query that make another kind of page."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, its kind (endpoint, and the telling parts of its query) and its text."""

    address: str
    kind: str
    status: int
    text: str


class Tags(HTMLParser):
    """Every start tag with its attributes, as a browser reads it, and what stands in scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.inline: list[str] = []
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style") and data.strip():
            self.inline.append(data)

    def links(self) -> Iterator[str]:
        """Where its anchors lead."""
        yield from (found["href"] for tag, found in self.tags if tag == "a" and "href" in found)


def kind_of(client: FlaskClient, address: str) -> str:
    """The kind of page at an address; empty where there is none."""
    parts = urlsplit(address)
    try:
        endpoint, _ = client.application.url_map.bind("localhost").match(parts.path, method="GET")
    except (RequestRedirect, HTTPException):
        return ""
    query = {each.partition("=")[0] for each in parts.query.split("&")}
    return " ".join((endpoint, *(f"?{name}" for name in TELLING if name in query)))


def crawl(client: FlaskClient, start: str = "/main/", each: int = 6) -> list[Page]:
    """Breadth first, at most `each` pages of a kind, at the revision main; feeds and documents are no pages."""
    found: list[Page] = []
    seen, count, front = {start}, Counter[str](), [start]
    while front:
        later: list[str] = []
        for address in front:
            kind = kind_of(client, address)
            count[kind] += 1
            if not kind or count[kind] > each:
                continue
            response = client.get(address)
            if response.mimetype == "text/html":
                found.append(Page(address, kind, response.status_code, response.text))
                later += Tags(response.text).links()
        front = [link for link in dict.fromkeys(urldefrag(each)[0] for each in later) if _is_next(link, seen)]
        seen.update(front)
    return found


def _is_next(link: str, seen: set[str]) -> bool:
    return link.startswith(("/main", "/docs")) and link not in seen
