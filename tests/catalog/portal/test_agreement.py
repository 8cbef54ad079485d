"""Page, JSON twin and command agree: one question, three front ends, one answer."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from catalog.cli.main import main
from tests.builders.estate import estate, estate_portal, twin

Ask = Callable[..., dict[str, Any]]
FRAME = ("format_version", "tool", "inputs")


@pytest.fixture
def ask(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """A command over the estate, as JSON."""

    def asked(*words: str) -> dict[str, Any]:
        monkeypatch.chdir(estate())
        capfdbinary.readouterr()
        assert main([*words, "--format", "json"]) in (0, 1)
        found: dict[str, Any] = json.loads(capfdbinary.readouterr().out)
        return found

    return asked


def page(address: str) -> str:
    response = estate_portal().get(address)
    assert response.status_code == 200
    return unescape(response.text)


def test_lists(ask: Ask) -> None:
    said = ask("list", "--rev", "main", "--catalog", ".")
    for name, key in (("services", "name"), ("contracts", "id"), ("vendors", "name")):
        shown = twin(f"/main/{name}")
        assert shown[name] == said[name]
        assert shown.get("total", len(shown[name])) == len(said[name])
        text = page(f"/main/{name}")
        assert [row[key] for row in said[name] if row[key] not in text] == []
    assert said["inputs"][0]["digest"] == twin("/main/services")["inputs"][0]["digest"]


@pytest.mark.parametrize(
    ("kind", "name", "address"),
    [
        ("service", "pricing", "/main/services/pricing"),
        ("contract", "orders/v2", "/main/contracts/orders/v2"),
        ("contract", "orders/events", "/main/contracts/orders/events"),
        ("vendor", "salesforce", "/main/vendors/salesforce"),
        ("term", "erp-account", "/main/terms/erp-account"),
    ],
)
def test_show(kind: str, name: str, address: str, ask: Ask) -> None:
    said = ask("show", name, "--kind", kind, "--rev", "main", "--catalog", ".")
    assert twin(address)[kind] == said[kind]
    assert (said[kind].get("title") or name) in page(address)


@pytest.mark.parametrize("vendor", ["salesforce", "webshop"])
def test_states_of_a_vendors_releases(vendor: str, ask: Ask) -> None:
    """One is live, whose documents are in place; page, calendar and command say the same of each."""
    said = ask("show", vendor, "--kind", "vendor", "--rev", "main", "--catalog", ".")["vendor"]
    states = {row["release"]["label"]: row["state"] for row in said["releases"]}
    assert [label for label, state in states.items() if state == "live"] == [said["live"]]
    (listed,) = twin(f"/main/calendar?vendor={vendor}")["vendors"]
    assert {row["label"]: row["state"] for row in listed["releases"]} == states
    text = page(f"/main/vendors/{vendor}")
    table = text[text.index('id="h-releases"') :]
    assert re.findall(r'data-label="State"><span [^>]*>([^<]*)<', table) == list(states.values())
    days = [row["release"]["deprecated"] for row in said["releases"]]
    assert len(re.findall(r'data-label="Deprecated"[^>]*>[^<]', table)) == sum(day is not None for day in days)


@pytest.mark.parametrize("words", ["order", "customerReference", "billing acct", "custmer", "POST /orders"])
def test_search(words: str, ask: Ask) -> None:
    said = ask("search", words, "--rev", "main", "--catalog", ".")
    shown = twin(f"/main/search?q={words}")
    compared = ("query", "total", "kinds", "facets", "read_as")
    assert {key: shown[key] for key in compared} == {key: said[key] for key in compared}
    assert shown["hits"] == said["hits"][: len(shown["hits"])]
    text = page(f"/main/search?q={words}")
    assert f"{said['total']} hit" in text
    assert [hit["entry"]["name"] for hit in shown["hits"] if hit["entry"]["name"] not in text] == []


@pytest.mark.parametrize("contract", ["sap-erp/documents", "orders/v2", "payment-status/events"])
def test_check(contract: str, ask: Ask) -> None:
    said = ask("check", contract, "--rev", "main", "--catalog", ".")["findings"]
    shown = twin(f"/main/findings/{contract}")
    compared = ("rule", "severity", "message", "fingerprint")
    assert sorted(tuple(each[key] for key in compared) for each in shown["findings"]) == sorted(
        tuple(each[key] for key in compared) for each in said
    )
    text = page(f"/main/findings/{contract}")
    assert [each["message"] for each in said if each["message"] not in text] == []
    counts = shown["counts"]
    assert sum(counts.values()) == len(said)
    assert twin(f"/main/contracts/{contract}")["findings"] == counts


@pytest.mark.parametrize(
    "place", ["salesforce", "quote-to-order", "orders/v2 POST /orders", "salesforce/sobjects 68.0"]
)
def test_impact(place: str, ask: Ask) -> None:
    said = ask("impact", *shlex.split(shlex.quote(place)), "--rev", "main", "--catalog", ".")
    shown = twin(f"/main/impact?at={place}")
    assert {key: shown[key] for key in said if key not in FRAME} == {
        key: value for key, value in said.items() if key not in FRAME
    }
    assert shown["totals"]["services"] == len(said["services"])
    text = page(f"/main/impact?at={place}")
    assert [row["name"] for row in said["services"] if row["name"] not in text] == []


def test_whoever_the_board_of_deprecations_names_is_hit_directly() -> None:
    for row in twin("/main/deprecations")["rows"]["items"]:
        hit = twin(f"/main/impact?at={row['address']}")["totals"]["direct"]
        assert len(row["remaining"]) == hit, row["address"]


@pytest.mark.parametrize("address", ["orders/v2", "salesforce/sobjects?to=68.0&from=main", "pricing/prices"])
def test_diff(address: str, ask: Ask) -> None:
    """The page says which command answers the same; it does, calling the contract after its folder."""
    shown = twin(f"/main/compare/{address}")
    said = ask(*shlex.split(shown["command"])[1:])
    told = shown["meaning"]["diff"]
    assert without_names(told) == without_names(said)
    text = page(f"/main/compare/{address}")
    assert shown["command"] in text
    assert [each["rule"] for each in said["findings"] if each["effect"] == "breaks" and each["rule"] not in text] == []


def without_names(diff: dict[str, Any]) -> dict[str, Any]:
    """A comparison without what depends on where it was asked: inputs, and the contract's id before addresses."""
    findings = [{**each, "address": each["address"].partition(" ")[2]} for each in diff["findings"]]
    return {key: value for key, value in diff.items() if key != "inputs"} | {"findings": findings}
