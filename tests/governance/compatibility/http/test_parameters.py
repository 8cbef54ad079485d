"""Which parameter of one release is which of the other, and how its values are written (SEMANTICS §3)."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import Options, compare
from governance.findings import Finding
from tests.builders.compared import http, told
from tests.builders.contracts import contract_of

DONE = "responses: {'204': {description: d}}"
PROVIDER, CLIENT = Options(), Options(perspective="client")
Told = set[tuple[str, str]]


def with_parameters(*listed: str, rest: str = "") -> str:
    named = ["{name: id, in: path, required: true, schema: {type: string}}", *listed]
    return http(f"parameters: [{', '.join(named)}]\n{DONE}", rest)


def named(name: str, location: str, more: str = "required: true") -> str:
    return f"{{name: {name}, in: {location}, {more}, schema: {{type: string}}}}"


def found(base: str, revision: str, options: Options = PROVIDER) -> tuple[Finding, ...]:
    return compare(contract_of(base), contract_of(revision), options).findings


ADDED, REMOVED = "required-request-parameter-added", "request-parameter-removed"


@pytest.mark.parametrize("location", ["query", "cookie"])
def test_names_in_other_letters_are_other_names(location: str) -> None:
    upper, lower = (with_parameters(named(name, location)) for name in ("A", "a"))
    for base, revision in ((upper, lower), (lower, upper)):
        findings = found(base, revision)
        assert {(f.rule, f.effect and f.effect.value) for f in findings} == {(ADDED, "breaks"), (REMOVED, "may-break")}
        assert all((f.witness is not None) is (f.rule == ADDED) for f in findings)


def test_header_names_are_the_same_in_other_letters() -> None:
    upper, lower = (with_parameters(named(name, "header")) for name in ("X-A", "x-a"))
    assert told(upper, lower) == told(lower, upper) == set()


@pytest.mark.parametrize(
    ("base", "revision", "expected"),
    [
        (("X-A", "header"), ("x-a", "query"), {("parameter-location-changed", "breaks")}),
        (("x-a", "cookie"), ("X-A", "header"), {("parameter-location-changed", "breaks")}),
        (("a", "cookie"), ("a", "query"), {("parameter-location-changed", "breaks")}),
        (("A", "cookie"), ("a", "query"), {(ADDED, "breaks"), (REMOVED, "may-break")}),
    ],
)
def test_a_parameter_that_moved_keeps_its_name(
    base: tuple[str, str], revision: tuple[str, str], expected: Told
) -> None:
    documents = with_parameters(named(*base)), with_parameters(named(*revision))
    assert told(*documents) == expected
    assert all(f.witness is not None for f in found(*documents) if f.rule != REMOVED)
    assert all(f.witness is not None for f in found(*documents, CLIENT) if f.rule == "parameter-location-changed")


def test_two_parameters_that_differ_in_letters_are_each_compared_with_its_own() -> None:
    both = with_parameters(named("A", "query"), named("a", "query"))
    assert told(both, with_parameters(named("a", "query"), named("A", "query"))) == set()
    assert told(both, with_parameters(named("a", "query"))) == {(REMOVED, "may-break")}


def webhook(*listed: str) -> str:
    operation = f"{{parameters: [{', '.join(listed)}], responses: {{'204': {{description: d}}}}}}"
    return http(DONE, f"webhooks: {{paid: {{post: {operation}}}}}")


def callback(*listed: str) -> str:
    operation = f"{{parameters: [{', '.join(listed)}], responses: {{'204': {{description: d}}}}}}"
    return http(f"{DONE}\ncallbacks: {{paid: {{'{{$request.body#/url}}': {{post: {operation}}}}}}}")


SIGNED, TRACED = named("X-Signature", "header"), named("X-Trace", "header", "required: false")


@pytest.mark.parametrize(
    ("base", "revision", "options"),
    [
        (webhook(SIGNED, TRACED), webhook(TRACED), PROVIDER),
        (webhook(named("q", "query")), webhook(), PROVIDER),
        (callback(SIGNED), callback(), PROVIDER),
        (with_parameters(SIGNED), with_parameters(), CLIENT),
    ],
)
def test_what_was_always_sent_may_not_be_withheld(base: str, revision: str, options: Options) -> None:
    (finding,) = found(base, revision, options)
    assert (finding.rule, finding.effect and finding.effect.value) == (REMOVED, "breaks")
    assert finding.message.endswith("was always sent and no longer is")
    assert finding.witness is not None
    message = finding.witness.message
    assert isinstance(message, dict)
    assert "X-Signature" not in str(message)
    assert "q=" not in str(message.get("query"))


@pytest.mark.parametrize(
    ("base", "revision", "options"),
    [
        (webhook(TRACED), webhook(), PROVIDER),
        (with_parameters(TRACED), with_parameters(), CLIENT),
        (webhook(SIGNED), webhook(), CLIENT),
        (with_parameters(SIGNED), with_parameters(), PROVIDER),
    ],
)
def test_what_was_optional_or_is_received_may_go(base: str, revision: str, options: Options) -> None:
    (finding,) = found(base, revision, options)
    assert (finding.rule, finding.effect and finding.effect.value) == (REMOVED, "may-break")
    assert finding.witness is None


def test_a_path_without_the_words_of_its_parameter_is_the_same_path() -> None:
    assert told(with_parameters(), http(DONE), CLIENT) == {(REMOVED, "may-break")}


JSON, CSV = (f"{name}: {{schema: {{type: string}}}}" for name in ("application/json", "text/csv"))


def sent(*content: str) -> str:
    operation = f"{{requestBody: {{required: true, content: {{{', '.join(content)}}}}}, {DONE}}}"
    return http(DONE, f"webhooks: {{paid: {{post: {operation}}}}}")


def test_a_media_type_that_the_owner_sends_as_well_is_unknown_to_who_receives_it() -> None:
    (finding,) = found(sent(JSON), sent(JSON, CSV))
    assert (finding.rule, finding.effect and finding.effect.value) == ("request-media-type-added", "breaks")
    assert finding.message == "a request body of text/csv may be sent now"
    assert finding.witness is not None
    assert finding.witness.value == "text/csv"
    (safe,) = found(sent(JSON), sent(JSON, CSV), CLIENT)
    assert (safe.effect and safe.effect.value, safe.message) == (
        "safe", "a request body of text/csv is accepted as well",
    )  # fmt: skip


def test_a_media_type_that_a_range_announced_is_known() -> None:
    wide = JSON.replace("application/json", "'*/*'")
    assert told(sent(wide), sent(wide, CSV)) == set()


SERIALISED = {("parameter-serialisation-changed", "breaks")}
COMPONENTS = """\
components:
  schemas:
    S: {type: string}
    L: {type: array, items: {type: string}}
    O: {type: object, properties: {a: {type: string}, b: {type: string}}}
    N: {$ref: '#/components/schemas/L'}
    Itself: {anyOf: [{$ref: '#/components/schemas/Itself'}, {type: string}]}
