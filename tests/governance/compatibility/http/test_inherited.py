"""Operations that are written alike and are not the same: by what they inherit, and by the names in their paths."""

from __future__ import annotations

import pytest

from tests.builders.compared import told

SWAGGER = """
swagger: '2.0'
info: {title: t, version: 1.0.0}
%s
paths:
  /orders:
    post:
      parameters: [{in: body, name: b, schema: {type: object, properties: {a: {type: string}}}}]
      responses: {'200': {description: d, schema: {type: object, properties: {a: {type: string}}}}}
"""
BOTH, ONE = "[application/json, application/xml]", "[application/json]"


@pytest.mark.parametrize(
    ("word", "rule"), [("consumes", "request-media-type-removed"), ("produces", "response-media-type-removed")]
)
def test_media_types_that_operations_inherit(word: str, rule: str) -> None:
    both, one = (SWAGGER % f"{word}: {said}" for said in (BOTH, ONE))
    assert told(both, one) == {(rule, "breaks")}
    assert {effect for _, effect in told(one, both)} <= {"safe"}


PATHS = """
openapi: 3.0.3
info: {title: t, version: 1.0.0}
paths:
  %s:
    get:
      parameters:
      - {in: path, name: x, required: true, schema: {type: string}}
      - {in: path, name: y, required: true, schema: {type: %s}}
      responses: {'204': {description: d}}
"""


@pytest.mark.parametrize("path", ["/a/{x}/{y}", "/a/{x}.{y}"])
def test_names_that_change_places_in_a_path(path: str) -> None:
    swapped = path.replace("x", "z").replace("y", "x").replace("z", "y")
    assert ("inbound-type-narrowed", "breaks") in told(PATHS % (path, "integer"), PATHS % (swapped, "integer"))
    assert "breaks" not in {effect for _, effect in told(PATHS % (path, "string"), PATHS % (swapped, "string"))}


REFERRED = """
openapi: 3.1.0
info: {title: t, version: 1.0.0}
paths:
  /orders:
    $ref: '#/components/pathItems/Orders'
    %s
components:
  pathItems:
    Orders:
      post: {responses: {'204': {description: d}}}
"""
GET = "get: {responses: {'204': {description: d}}}"
PARAMETERS = "parameters: [{in: query, name: q, required: true, schema: {type: %s}}]"
BESIDE = [
    (GET, "description: d", "operation-removed"),
    ("description: d", PARAMETERS % "string", "required-request-parameter-added"),
    (PARAMETERS % "string", PARAMETERS % "integer", "inbound-type-narrowed"),
]


@pytest.mark.parametrize(("before", "after", "rule"), BESIDE)
def test_what_stands_beside_the_reference_of_a_path_item(before: str, after: str, rule: str) -> None:
    assert told(REFERRED % before, REFERRED % after) == {(rule, "breaks")}


UNDECLARED = """
openapi: 3.0.3
info: {title: t, version: 1.0.0}
paths:
  /a/{%s}:
    get:
      parameters: [{in: path, name: x, required: true, schema: {type: %s}}]
      responses: {'204': {description: d}}
"""


@pytest.mark.parametrize(("kind", "rules"), [("string", set()), ("integer", {("inbound-type-narrowed", "breaks")})])
def test_a_template_that_nothing_is_said_of_takes_any_text(kind: str, rules: set[tuple[str, str]]) -> None:
    assert told(UNDECLARED % ("y", kind), UNDECLARED % ("x", kind)) == rules
    removed = {("request-parameter-removed", "may-break")}
    assert told(UNDECLARED % ("x", kind), UNDECLARED % ("y", kind)) == removed
