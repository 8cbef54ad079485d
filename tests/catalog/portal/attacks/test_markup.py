"""Scripts, Markdown, templates and addresses in every string of an estate: shown, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.builders.crawled import Page, Tags, crawl
from tests.builders.hostile import CALCULATED, PAYLOAD, hostile_estate
from tests.builders.portal import portal_client

ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "poster",
    "data",
    "srcset",
    "background",
    "cite",
    "ping",
)
NEVER = ("iframe", "object", "embed", "base", "applet", "frame", "img", "video", "audio", "style", "foreignobject")
LOADING = ("script", "link", "image", "use", "source")
QUERIES = (
    f"/main/search?q={quote(PAYLOAD[:150])}",
    f"/main/services?q={quote(PAYLOAD[:150])}",
    f"/main/services?layer={quote(PAYLOAD)}",
    f"/main/contracts?domain={quote(PAYLOAD)}",
    f"/main/contracts/orders/v2?q={quote(PAYLOAD[:150])}",
    f"/main/rules?q={quote(PAYLOAD[:150])}",
    f"/main/contracts/orders/v2?at={quote(PAYLOAD)}",
    f"/main/contracts/orders/v2?label={quote(PAYLOAD)}",
    f"/main/compare/orders/v2?from={quote(PAYLOAD)}",
    f"/main/compare/orders/v2?view={quote(PAYLOAD)}",
    f"/main/compare/orders/v2?view=text&file={quote(PAYLOAD)}",
    f"/main/findings/orders/v2?severity={quote(PAYLOAD)}",
    f"/main/findings/orders/v2?rule={quote(PAYLOAD)}",
    f"/main/impact?at={quote(PAYLOAD[:200])}",
    f"/main/impact?at=salesforce&kind={quote(PAYLOAD)}",
    f"/main/map?focus={quote(PAYLOAD[:200])}",
    f"/main/map?focus=service:pricing&layer={quote(PAYLOAD)}",
    f"/main/layers?from={quote(PAYLOAD)}",
    f"/main/calendar?vendor={quote(PAYLOAD)}",
    f"/main/source?file={quote(PAYLOAD)}",
    f"/main/source?file=contracts/catalog.yaml&text={quote(PAYLOAD)}",
    f"/main/source?file=contracts/catalog.yaml&pointer=/{quote(PAYLOAD)}",
    f"/main/services/{quote(PAYLOAD, safe='')}",
    f"/main/contracts/{quote(PAYLOAD, safe='')}",
    f"/main/terms/{quote(PAYLOAD, safe='')}",
    f"/docs/{quote(PAYLOAD, safe='')}",
    f"/{quote(PAYLOAD, safe='')}/services",
    f"/-/go?revision={quote(PAYLOAD)}",
)
MARKED = (
    "home.overview",
    "services.index",
    "services.page",
    "contracts.page",
    "releases.page",
    "compare.page",
    "findings.page",
    "domains.page",
    "teams.page",
    "vendors.page",
    "workflows.page",
    "glossary.index",
    "glossary.entity",
    "glossary.term",
    "exceptions.index",
    "source.page",
    "map.index",
    "layers.index",
    "impact.index",
    "calendar.index",
    "deprecations.index",
    "search.results",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return portal_client(hostile_estate(tmp_path_factory.mktemp("hostile") / "estate").path)


@pytest.fixture(scope="module")
def pages(client: FlaskClient) -> list[Page]:
    starts = ("/main/", "/main/search?q=order", "/main/services/hostile", "/main/contracts/hostile/things",
              "/main/contracts/hostile/events", "/main/compare/hostile/things", "/main/releases/hostile/things",
              "/main/findings/hostile/things", "/main/findings/hostile/events", "/main/search?q=alert",
              "/main/map?focus=service:hostile", "/main/impact?at=hostile")  # fmt: skip
    found = {page.address: page for start in starts for page in crawl(client, start, each=2)}
    asked = (client.get(address) for address in QUERIES)
    told = (Page(address, "asked", each.status_code, each.text) for address, each in zip(QUERIES, asked, strict=True))
    return [*found.values(), *told]


def executable(page: Page) -> Iterator[str]:
    """What a browser would run, load or follow that it should not."""
    read = Tags(page.text)
    yield from (f"inline: {text[:80]}" for text in read.inline)
    for tag, found in read.tags:
        yield from (f"{tag} is there" for _ in [0] if tag in NEVER)
        yield from (f"{tag} {name}" for name in found if name.startswith(("on", "hx-on")) or name == "style")
        yield from (
            f"{tag} {name}={found[name][:80]}" for name in ADDRESSES if name in found and not _may(tag, found, name)
        )
        yield from (f"refresh {found}" for _ in [0] if tag == "meta" and "http-equiv" in found)


def _may(tag: str, found: dict[str, str], name: str) -> bool:
    address = re.sub(r"[\x00-\x20]", "", found[name])
    if tag in LOADING or tag == "form" or name != "href":
        return address.startswith("/") and not address.startswith(("//", "/\\"))
    scheme = urlsplit(address).scheme.lower()
    if address.startswith(("//", "/\\", "\\")):
        return False
    apart = scheme in ("", "mailto") or "noopener" in found.get("rel", "")
    return scheme in ("", "http", "https", "mailto") and apart


def test_no_page_holds_anything_to_run(pages: list[Page]) -> None:
    assert len(pages) > 80
    assert {page.address[:200]: found for page in pages if (found := list(executable(page)))} == {}


def test_no_page_fails(pages: list[Page]) -> None:
    assert {page.address: page.status for page in pages if page.status >= 500} == {}
    assert {page.address: page.status for page in pages if page.kind != "asked" and page.status != 200} == {}


def test_the_payload_is_really_shown(pages: list[Page]) -> None:
    """Else the test above proves nothing: each kind of page that shows what catalogs say shows the payload as text."""
    shown = {page.kind.partition(" ")[0] for page in pages if "alert(" in page.text}
    assert sorted(set(MARKED) - shown) == []


def test_no_template_is_calculated(pages: list[Page]) -> None:
    assert [page.address for page in pages if CALCULATED in page.text] == []


def test_nothing_is_loaded_from_elsewhere(pages: list[Page]) -> None:
    for page in pages:
        for tag, found in Tags(page.text).tags:
            if tag in LOADING:
                places = [urlsplit(found[name]).netloc for name in ADDRESSES if name in found]
                assert all(not place for place in places), page.address


def test_twins_are_data_and_nothing_else(client: FlaskClient, pages: list[Page]) -> None:
    for page in pages[::3]:
        path, _, query = page.address.partition("?")
        with client.get(f"{path.rstrip('/')}.json?{query}") as response:
            assert response.mimetype in ("application/json", "application/problem+json", "text/html"), page.address
            assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_feed_has_the_lines_that_it_should_have(client: FlaskClient) -> None:
    feed = client.get("/main/calendar.ics")
    assert feed.mimetype == "text/calendar"
    names = {line.partition(":")[0].partition(";")[0] for line in feed.text.replace("\r\n ", "").split("\r\n") if line}
    known = "BEGIN END VERSION PRODID CALSCALE X-WR-CALNAME UID DTSTAMP DTSTART DTEND SUMMARY DESCRIPTION TRANSP"
    assert names <= set(known.split())
    assert "\n" not in feed.text.replace("\r\n", "")


def test_a_document_as_it_was_written_is_no_page(client: FlaskClient) -> None:
    with client.get("/main/documents/hostile/things") as response:
        assert b"<script>" in response.data
        assert response.mimetype == "application/yaml"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
