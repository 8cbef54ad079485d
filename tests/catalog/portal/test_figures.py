"""Every figure on a page leads to what it was counted from.

A figure is a text that is a number, or a number with what it counts. It stands in a link; or beside one, in the same
entry of a list or cell of a table; or it counts what the page itself shows below it: in a heading, in the line that
says how many there are, in the pager, in a summary that opens.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urldefrag

import pytest

from tests.builders.crawled import Page, Tags, crawl
from tests.builders.estate import estate_portal, twin
from tests.builders.git import Content
from tests.builders.landscape import landscape, service
from tests.builders.portal import portal_client

FIGURE = re.compile(r"^(\d+)( (?!ms|min|d|h|Nov)[a-z][a-z ]+)?$")
COUNTING = ("h1", "h2", "h3", "summary", "nav")
"""Above what they count."""
NO_FIGURES = (
    "code",
    "pre",
    "time",
    "option",
    "svg",
    "kbd",
    "ol.changes",
    "dd",
    "label",
    "footer",
    "article",
    "td.number",
)
"""Names, dates, measured values, and texts that people wrote."""
NAMES = ("strong", "span.tag", "small.version", "h3")
"""Labels of releases may be numbers: in these a number with nothing behind it is a name."""
BESIDE = ("li", "td", "p")
VOID = frozenset(("meta", "link", "img", "input", "br", "hr", "path", "wbr", "rect", "line", "use", "circle"))


class Figures(HTMLParser):
    """Figures that lead nowhere, with where they stand."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self._linked: list[bool] = []
        self._waiting: list[tuple[int, str]] = []
        self.lost: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        self._open.append((tag, dict(attrs).get("class") or ""))
        self._linked.append(False)
        if tag == "a":
            self._linked = [True] * len(self._linked)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, _ = self._open.pop()
            linked, depth = self._linked.pop(), len(self._open)
            if name in BESIDE:
                self.lost += [told for at, told in self._waiting if at == depth and not linked]
                self._waiting = [(at, told) for at, told in self._waiting if at != depth]
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        found = FIGURE.match(text)
        if (
            not found
            or found.group(1) == "0"
            or not self._is("main")
            or any(map(self._is, (*COUNTING, *NO_FIGURES, "a")))
        ):
            return
        if found.group(2) is None and any(self._is(name, last=True) for name in NAMES):
            return
        if self._is("p") and self._open[-1][0] == "p":
            return
        depth = max((at for at, (tag, _) in enumerate(self._open) if tag in BESIDE), default=-1)
        self._waiting.append((depth, f"{text} in {' '.join(tag for tag, _ in self._open[-3:])}"))

    def _is(self, wanted: str, *, last: bool = False) -> bool:
        name, _, style = wanted.partition(".")
        among = self._open[-1:] if last else self._open
        return any(tag == name and (not style or style in classes.split()) for tag, classes in among)


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    found = crawl(estate_portal(), each=4)
    return [page for page in found if not page.kind.startswith(("handbook", "source"))]


def test_every_figure_leads_to_what_it_counts(pages: list[Page]) -> None:
    assert len({page.kind for page in pages}) > 25
    assert {page.address: lost for page in pages if (lost := Figures(page.text).lost)} == {}


def test_every_fragment_of_a_link_is_on_the_page_that_it_names(pages: list[Page]) -> None:
    ids = {page.address: {found.get("id") for _, found in Tags(page.text).tags} for page in pages}
    links = ((page.address, *urldefrag(link)) for page in pages for link in Tags(page.text).links())
    led = [(at, to or at, name) for at, to, name in links if name and (to or at) in ids]
    assert len(led) > 100
    assert {(at, to, name) for at, to, name in led if name not in ids[to]} == set()


def test_a_figure_that_leads_nowhere_is_found() -> None:
    assert Figures("<main><table><tr><td>7 services</td></tr></table></main>").lost == ["7 services in table tr td"]
    assert Figures('<main><table><tr><td><a href="/x">7 services</a></td></tr></table></main>').lost == []
    assert Figures('<main><ul><li><a href="/x">experience</a> <span>7</span></li></ul></main>').lost == []


def total(address: str) -> int:
    """How many things the page at an address says that there are."""
    found = twin(address)
    if "total" in found:
        return int(found["total"])
    return int(found["pager"]["total"]) if "pager" in found else len(found["vendors"])


def test_figures_are_those_of_the_pages_they_lead_to() -> None:
    overview = twin("/main")
    for name, count in (("services", overview["services"]), ("contracts", overview["contracts"])):
        assert total(f"/main/{name}") == count
    assert total("/main/vendors") == len(overview["vendors"])
    glossary = twin("/main/glossary")
    assert (len(glossary["terms"]), len(glossary["entities"])) == (overview["terms"], overview["entities"])
    assert total("/main/workflows") == overview["workflows"]
    for layer in overview["layers"]:
        assert twin(f"/main/services?layer={layer['name']}")["matching"] == layer["total"]


