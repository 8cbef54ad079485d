"""Two independent validators, asked without any network."""

from __future__ import annotations

import pytest

from catalog.errors import UnresolvableReference
from catalog.model.source import SourceDocument
from catalog.reading.contract import read_contract
from catalog.reading.read import read_source
from governance.validation.second_opinion import Opinion, second_opinions

SOUND = b'openapi: 3.1.0\ninfo: {title: Shop, version: "1"}\npaths: {}\n'
BROKEN = SOUND.replace(b"version", b"verison")
REFERRING = SOUND.replace(
    b"paths: {}",
    b"""paths:
  /orders:
    get:
      responses:
        "200":
          description: fine
          content: {application/json: {schema: {$ref: 'WHERE'}}}
""",
)


def opinions(data: bytes, rules: frozenset[str] = frozenset()) -> tuple[list[Opinion], list[str]]:
    asked: list[str] = []

    def fetch(name: str) -> SourceDocument:
        asked.append(name)
        if name != "contracts/money.yaml":
            raise UnresolvableReference("not there", place=name)
        return read_source(b"Money: {type: string}\n", name)

    contract = read_contract(read_source(data, "contracts/shop.yaml"), contract_id="shop")
    return list(second_opinions(contract, fetch, rules)), asked


def test_all_agree_on_a_sound_document() -> None:
    found, _ = opinions(SOUND)
    assert [(each.valid, each.agrees) for each in found] == [(True, True), (True, True)]


def test_all_agree_on_a_broken_one_and_say_why() -> None:
    found, _ = opinions(BROKEN, frozenset({"missing-field"}))
    assert [(each.valid, each.agrees) for each in found] == [(False, True), (False, True)]
    assert all("version" in each.errors[0] for each in found)


def test_disagreement_is_told() -> None:
    found, _ = opinions(BROKEN)
    assert [each.agrees for each in found] == [False, False]


def test_jsonschema_is_not_blamed_for_rules_beyond_the_schema() -> None:
    spec_validator, jsonschema = opinions(SOUND, frozenset({"ambiguous-path"}))[0]
    assert (spec_validator.agrees, jsonschema.agrees) == (False, True)


@pytest.mark.parametrize("data", [b"asyncapi: 3.0.0\ninfo: {title: a, version: '1'}\n"])
def test_a_validator_says_when_it_does_not_know_the_specification(data: bytes) -> None:
    spec_validator, jsonschema = opinions(data)[0]
    assert (spec_validator.valid, spec_validator.agrees) == (None, None)
    assert jsonschema.valid is True


def test_references_are_answered_from_the_catalog() -> None:
    found, asked = opinions(REFERRING.replace(b"WHERE", b"money.yaml#/Money"))
    assert found[0].valid is True
    assert asked == ["contracts/money.yaml"]


@pytest.mark.parametrize(
    "address", [b"http://127.0.0.1:9/x.yaml#/A", b"file:///etc/passwd", b"https://example.org/a#/b"]
)
def test_nothing_is_fetched_from_elsewhere(address: bytes) -> None:
    found, asked = opinions(REFERRING.replace(b"WHERE", address))
    assert asked == []
    assert found[0].valid is False
    assert "gave up" in found[0].errors[0]
