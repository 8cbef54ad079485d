"""Two small documents compared: what their findings say."""

from __future__ import annotations

from textwrap import dedent, indent

from catalog.model.address_text import parse_address
from governance.compatibility.comparison import Comparison, Options, compare
from tests.builders.contracts import contract_of

Told = set[tuple[str, str]]
"""(rule, effect) of every finding."""


DEFAULT = Options()


def told(base: str, revision: str, options: Options = DEFAULT) -> Told:
    """The rules and effects between two documents."""
    return told_by(compare(contract_of(base), contract_of(revision), options))


def told_by(comparison: Comparison) -> Told:
    """The rules and effects of a comparison, whose addresses all follow the grammar."""
    for finding in comparison.findings:
        assert str(parse_address(finding.address)) == finding.address
    return {(finding.rule, finding.effect.value) for finding in comparison.findings if finding.effect}


def http(operation: str, rest: str = "", version: str = "3.1.0") -> str:
    """An OpenAPI document with one operation, `POST /orders/{id}`; `rest` stands at the top level."""
    head = f"openapi: {version}\ninfo: {{title: t, version: 1.0.0}}\npaths:\n  /orders/{{id}}:\n    post:\n"
    return head + indent(dedent(operation).strip("\n"), " " * 6) + "\n" + dedent(rest)


def request(schema: str) -> str:
    """An operation that takes this schema as JSON."""
    content = f"{{application/json: {{schema: {schema}}}}}"
    return http(f"requestBody: {{required: true, content: {content}}}\nresponses: {{'204': {{description: d}}}}")


def response(schema: str) -> str:
    """An operation that answers this schema as JSON."""
    content = f"{{application/json: {{schema: {schema}}}}}"
    return http(f"responses: {{'200': {{description: d, content: {content}}}}}")


def events(channel: str, rest: str = "", version: str = "2.6.0") -> str:
    """An AsyncAPI 2 document with one channel, `orders.{id}`."""
    head = f"asyncapi: {version}\ninfo: {{title: t, version: 1.0.0}}\nchannels:\n  orders.{{id}}:\n"
    return head + indent(dedent(channel).strip("\n"), " " * 4) + "\n" + dedent(rest)