"""
TEXT, LIST, OBJECT, NAMED = (f"{{$ref: '#/components/schemas/{name}'}}" for name in "SLON")


def way(schema: str, more: str = "", location: str = "query") -> str:
    return with_parameters(f"{{name: a, in: {location}{more}, schema: {schema}}}", rest=COMPONENTS)


@pytest.mark.parametrize(
    "schema",
    [
        TEXT,
        f"{{allOf: [{TEXT}]}}",
        f"{{oneOf: [{TEXT}, {{type: integer}}]}}",
        f"{{anyOf: [{TEXT}, {{type: integer}}]}}",
        f"{{allOf: [{{}}, {{oneOf: [{TEXT}]}}]}}",
        "{enum: [a, b]}",
        "{type: string}",
        "{const: a}",
        "{type: array, maxItems: 1, items: {type: string}}",
        "{$ref: '#/components/schemas/Itself'}",
    ],
)
def test_what_is_a_scalar_is_written_alike(schema: str) -> None:
    assert told(way(schema), way(schema, ", explode: false")) == set()
    assert told(way(schema, ", explode: false"), way(schema)) == set()
    assert told(way(schema), way(schema, ", style: pipeDelimited")) == set()


@pytest.mark.parametrize(
    "schema",
    [
        LIST,
        OBJECT,
        NAMED,
        f"{{allOf: [{LIST}]}}",
        f"{{oneOf: [{TEXT}, {LIST}]}}",
        f"{{anyOf: [{OBJECT}, {TEXT}]}}",
        "{enum: [[a, b]]}",
        "{}",
    ],
)
def test_what_may_be_a_list_or_an_object_is_written_otherwise(schema: str) -> None:
    for base, revision in (("", ", explode: false"), (", explode: false", "")):
        documents = way(schema, base), way(schema, revision)
        assert told(*documents) == SERIALISED
        assert all(finding.witness is not None for finding in found(*documents))


def in_path(style: str, schema: str = "{type: string}") -> str:
    parameter = f"{{name: id, in: path, required: true{style}, schema: {schema}}}"
    return http(f"parameters: [{parameter}]\n{DONE}", COMPONENTS)


MATRIX, LABEL = ", style: matrix", ", style: label"


@pytest.mark.parametrize(
    ("base", "revision", "path"),
    [(MATRIX, "", "/orders/;id="), (LABEL, "", "/orders/."), ("", LABEL, "/orders/"), (LABEL, MATRIX, "/orders/.")],
)
@pytest.mark.parametrize("schema", ["{type: string}", "{type: integer}", TEXT])
def test_matrix_and_label_write_a_scalar_otherwise(base: str, revision: str, path: str, schema: str) -> None:
    (finding,) = found(in_path(base, schema), in_path(revision, schema))
    assert (finding.rule, finding.effect and finding.effect.value) in SERIALISED
    assert finding.witness is not None
    assert isinstance(finding.witness.message, dict)
    assert str(finding.witness.message["path"]).startswith(path)


def test_what_simple_writes_alike_is_alike() -> None:
    assert told(in_path("", LIST), in_path(", explode: true", LIST)) == set()
    assert told(in_path("", OBJECT), in_path(", explode: true", OBJECT)) == SERIALISED
    assert told(in_path(MATRIX), in_path(MATRIX + ", explode: true")) == set()
    assert told(in_path(LABEL, LIST), in_path(LABEL + ", explode: true", LIST)) == SERIALISED


def answered(schema: str, more: str = "") -> str:
    header = f"{{schema: {schema}{more}}}"
    return http(f"responses: {{'200': {{description: d, headers: {{X-A: {header}}}}}}}", COMPONENTS)


@pytest.mark.parametrize("options", [PROVIDER, CLIENT])
def test_a_response_header_is_written_otherwise(options: Options) -> None:
    flat, exploded = answered(OBJECT), answered(OBJECT, ", explode: true")
    for base, revision in ((flat, exploded), (exploded, flat)):
        (finding,) = found(base, revision, options)
        assert (finding.rule, finding.effect and finding.effect.value) in SERIALISED
        assert finding.witness is not None
        assert finding.witness.pointer == "/headers/X-A"


@pytest.mark.parametrize("schema", [TEXT, LIST, "{type: integer}"])
def test_a_response_header_that_is_no_object_is_written_alike(schema: str) -> None:
    assert told(answered(schema), answered(schema, ", explode: true")) == set()
    assert told(answered(schema), answered(schema, ", style: simple")) == set()


@pytest.mark.parametrize(("required", "effect"), [("true", "breaks"), ("false", "safe")])
def test_a_header_of_a_response_that_the_owner_receives(required: str, effect: str) -> None:
    """SEMANTICS §1: a webhook's response comes in; what is new and required there was never sent."""
    hook = "webhooks: {w: {post: {responses: {'200': {description: d%s}}}}}"
    head = "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\n"
    header = f", headers: {{X: {{required: {required}, schema: {{type: string}}}}}}"
    found = compare(contract_of(head + hook % ""), contract_of(head + hook % header)).findings
    assert [finding.effect.value for finding in found if finding.effect] == [effect]
    assert (found[0].witness is not None) == (effect == "breaks")
