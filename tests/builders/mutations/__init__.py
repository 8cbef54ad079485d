"""Edits of a document at one place, each with what SEMANTICS §3 says of it: every row of its table."""

from __future__ import annotations

from tests.builders.mutations.access import ACCESS
from tests.builders.mutations.change import Mutation
from tests.builders.mutations.events import EVENTS
from tests.builders.mutations.hidden import WORDS
from tests.builders.mutations.operations import OPERATIONS
from tests.builders.mutations.parameters import PARAMETERS
from tests.builders.mutations.payloads import PAYLOADS
from tests.builders.mutations.responses import RESPONSES
from tests.builders.mutations.values import VALUES

GROUPS: dict[str, tuple[Mutation, ...]] = {
    "payloads": PAYLOADS,
    "values": VALUES,
    "operations": OPERATIONS,
    "parameters": PARAMETERS,
    "responses": RESPONSES,
    "access": ACCESS,
    "events": EVENTS,
    "words": WORDS,
}
