"""Identifiers and queries as words."""

from __future__ import annotations

import pytest

from catalog.search.words import LONGEST_QUERY, MOST_WORDS, query_letters, query_words, searchable, split


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("billToParty", ["bill", "to", "party"]),
        ("bill_to_party", ["bill", "to", "party"]),
        ("BILL-TO-PARTY", ["bill", "to", "party"]),
        ("HTTPServer2xx", ["http", "server", "2", "xx"]),
        ("POST /orders/{orderId}", ["post", "orders", "order", "id"]),
        ("order.submitted.v1", ["order", "submitted", "v", "1"]),
        ("größeÄnderung", ["gr", "öß", "e", "ä", "nderung"]),
        ("", []),
    ],
)
def test_split(name: str, words: list[str]) -> None:
    assert split(name) == words


def test_both_spellings_are_searchable() -> None:
    assert searchable("billToParty") == "bill to party billtoparty"


def test_queries_are_bounded() -> None:
    assert len(query_words("a1b2" * 1000)) <= MOST_WORDS
    assert query_words("x" * 10_000) == ("x" * LONGEST_QUERY,)


def test_operators_of_the_engine_are_words() -> None:
    assert query_words('" OR 1=1 -- NEAR( *') == ("or", "1", "near")


def test_letters_keep_what_is_said_twice() -> None:
    assert query_letters("journalLineLine") == "journallineline"
    assert query_words("journalLineLine") == ("journal", "line")
