"""Beside the pages: names that look like a defect and are none, and places and spellings that were once missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders.rule_pages import ASYNCAPI, CATALOG, OPENAPI, findings_of, opened


def document(paths: str = "{}", properties: str = "{}") -> dict[str, str]:
    text = f"openapi: 3.1.0\ninfo: {{title: Orders, version: 2.0.0}}\npaths: {paths}\n"
    return {OPENAPI: f"{text}components: {{schemas: {{Order: {{type: object, properties: {properties}}}}}}}\n"}


def events(rest: str) -> dict[str, str]:
    return {ASYNCAPI: f"asyncapi: 3.0.0\ninfo: {{title: Order events, version: 1.0.0}}\n{rest}"}


def named(files: dict[str, str], folder: Path, rule: str) -> list[str]:
    """The last words of the addresses where the rule finds something."""
    return sorted(found.address.split()[-1] for found in findings_of(files, folder, rule))


@pytest.mark.parametrize("name", ["custColor", "custEventId", "custCollectionLetterCode", "stripes", "means"])
def test_an_abbreviated_customer_is_no_field_of_a_vendor(name: str, tmp_path: Path) -> None:
    assert named(document(properties=f"{{{name}: {{type: string}}}}"), tmp_path, "vendor-leak") == []


def test_ids_of_custom_fields_are_a_vendors(tmp_path: Path) -> None:
    properties = "{custbody_hw_order: {type: string}, custcol1: {type: string}, Region__c: {type: string}}"
    found = named(document(properties=properties), tmp_path, "vendor-leak")
    assert found == ["Region__c", "custbody_hw_order", "custcol1"]


def test_plurals_of_money_are_money_and_other_measures_are_not(tmp_path: Path) -> None:
    money = "taxes: {type: number}, salaries: {type: array, items: {type: number}}"
    other = "pointsBalance: {type: number}, timeLimit: {type: number}, sizeLimit: {type: number}"
    files = document(properties=f"{{currency: {{type: string}}, {money}, {other}}}")
    assert named(files, tmp_path, "money-as-float") == ["salaries", "taxes"]


def test_a_sunset_may_be_a_moment_and_must_be_one(tmp_path: Path) -> None:
    answer = "responses: {'200': {description: Done}}"
    get = f"get: {{deprecated: true, x-sunset: '2027-06-30T00:00:00Z', {answer}}}"
    put = f"put: {{deprecated: true, x-sunset: soon, {answer}}}"
    found = findings_of(document(f"{{/orders: {{{get}, {put}}}}}"), tmp_path, "deprecated-without-sunset")
    assert [each.message for each in found] == ["PUT /orders is deprecated without a sunset"]


def test_a_major_version_is_told_at_the_path_wherever_the_path_item_stands(tmp_path: Path) -> None:
    item = "{get: {responses: {'200': {description: Found}}}}"
    head = "openapi: 3.1.0\ninfo: {title: Orders, version: 2.0.0}\npaths:\n"
    files = {
        OPENAPI: f"{head}  /v1/orders: {{$ref: '#/components/pathItems/it'}}\ncomponents: {{pathItems: {{it: {item}}}}}"
    }
    (found,) = findings_of(files, tmp_path, "path-major-mismatch")
    assert found.locations[0].line == 4


def test_a_message_may_rely_on_the_description_of_its_operation(tmp_path: Path) -> None:
    files = events(
        "channels:\n  orders:\n    address: order.v1\n"
        "    messages: {told: {payload: {type: object}}, silent: {payload: {type: object}}}\n"
        "operations:\n  tell: {action: send, summary: Tells., channel: {$ref: '#/channels/orders'},"
        " messages: [{$ref: '#/channels/orders/messages/told'}]}\n"
    )
    found = findings_of(files, tmp_path, "missing-description")
    assert [each.message for each in found] == ["message silent has no description"]


@pytest.mark.parametrize(
    ("protocol", "weak"), [("kafka", True), ("kafka-secure", False), ("googlepubsub", False), ("mqtt", True)]
)
def test_a_password_is_weak_where_the_server_that_asks_for_it_is_readable(
    protocol: str, weak: bool, tmp_path: Path
) -> None:
    files = events(
        "servers:\n"
        "  other: {host: a.example, protocol: kafka, security: [{$ref: '#/components/securitySchemes/scram'}]}\n"
        f"  own: {{host: b.example, protocol: {protocol},"
        " security: [{$ref: '#/components/securitySchemes/password'}]}\n"
        "components:\n  securitySchemes: {scram: {type: scramSha512}, password: {type: userPassword}}\n"
    )
    assert bool(findings_of(files, tmp_path, "weak-scheme")) is weak


@pytest.mark.parametrize("who", ["A.Lind", "team/a.lind"])
def test_a_name_spelt_differently_is_still_the_same(who: str, tmp_path: Path) -> None:
    waiver = f"""\
rule: missing-description
address: orders GET /orders
reason: It is described in the wiki, and will be here with 2.0.
ticket: COM-1
requested_by: a.lind
approved_by: {who}
created: 2026-11-16
expires: 2027-01-01
"""
    found = findings_of({"policy/waivers/mine.yaml": waiver}, tmp_path, "waiver-self-approved")
    assert [each.message.endswith("and approves it") for each in found if each.rule == "waiver-self-approved"] == [True]


@pytest.mark.parametrize(("action", "told"), [("send", [8]), ("receive", [])])
def test_a_payload_may_be_restricted_as_a_whole(action: str, told: list[int], tmp_path: Path) -> None:
    files = events(
        "channels:\n  orders:\n    address: order.v1\n    messages:\n      submitted:\n"
        "        payload: {type: object, x-classification: restricted, properties: {iban: {type: string}}}\n"
        f"operations:\n  tell: {{action: {action}, channel: {{$ref: '#/channels/orders'}}}}\n"
        f"  again: {{action: {action}, channel: {{$ref: '#/channels/orders'}}}}\n"
    )
    kept = {path: text for path, text in CATALOG.items() if path != OPENAPI}
    book = opened({**kept, **files}, tmp_path)
    entry = book.snapshot.entry("orders")
    found = book.of_contract(book.snapshot.contract("orders"), entry)
    assert [each.locations[0].line for each in found if each.rule == "restricted-in-event"] == told
