"""Two editions of a contract on one page: the same as `treaty diff` says, told by root cause, and as text."""

from __future__ import annotations

import json
import shlex
from typing import Any

import pytest

from catalog.cli.main import main
from tests.builders.estate import estate, estate_portal, twin

PAIRS = (
    "/main/compare/pricing/prices?from=2.4.0&to=3.0.0",
    "/main/compare/salesforce/sobjects?from=67.0&to=68.0",
    "/main/compare/salesforce/sobjects?from=62.0&to=67.0",
    "/main/compare/webshop/webhooks",
    "/main/compare/orders/v2?from=2.0.0&to=1.0.0",
)


def without_id(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Addresses begin with what the contract is called, which a bare document does not know."""
    return [{**each, "address": each["address"].partition(" ")[2]} for each in findings]


@pytest.mark.parametrize("page", PAIRS)
def test_the_command_on_the_page_gives_the_answer_of_the_page(
    page: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = twin(page)
    monkeypatch.chdir(estate())
    main([*shlex.split(data["command"])[1:], "--format", "json"])
    said = json.loads(capsys.readouterr().out)
    shown = data["meaning"]["diff"]
    assert without_id(said.pop("findings")) == without_id(shown.pop("findings"))
    assert said == shown


@pytest.mark.parametrize("page", PAIRS)
def test_the_page_tells_every_change_once(page: str) -> None:
    meaning = twin(page)["meaning"]
    counts = meaning["counts"]
    told = [place for group in meaning["groups"] for line in group["lines"] for place in line["places"]]
    assert meaning["pager"]["pages"] == 1
    assert sum(counts.values()) == len(meaning["diff"]["findings"])
    assert {address for address, _ in told} == {each["address"] for each in meaning["diff"]["findings"]}


def test_a_break_is_shown_with_a_message_and_whom_it_hits() -> None:
    text = estate_portal().get(PAIRS[0]).text
    for words in ("breaking", "quote-to-order", "accepted by", "order-to-cash", "treaty diff"):
        assert words in text


def test_swap_leads_to_the_opposite() -> None:
    text = estate_portal().get(PAIRS[0]).text
    assert 'href="/main/compare/pricing/prices?to=2.4.0&amp;from=3.0.0"' in text


def test_without_parameters_the_newest_release_is_compared_with_the_one_before() -> None:
    data = twin("/main/compare/pricing/prices")
    assert (data["base"]["label"], data["revision"]["label"]) == ("2.4.0", "3.0.0")


def test_the_text_shows_changed_lines_of_both() -> None:
    data = twin("/main/compare/pricing/prices?view=text")
    rows = data["text"]["rows"]
    assert data["meaning"] is None
    assert any("2.4.0" in row["before"] and "3.0.0" in row["after"] for row in rows if row["kind"] == "changed")


@pytest.mark.parametrize(
    ("query", "status", "hint"),
    [
        ("from=9.9.9", 404, "2.4.0"),
        ("view=colour", 400, "meaning"),
        ("page=x", 400, "from 1"),
        ("view=text&file=/etc/passwd", 404, "openapi.yaml"),
        ("to=2.4.0", 404, "from="),
        ("from=--output=/tmp/x&to=3.0.0", 404, ""),
    ],
)
def test_wrong_parameters_are_refused_with_advice(query: str, status: int, hint: str) -> None:
    answer = estate_portal().get(f"/main/compare/pricing/prices.json?{query}")
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert hint in answer.json["hint"]


@pytest.mark.parametrize("view", ["", "&view=text"])
def test_beyond_the_last_page_is_nothing(view: str) -> None:
    answer = estate_portal().get(f"/main/compare/pricing/prices.json?page=99{view}")
    assert (answer.status_code, answer.json and answer.json["hint"][:18]) == (404, "pages go from 1 to")
