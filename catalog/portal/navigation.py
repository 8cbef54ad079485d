"""What the bar above every page leads to, in four groups; only to pages that this portal has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for

GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Find", (("Services", "services"), ("Contracts", "contracts"), ("Search", "search"))),
    (
        "Know",
        (
            ("Vendors", "vendors"),
            ("Domains", "domains"),
            ("Teams", "teams"),
            ("Workflows", "workflows"),
            ("Glossary", "glossary"),
            ("Rules", "rules"),
            ("Exceptions", "exceptions"),
        ),
    ),
    ("Map", (("Map", "map"), ("Layers", "layers"), ("Impact", "impact"))),
    ("Next", (("Calendar", "calendar"), ("Deprecations", "deprecations"))),
)
"""Titles, and below the revision the first segments of addresses."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page to go to; `here` when this request's page is it, or below it."""

    text: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Pages of one kind."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def here(self) -> bool:
        """Whether this request's page is in the group."""
        return any(entry.here for entry in self.entries)


def navigation() -> tuple[Group, ...]:
    """The groups for this request, whose address names a revision."""
    known = endpoints(current_app)
    here = ([*request.path.split("/"), "", ""])[2].removesuffix(".json")
    groups = (
        Group(title, tuple(Entry(text, url_for(known[name]), name == here) for text, name in pages if name in known))
        for title, pages in GROUPS
    )
    return tuple(group for group in groups if group.entries)


def has_page(name: str) -> bool:
    """Whether there is a page at `/<revision>/<name>`."""
    return name in endpoints(current_app)


def page_href(name: str, **values: Any) -> str:
    """The address of the page at `/<revision>/<name>`, which must be there."""
    return url_for(endpoints(current_app)[name], **values)


def endpoints(app: Flask) -> dict[str, str]:
    """Endpoint by what stands in an address behind the revision."""
    known: dict[str, str] | None = app.extensions.get("treaty-pages")
    if known is None:
        prefix = "/<revision>/"
        known = {
            rule.rule.removeprefix(prefix): rule.endpoint
            for rule in app.url_map.iter_rules()
            if rule.rule.startswith(prefix)
        }
        app.extensions["treaty-pages"] = known
    return known