def test_layers_of_the_start_page_add_up_to_the_services(tmp_path: Path) -> None:
    """A layer that catalog.yaml does not have has its own tiles, as have services without one."""
    changes: dict[str | bytes, Content] = {
        "services/watch/service.yaml": service("Watch", "weird", "links", ""),
        "services/portal/service.yaml": service("Portal", "", "sales", ""),
    }
    client = portal_client(landscape(tmp_path / "r", changes).path)
    overview, text = twin("/worktree/", client), client.get("/worktree/").text
    assert sum(layer["total"] for layer in overview["layers"]) == overview["services"] == 4
    assert {layer["name"]: layer["total"] for layer in overview["layers"][-2:]} == {"weird": 1, "": 1}
    assert 'href="/worktree/services?layer=weird"' in text
    assert twin("/worktree/services?layer=weird", client)["matching"] == 1


def test_the_board_leads_to_those_it_counts() -> None:
    board, text = twin("/main/deprecations"), estate_portal().get("/main/deprecations").text
    assert board["total"] == board["rows"]["total"]
    for name in ("overdue", "used", "undated"):
        narrowed = twin(f"/main/deprecations?only={name}")
        assert narrowed["rows"]["total"] == board[name]
        assert narrowed["total"] == board["total"]
        assert (f"/main/deprecations?only={name}" in text) is (board[name] > 0)
    assert estate_portal().get("/main/deprecations?only=some").status_code == 400


def test_changes_of_releases_lead_to_the_comparison_that_has_as_many() -> None:
    vendor, contract = "/main/vendors/salesforce", "orders/v2"
    text = {page: unescape(estate_portal().get(page).text) for page in (vendor, f"/main/releases/{contract}")}
    ahead = [(each["contract"], "main", each["release"]["label"], each["release"]) for each in twin(vendor)["ahead"]]
    past = [(contract, each["before"], each["name"], each) for each in twin(f"/main/releases/{contract}")["releases"]]
    counted = [(vendor, row) for row in ahead] + [(f"/main/releases/{contract}", row) for row in past if row[1]]
    assert len(counted) > 2
    for page, (of, base, to, row) in counted:
        compared = f"/main/compare/{of}?to={quote(to)}&from={quote(base)}"
        assert twin(compared)["meaning"]["counts"] == row["counts"]
        assert (f'<a class="count" href="{compared}"' in text[page]) is any(row["counts"].values()), compared


def heading(page: str, name: str) -> str:
    """The text of a heading, by its id."""
    found = re.search(f'id="{name}"[^>]*>(.*?)</h2>', estate_portal().get(page).text, re.DOTALL)
    assert found is not None, (page, name)
    return " ".join(re.sub("<[^>]*>", "", found.group(1)).split())


def test_who_uses_a_thing_is_counted_in_services_and_in_the_uses_listed() -> None:
    rows = {row["name"]: row["used_by"] for row in twin("/main/services?q=quote-to-order")["services"]}
    uses = len(twin("/main/services/quote-to-order")["service"]["used_by"])
    told = f"Used by {rows['quote-to-order']} services, {uses} uses"
    assert heading("/main/services/quote-to-order", "h-used") == told
    for vendor in twin("/main/vendors")["vendors"]:
        page = twin(f"/main/vendors/{vendor['name']}")
        assert page["using"] == vendor["used_by"]
        assert heading(f"/main/vendors/{vendor['name']}", "h-used").startswith(f"Used by {vendor['used_by']} service")


def test_an_entity_says_that_its_contracts_are_counted_by_their_text() -> None:
    for version in twin("/main/entities/customer")["versions"]:
        told = heading("/main/entities/customer", f"u-{version['version']}")
        assert told == f"{version['version']} is referred to by at most {len(version['contracts'])} contracts"


def test_facets_count_what_they_lead_to() -> None:
    for page in ("services", "contracts"):
        for facet, choices in twin(f"/main/{page}")["facets"].items():
            for choice in choices[:4]:
                narrowed = estate_portal().get(f"/main/{page}.json", query_string={facet: choice["name"]}).json
                assert narrowed is not None
                assert narrowed["matching"] == choice["count"], (page, facet, choice)


def test_calls_between_layers_are_those_listed() -> None:
    for flow in twin("/main/layers")["flows"]:
        assert twin(f"/main/layers?from={flow['source']}&to={flow['target']}")["calls"]["total"] == flow["calls"]
