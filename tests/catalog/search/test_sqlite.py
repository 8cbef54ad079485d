"""The index: what is found, in which order, whatever is typed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from catalog.search.entries import Entry
from catalog.search.sqlite import SqliteIndex

ENTRIES = (
    Entry("service", "billing", "Billing", owner="billing", text="Sends invoices"),
    Entry("field", "billToParty", contract="orders", at="schema Order", place="Order billToParty"),
    Entry("field", "accountTaxCode", contract="orders", at="schema Order", place="Order lines[].accountTaxCode"),
    Entry("operation", "POST /orders", "submitOrder", contract="orders", at="POST /orders", text="Submit an order"),
    Entry("term", "order", "order", text="A customer's binding request"),
    Entry("message", "OrderSubmitted", contract="order-events", at="message OrderSubmitted"),
)


@pytest.fixture(scope="module")
def index() -> SqliteIndex:
    return SqliteIndex(ENTRIES)


def names(index: SqliteIndex, query: str, kind: str = "") -> list[str]:
    return [hit.entry.name for hit in index.search(query, kind=kind).hits]


@pytest.mark.parametrize(
    "query", ["billToParty", "bill to party", "BILL_TO_PARTY", "billtoparty", "party", "bill par", "llToPa"]
)
def test_a_field_is_found_by_its_words_their_beginnings_and_its_inside(index: SqliteIndex, query: str) -> None:
    assert "billToParty" in names(index, query)


@pytest.mark.parametrize("query", ["taxcode", "TaxCode", "tax code", "axCod"])
def test_infixes_are_found(index: SqliteIndex, query: str) -> None:
    assert names(index, query)[0] == "accountTaxCode"


def test_the_exact_name_comes_first(index: SqliteIndex) -> None:
    assert names(index, "order")[0] == "order"


def test_operation_ids_and_descriptions_are_searched(index: SqliteIndex) -> None:
    assert names(index, "submitOrder")[0] == "POST /orders"
    (hit,) = index.search("invoices").hits
    assert (hit.entry.name, hit.why) == ("billing", "its description")


def test_a_kind_narrows_down(index: SqliteIndex) -> None:
    assert names(index, "order", kind="message") == ["OrderSubmitted"]


@pytest.mark.parametrize(
    "query", ["", "   ", '"', "*", "'); DROP TABLE words; --", "a" * 5000, "\0", "NEAR(", "☃", "^", "-"]
)
def test_nothing_that_is_typed_breaks_it(index: SqliteIndex, query: str) -> None:
    results = index.search(query)
    assert results.total == len(results.hits)


def test_the_limit_does_not_change_the_total(index: SqliteIndex) -> None:
    results = index.search("order", limit=1)
    assert len(results.hits) == 1
    assert results.total > 1


def test_threads_may_ask_at_once(index: SqliteIndex) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: names(index, "bill to party"), range(100)))
    assert all(answer == answers[0] for answer in answers)
