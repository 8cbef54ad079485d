"""A reply that leads nowhere is undecided, as any reference without an end is."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from tests.builders.contracts import contract_of

REPLIED = """
asyncapi: 3.0.0
info: {title: t, version: 1.0.0}
channels:
  asked: {address: asked, messages: {ask: {payload: {type: string}}}}
  answered: {address: answered, messages: {answer: {payload: {type: string}}}}
operations:
  ask:
    action: receive
    channel: {$ref: '#/channels/asked'}
    reply: {channel: {$ref: '#/channels/answered'}}
"""


@pytest.mark.parametrize(
    ("was", "lost"),
    [
        ("channel: {$ref: '#/channels/answered'}", "channel: {$ref: '#/channels/nope'}"),
        ("channel: {$ref: '#/channels/answered'}", "channel: {$ref: 5}"),
        ("reply: {channel: {$ref: '#/channels/answered'}}", "reply: {$ref: 'nope.yaml#/reply'}"),
    ],
)
def test_a_reply_that_leads_nowhere_is_undecided(was: str, lost: str) -> None:
    sound, ill = contract_of(REPLIED), contract_of(REPLIED.replace(was, lost))
    for pair in ((sound, ill), (ill, sound)):
        comparison = compare(*pair)
        assert comparison.breaking is None
        assert "schema-undecided" in {finding.rule for finding in comparison.findings}
    assert compare(ill, ill).findings == ()
