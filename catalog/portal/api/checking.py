"""What the portal's contract says of a parameter is what is refused: before a page is made, in one place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Flask, request

from catalog.portal.api.parameters import Parameter
from catalog.portal.api.twins import TWINS
from catalog.portal.problems import WrongParameter

LONGEST = 60
"""Characters of a wrong value that a message repeats."""


def register(app: Flask) -> None:
    """Check the query of every page that has a twin."""
    app.before_request(_check)


def rule_of(path: str) -> str:
    """The portal's route of a twin: `/services/{name}` is `/<revision>/services/<name>`."""
    route = f"/<revision>{path}".replace("{contractId}", "<path:contract_id>") if path else "/<revision>/"
    return route.replace("{", "<").replace("}", ">")


QUERIES: Mapping[str, tuple[Parameter, ...]] = {
    rule_of(twin.path): tuple(each for each in twin.parameters if each.place == "query") for twin in TWINS
}


def _check() -> None:
    if request.url_rule is not None and request.args:
        for parameter in QUERIES.get(request.url_rule.rule, ()):
            for value in request.args.getlist(parameter.name):
                check(parameter, value)


def check(parameter: Parameter, value: str) -> None:
    """Refuse a value that the contract does not allow; an empty one, as forms send it, is none.

    Raises:
        WrongParameter: what is wrong, and what would be right.
    """
    schema = parameter.schema.get("items", parameter.schema)
    wrong = next(_wrong(schema, value), None) if value else None
    if wrong is not None:
        said = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
        raise WrongParameter(f"{parameter.name} cannot be {said!r}", place=parameter.name, hint=wrong)


def _wrong(schema: Mapping[str, Any], value: str) -> Iterator[str]:
    if len(value) > schema.get("maxLength", len(value)):
        yield f"at most {schema['maxLength']} characters"
    known = [str(each) for each in schema.get("enum", ()) if each != ""]
    if known and value not in known:
        yield f"one of {', '.join(known)}"
    if schema.get("type") == "integer" and not known and not _is_within(schema, value):
        yield f"a number from {schema['minimum']} to {schema['maximum']}"


def _is_within(schema: Mapping[str, Any], value: str) -> bool:
    written = value.isascii() and value.isdigit() and len(value) <= len(str(schema["maximum"]))
    return written and schema["minimum"] <= int(value) <= schema["maximum"]
