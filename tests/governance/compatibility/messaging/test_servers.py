"""SEMANTICS §3: an address is configuration; where a channel is found may not change without a word."""

from __future__ import annotations

import pytest

from tests.builders.compared import events, told

BOTH = "servers: {a: {url: one, protocol: kafka}, b: {url: two, protocol: amqp}}"
RENAMED = BOTH.replace("b: {", "c: {")
GONE = BOTH.replace("one", "elsewhere")
MOVED = {("server-changed", "may-break")}


def document(servers: str, rest: str = BOTH) -> str:
    return events(f"servers: [{servers}]\nsubscribe: {{message: {{payload: {{}}}}}}", rest)


@pytest.mark.parametrize(
    ("base", "revision", "expected"),
    [
        (document("a"), document("b"), MOVED),
        (document("a, b"), document("b"), MOVED),
        (document(""), document("b"), MOVED),
        (document("b"), document("a, b"), set()),
        (document("b"), document(""), set()),
        (document("b"), document("c", RENAMED), set()),
        (document("a"), document("a", GONE), MOVED),
        (document("b"), document("nowhere"), set()),
        (document(""), document("", ""), MOVED),
        (document("", ""), document(""), set()),
    ],
)
def test_a_channel_leaves_a_server(base: str, revision: str, expected: set[tuple[str, str]]) -> None:
    assert told(base, revision) == expected
