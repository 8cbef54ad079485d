"""SEMANTICS §4, `unknown-messages`: whether a reader skips message types that it does not know."""

from __future__ import annotations

from governance.compatibility.comparison import Options
from governance.compatibility.tolerances import Tolerances
from tests.builders.compared import events, told

ONE, TWO = "{name: a, payload: {type: string}}", "{name: b, payload: {type: integer}}"


def test_a_new_message_breaks_readers_that_do_not_skip_it() -> None:
    strict = Options(Tolerances().switched({"unknown-messages": False}))
    for action, tolerant, intolerant in (
        ("subscribe", ("message-added", "may-break"), ("message-added", "breaks")),
        ("publish", ("received-message-added", "safe"), ("received-message-added", "safe")),
    ):
        base, revision = (events(f"{action}: {{message: {{oneOf: [{m}]}}}}") for m in (ONE, f"{ONE}, {TWO}"))
        assert told(base, revision) == {tolerant}
        assert told(base, revision, strict) == {intolerant}
