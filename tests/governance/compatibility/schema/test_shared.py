"""Parts that both sides share stay closed until a value must be made of them."""

from typing import Any

from catalog.model.source import Json
from governance.compatibility.schema import Contained, Reading, Refuted, decide
from governance.compatibility.schema.containment import Session
from governance.compatibility.schema.shared import Part

ITEM = {"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string", "maxLength": 3}}}
DOCUMENTS: dict[str, dict[str, Any]] = {
    "base|old": {"#/item": ITEM, "#/party": {"type": "object", "required": ["name"]}},
    "revision|new": {"#/item": ITEM, "#/party": {"type": "object", "required": ["name", "tax"]}},
}


def resolve(reference: str, base: str) -> tuple[Json, str]:
    """What a reference leads to in its own document."""
    return DOCUMENTS[base][reference], base


def shared_by_name(reference: str, _base: str, hopeful: bool) -> object:
    """Items are known to be the same; of parties it is only hoped."""
    return reference if reference == "#/item" or hopeful else None


def asked(old: Json, new: Json, reading: Reading) -> object:
    session = Session(shared_by_name)
    return decide(
        old, new, reading, resolve=resolve, new_resolve=resolve, base="base|old", new_base="revision|new",
        session=session,
    )  # fmt: skip


ORDER = {"type": "object", "properties": {"item": {"$ref": "#/item"}, "buyer": {"$ref": "#/party"}}}
SOME = {"type": "object", "properties": {"item": {"anyOf": [{"type": "string"}, {"$ref": "#/item"}]}}}
TEXT = {"type": "object", "properties": {"item": {"type": "string"}}}


def test_a_part_that_is_the_same_needs_no_look() -> None:
    assert asked(SOME, SOME, Reading()) == Contained()
    assert asked({"type": "object", "properties": {"item": {"$ref": "#/item"}}}, SOME, Reading()) == Contained()


def test_a_part_is_opened_where_it_meets_something_else() -> None:
    assert isinstance(asked(SOME, TEXT, Reading()), Refuted)
    longer = {"properties": {"item": {"properties": {"sku": {"maxLength": 4}}}}}
    shorter = {"properties": {"item": {"properties": {"sku": {"maxLength": 2}}}}}
    assert asked(ORDER, longer, Reading()) == Contained()
    assert isinstance(asked(ORDER, shorter, Reading()), Refuted)
    assert isinstance(asked(longer, ORDER, Reading()), Refuted)


def test_nothing_is_hoped_where_a_proof_is_asked_for() -> None:
    assert asked(ORDER, ORDER, Reading(need="hoped")) == Contained()
    for need in ("", "known"):
        assert isinstance(asked(ORDER, ORDER, Reading(need=need)), Refuted)  # type: ignore[arg-type]


def test_hope_finds_no_value_that_is_none() -> None:
    demand = {"required": ["item"], **ORDER}
    found = asked(ORDER, demand, Reading(need="hoped"))
    assert isinstance(found, Refuted)
    assert "item" not in found.witness


def test_a_reader_may_be_opener_than_a_sender_and_not_the_other_way_round() -> None:
    sent, read = Part("a", closed=True, opened=False, loose=None), Part("a", closed=False, opened=True, loose=None)
    written = Part("a", closed=False, opened=False, loose=None)
    assert sent.within(read)
    assert written.within(read)
    assert not read.within(sent)
    assert not read.within(written)
    assert not written.within(sent)
    assert not Part("a", False, False, loose=print).within(written)
    assert written.within(Part("a", False, False, loose=print))
