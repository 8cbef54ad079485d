"""From a parsed document to a contract, whatever the specification and its version."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from catalog.model.contract import Contract, Tag
from catalog.model.http import Operation, Parameter, SecurityRequirement, SecurityScheme, Server
from catalog.model.lazy import Lazy
from catalog.model.messaging import Channel, EventOperation, Message
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from catalog.model.source import SourceDocument
from catalog.model.specification import Family
from catalog.reading.asyncapi.channels import read_channels
from catalog.reading.asyncapi.messages import read_message
from catalog.reading.asyncapi.operations import (
    read_event_operations,
    read_event_security_schemes,
    read_event_servers,
)
from catalog.reading.following import Following, only
from catalog.reading.members import entries, items, member, text
from catalog.reading.openapi.operations import read_operations
from catalog.reading.openapi.parameters import read_parameter
from catalog.reading.openapi.security import read_security, read_security_schemes, read_servers
from catalog.reading.problems import read_problems, read_unknown
from catalog.reading.references import Resolver
from catalog.reading.specification import specification_of
from catalog.reading.view import View


def read_contract(document: SourceDocument, *, contract_id: str, resolver: Resolver | None = None) -> Contract:
    """The lazy view of a document; without a resolver, references out of the document are problems."""
    view = view_of(document, resolver)
    info = member(view.root, "info")
    return Contract(
        id=contract_id,
        document=document,
        specification=view.specification,
        title=text(info, "title"),
        version=text(info, "version"),
        description=text(info, "description"),
        operations=Lazy(partial(_operations, view)),
        event_operations=Lazy(partial(_event_operations, view)),
        channels=Lazy(partial(_channels, view)),
        messages=Lazy(partial(_messages, view)),
        schemas=Lazy(partial(_schemas, view)),
        parameters=Lazy(partial(_parameters, view)),
        servers=Lazy(partial(_servers, view)),
        security=Lazy(partial(_security, view)),
        security_schemes=Lazy(partial(_security_schemes, view)),
        tags=Lazy(partial(_tags, view)),
        unknown=Lazy(partial(read_unknown, view)),
        problems=Lazy(partial(read_problems, view)),
        references=view.follow,
    )


def view_of(document: SourceDocument, resolver: Resolver | None) -> View:
    """What the readers of the parts need."""
    references = Following(resolver or Resolver(only, document))
    return View(Node(document, (), document.tree), specification_of(document), references)


def _is(view: View, family: Family) -> bool:
    return view.specification.family is family


def _operations(view: View) -> Iterator[Operation]:
    return read_operations(view) if _is(view, Family.OPENAPI) else iter(())


def _event_operations(view: View) -> Iterator[EventOperation]:
    return read_event_operations(view) if _is(view, Family.ASYNCAPI) else iter(())


def _channels(view: View) -> Iterator[Channel]:
    return read_channels(view) if _is(view, Family.ASYNCAPI) else iter(())


def _messages(view: View) -> Iterator[Message]:
    """Those of the channels and operations, then components that no channel uses."""
    seen: set[tuple[object, ...]] = set()
    for message in _all_messages(view):
        place = (message.document.name, *message.pointer)
        if place not in seen:
            seen.add(place)
            yield message


def _all_messages(view: View) -> Iterator[Message]:
    for channel in _channels(view):
        yield from channel.messages
    for operation in _event_operations(view):
        yield from operation.messages
        yield from operation.reply.messages if operation.reply else ()
    if _is(view, Family.ASYNCAPI):
        for name, entry in entries(member(view.root, "components"), "messages"):
            yield read_message(view, entry, name)


def _schemas(view: View) -> Iterator[SchemaNode]:
    holder = view.root if view.is_swagger else member(view.root, "components")
    for name, entry in entries(holder, "definitions" if view.is_swagger else "schemas"):
        found = view.schema(entry, name)
        if found is not None:
            yield found


def _parameters(view: View) -> Iterator[Parameter]:
    if _is(view, Family.OPENAPI):
        holder = view.root if view.is_swagger else member(view.root, "components")
        for _, entry in entries(holder, "parameters"):
            yield read_parameter(view, view.follow.target(entry))


def _servers(view: View) -> Iterator[Server]:
    return read_event_servers(view) if _is(view, Family.ASYNCAPI) else read_servers(view, view.root)


def _security(view: View) -> Iterator[SecurityRequirement]:
    return read_security(view.root)


def _security_schemes(view: View) -> Iterator[SecurityScheme]:
    if _is(view, Family.ASYNCAPI):
        return read_event_security_schemes(view)
    return read_security_schemes(view)


def _tags(view: View) -> Iterator[Tag]:
    for holder in (view.root, member(view.root, "info")):
        for entry in items(holder, "tags"):
            node = view.follow.target(entry)
            yield Tag(node, text(node, "name"), text(node, "description"))
