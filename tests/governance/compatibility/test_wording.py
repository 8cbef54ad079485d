"""Where only words changed, the version says so (SEMANTICS §6)."""

from __future__ import annotations

import pytest

from governance.compatibility.comparison import compare
from tests.builders.compared import events, request
from tests.builders.contracts import contract_of

TOLD = "{type: object, properties: {description: {type: string%s}}}"


def bump(base: str, revision: str) -> str:
    return compare(contract_of(base), contract_of(revision)).required_bump


@pytest.mark.parametrize("words", [", description: new", ", title: new", ", example: e", ", examples: [e]"])
def test_words_of_a_schema(words: str) -> None:
    assert bump(request(TOLD % ""), request(TOLD % words)) == "patch"
    assert bump(request(TOLD % words), request(TOLD % "")) == "patch"
    assert bump(request(TOLD % words), request(TOLD % words)) == "none"


def test_words_of_a_channel() -> None:
    channel = "%spublish: {message: {payload: {type: string}}}"
    assert bump(events(channel % ""), events(channel % "description: d\n")) == "patch"


def test_what_moved_was_not_reworded() -> None:
    inline = request(TOLD % ", description: d")
    shared = (
        request("{$ref: '#/components/schemas/S'}") + f"components: {{schemas: {{S: {TOLD % ', description: d'}}}}}\n"
    )
    assert bump(inline, shared) == "none"
