"""weak-scheme."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.contract import Contract
from catalog.model.http import SecurityScheme, Server
from catalog.model.specification import Family
from catalog.reading.members import items, text
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule
from governance.rules.engine.words import vocabulary

READABLE = vocabulary("""
    http ws amqp amqp1 mqtt mqtt5 kafka stomp nats redis pulsar ftp ibmmq
    """)
"""Protocols without TLS. What is not among them has it, or we do not know."""


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
    if scheme.type in ("plain", "userPassword") and contract is not None and _is_readable(scheme, contract):
        return "a password on a connection without TLS"
    return ""


def _is_readable(scheme: SecurityScheme, contract: Contract) -> bool:
    """Whether some server of an event contract that may ask for it is reached without TLS."""
    if contract.specification.family is not Family.ASYNCAPI:
        return False
    asking = [server for server in contract.servers if _asks_for(scheme, server, contract)]
    return any(server.protocol.lower() in READABLE for server in asking or contract.servers)


def _asks_for(scheme: SecurityScheme, server: Server, contract: Contract) -> bool:
    """AsyncAPI 3 refers to the scheme, 2 names it."""
    for item in items(server.node, "security"):
        target = contract.references.target(item)
        named = isinstance(item.value, dict) and "$ref" not in item.value and scheme.name in item.value
        if named or (target.document is scheme.document and target.pointer == scheme.pointer):
            return True
    return False
