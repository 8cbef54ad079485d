"""weak-scheme."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.contract import Contract
from catalog.model.http import SecurityScheme, Server
from catalog.model.specification import Family
from catalog.reading.members import text
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule

SAFE_PROTOCOLS = (
    "file",
    "https",
    "wss",
    "amqps",
    "mqtts",
    "secure-mqtt",
    "kafka-secure",
    "sftp",
    "ftps",
    "stomps",
    "ibmmq-secure",
)


@rule("weak-scheme", severity=Severity.ERROR, on=SecurityScheme)
def weak_scheme(scheme: SecurityScheme, context: Context) -> Iterator[Violation]:
    """Callers prove who they are by something that is easily stolen.

    Basic authentication sends the password with every request, a key in the query ends up in every log, and a password
    to a broker without TLS can be read on the way. Use OAuth 2.0, OpenID Connect, mutual TLS or SCRAM.
    """
    reason = _weakness(scheme, context.contract)
    if reason:
        hint = "Use OAuth 2.0, OpenID Connect or mutual TLS; for brokers SCRAM over TLS."
        yield Violation(f"security scheme {scheme.name!r} is {reason}", scheme.pointer, hint)


def _weakness(scheme: SecurityScheme, contract: Contract | None) -> str:
    if scheme.type == "http" and (text(scheme.node, "scheme") or "basic").lower() == "basic":
        return "HTTP basic"
    if scheme.type in ("apiKey", "httpApiKey") and text(scheme.node, "in") == "query":
        return "a key in the query"
    if scheme.type in ("plain", "userPassword") and contract is not None and _is_readable(contract):
        return "a password on a connection without TLS"
    return ""


def _is_readable(contract: Contract) -> bool:
    """Whether some server of an event contract says that it is reached over a network without TLS."""
    if contract.specification.family is not Family.ASYNCAPI:
        return False
    return any(_is_plain(server) for server in contract.servers)


def _is_plain(server: Server) -> bool:
    return bool(server.protocol) and server.protocol.lower() not in SAFE_PROTOCOLS
