"""Servers, base path and host: an address is configuration, so its change is said, and breaks nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from catalog.model.contract import Contract
from catalog.model.http import Operation, Origin, Server
from catalog.model.node import Node
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.matching import Pair
from governance.compatibility.sides import Sides


def compare_servers(sides: Sides, pairs: Sequence[Pair[Operation]]) -> Iterator[Change]:
    """An address taken away from the document, or the effective path of an operation moved."""
    told = gone(sides, sides.base.servers, sides.revision.servers, _url)
    moved = [pair for pair in pairs if _moved(pair)]
    if told and (moved or not _only_prefix_moved(pairs)):
        root = sides.revision.servers[0].node if sides.revision.servers else None
        yield Change("server-changed", Where("@servers", label="servers"), sides.base.servers[0].node, root, None, told)


def compare_own_servers(sides: Sides, base: Operation, revision: Operation, where: Where) -> Iterator[Change]:
    """An address taken away from an operation that names its own."""
    own = [servers for servers in (base.servers, revision.servers) if servers and not _of_document(servers[0])]
    told = gone(sides, base.servers, revision.servers, _url) if own else ()
    if told and base.origin is Origin.PATH and base.path == revision.path:
        yield Change("server-changed", where.inside("servers"), _place(base), _place(revision), None, told)


def gone(
    sides: Sides, base: Sequence[Server], revision: Sequence[Server], address: Callable[[Server], str]
) -> tuple[tuple[str, str], ...]:
    """What is told of addresses, and of values of their variables, that are no longer listed; nothing where all are."""
    before = {text for server in base for text in _said(sides.base, server, address(server))}
    after = {text for server in revision for text in _said(sides.revision, server, address(server))}
    if before <= (after or USUAL):
        return ()
    now = {address(server) for server in revision} | (after - before)
    return facts(base=_listed(before - after), revision=_listed(now) or "none")


USUAL = frozenset(("",))
"""The address where no server is named: `/`."""


def _listed(addresses: Iterable[str]) -> str:
    return ", ".join(address or "/" for address in sorted(addresses))


def _said(contract: Contract, server: Server, address: str) -> Iterator[str]:
    """An address, and what its variables may be: `https://{region}.example with region=eu`."""
    yield address
    held = server.node.value.get("variables") if isinstance(server.node.value, dict) else None
    for name in held if isinstance(held, dict) else ():
        value = contract.references.target(server.node.child("variables", name)).value
        if not isinstance(value, dict) or f"{{{name}}}" not in address:
            continue
        if "default" in value:
            yield f"{address} with {name}={value['default']} by default"
        listed = value.get("enum")
        choices = [f"{name}={each}" for each in listed] if isinstance(listed, list) else []
        yield from (f"{address} with {choice}" for choice in choices or (f"any {name}",))


def _place(operation: Operation) -> Node:
    """Where the addresses of an operation are written, if for it alone; else the operation."""
    found = next(iter(operation.servers), None)
    return operation.node if found is None or _of_document(found) else found.node


def _of_document(server: Server) -> bool:
    return server.pointer[:1] in (("servers",), ())


def _url(server: Server) -> str:
    return server.url.rstrip("/")


def _moved(pair: Pair[Operation]) -> bool:
    base, revision = pair.base, pair.revision
    if base is None or revision is None or base.origin is not Origin.PATH:
        return False
    return base.effective_path.rstrip("/") != revision.effective_path.rstrip("/")


def _only_prefix_moved(pairs: Sequence[Pair[Operation]]) -> bool:
    """Whether a prefix went from the servers into the path keys, or back, and every request still goes there."""
    both = [(p.base, p.revision) for p in pairs if p.base is not None and p.revision is not None]
    return any(base.path != revision.path for base, revision in both)
