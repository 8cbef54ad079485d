"""SEMANTICS §3: parameters of addresses are text on the wire, judged by who says them."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import Options, compare
from tests.builders.compared import told
from tests.builders.contracts import contract_of

HEAD = "info: {title: t, version: 1.0.0}\n"
MESSAGE = "{payload: {type: integer}}"
BOTH, ONE, ANY = "{x: {enum: [p, q]}}", "{x: {enum: [p]}}", "{x: {description: d}}"
NARROWED, WIDENED = ("inbound-enum-narrowed", "breaks"), ("outbound-enum-widened", "breaks")
MORE = ("outbound-enum-value-added", "may-break")
INTEGER, LETTER = "{x: {schema: {type: integer}}}", "{x: {schema: {type: string, pattern: '^b$'}}}"


def third(action: str, parameters: str, address: str = "a/{x}") -> str:
    channel = f"{{address: '{address}', parameters: {parameters}, messages: {{m: {MESSAGE}}}}}"
    operation = f"operations: {{o: {{action: {action}, channel: {{$ref: '#/channels/c'}}}}}}\n" if action else ""
    return f"asyncapi: 3.0.0\n{HEAD}channels: {{c: {channel}}}\n{operation}"


def second(action: str, parameters: str, address: str = "a/{x}") -> str:
    channel = f"{{parameters: {parameters}, {action}: {{message: {MESSAGE}}}}}"
    return f"asyncapi: 2.6.0\n{HEAD}channels: {{'{address}': {channel}}}\n"


ROWS = [
    ("receive", BOTH, ONE, {NARROWED}),
    ("receive", ONE, BOTH, set()),
    ("receive", ANY, ONE, {NARROWED}),
    ("receive", "{}", ONE, {NARROWED}),
    ("receive", ONE, ANY, set()),
    ("send", BOTH, ONE, set()),
    ("send", ONE, BOTH, {MORE}),
    ("send", ANY, ONE, set()),
    ("send", ONE, ANY, {WIDENED}),
    ("", BOTH, ONE, {NARROWED}),
    ("", ONE, BOTH, {MORE}),
    ("", ONE, ANY, {WIDENED}),
]


@pytest.mark.parametrize(("action", "base", "revision", "expected"), ROWS)
def test_enums_of_version_3(action: str, base: str, revision: str, expected: set[tuple[str, str]]) -> None:
    assert told(third(action, base), third(action, revision)) == expected


@pytest.mark.parametrize(("action", "base", "revision", "expected"), ROWS)
def test_the_client_perspective(action: str, base: str, revision: str, expected: set[tuple[str, str]]) -> None:
    if action:
        other = {"send": "receive", "receive": "send"}[action]
        assert told(third(other, base), third(other, revision), Options(perspective="client")) == expected


@pytest.mark.parametrize(
    ("action", "base", "revision", "rule"),
    [
        ("publish", INTEGER, LETTER, "inbound-pattern-narrowed"),
        ("publish", LETTER, INTEGER, "inbound-type-narrowed"),
        ("publish", "{}", INTEGER, "inbound-type-narrowed"),
        ("subscribe", INTEGER, LETTER, "outbound-type-widened"),
        ("subscribe", LETTER, INTEGER, "outbound-pattern-widened"),
        ("subscribe", INTEGER, "{x: {}}", "outbound-type-widened"),
    ],
)
def test_schemas_of_version_2(action: str, base: str, revision: str, rule: str) -> None:
    assert told(second(action, base), second(action, revision)) == {(rule, "breaks")}


@pytest.mark.parametrize(
    ("base", "revision"),
    [
        (INTEGER, "{x: {schema: {type: string}}}"),  # every text that came still comes through
        (INTEGER, "{}"),
        (INTEGER, "{x: {schema: {type: integer, default: 5}}}"),
        (INTEGER, "{x: {description: d, location: '$message.payload#/id', schema: {type: integer}}}"),
        ("{x: {schema: {type: string, enum: [p]}}}", "{x: {schema: {type: string, const: p}}}"),
        ("{x: {schema: {type: string}}}", "{}"),
    ],
)
def test_what_takes_all_that_came_is_compatible(base: str, revision: str) -> None:
    assert told(second("publish", base), second("publish", revision)) == set()


@pytest.mark.parametrize("words", ["default: p", "description: d", "examples: [p]", "location: '$message.payload#/x'"])
def test_words_and_locations_are_no_change(words: str) -> None:
    for action in ("receive", "send", ""):
        plain, said = third(action, ONE), third(action, f"{{x: {{enum: [p], {words}}}}}")
        assert told(plain, said) == told(said, plain) == set()


def test_names_do_not_count_but_positions_do() -> None:
    base = third("receive", "{x: {enum: [p, q]}, y: {enum: [r]}}", "a/{x}/{y}")
    renamed = third("receive", "{v: {enum: [r]}, u: {enum: [p, q]}}", "a/{u}/{v}")
    swapped = third("receive", "{x: {enum: [r]}, y: {enum: [p, q]}}", "a/{x}/{y}")
    assert told(base, renamed) == told(renamed, base) == set()
    assert told(base, swapped) == {NARROWED}


def test_another_address_is_another_channel() -> None:
    assert told(third("receive", ONE), third("receive", "{}", "a")) == {
        ("channel-removed", "breaks"),
        ("channel-added", "safe"),
        ("operation-added", "safe"),
    }


def test_between_versions_enums_are_compared_and_no_more() -> None:
    listed = "{x: {schema: {type: string, enum: [p, q]}}}"
    assert told(second("publish", listed), third("receive", BOTH)) == set()
    assert told(third("receive", BOTH), second("publish", listed)) == set()
    assert told(second("publish", listed), third("receive", ONE)) == {NARROWED}
    for action, other in (("publish", "receive"), ("subscribe", "send")):
        assert told(second(action, INTEGER), third(other, "{x: {}}")) == set()
        assert told(third(other, "{x: {}}"), second(action, INTEGER)) == set()


def test_what_cannot_be_read_is_undecided() -> None:
    for ill in ("{$ref: '#/components/parameters/N'}", "{enum: 5}"):
        pair = third("receive", f"{{x: {ill}}}"), third("receive", ONE)
        assert told(*pair) == told(*reversed(pair)) == {("schema-undecided", "breaks")}


def test_replies_go_to_addresses_too() -> None:
    def document(parameters: str) -> str:
        answers = f"r: {{address: 'b/{{x}}', parameters: {parameters}, messages: {{n: {MESSAGE}}}}}"
        asks = f"c: {{address: a, messages: {{m: {MESSAGE}}}}}"
        reply = "reply: {channel: {$ref: '#/channels/r'}}"
        operation = f"{{action: receive, channel: {{$ref: '#/channels/c'}}, {reply}}}"
        return f"asyncapi: 3.0.0\n{HEAD}channels: {{{asks}, {answers}}}\noperations: {{o: {operation}}}\n"

    assert told(document(ONE), document(ANY)) == {WIDENED}
    assert told(document(ANY), document(ONE)) == set()


@pytest.mark.parametrize(
    ("base", "revision", "address"),
    [
        (third("receive", BOTH), third("receive", ONE), "a/q"),
        (third("send", ONE), third("send", BOTH), "a/q"),
        (third("", BOTH), third("", ONE), "a/q"),
        (second("publish", INTEGER), second("publish", LETTER), "a/0"),
        (second("subscribe", INTEGER), second("subscribe", LETTER), "a/b"),
    ],
)
def test_the_witness_goes_to_the_address(base: str, revision: str, address: str) -> None:
    (finding,) = compare(contract_of(base), contract_of(revision)).findings
    assert finding.witness is not None
    assert finding.witness.message == {"address": address, "payload": 0}
    assert finding.witness.pointer == "/address"


@pytest.mark.parametrize(
    ("base", "revision"),
    [
        (third("receive", ANY), third("receive", ONE)),
        (third("send", ONE), third("send", ANY)),
        (second("publish", "{}"), second("publish", INTEGER)),
    ],
)
def test_the_witness_is_one_segment(base: str, revision: str) -> None:
    (finding,) = compare(contract_of(base), contract_of(revision)).findings
    assert finding.witness is not None
    prefix, _, segment = str(finding.witness.message["address"]).partition("/")
    assert prefix == "a"
    assert segment.isalnum()


@pytest.mark.parametrize("address", ["a/{x}", "a.{x}.b", "{x}"])
def test_a_word_of_an_address_is_not_empty(address: str) -> None:
    whole, filled, longer = (f"{{x: {{schema: {{type: string, minLength: {least}}}}}}}" for least in (0, 1, 2))
    assert told(second("publish", whole, address), second("publish", filled, address)) == set()
    narrowed = {("inbound-bound-narrowed", "breaks")}
    assert told(second("publish", whole, address), second("publish", longer, address)) == narrowed
    assert told(second("publish", whole, "a-{x}"), second("publish", filled, "a-{x}")) == narrowed
