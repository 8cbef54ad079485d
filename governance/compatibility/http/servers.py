"""Servers, base path and host: an address is configuration, so its change is said, and breaks nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog.model.http import Operation, Origin, Server
from catalog.model.node import Node
from governance.compatibility.change import Change, Where, facts
from governance.compatibility.matching import Pair
from governance.compatibility.sides import Sides


def compare_servers(sides: Sides, pairs: Sequence[Pair[Operation]]) -> Iterator[Change]:
    """An address taken away from the document, or the effective path of an operation moved."""
    gone = _urls(sides.base.servers) - _urls(sides.revision.servers)
    moved = [pair for pair in pairs if _moved(pair)]
    if gone and (moved or not _only_prefix_moved(pairs)):
        told = facts(base=", ".join(sorted(gone)), revision=", ".join(sorted(_urls(sides.revision.servers))) or "none")
        root = sides.revision.servers[0].node if sides.revision.servers else None
        yield Change("server-changed", Where("@servers", label="servers"), sides.base.servers[0].node, root, None, told)


def compare_own_servers(base: Operation, revision: Operation, where: Where) -> Iterator[Change]:
    """An address taken away from an operation that names its own."""
    own = [servers for servers in (base.servers, revision.servers) if servers and not _of_document(servers[0])]
    gone = _urls(base.servers) - _urls(revision.servers)
    if own and gone and base.origin is Origin.PATH and base.path == revision.path:
        told = facts(base=", ".join(sorted(gone)), revision=", ".join(sorted(_urls(revision.servers))) or "none")
        yield Change("server-changed", where.inside("servers"), _place(base), _place(revision), None, told)


def _place(operation: Operation) -> Node:
    """Where the addresses of an operation are written, if for it alone; else the operation."""
    found = next(iter(operation.servers), None)
    return operation.node if found is None or _of_document(found) else found.node


def _of_document(server: Server) -> bool:
    return server.pointer[:1] in (("servers",), ())


def _urls(servers: Sequence[Server]) -> set[str]:
    return {server.url.rstrip("/") for server in servers}


def _moved(pair: Pair[Operation]) -> bool:
    base, revision = pair.base, pair.revision
    if base is None or revision is None or base.origin is not Origin.PATH:
        return False
    return base.effective_path.rstrip("/") != revision.effective_path.rstrip("/")


def _only_prefix_moved(pairs: Sequence[Pair[Operation]]) -> bool:
    """Whether a prefix went from the servers into the path keys, or back, and every request still goes there."""
    both = [(p.base, p.revision) for p in pairs if p.base is not None and p.revision is not None]
    return any(base.path != revision.path for base, revision in both)
