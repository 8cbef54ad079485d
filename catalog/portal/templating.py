"""What templates may use beside their context."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, request, url_for

from catalog.answers.marks.part import media_suffix
from catalog.answers.named import names
from catalog.model.address import name_text
from catalog.portal import dotted
from catalog.portal.earlier import earlier
from catalog.portal.markup import chapter, markdown
from catalog.portal.navigation import has_page, navigation, page_href
from catalog.portal.pages import current_snapshot, page_version, portal
from catalog.portal.revisions import in_address

KEPT = frozenset(
    (
        *("at", "depth", "direction", "domain", "file", "focus", "from", "kind", "label", "layer", "owner"),
        *("pattern", "q", "rule", "stage", "to", "view"),
    )
)
"""Parts of a query that mean the same at another revision."""


def register(app: Flask) -> None:
    """Filters, the few values that the frame of every page shows, and how links are written."""
    dotted.register(app)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.add_template_filter(markdown, "markdown")
    app.add_template_filter(chapter, "chapter")
    app.add_template_filter(plural, "plural")
    app.add_template_filter(day, "day")
    app.add_template_filter(duration, "duration")
    app.add_template_filter(web_address, "web_address")
    app.add_template_filter(in_address, "in_address")
    app.add_template_filter(name_text, "address_name")
    app.add_template_filter(media_suffix, "media_suffix")
    app.context_processor(_frame)


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 service`, `2 services`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def day(value: date | None) -> str:
    """`25 Nov 2026`; empty for none."""
    return f"{value.day} {value:%b %Y}" if value else ""


UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


def duration(seconds: float) -> str:
    """`250 ms`, `2.2 s`, `15 min`, `10 d`: in the largest unit that there are two of, or one whole."""
    if seconds < 1:
        return f"{seconds * 1000:g} ms"
    size, unit = next(each for each in UNITS if seconds >= 2 * each[0] or seconds == each[0] or each[0] == 1)
    return f"{round(seconds / size, 2):g} {unit}"


def web_address(value: str) -> str:
    """The address if it may stand in a link, else empty: only http, https and mailto do."""
    try:
        scheme = urlsplit(value).scheme
    except ValueError:
        return ""
    return value if scheme in ("http", "https", "mailto") else ""


def _frame() -> dict[str, Any]:
    if "revision" not in g:
        return {"revision": None, "page_version": page_version(), "twin": None, "named_revisions": (), "navigation": ()}
    catalog = portal().catalog
    return {
        "revision": g.revision,
        "behind": g.standing.behind,
        "page_version": page_version(),
        "named_revisions": catalog.named_revisions(),
        "navigation": navigation(),
        "has_page": has_page,
        "page_href": page_href,
        "twin": _twin(),
        "at_revision": _at_revision,
        "earlier": earlier,
        "this_page": _this_page,
        "known": _known,
        "borders": catalog.borders,
    }


def _twin() -> str:
    query = request.query_string.decode("latin-1")
    path = request.path
    if request.endpoint and dotted.UPWARDS.intersection(path.split("/")):
        path = url_for(request.endpoint, **(request.view_args or {}))
    return f"{path.rstrip('/')}.json{'?' if query else ''}{query}"


def _this_page(**changes: str | int | None) -> str:
    """This page with other parameters; None takes one away."""
    asked = {**request.args, **changes}
    return url_for(request.endpoint or "home.overview", **{**asked, **(request.view_args or {})})


def _known(kind: str, name: str) -> bool:
    """Whether a descriptor that names something names what exists; else there is nothing to link to."""
    if "names" not in g:
        g.names = names(current_snapshot())
    return name in g.names[kind]


def _at_revision(name: str) -> str:
    """This page at another revision."""
    if request.endpoint is None:
        return url_for("home.overview", revision=in_address(name))
    asked = {key: value for key, value in request.args.items() if key in KEPT}
    return url_for(request.endpoint, **{**asked, **(request.view_args or {}), "revision": in_address(name)})
