"""Links to things by kind and name. Pages have hundreds of them: the address of each kind of page is made once a
request, and completed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import current_app, g, url_for
from markupsafe import Markup, escape

from catalog.portal.pages import current_snapshot

PLAIN = {
    "service": ("services.page", "name"),
    "contract": ("contracts.page", "contract_id"),
    "vendor": ("vendors.page", "name"),
    "entity": ("glossary.entity", "name"),
    "workflow": ("workflows.page", "name"),
    "team": ("teams.page", "name"),
}
"""Kind → the endpoint of its page, and the part of the address that names the thing."""


def link_to(kind: str, name: str, text: str | None = None) -> Markup:
    """A link to the page of a thing; its name alone where there is no such thing, or no such page."""
    page, own, rest = _page(kind, name)
    words = escape(name if text is None else text)
    if page not in PLAIN or not _exists(page, own):
        return words
    prefix = _prefix(*PLAIN[page])
    return Markup(f'<a href="{prefix}{_quoted(own)}{rest}">{words}</a>') if prefix else words


def proof_link(file: str, pointer: str = "", line: int = 0) -> Markup:
    """A link to the line of a file that says something; empty where no file is known."""
    if not file:
        return Markup("")
    where = f"&amp;pointer={quote(pointer, safe='')}" if pointer else f"&amp;line={line}" if line else ""
    short = escape("/".join(file.split("/")[-2:]) + (f":{line}" if line else ""))
    href = f"{_prefix('source.page', '')}?file={_quoted(file)}{where}"
    return Markup(f'<a class="proof" href="{href}"><code>{short}</code></a>')


def _page(kind: str, name: str) -> tuple[str, str, str]:
    """The kind of page that shows it, the name of what the page is about, and a query."""
    first = name.partition(" ")[0]
    if kind == "address":
        return "contract", first, f"?at={quote(name[len(first) + 1 :], safe='/')}"
    if kind == "release":
        return ("vendor" if _exists("vendor", first) else "contract"), first, ""
    return (kind, first.partition("/")[0], "") if kind == "entity" else (kind, name, "")


def _exists(kind: str, name: str) -> bool:
    return name in _known()[kind]


def _known() -> Mapping[str, Mapping[str, object]]:
    """What there is of each kind at this request's revision."""
    if "link_known" not in g:
        snapshot = current_snapshot()
        g.link_known = {
            "service": snapshot.services, "contract": snapshot.contracts, "vendor": snapshot.vendors,
            "entity": snapshot.entities, "workflow": snapshot.workflows, "team": snapshot.teams,
        }  # fmt: skip
    found: Mapping[str, Mapping[str, object]] = g.link_known
    return found


@lru_cache(maxsize=4096)
def _quoted(name: str) -> str:
    return quote(name, safe="/")


def _prefix(endpoint: str, argument: str) -> str:
    """An address up to the name in it; empty where there is no such page."""
    known: dict[str, str] = g.setdefault("link_prefixes", {})
    if endpoint not in known:
        there = endpoint in current_app.view_functions
        known[endpoint] = str(escape(_made(endpoint, argument))) if there else ""
    return known[endpoint]


def _made(endpoint: str, argument: str) -> str:
    values: dict[str, Any] = {argument: "0"}
    return url_for(endpoint, **values)[:-1] if argument else url_for(endpoint)
