"""credential-or-pii-in-url."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.contract import Contract
from catalog.model.http import Parameter
from catalog.model.source import Json
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule
from governance.rules.engine.words import CREDENTIALS, PERSONAL, endings, spoken, words_of
from governance.rules.unclassified_pii import QUESTIONS


@rule("credential-or-pii-in-url", severity=Severity.ERROR, on=Parameter)
def credential_or_pii_in_url(parameter: Parameter, context: Context) -> Iterator[Violation]:
    """A password, a token or personal data stands in a URL.

    URLs end up in access logs, in browser histories and with every proxy on the way. Credentials go into the
    Authorization header, what tells about a person into the body.
    """
    if parameter.location not in ("query", "path"):
        return
    schema = _schema_of(parameter, context.contract)
    ends = endings(parameter.name)
    if not _may_hold_text(parameter.name, schema):
        return
    if not CREDENTIALS.isdisjoint(ends) or spoken(parameter.name) == "token":
        what, hint = "a credential", "Send it in the Authorization header."
    elif not PERSONAL.isdisjoint(ends) or schema.get("format") == "email":
        what, hint = "personal data", "Send it in the body, or use an id that tells nothing."
    else:
        return
    yield Violation(
        f"{parameter.location} parameter {parameter.name!r} puts {what} into the URL", parameter.pointer, hint
    )


def _schema_of(parameter: Parameter, contract: Contract | None) -> dict[str, Json]:
    """The schema at the end of its references; empty where there is none."""
    if parameter.schema is None:
        return {}
    node = parameter.schema.node
    value = contract.references.target(node).value if contract is not None else node.value
    return value if isinstance(value, dict) else {}


def _may_hold_text(name: str, schema: dict[str, Json]) -> bool:
    return QUESTIONS.isdisjoint(words_of(name)) and schema.get("type") != "boolean" and "enum" not in schema
