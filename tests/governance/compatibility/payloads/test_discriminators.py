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


def heirs(
    frame: Callable[[str], str], *pairs: str, place: str = "Pet", told_by: str = "{propertyName: kind}", rest: str = ""
) -> str:
    """`Cat<Pet` is a component that inherits from another by allOf."""
    pet = f"{{type: object, required: [kind], properties: {{kind: {{type: string}}}}, discriminator: {told_by}}}"
    schemas = [f"Pet: {pet}", *([rest] if rest else [])]
    for name, parent in (pair.split("<") for pair in pairs):
        own = f"{{type: object, properties: {{of{name}: {{type: string}}}}}}"
        schemas.append(f"{name}: {{allOf: [{{$ref: '#/components/schemas/{parent}'}}, {own}]}}")
    held = f"{{type: object, properties: {{pet: {{$ref: '#/components/schemas/{place}'}}}}}}"
    return frame(held) + f"\ncomponents: {{schemas: {{{', '.join(schemas)}}}}}"


@pytest.mark.parametrize("added", ["Dog<Pet", "Tom<Cat"])
@pytest.mark.parametrize("told_by", ["{propertyName: kind}", "{propertyName: kind, mapping: {cat: Cat}}", "kind"])
def test_components_that_inherit_a_discriminator_are_values_of_its_property(added: str, told_by: str) -> None:
    def few(frame: Callable[[str], str]) -> str:
        return heirs(frame, "Cat<Pet", told_by=told_by)

    def many(frame: Callable[[str], str]) -> str:
        return heirs(frame, "Cat<Pet", added, told_by=told_by)

    assert told(few(request), many(request)) == {("inbound-discriminator-value-added", "may-break")}
    assert told(many(request), few(request)) == {("inbound-discriminator-value-removed", "breaks")}
    assert told(few(response), many(response)) == {("outbound-discriminator-value-added", "breaks")}
    assert told(many(response), few(response)) == {("outbound-discriminator-value-removed", "may-break")}


def test_a_place_that_is_said_to_be_an_heir_has_only_its_own_heirs() -> None:
    base = heirs(response, "Cat<Pet", place="Cat")
    assert told(base, heirs(response, "Cat<Pet", "Dog<Pet", place="Cat")) == set()
    added = told(base, heirs(response, "Cat<Pet", "Tom<Cat", place="Cat"))
    assert added == {("outbound-discriminator-value-added", "breaks")}
    one, two = "{propertyName: kind, mapping: {cat: Cat}}", "{propertyName: kind, mapping: {cat: Cat, dog: Dog}}"
    dogs = (heirs(response, "Cat<Pet", "Dog<Pet", place="Cat", told_by=each) for each in (one, two))
    assert told(*dogs) == set()


WRITTEN_OUT = "Dog: {type: object, required: [kind], properties: {kind: {type: string}, ofDog: {type: string}}}"


@pytest.mark.parametrize(
    ("pairs", "rest"),
    [
        (("Animal<Pet", "Cat<Animal", "Dog<Animal"), ""),
        (("Cat<Pet", "Dog<Pet"), "Alias: {$ref: '#/components/schemas/Pet'}"),
        (("Cat<Pet", "Dog<Pet"), "Alone: {allOf: [{$ref: '#/components/schemas/Pet'}], nullable: true}"),
        (("Cat<Pet",), WRITTEN_OUT),
    ],
)
def test_other_components_may_be_put_between_and_beside_heirs(pairs: tuple[str, ...], rest: str) -> None:
    base, revision = heirs(response, "Cat<Pet", "Dog<Pet"), heirs(response, *pairs, rest=rest)
    assert told(base, revision) == set()
    assert told(revision, base) == set()


def test_what_is_listed_of_the_property_is_not_told_twice() -> None:
    def listed(values: str, *pairs: str) -> str:
        return heirs(request, *pairs).replace("kind: {type: string}", f"kind: {{type: string, enum: {values}}}")

    base, revision = listed("[Cat, Dog]", "Cat<Pet", "Dog<Pet"), listed("[Cat]", "Cat<Pet")
    assert told(base, revision) == {("inbound-enum-narrowed", "breaks")}


def test_an_heir_may_be_called_anything_where_a_constant_tells_it() -> None:
    def cats(name: str) -> str:
        own = "{type: object, properties: {kind: {enum: [cat]}}}"
        return heirs(response, rest=f"{name}: {{allOf: [{{$ref: '#/components/schemas/Pet'}}, {own}]}}")

    assert told(cats("Cat"), cats("Feline")) == set()
    assert told(cats("Cat"), heirs(response)) == {("outbound-discriminator-value-removed", "may-break")}


def test_the_discriminator_of_events_is_a_name() -> None:
    """AsyncAPI Schema Object: a property's name alone; its values are those of the components of the union."""

    def document(name: str) -> str:
        kind = "{type: object, required: [kind], properties: {kind: {type: string}}}"
        union = f"{{discriminator: kind, oneOf: [{{$ref: '#/components/schemas/{name}'}}]}}"
        head = "asyncapi: 2.6.0\ninfo: {title: t, version: 1.0.0}\n"
        channel = f"channels: {{a: {{publish: {{message: {{payload: {union}}}}}}}}}\n"
        return f"{head}{channel}components: {{schemas: {{{name}: {kind}}}}}\n"

    found = told(document("Dog"), document("Hound"))
    assert ("inbound-discriminator-value-removed", "breaks") in found


HEIRS = """components:
  schemas:
    Pet: {type: object, required: [k], properties: {k: {type: string}}, discriminator: {propertyName: k}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {m: {type: string}}}]}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {w: {type: string}}}]}
"""
UNION = "oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]"
LISTED = f"{{{UNION}, discriminator: {{propertyName: k}}}}"


@pytest.mark.parametrize("place", [request, response])
def test_heirs_that_a_union_lists_now_were_there(place: Callable[[str], str]) -> None:
    base, revision = (place(said) + HEIRS for said in ("{$ref: '#/components/schemas/Pet'}", LISTED))
    for found in (told(base, revision), told(revision, base)):
        assert not {rule for rule, _ in found if "discriminator-value" in rule}
