"""Long messages are cut, never at the place that differs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from governance.findings import Side, Witness
from governance.reports.shown import body_line, request_line, shortened

LONG: dict[str, Any] = {f"m{number}": {"n": number, "text": "x" * 50} for number in range(30)}


def test_what_is_short_is_whole() -> None:
    assert json.loads(shortened({"a": [1, None, True]}, ("a",), 80)) == {"a": [1, None, True]}


@pytest.mark.parametrize("width", [40, 100, 200])
def test_the_place_stays(width: int) -> None:
    text = shortened({**LONG, "odd": {"deep": [{"price": -1}]}}, ("odd", "deep", 0, "price"), width)
    assert '"price": -1' in text
    assert len(text) <= width + 1


def test_long_texts_say_how_long_they_are() -> None:
    assert '… (5001 characters)"' in shortened({"name": "a" * 5001}, ("name",), 120)


def test_requests_responses_and_events_have_one_line() -> None:
    request = {"method": "GET", "path": "/orders", "query": "limit=1"}
    assert request_line(witness(request)) == "GET /orders?limit=1"
    assert request_line(witness({**request, "status": 200})) == "GET /orders?limit=1 answers 200"
    assert request_line(witness({"address": "orders.v1", "payload": {}})) == "orders.v1"


def test_headers_are_shown_where_they_differ() -> None:
    message = {"method": "GET", "path": "/", "headers": {"ETag": "1"}, "body": {}}
    assert body_line(witness(message, "/headers/ETag"), 80) == 'headers {"ETag": "1"}; body {}'
    assert body_line(witness(message, "/body"), 80) == "body {}"


def witness(message: dict[str, Any], pointer: str = "") -> Witness:
    return Witness(message, pointer, None, Side.BASE)
