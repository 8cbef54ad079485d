"""What an HTTP contract offers: operations, with everything that goes in and comes out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from catalog.frozen import dataclass
from catalog.model.direction import Direction as Direction
from catalog.model.node import Located
from catalog.model.schema import SchemaNode
from catalog.model.source import Json


class Origin(Enum):
    """Where an HTTP operation is offered: under `paths`, as a webhook, or as a callback of an operation."""

    PATH = "path"
    WEBHOOK = "webhook"
    CALLBACK = "callback"


@dataclass(frozen=True, slots=True)
class MediaType(Located):
    """One entry of a `content` map. In OpenAPI 2.0 one for each of `consumes` or `produces`.

    `schema` is None where the document says nothing; `item_schema` is the 3.2 schema of one item of a stream.
    """

    name: str
    schema: SchemaNode | None
    item_schema: SchemaNode | None = None


@dataclass(frozen=True, slots=True)
class Parameter(Located):
    """A parameter.

    `location` is path, query, querystring, header or cookie (2.0 `body` and `formData` are the request body).

    `schema` is the schema, or the one inside `content` (then `media_type` names it). `position` is the
    place among
    the path's templates, from 0, for path parameters that occur there.
    """

    name: str
    location: str
    required: bool
    deprecated: bool
    description: str
    schema: SchemaNode | None
    media_type: str | None = None
    style: str | None = None
    explode: bool | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Header(Located):
    """A response header; `media_type` names that of a schema inside `content`."""

    name: str
    required: bool
    description: str
    schema: SchemaNode | None
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class FormField(Located):
    """An OpenAPI 2.0 `formData` parameter: one property of the request body."""

    name: str
    required: bool
    description: str
    schema: SchemaNode


@dataclass(frozen=True, slots=True)
class RequestBody(Located):
    """A request body; `form` holds the fields where OpenAPI 2.0 spells them one by one."""

    required: bool
    description: str
    content: Sequence[MediaType]
    form: Sequence[FormField] = ()


@dataclass(frozen=True, slots=True)
class Link(Located):
    """A link from a response to another operation."""

    name: str
    operation_id: str | None
    operation_ref: str | None


@dataclass(frozen=True, slots=True)
class Response(Located):
    """A response. `status` as written: `200`, `4XX`, `default`."""

    status: str
    description: str
    content: Sequence[MediaType]
    headers: Sequence[Header]
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class SecurityScheme(Located):
    """How a caller proves who it is. `type` as in OpenAPI 3 (2.0 `basic` is `http` with scheme `basic`)."""

    name: str
    type: str
    definition: Json


@dataclass(frozen=True, slots=True)
class SecurityRequirement(Located):
    """One alternative: all of these schemes together. Empty: no security needed."""

    schemes: tuple[tuple[str, tuple[str, ...]], ...]
    """(scheme name, scopes)."""


@dataclass(frozen=True, slots=True)
class Server(Located):
    """Where the contract is offered; `name` in AsyncAPI and OpenAPI 3.2, else empty.

    `security` is what AsyncAPI wants of who connects: alternatives, none where it wants nothing.
    """

    url: str
    description: str
    name: str = ""
    protocol: str = ""
    security: Sequence[SecurityRequirement] = ()


@dataclass(frozen=True, slots=True)
class Callback(Located):
    """A callback: requests that the owner sends later. `operations` have the expression as their path."""

    name: str
    operations: Sequence[Operation]


@dataclass(frozen=True, slots=True)
class Operation(Located):
    """An HTTP operation. Path-level parameters are merged in, references are followed.

    `path` is as written (a webhook's name, a callback's expression); `path_key` has `{}` for every
    template name;
    `effective_path` puts the base path of `servers` or `basePath` before it. `security` is the effective
    one: empty
    means that nothing is required.
    """

    origin: Origin
    method: str
    path: str
    path_key: str
    effective_path: str
    operation_id: str | None
    summary: str
    description: str
    deprecated: bool
    tags: tuple[str, ...]
    parameters: Sequence[Parameter]
    request_body: RequestBody | None
    responses: Sequence[Response]
    callbacks: Sequence[Callback]
    security: Sequence[SecurityRequirement]
    servers: Sequence[Server]

    @property
    def label(self) -> str:
        """How people call it: `POST /orders/{id}`."""
        return f"{self.method} {self.path}"

    @property
    def request_direction(self) -> Direction:
        """Requests come in, except to webhooks and callbacks, which the owner calls."""
        return Direction.INBOUND if self.origin is Origin.PATH else Direction.OUTBOUND

    @property
    def response_direction(self) -> Direction:
        return Direction.OUTBOUND if self.origin is Origin.PATH else Direction.INBOUND
