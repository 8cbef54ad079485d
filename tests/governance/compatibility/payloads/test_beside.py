"""SEMANTICS §5: a property that all variants have may as well stand beside their union."""

from __future__ import annotations

import pytest

from tests.builders.compared import request, response, told

TEXT, SHORT = "{type: string}", "{type: string, maxLength: 3}"


def inside(union: str, member: str, required: str = ", i") -> str:
    """The property in each variant."""
    variants = (
        f"{{type: object, properties: {{k: {{const: {k}}}, i: {member}}}, required: [k{required}]}}" for k in "ab"
    )
    return f"{{{union}: [{', '.join(variants)}]}}"


def beside(union: str, member: str, required: str = "i", *, composed: bool = False) -> str:
    """The property beside the union."""
    variants = (f"{{type: object, properties: {{k: {{const: {k}}}}}, required: [k]}}" for k in "ab")
    own, choice = f"properties: {{i: {member}}}, required: [{required}]", f"{union}: [{', '.join(variants)}]"
    return f"{{allOf: [{{{own}}}, {{{choice}}}]}}" if composed else f"{{type: object, {own}, {choice}}}"


EQUAL = [
    *((inside(union, TEXT), beside(union, TEXT)) for union in ("oneOf", "anyOf")),
    (inside("oneOf", TEXT, ""), beside("oneOf", TEXT, "")),
    (inside("oneOf", TEXT), beside("oneOf", TEXT, composed=True)),
]


@pytest.mark.parametrize("sides", EQUAL)
def test_moving_it_changes_nothing(sides: tuple[str, str]) -> None:
    for place in (request, response):
        one, other = map(place, sides)
        assert told(one, other) == told(other, one) == set()


def test_what_changes_on_the_way_is_told() -> None:
    for one, other in ((inside, beside), (beside, inside)):
        wide, tight = one("oneOf", TEXT), other("oneOf", SHORT)
        assert ("inbound-bound-narrowed", "breaks") in told(request(wide), request(tight))
        assert ("outbound-bound-widened", "breaks") in told(response(tight), response(wide))
        assert told(request(tight), request(wide)) == told(response(wide), response(tight)) == set()


def test_one_that_is_gone_is_removed() -> None:
    gone = beside("oneOf", TEXT).replace("properties: {i: {type: string}}, required: [i], ", "")
    assert told(response(inside("oneOf", TEXT)), response(gone)) == {("outbound-property-removed", "breaks")}


def test_only_where_it_moved() -> None:
    """A shared variant may stand in a union beside which nothing is said."""
    shared = "components: {schemas: {A: {type: object, properties: {k: {const: a}%s}, required: [k]}}}"
    other = "{type: object, properties: {k: {const: b}}, required: [k]}"
    union = f"oneOf: [{{$ref: '#/components/schemas/A'}}, {other}]"
    base = response(f"{{type: object, properties: {{p: {{{union}}}, q: {{{union}}}}}}}")
    moved = response(f"{{type: object, properties: {{p: {{properties: {{i: {TEXT}}}, {union}}}, q: {{{union}}}}}}}")
    assert told(base + shared % f", i: {TEXT}", moved + shared % "") == {("outbound-property-removed", "breaks")}
