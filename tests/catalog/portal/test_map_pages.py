"""Map, layers, impact, calendar, deprecations and files over the reference estate: page, twin and command agree."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from catalog.cli.main import main
from catalog.demo.build import build_demo
from tests.builders.landscape import landscape, service
from tests.builders.portal import portal_client

PAGES = (
    "/main/map",
    "/main/map?focus=service:quote-to-order",
    "/main/map?focus=orders/v2&depth=3&limit=60&kind=service&kind=workflow",
    "/main/map?focus=team:payments&direction=downstream",
    "/main/map?focus=address:orders/v2+POST+/orders",
    "/main/map?focus=release:salesforce+68.0",
    "/main/layers",
    "/main/layers?from=process&to=system",
    "/main/impact",
    "/main/impact?at=orders/v2",
    "/main/impact?at=salesforce+68.0",
    "/main/impact?at=term/customer",
    "/main/calendar",
    "/main/calendar?past=1&vendor=salesforce",
    "/main/deprecations",
    "/main/source?file=contracts/services/quote-to-order/consumes.yaml&pointer=/consumes/1/uses/0/fields/0",
)
LINK = re.compile(r'(?:href|src)="([^"]+)"')
LARGEST = 200_000
LARGEST_ANSWER = 300_000
"""Impact tells every path whole, 25 rows of each kind."""


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_demo(tmp_path_factory.mktemp("map") / "estate").directory


@pytest.fixture(scope="module")
def client(estate: Path) -> FlaskClient:
    return portal_client(estate)


def twin(client: FlaskClient, page: str) -> Any:
    path, _, query = page.partition("?")
    response = client.get(f"{path}.json?{query}")
    assert response.status_code == 200, response.text
    return response.json


@pytest.mark.parametrize("page", PAGES)
def test_the_page_and_its_twin_answer(page: str, client: FlaskClient) -> None:
    response = client.get(page)
    assert response.status_code == 200
    assert "<main" in response.text
    assert twin(client, page)["format_version"] == 1


@pytest.mark.parametrize("page", PAGES)
def test_nothing_inline_and_nothing_too_large(page: str, client: FlaskClient) -> None:
    html = client.get(page).text
    assert not re.search(r"<[^>]+\s(style|on\w+)=", html)
    assert not re.search(r"<script(?![^>]+src=)", html)
    assert len(html) <= (LARGEST if "/map" in page else LARGEST_ANSWER)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str, client: FlaskClient) -> None:
    """Of each kind of page that is linked to, the first two are opened."""
    found = {unescape(link) for link in LINK.findall(client.get(page).text)}
    by_kind: dict[tuple[str, ...], list[str]] = {}
    for link in sorted(link for link in found if link.startswith("/") and "#" not in link):
        path, _, query = link.partition("?")
        words = (*path.split("/")[2:3], *sorted(part.partition("=")[0] for part in query.split("&")))
        by_kind.setdefault(words, []).append(link)
    opened = [link for links in by_kind.values() for link in links[:2]]
    assert {link: status for link in opened if (status := opening(client, link)) not in (200, 302)} == {}


def opening(client: FlaskClient, link: str) -> int:
    with client.get(link) as response:
        return response.status_code


@pytest.mark.parametrize(
    "page",
    [
        "/main/map?focus=nobody",
        "/main/map?focus=orders/v2&depth=4",
        "/main/map?focus=orders/v2&depth=x",
        "/main/map?focus=orders/v2&kind=nonsense",
        "/main/map?focus=orders/v2&page=99",
        "/main/map?focus=" + "x" * 500,
        "/main/layers?from=nowhere&to=system",
        "/main/layers?from=process&to=system&page=9",
        "/main/impact?at=nobody",
        "/main/impact?at=orders/v2&kind=nonsense",
        "/main/impact?at=orders/v2&depth=-1",
        "/main/impact?at=orders/v2&page=7",
        "/main/impact?at=term/nothing",
        "/main/calendar?vendor=nobody",
        "/main/calendar?past=2",
        "/main/deprecations?page=77",
        "/main/source",
        "/main/source?file=../../../etc/passwd",
        "/main/source?file=/etc/passwd",
        "/main/source?file=contracts/catalog.yaml&page=9",
        "/main/source?file=contracts/catalog.yaml&pointer=a",
        "/nowhere/map",
    ],
)
def test_what_is_not_there_is_a_problem_with_advice(page: str, client: FlaskClient) -> None:
    path, _, query = page.partition("?")
    assert client.get(page).status_code in (400, 404)
    response = client.get(f"{path}.json?{query}")
    assert response.mimetype == "application/problem+json"
    assert response.json is not None
    assert response.json["detail"]


def test_the_map_draws_each_node_once_and_each_link_with_its_line(client: FlaskClient) -> None:
    page = "/main/map?focus=service:quote-to-order&depth=2"
    html, data = client.get(page).text, twin(client, page)
    assert len(re.findall(r"data-node=", html)) == len(data["graph"]["nodes"])
    assert len(re.findall(r"data-from=", html)) == len(data["graph"]["arrows"])
    assert all(arrow["proof"]["file"] for arrow in data["graph"]["arrows"])
    assert html.count('class="proof"') == len(data["graph"]["arrows"])


def test_the_map_says_what_it_hides_and_links_to_it(client: FlaskClient) -> None:
    html = unescape(client.get("/main/map?focus=service:quote-to-order").text)
    graph = twin(client, "/main/map?focus=service:quote-to-order")["graph"]
    assert f"{len(graph['nodes'])} of {graph['reached']} shown, {graph['hidden']['total']} hidden." in html
    told = html[html.index('id="hidden"') :]
    deeper = re.search(r'href="([^"]+)">depth 2<', told)
    assert deeper is not None
    assert len(twin(client, deeper[1])["graph"]["nodes"]) > len(graph["nodes"])


def test_the_page_of_a_hub_stays_small(tmp_path: Path) -> None:
    many = {
        f"services/user-of-the-customers-{number:04}/{file}": content
        for number in range(200)
        for file, content in (
            ("service.yaml", service(f"User {number}", "process", "sales", "")),
            (
                "consumes.yaml",
                "consumes:\n  - contract: crm/customers\n    pin: 1.x\n    uses: ['GET /customers/{}']\n",
            ),
        )
    }
    hub = portal_client(landscape(tmp_path / "r", {**many}).path)
    response = hub.get("/worktree/map?focus=contract:crm/customers&limit=60")
    assert "hidden." in response.text
    assert len(response.data) <= LARGEST
    impact = hub.get("/worktree/impact?at=crm/customers")
    assert "Page 1 of 9" in impact.text
    assert len(impact.data) <= LARGEST
    assert len(twin(hub, "/worktree/impact?at=crm/customers&page=9")["services"]) > 0


@pytest.mark.parametrize(
    "place",
    ["orders/v2", "quote-to-order", "salesforce 68.0", "orders/v2 POST /orders request.body", "customer/v2 customerId",
     "vendor sap-s4"],
)  # fmt: skip
def test_page_twin_and_command_agree_on_impact(
    place: str, estate: Path, client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    place = place.removeprefix("vendor ")
    assert main(["impact", *place.split(), "--rev", "main", "--catalog", str(estate), "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    page = f"/main/impact?at={quote(place)}"
    answered = twin(client, page)
    shared = set(said) - {"inputs"}
    assert {name: answered[name] for name in shared} == {name: said[name] for name in shared}
    html = client.get(page).text
    for row in said["services"]:
        assert f">{row['name']}</a>" in html
    direct = sum(row["reached"]["direct"] for row in said["services"])
    assert f">{direct} service{'' if direct == 1 else 's'} directly</a>" in html or not direct
    for flow in said["workflows"]:
        assert f">{flow['id']}<" in html


def test_a_term_is_hit_where_its_entity_is(client: FlaskClient) -> None:
    by_term = twin(client, "/main/impact?at=term/customer")
    by_entity = twin(client, f"/main/impact?at={by_term['place']['name']}&kind=entity")
    assert by_term["place"]["kind"] == "entity"
    assert by_term["services"] == by_entity["services"]
    assert by_term["asked"]["term"] == "customer"


def test_every_figure_of_the_layers_leads_to_what_it_counts(client: FlaskClient) -> None:
    html, data = unescape(client.get("/main/layers").text), twin(client, "/main/layers")
    assert data["flows"]
    for flow in data["flows"]:
        link = f"/main/layers?from={flow['source']}&to={flow['target']}"
        assert f'href="{link}#calls">{flow["calls"]} call' in html
        assert twin(client, link)["calls"]["total"] == flow["calls"]


def test_the_calendar_tells_pins_and_announced_releases(client: FlaskClient) -> None:
    html, data = client.get("/main/calendar").text, twin(client, "/main/calendar")
    ahead = {f"{row['contract']} {row['label']}": row for row in data["ahead"]}
    impact = twin(client, "/main/impact?at=salesforce/sobjects+68.0")["releases"][0]
    assert ahead["salesforce/sobjects 68.0"]["hits"] == len(impact["hits"])
    assert "salesforce/sobjects 68.0" in html
    assert [row["label"] for row in data["retiring"]] == sorted(
        (row["label"] for row in data["retiring"]), key=lambda label: next(
            row["retirement"] for row in data["retiring"] if row["label"] == label)
    )  # fmt: skip
    assert all(day["day"] >= "2026-11-01" for month in data["months"] for day in month["days"])


def test_the_feed_has_an_event_for_each_day(client: FlaskClient) -> None:
    response = client.get("/main/calendar.ics")
    assert response.mimetype == "text/calendar"
    data = twin(client, "/main/calendar?past=1")
    assert response.text.count("BEGIN:VEVENT") == sum(len(month["days"]) for month in data["months"])
    lines = response.data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75


def test_the_board_tells_who_has_to_leave(client: FlaskClient) -> None:
    rows = twin(client, "/main/deprecations")["rows"]["items"]
    orders = next(row for row in rows if row["address"] == "orders/v1")
    assert (orders["successor"], orders["sunset"], orders["days_left"]) == ("orders/v2", "2027-06-30", 217)
    assert [use["service"] for use in orders["remaining"]] == ["customer-self-service"]
    known = [row["days_left"] for row in rows if row["days_left"] is not None]
    assert known == sorted(known)


def test_a_file_shows_the_lines_that_are_meant(client: FlaskClient, estate: Path) -> None:
    file = "contracts/services/quote-to-order/consumes.yaml"
    data = twin(client, f"/main/source?file={file}&pointer=/consumes/1/contract")
    (marked,) = [line for line in data["lines"] if line["marked"]]
    assert (estate / file).read_text().splitlines()[marked["number"] - 1] == marked["text"]
    assert "credit-check/decisions" in marked["text"]
    found = twin(client, f"/main/source?file={file}&text=credit-check/decisions")
    assert [line["number"] for line in found["lines"] if line["marked"]] == [marked["number"]]
