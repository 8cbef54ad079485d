"""Members that no name declares: of an object that declares nothing, and of a family of names."""

from __future__ import annotations

import pytest

from tests.builders.compared import request, told

FREE = "{type: object}"
TYPED = "{type: object, properties: {a: {type: string}}}"
OPEN_MAP = ("inbound-property-added-to-open-map", "may-break")
FAMILY = "{type: object, %spatternProperties: {'^x': {type: string}}}"
TOLD = [
    (FREE, TYPED, {OPEN_MAP}),
    ("{type: object, properties: {}}", TYPED, {OPEN_MAP}),
    ("{type: object, properties: {b: {type: string}}}", TYPED.replace("{a:", "{b: {type: string}, a:"),
     {("inbound-property-added", "safe")}),
    ("{type: object, additionalProperties: false}", TYPED.replace("object,", "object, additionalProperties: false,"),
     {("inbound-property-added", "safe")}),
    (FAMILY % "", FAMILY % "properties: {xa: {type: string, maxLength: 3}}, ",
     {("inbound-openness-narrowed", "breaks"), ("inbound-property-added", "safe")}),
    (FAMILY % "", FAMILY % "properties: {b: {type: string}}, ", {("inbound-property-added", "safe")}),
    (FAMILY % "additionalProperties: true, ",
     FAMILY % "additionalProperties: true, properties: {xa: {type: integer}}, ",
     {("inbound-openness-narrowed", "breaks"), OPEN_MAP}),
    (FAMILY % "additionalProperties: true, ",
     FAMILY % "additionalProperties: true, properties: {b: {type: integer}}, ", {OPEN_MAP}),
]  # fmt: skip


@pytest.mark.parametrize(("base", "revision", "expected"), TOLD)
def test_one_that_is_declared_now(base: str, revision: str, expected: set[tuple[str, str]]) -> None:
    assert told(request(base), request(revision)) == expected


def test_one_that_a_family_still_names_is_not_ignored() -> None:
    base = "{type: object, properties: {xa: {type: string}, b: {type: string}}}"
    assert told(request(base), request(FAMILY % "properties: {b: {type: string}}, ")) == set()
    assert told(request(base), request(FAMILY % "")) == {("inbound-property-removed", "may-break")}
    numbers = request(FAMILY.replace("string", "integer") % "properties: {b: {type: string}}, ")
    assert told(request(base), numbers) == {("inbound-openness-narrowed", "breaks")}
