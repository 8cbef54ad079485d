"""credential-or-pii-in-url."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.http import Parameter
from catalog.reading.members import text
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule
from governance.rules.engine.words import CREDENTIALS, PERSONAL, endings, spoken, words_of
from governance.rules.unclassified_pii import QUESTIONS


@rule("credential-or-pii-in-url", severity=Severity.ERROR, on=Parameter)
def credential_or_pii_in_url(parameter: Parameter, _: Context) -> Iterator[Violation]:
    """A password, a token or personal data stands in a URL.

    URLs end up in access logs, in browser histories and with every proxy on the way. Credentials go into the
    Authorization header, what tells about a person into the body.
    """
    if parameter.location not in ("query", "path") or not _may_hold_text(parameter):
        return
    ends = endings(parameter.name)
    if not CREDENTIALS.isdisjoint(ends) or spoken(parameter.name) == "token":
        what, hint = "a credential", "Send it in the Authorization header."
    elif (
        not PERSONAL.isdisjoint(ends) or text(parameter.schema.node if parameter.schema else None, "format") == "email"
    ):
        what, hint = "personal data", "Send it in the body, or use an id that tells nothing."
    else:
        return
    yield Violation(
        f"{parameter.location} parameter {parameter.name!r} puts {what} into the URL", parameter.pointer, hint
    )


def _may_hold_text(parameter: Parameter) -> bool:
    if not QUESTIONS.isdisjoint(words_of(parameter.name)):
        return False
    schema = parameter.schema.node.value if parameter.schema else None
    return not isinstance(schema, dict) or (schema.get("type") != "boolean" and "enum" not in schema)
