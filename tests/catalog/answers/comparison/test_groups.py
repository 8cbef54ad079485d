"""Findings by root cause."""

from __future__ import annotations

from catalog.answers.comparison.groups import Group, grouped, nearest
from catalog.answers.comparison.text import title_of
from governance.compatibility.comparison import compare
from governance.findings import Effect
from tests.builders.contracts import contract_of

BASE = """\
openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /orders:
    get:
      responses: &orders
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
  /refunds: {get: {responses: *orders}}
  /old: {get: {responses: {'204': {description: d}}}}
  /older: {get: {responses: {'204': {description: d}}}}
components:
  schemas:
    Order: {type: object, required: [a, b], properties: {a: {type: string}, b: {type: string}, c: {type: string}}}
"""


def test_a_shared_schema_is_one_group_and_removed_operations_another() -> None:
    revision = BASE.replace("required: [a, b], ", "").replace(", c: {type: string}", "")
    removed, shared = groups("\n".join(line for line in revision.splitlines() if "/old" not in line))
    assert title_of(shared) == "schema Order, in 2 operations: GET /orders, GET /refunds"
    assert {line.text for line in shared.lines} == {"a, b always came and may be missing now", "c was removed"}
    assert title_of(removed) == "2 operations removed"
    assert removed.lines[0].text == "GET /old, GET /older"


def test_the_same_words_at_several_operations_are_one_group() -> None:
    demanded = "parameters: [{name: k, in: query, required: true, schema: {type: string}}], responses"
    (group,) = groups(BASE.replace("get: {responses: {'204'", f"get: {{{demanded}: {{'204'"))
    assert title_of(group) == "GET /old, GET /older"
    assert [line.text for line in group.lines] == ["the parameter query:k is new and required"]


def test_operations_that_bear_the_name_of_the_part_come_first() -> None:
    group = Group("schema account", ("GET /a", "GET /account", "GET /accounts/{id}"), ())
    assert nearest(group) == ("GET /account", "GET /accounts/{id}", "GET /a")


def groups(revision: str) -> tuple[Group, ...]:
    found = compare(contract_of(BASE), contract_of(revision)).findings
    return grouped(finding for finding in found if finding.effect is Effect.BREAKS)
