"""SEMANTICS §3: a part whose reference leads nowhere is undecided, never safe and never silent."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from tests.builders.compared import events, http, told
from tests.builders.contracts import contract_of

UNDECIDED = {("schema-undecided", "breaks")}
JSON = "content: {application/json: {schema: {type: string}}}"
OK = "responses: {'200': {description: d}}"
HEADERS = "responses: {'200': {description: d, headers: {X-A: %s}}}"
CALLBACK = "callbacks: {c: %s}\n" + OK
POST = "{post: {responses: {'200': {description: d}}}}"
PARTS = [
    # the operation, a part of it that can be read, where the other names what is not there
    ("responses: {'200': %s}", f"{{description: d, {JSON}}}", "responses"),
    (
        "responses: {'200': %s}",
        "{description: d, headers: {X-A: {required: true, schema: {type: string}}}}",
        "responses",
    ),
    (HEADERS, "{schema: {type: string}}", "headers"),
    (HEADERS, "{required: true, schema: {type: string}}", "headers"),
    ("requestBody: %s\n" + OK, f"{{{JSON}}}", "requestBodies"),
    ("requestBody: %s\n" + OK, f"{{required: true, {JSON}}}", "requestBodies"),
    ("parameters: [%s]\n" + OK, "{name: q, in: query, required: true, schema: {type: string}}", "parameters"),
    ("parameters: [%s]\n" + OK, "{name: q, in: query, schema: {type: string}}", "parameters"),
    (CALLBACK, f"{{'{{$request.body#/u}}': {POST}}}", "callbacks"),
    ("callbacks: {c: {'{$request.body#/u}': %s}}\n" + OK, POST, "pathItems"),
]


@pytest.mark.parametrize(("operation", "sound", "holder"), PARTS)
@pytest.mark.parametrize("reference", ["'#/components/%s/Nope'", "'./nope.json'", "5"])
def test_a_part_of_an_operation(operation: str, sound: str, holder: str, reference: str) -> None:
    lost = http(operation % f"{{$ref: {reference.replace('%s', holder)}}}")
    found = http(operation % sound)
    assert told(lost, found) == told(found, lost) == UNDECIDED
    assert told(lost, lost) == set()


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("other", ["{}", "{/p: " + POST + "}", "{/p: {}}"])
def test_a_path(other: str, version: str) -> None:
    head = f"openapi: {version}\ninfo: {{title: t, version: 1.0.0}}\npaths: "
    lost = head + "{/p: {$ref: './nope.json'}}"
    assert told(lost, head + other) == told(head + other, lost) == UNDECIDED
    assert told(lost, lost) == set()
    (finding,) = compare(contract_of(lost), contract_of(head + other)).findings
    assert "./nope.json leads nowhere" in finding.message
    assert finding.pointers.base == "/paths/~1p"


def test_what_stands_beside_it_is_compared() -> None:
    head = "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\npaths: "
    base = head + "{/p: {$ref: './nope.json'}, /q: " + POST + "}"
    assert told(base, head + "{/p: {$ref: './nope.json'}}") == {("operation-removed", "breaks")}
    assert told(base, head + "{}") == {("operation-removed", "breaks")} | UNDECIDED
    webhooks = "openapi: 3.1.0\ninfo: {title: t, version: 1.0.0}\nwebhooks: "
    assert told(webhooks + "{w: {$ref: './nope.json'}}", webhooks + "{w: " + POST + "}") == UNDECIDED


def test_other_parameters_are_compared() -> None:
    lost, known = "{$ref: '#/components/parameters/N'}", "{name: q, in: query, schema: {type: %s}}"
    base = http(f"parameters: [{lost}, {known % 'string'}]\n{OK}")
    narrowed = http(f"parameters: [{lost}, {known % 'integer'}]\n{OK}")
    assert told(base, narrowed) == {("inbound-type-narrowed", "breaks")}
    assert (
        told(base, http(f"parameters: [{known % 'integer'}]\n{OK}"))
        == {("inbound-type-narrowed", "breaks")} | UNDECIDED
    )


@pytest.mark.parametrize("action", ["publish", "subscribe"])
def test_a_message(action: str) -> None:
    lost = events(f"{action}: {{message: {{$ref: '#/components/messages/N'}}}}")
    found = events(f"{action}: {{message: {{payload: {{type: integer}}}}}}")
    assert told(lost, found) == told(found, lost) == UNDECIDED
    assert told(lost, lost) == set()
    both = "{message: {oneOf: [%s, {name: a, payload: {type: integer}}, {name: b, payload: {type: string}}]}}"
    several = events(f"{action}: {both % '{$ref: 5}'}")
    assert told(several, found) >= UNDECIDED


def test_a_channel() -> None:
    head = "asyncapi: 2.6.0\ninfo: {title: t, version: 1.0.0}\nchannels: "
    lost, found = head + "{'a/{x}': {$ref: './nope.json'}}", head + "{'a/{x}': {publish: {message: {payload: {}}}}}"
    assert told(lost, found) == told(found, lost) == UNDECIDED
    assert told(lost, lost) == set()
    assert told(lost, head + "{}") == told(head + "{}", lost) == UNDECIDED


def three(channel: str, operation: str) -> str:
    head = "asyncapi: 3.0.0\ninfo: {title: t, version: 1.0.0}\n"
    return f"{head}channels: {{c: {channel}}}\noperations: {{o: {operation}}}\n"


def test_channels_and_operations_of_version_3() -> None:
    channel, nowhere = "{address: a, messages: {m: {payload: {type: string}}}}", "{$ref: './nope.json'}"
    operation = "{action: receive, channel: {$ref: '#/channels/c'}}"
    found = three(channel, operation)
    for lost in (
        three(nowhere, operation),
        three(channel, nowhere),
        three(channel, "{action: receive, channel: {$ref: '#/channels/d'}}"),
    ):
        assert told(lost, found) == told(found, lost) == UNDECIDED
        assert told(lost, lost) == set()


def test_of_an_error_no_more_than_may_break_is_undecided() -> None:
    parts = "{$ref: './nope.json'}", f"{{description: d, {JSON}}}"
    lost, found = (http(f"responses: {{'404': {each}}}") for each in parts)
    assert told(lost, found) == told(found, lost) == {("schema-undecided", "may-break")}
