"""path-major-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog.model.contract import Contract
from catalog.model.http import Origin
from catalog.model.source import Pointer
from catalog.reading.members import text
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule
from governance.rules.version_not_semver import SEMVER

IN_PATH = re.compile(r"/v(\d+)(?=/|$)")
IN_CHANNEL = re.compile(r"[./]v(\d+)(?=[./]|$)")


@rule("path-major-mismatch", severity=Severity.WARNING, on=Contract)
def path_major_mismatch(contract: Contract, _: Context) -> Iterator[Violation]:
    """An address says another major version than the contract.

    `/v1` in front of contract 2.1.0 makes people guess which one counts. The major version in the address of a server,
    a path or a channel is that of `info.version`; a channel whose messages state `x-message-version` goes by theirs.
    A 0.x may already stand at v1.
    """
    if not SEMVER.fullmatch(contract.version):
        return
    major = contract.version.partition(".")[0]
    told: set[str] = set()
    for written, where, pointer, own in _addresses(contract):
        expected = own or major
        if written != expected and not (expected == "0" and written == "1") and where not in told:
            told.add(where)
            message = f"{where} says v{written}, the version is {own or contract.version}"
            yield Violation(message, pointer, f"Write v{expected}, or bring the version in line.", facet=where)


def _addresses(contract: Contract) -> Iterator[tuple[str, str, Pointer, str]]:
    """Major version as written, where, the pointer to it, and the major that its messages state."""
    for server in contract.servers:
        if server.document is contract.document:
            yield from ((found, server.url, server.pointer, "") for found in IN_PATH.findall(_path(server.url))[:1])
    in_servers = any(IN_PATH.search(_path(server.url)) for server in contract.servers)
    for operation in contract.operations if not in_servers else ():
        if operation.origin is Origin.PATH and operation.document is contract.document:
            yield from (
                (found, f"/…/v{found}", ("paths", operation.path), "") for found in IN_PATH.findall(operation.path)[:1]
            )
    for channel in contract.channels:
        stated = {text(message.node, "x-message-version").partition(".")[0] for message in channel.messages} - {""}
        own = next(iter(stated)) if len(stated) == 1 else ""
        name = channel.address or ""
        yield from ((found, name, channel.pointer, own) for found in IN_CHANNEL.findall(name)[:1] if len(stated) < 2)


def _path(url: str) -> str:
    """Without scheme and host, where `v2.example.org` says nothing of the contract."""
    return "/" + url.partition("//")[2].partition("/")[2] if "//" in url else url
