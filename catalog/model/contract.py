"""A contract: one OpenAPI or AsyncAPI document, whatever its version, as one lazy view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from catalog.frozen import dataclass, field
from catalog.model.node import Located, References
from catalog.model.schema import SchemaNode
from catalog.model.source import Pointer, SourceDocument, SourceProblem
from catalog.model.specification import Specification

if TYPE_CHECKING:
    from catalog.model.http import Operation, Parameter, SecurityRequirement, SecurityScheme, Server
    from catalog.model.messaging import Channel, EventOperation, Message


@dataclass(frozen=True, slots=True)
class Tag(Located):
    """A tag that the document describes."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A member that no specification of this version names: kept, and said."""

    pointer: Pointer
    reason: str


@dataclass(frozen=True, slots=True)
class Contract:
    """A lazy view over a document and what its references reach; `id` is declared in the catalog.

    `operations` are those under `paths`, then webhooks; `schemas`, `parameters`, `messages` the named
    ones, and
    `messages` those written in place as well. What is wrong in the document is in `problems`, never raised.
    """

    id: str
    document: SourceDocument
    specification: Specification
    title: str
    version: str
    description: str
    operations: Sequence[Operation]
    event_operations: Sequence[EventOperation]
    channels: Sequence[Channel]
    messages: Sequence[Message]
    schemas: Sequence[SchemaNode]
    parameters: Sequence[Parameter]
    servers: Sequence[Server]
    security: Sequence[SecurityRequirement]
    security_schemes: Sequence[SecurityScheme]
    tags: Sequence[Tag]
    unknown: Sequence[Unknown] = field(compare=False)
    problems: Sequence[SourceProblem] = field(compare=False)
    references: References = field(compare=False, repr=False)
    derived: dict[str, object] = field(default_factory=dict, compare=False, repr=False)
    """What other modules computed of this contract, under a name of theirs, so that it is computed once."""
