"""`/<revision>/…`: the revision in an address is resolved once per request, and stays in every link of the page."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Flask, g, request

from catalog.answers.standing import NotReady, Standing
from catalog.errors import RepositoryError, UnknownRevision
from catalog.portal.pages import not_modified, portal

SLASH = ":"
"""Stands for `/` in addresses: branch names may hold slashes, but never a colon."""
TAKEN = ("docs", "healthz", "readyz", "static")
"""First segments of addresses that are no revision, and that Git takes for names of branches."""


def register(app: Flask) -> None:
    """Resolve on the way in, fill in on the way out."""

    @cache
    def has_revision(endpoint: str) -> bool:
        return any("revision" in rule.arguments for rule in app.url_map.iter_rules(endpoint))

    @app.url_defaults
    def fill_in(endpoint: str, values: dict[str, Any]) -> None:
        if "revision" not in values and "revision" in g and request and has_revision(endpoint):
            values["revision"] = in_address(g.revision.name)

    app.url_value_preprocessor(_resolve)
    app.before_request(not_modified)


def in_address(revision: str) -> str:
    """A revision as one segment of an address; what is taken goes by another name of the same commit."""
    return f"{revision}~0" if revision in TAKEN else revision.replace("/", SLASH)


def from_address(segment: str) -> str:
    """The revision that a segment names."""
    return segment.replace(SLASH, "/")


def _resolve(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values is not None and "revision" in values:
        g.standing = _standing(from_address(values.pop("revision")))
        g.revision = g.standing.revision


def _standing(name: str) -> Standing:
    """The commit of a name that anybody may type; what Git cannot make sense of is no commit, as long as it makes sense
    of anything."""
    try:
        return portal().standings.of(name)
    except NotReady:
        raise
    except RepositoryError as error:
        portal().catalog.revision("HEAD")
        raise UnknownRevision(f"{name!r} names no commit", hint=error.hint) from None
