"""The values of a discriminator lead to variants, or to the components that inherit from the schema that has it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.builders.compared import request, response, told

CAT = "{type: object, required: [kind], properties: {kind: {type: string}, size: {type: integer}}}"
DOG = "{type: object, required: [kind], properties: {kind: {type: string}, size: {type: string}}}"


def pets(frame: Callable[[str], str], mapping: str, names: tuple[str, str] = ("Cat", "Dog")) -> str:
    branches = ", ".join(f"{{$ref: '#/components/schemas/{name}'}}" for name in names)
    pet = f"{{oneOf: [{branches}], discriminator: {{propertyName: kind, mapping: {mapping}}}}}"
    schemas = f"Pet: {pet}, {names[0]}: {CAT}, {names[1]}: {DOG}"
    return frame("{$ref: '#/components/schemas/Pet'}") + f"\ncomponents: {{schemas: {{{schemas}}}}}"


@pytest.mark.parametrize(
    ("base", "revision"),
    [
        ("{cat: Cat, dog: Dog}", "{cat: Dog, dog: Cat}"),
        ("{}", "{Cat: Dog, Dog: Cat}"),
    ],
)
def test_values_that_lead_to_another_variant_are_refused(base: str, revision: str) -> None:
    assert ("inbound-type-narrowed", "breaks") in told(pets(request, base), pets(request, revision))
    assert ("outbound-type-widened", "breaks") in told(pets(response, base), pets(response, revision))


@pytest.mark.parametrize("revision", ["{cat: Cat, tom: Dog, dog: Dog}", "{cat: Dog, tom: Cat, dog: Cat}"])
def test_one_of_several_values_that_leads_to_another_variant_is_refused(revision: str) -> None:
    base = "{cat: Cat, tom: Cat, dog: Dog}"
    assert told(pets(request, base), pets(request, revision)) == {("inbound-variant-narrowed", "breaks")}
    assert told(pets(response, base), pets(response, revision)) == {("outbound-variant-widened", "breaks")}


@pytest.mark.parametrize("names", [("Feline", "Canine"), ("Dog", "Cat")])
def test_variants_may_be_called_anything_where_a_mapping_leads_to_them(names: tuple[str, str]) -> None:
    base, revision = "{cat: Cat, dog: Dog}", f"{{cat: '#/components/schemas/{names[0]}', dog: {names[1]}}}"
    assert told(pets(request, base), pets(request, revision, names)) == set()
    assert told(pets(response, base), pets(response, revision, names)) == set()
