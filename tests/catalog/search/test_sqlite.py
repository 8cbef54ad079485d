"""The index: what is found, in which order, by which filters, whatever is typed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from catalog.search.index import Results
from catalog.search.members import NONE, Values
from catalog.search.sqlite import SqliteIndex
from tests.builders.searched import index_of, part


def values(layer: str, owner: str) -> Values:
    return ((layer,), *NONE[1:5], (owner,), NONE[6])


SOURCES = {
    "billing": (part("service", "billing", "Billing", text="Sends invoices"),),
    "orders": (part("service", "orders", "Orders"),),
    "orders/v2": (
        part("contract", "orders/v2", "Orders", text="What customers want"),
        part("operation", "POST /orders", "submitOrder", "POST /orders", text="Submit an order"),
        part("schema", "Order", "", "schema Order"),
        part("field", "billToParty", "", "schema Order", "Order billToParty"),
        part("field", "accountTaxCode", "", "schema Order", "Order lines[].accountTaxCode"),
        part("field", "accountTaxCode", "", "schema Other", "Other accountTaxCode"),
    ),
    "billing/events": (
        part("contract", "billing/events", "Billing events"),
        part("message", "InvoiceSent", "", "message InvoiceSent", text="Tells about a remittance slip"),
        part("field", "billingAccount", "", "message InvoiceSent", "InvoiceSent billingAccount"),
        part("field", "orderedQuantity", "", "message InvoiceSent", "InvoiceSent orderedQuantity"),
        part("operation", "POST /checkouts", "createCheckout", "POST /checkouts"),
    ),
    "order": (part("term", "order", "", text="A customer's binding request"),),
    "blue": (part("team", "blue-team", "The blue team"),),
}
VALUES = {"billing/events": values("system", "blue"), "orders/v2": values("process", "red")}


@pytest.fixture(scope="module")
def index() -> SqliteIndex:
    return index_of(SOURCES, VALUES)


def names(index: SqliteIndex, query: str, **filters: str) -> list[str]:
    return [hit.entry.name for hit in index.search(query, filters=filters).hits]


@pytest.mark.parametrize(
    "query", ["billToParty", "bill to party", "BILL_TO_PARTY", "billtoparty", "party", "bill par", "llToPa", "to bill"]
)
def test_a_field_is_found_by_its_words_their_beginnings_and_its_inside(index: SqliteIndex, query: str) -> None:
    assert "billToParty" in names(index, query)


@pytest.mark.parametrize("query", ["last_name", "lastName", "LastName"])
def test_of_names_with_the_same_words_the_one_written_as_asked_is_first(query: str) -> None:
    spelled = ("LastName", "lastName", "last_name", "last-name")
    found = index_of({"people": tuple(part("field", each, "", "schema Person", each) for each in spelled)}, {})
    assert names(found, query)[0] == query
    assert sorted(names(found, query)) == sorted(spelled)


@pytest.mark.parametrize("query", ["taxcode", "TaxCode", "tax code", "axCod", "ccountTax"])
def test_infixes_are_found(index: SqliteIndex, query: str) -> None:
    assert names(index, query)[0] == "accountTaxCode"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("billing acct", "billingAccount"),
        ("qty", "orderedQuantity"),
        ("acct", "billingAccount"),
    ],
)
def test_abbreviations_are_found(index: SqliteIndex, query: str, name: str) -> None:
    hits = {hit.entry.name: hit.why for hit in index.search(query).hits}
    assert " read as " in hits[name]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("bilToParty", "billToParty"),
        ("biling account", "billingAccount"),
        ("accuontTaxCode", "accountTaxCode"),
        ("submittOrder", "POST /orders"),
        ("billtoprty", "billToParty"),
    ],
)
def test_a_letter_amiss_is_forgiven(index: SqliteIndex, query: str, name: str) -> None:
    assert name in names(index, query)[:3]


def test_another_reading_is_said(index: SqliteIndex) -> None:
    results = index.search("biling")
    assert ("biling", "billing") in results.read_as
    assert "biling read as billing" in results.hits[0].why


@pytest.mark.parametrize("query", ["tech", "teach", "bill zebra", "mop", "xxbill"])
def test_what_is_only_similar_is_not_found(index: SqliteIndex, query: str) -> None:
    assert names(index, query) == []


def test_what_is_found_as_it_is_needs_no_other_reading(index: SqliteIndex) -> None:
    assert index.search("order").read_as == ()


def test_the_exact_name_comes_first(index: SqliteIndex) -> None:
    assert names(index, "order")[:2] == ["order", "Order"]


def test_titles_and_descriptions_are_searched(index: SqliteIndex) -> None:
    assert names(index, "submitOrder")[0] == "POST /orders"
    named, hit = index.search("invoices").hits
    assert named.entry.name == "InvoiceSent", "its letters stand there, and names go first"
    assert (hit.entry.name, hit.why) == ("billing", "its description")


def test_a_description_of_a_part_leads_to_it(index: SqliteIndex) -> None:
    (hit,) = index.search("remittance").hits
    assert (hit.entry.kind, hit.entry.contract, hit.entry.at) == ("contract", "billing/events", "message InvoiceSent")
    assert hit.why == "the description of InvoiceSent"


def test_the_name_of_the_contract_may_hold_a_word(index: SqliteIndex) -> None:
    (hit,) = index.search("billing quantity").hits
    assert (hit.entry.name, hit.why) == ("orderedQuantity", "its name and the name of its contract")


def test_another_reading_of_the_name_of_the_contract_is_said(index: SqliteIndex) -> None:
    results = index.search("biling quantity")
    assert results.read_as == (("biling", "billing"),)
    assert results.hits[0].why == "its name and the name of its contract, biling read as billing"


def test_a_name_in_several_places_is_one_hit(index: SqliteIndex) -> None:
    (hit,) = index.search("accountTaxCode").hits
    assert (hit.places, hit.entry.place) == (2, "Order lines[].accountTaxCode")


def test_filters_combine(index: SqliteIndex) -> None:
    assert names(index, "order", kind="operation") == ["POST /orders"]
    assert "orderedQuantity" not in names(index, "order", layer="process")
    assert names(index, "order", layer="system") == ["orderedQuantity"]
    assert names(index, "order", layer="system", owner="red") == []
    assert names(index, "order", layer="nowhere") == []


def test_counts_say_what_another_choice_would_find(index: SqliteIndex) -> None:
    results = index.search("order", filters={"layer": "system"})
    assert dict(results.counts["layer"]) == {"process": 3, "system": 1}
    assert dict(results.counts["owner"]) == {"blue": 1}
    for layer, count in results.counts["layer"]:
        assert index.search("order", filters={"layer": layer}).total == count
    for kind, count in index.search("order").counts["kind"]:
        assert index.search("order", filters={"kind": kind}).total == count


def test_pages_hold_every_hit_once(index: SqliteIndex) -> None:
    whole = index.search("order")
    pages = [index.search("order", limit=2, offset=offset) for offset in range(0, whole.total, 2)]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.total for page in pages} == {whole.total} == {len(whole.hits)}
    assert index.search("order", offset=1000).hits == ()


@pytest.mark.parametrize(
    "query", ["", "   ", '"', "*", "'); DROP TABLE words; --", "a" * 5000, "\0", "NEAR(", "☃", "^", "-", "a b " * 900,
              "%", "name : x", "{words} : y", "(a+)+$" * 30]
)  # fmt: skip
def test_nothing_that_is_typed_breaks_it(index: SqliteIndex, query: str) -> None:
    results = index.search(query)
    assert isinstance(results, Results)
    assert results.total == len(results.hits)


def test_threads_may_ask_at_once(index: SqliteIndex) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: names(index, "bill to party"), range(100)))
    assert all(answer == answers[0] for answer in answers)
