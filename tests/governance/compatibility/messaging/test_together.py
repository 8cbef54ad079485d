"""What may be sent at one address, whoever says it: channels, operations, messages in any split (SEMANTICS §3, §5)."""

from __future__ import annotations

import pytest

from tests.builders.compared import told

HEAD = "asyncapi: 3.0.0\ninfo: {title: t, version: 1.0.0}\n"
TEXT, NUMBER = "{type: object, properties: {a: {type: string}}}", "{type: object, properties: {a: {type: integer}}}"
OTHER = "{type: object, properties: {b: {type: string}}}"


def channels(*messages: dict[str, str], operations: str = "") -> str:
    """Channels of one address, each with messages by key."""
    told = "".join(
        f"  c{number}: {{address: a, messages: {{{', '.join(f'{key}: {said}' for key, said in held.items())}}}}}\n"
        for number, held in enumerate(messages)
    )
    return f"{HEAD}channels:\n{told}" + (f"operations:\n{operations}" if operations else "")


def operation(name: str, action: str = "send", channel: int = 0, *messages: str) -> str:
    here = f"#/channels/c{channel}"
    listed = ", ".join(f"{{$ref: '{here}/messages/{each}'}}" for each in messages)
    only = f", messages: [{listed}]" if messages else ""
    return f"  {name}: {{action: {action}, channel: {{$ref: '{here}'}}{only}}}\n"


def message(payload: str, more: str = "") -> str:
    return f"{{payload: {payload}{more}}}"


M, N = {"m": message(TEXT)}, {"n": message(OTHER)}
BOTH = {"inbound-type-narrowed", "outbound-type-widened"}


@pytest.mark.parametrize("operations", ["", operation("o"), operation("o", "receive")])
def test_a_channel_without_operations_may_go_either_way_whatever_is_said_later(operations: str) -> None:
    found = told(channels(M), channels({"m": message(NUMBER)}, operations=operations))
    assert {rule for rule, effect in found if effect == "breaks"} == BOTH
    found = told(channels({**M, **N}), channels(M, operations=operations))
    assert {rule for rule, effect in found if effect == "breaks"} == {"message-removed", "received-message-removed"}


def test_so_may_one_beside_another_that_has_some() -> None:
    base, revision = (channels(M, {"n": message(each)}, operations=operation("o")) for each in (TEXT, NUMBER))
    assert {rule for rule, _ in told(base, revision)} == BOTH


ONE = channels({**M, **N}, operations=operation("o"))
TWO = channels({**M, **N}, operations=operation("x", "send", 0, "m") + operation("y", "send", 0, "n"))
SWAPPED = channels({**M, **N}, operations=operation("x", "send", 0, "n") + operation("y", "send", 0, "m"))
APART = channels(M, N, operations=operation("x", "send", 0) + operation("y", "send", 1))


@pytest.mark.parametrize("base", [ONE, TWO, SWAPPED, APART])
@pytest.mark.parametrize("revision", [ONE, TWO, SWAPPED, APART])
def test_who_says_it_makes_no_difference(base: str, revision: str) -> None:
    assert {rule for rule, _ in told(base, revision)} <= {"operation-id-changed"}


def test_what_is_no_longer_said_does() -> None:
    only = channels({**M, **N}, operations=operation("x", "send", 0, "m"))
    for base in (ONE, TWO, APART):
        assert ("message-removed", "breaks") in told(base, only)
        assert ("operation-removed", "breaks") not in told(base, only)


def test_messages_of_one_name_are_told_apart_by_what_they_say() -> None:
    one, other = (message(each, ", name: same") for each in (TEXT, OTHER))
    base, revision = (channels({"p": p, "q": q}, operations=operation("o")) for p, q in ((one, other), (other, one)))
    assert told(base, revision) == set()


def test_a_message_that_is_called_otherwise_is_another_one() -> None:
    more = "{type: object, properties: {a: {type: string}, z: {type: string}}}"
    said = [{"m": message(payload, f", name: {name}")} for name, payload in (("Old", TEXT), ("New", more))]
    base, revision = (channels(each, operations=operation("o")) for each in said)
    assert told(base, revision) == {("message-removed", "breaks"), ("message-added", "may-break")}
    base, revision = (
        channels({key: message(each)}, operations=operation("o")) for key, each in (("x", TEXT), ("y", more))
    )
    assert told(base, revision) == {("outbound-property-added", "safe")}


def test_many_messages_that_say_the_same_otherwise() -> None:
    said = [f"{{type: object, required: [k], properties: {{k: {{%s}}, p{n}: {{type: string}}}}}}" for n in range(11)]
    base = {f"a{n}": message(each % f"enum: [v{n}]") for n, each in enumerate(said)}
    revision = {f"b{n}": message(each % f"const: v{n}") for n, each in reversed(list(enumerate(said)))}
    assert told(*(channels(each, operations=operation("o")) for each in (base, revision))) == set()


@pytest.mark.parametrize("action", ["send", "receive"])
@pytest.mark.parametrize("before", ["", ", headers: {}", ", headers: {type: object}"])
def test_headers_are_an_object_whoever_says_it(action: str, before: str) -> None:
    declared = ", headers: {type: object, properties: {a: {type: string}}}"
    base, revision = (
        channels({"m": message(TEXT, each)}, operations=operation("o", action)) for each in (before, declared)
    )
    assert {effect for _, effect in told(base, revision)} <= {"safe", "may-break"}
    assert {
        effect
        for _, effect in told(
            base, channels({"m": message(TEXT, ", headers: {type: object}")}, operations=operation("o", action))
        )
    } == set()


@pytest.mark.parametrize(
    "named", ["application/json; charset=utf-8", "Application/JSON", "'application/json ; charset=UTF-8'"]
)
def test_one_media_type_in_other_letters(named: str) -> None:
    base, revision = (
        channels({"m": message(TEXT, more)}, operations=operation("o")) for more in ("", f", contentType: {named}")
    )
    assert told(base, revision) == set()
    other = channels({"m": message(TEXT, ", contentType: application/cbor")}, operations=operation("o"))
    assert ("content-type-changed", "breaks") in told(base, other)


def test_texts_are_compared_as_texts() -> None:
    plain = ", contentType: text/plain"
    base, revision = (
        channels({"m": message(f"{{type: {kind}}}", plain)}, operations=operation("o", "receive"))
        for kind in ("integer", "string")
    )
    assert {effect for _, effect in told(base, revision)} <= {"safe"}
    assert {effect for _, effect in told(revision, base)} == {"breaks"}


def test_base64_of_events_is_asserted() -> None:
    plain, coded = "{type: string}", "{type: string, contentEncoding: base64}"
    base, revision = (channels({"m": message(each)}, operations=operation("o", "receive")) for each in (plain, coded))
    assert told(base, revision) == {("inbound-format-narrowed", "breaks")}
