"""From a parsed document to a contract, whatever the specification and its version.

The readers of a part are imported when somebody looks at it, so that a view costs only what is read of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from catalog.model.contract import Contract, Tag, Unknown
from catalog.model.lazy import Lazy
from catalog.model.node import Node
from catalog.model.schema import SchemaNode
from catalog.model.source import SourceDocument, SourceProblem
from catalog.model.specification import Family
from catalog.reading.following import Following, only
from catalog.reading.members import entries, items, member, text
from catalog.reading.references import Resolver
from catalog.reading.specification import specification_of
from catalog.reading.view import View

if TYPE_CHECKING:
    from catalog.model.http import Operation, Parameter, SecurityRequirement, SecurityScheme, Server
    from catalog.model.messaging import Channel, EventOperation, Message


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
        unknown=Lazy(partial(_unknown, view)),
        problems=Lazy(partial(_problems, view)),
        references=view.follow,
    )


def view_of(document: SourceDocument, resolver: Resolver | None) -> View:
    """What the readers of the parts need."""
    references = Following(resolver or Resolver(only, document))
    return View(Node(document, (), document.tree), specification_of(document), references)


def _is(view: View, family: Family) -> bool:
    return view.specification.family is family


def _operations(view: View) -> Iterable[Operation]:
    if not _is(view, Family.OPENAPI):
        return ()
    from catalog.reading.openapi.operations import read_operations

    return read_operations(view)


def _event_operations(view: View) -> Iterable[EventOperation]:
    if not _is(view, Family.ASYNCAPI):
        return ()
    from catalog.reading.asyncapi.operations import read_event_operations

    return read_event_operations(view)


def _channels(view: View) -> Iterable[Channel]:
    if not _is(view, Family.ASYNCAPI):
        return ()
    from catalog.reading.asyncapi.channels import read_channels

    return read_channels(view)


def _messages(view: View) -> Iterable[Message]:
    if not _is(view, Family.ASYNCAPI):
        return ()
    from catalog.reading.asyncapi.all_messages import read_messages

    return read_messages(view)


def _schemas(view: View) -> Iterator[SchemaNode]:
    holder = view.root if view.is_swagger else member(view.root, "components")
    for name, entry in entries(holder, "definitions" if view.is_swagger else "schemas"):
        found = view.schema(entry, name)
        if found is not None:
            yield found


def _parameters(view: View) -> Iterator[Parameter]:
    if _is(view, Family.OPENAPI):
        from catalog.reading.openapi.parameters import read_parameter

        holder = view.root if view.is_swagger else member(view.root, "components")
        for _, entry in entries(holder, "parameters"):
            yield read_parameter(view, view.follow.target(entry))


def _servers(view: View) -> Iterable[Server]:
    if _is(view, Family.ASYNCAPI):
        from catalog.reading.asyncapi.operations import read_event_servers

        return read_event_servers(view)
    from catalog.reading.openapi.security import read_servers

    return read_servers(view, view.root)


def _security(view: View) -> Iterable[SecurityRequirement]:
    from catalog.reading.openapi.security import read_security

    return read_security(view.root)


def _security_schemes(view: View) -> Iterable[SecurityScheme]:
    if _is(view, Family.ASYNCAPI):
        from catalog.reading.asyncapi.operations import read_event_security_schemes

        return read_event_security_schemes(view)
    from catalog.reading.openapi.security import read_security_schemes

    return read_security_schemes(view)


def _unknown(view: View) -> Iterable[Unknown]:
    from catalog.reading.problems import read_unknown

    return read_unknown(view)


def _problems(view: View) -> Iterable[SourceProblem]:
    from catalog.reading.problems import read_problems

    return read_problems(view)


def _tags(view: View) -> Iterator[Tag]:
    for holder in (view.root, member(view.root, "info")):
        for entry in items(holder, "tags"):
            node = view.follow.target(entry)
            yield Tag(node, text(node, "name"), text(node, "description"))
