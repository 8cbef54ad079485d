"""One way to answer: a typed context becomes a page or its JSON twin, with the caching that its revision allows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from flask import Response, current_app, g, make_response, render_template, request

from catalog.answers.catalog import Catalog, Revision, today_of
from catalog.answers.envelope import envelope, tool_version
from catalog.answers.faceted import Faceted
from catalog.answers.lately import Lately
from catalog.answers.lists import contract_list_of, service_list_of
from catalog.answers.plain import plain
from catalog.answers.rows import ContractRow, ServiceRow
from catalog.answers.standing import Standing, Standings
from catalog.portal.settings import Settings
from catalog.portal.twins import wants_json
from catalog.repository.snapshot import Snapshot
from catalog.search.library import Library

EXTENSION = "treaty"
PACKAGE = Path(__file__).parent
MOST_LISTS = 12
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what is read: in a name they make it look like another one."""
SHOWN_INSTEAD = "\ufffd"


@dataclass(frozen=True, slots=True)
class Portal:
    """What the app was made of, and what it answered lately; kept in `app.extensions`."""

    settings: Settings
    catalog: Catalog
    library: Library
    standings: Standings
    lately: Lately = field(default_factory=Lately)
    lists: Lately = field(default_factory=lambda: Lately(MOST_LISTS))


def portal() -> Portal:
    """The running app's settings and catalog."""
    found: Portal = current_app.extensions[EXTENSION]
    return found


def current_revision() -> Revision:
    """The revision that this request's address names, resolved once."""
    found: Revision = g.revision
    return found


def current_standing() -> Standing:
    """How this request's revision stands to the one that its address names."""
    found: Standing = g.standing
    return found


def current_snapshot() -> Snapshot:
    """The catalog at that revision."""
    return portal().catalog.snapshot(current_revision())


def all_services() -> Faceted[ServiceRow]:
    """The services of this request's revision as a list."""
    return services_of(portal(), current_revision(), current_snapshot())


def all_contracts() -> Faceted[ContractRow]:
    """The contracts of this request's revision as a list; their documents are known from the index, which is made where
    it does not have this revision yet."""
    revision = current_revision()
    return contracts_of(portal(), revision, lambda: portal().standings.prepare(revision))


def services_of(asked: Portal, revision: Revision, snapshot: Snapshot) -> Faceted[ServiceRow]:
    """The services of a revision as a list, made once."""
    return asked.lists.get(("services", revision.digest), lambda: service_list_of(snapshot))


def contracts_of(asked: Portal, revision: Revision, snapshot: Callable[[], Snapshot]) -> Faceted[ContractRow]:
    """The contracts of a revision as a list, made once."""
    return asked.lists.get(("contracts", revision.digest), lambda: contract_list_of(snapshot()))


def current_day() -> date:
    """The day that this request's answers are for."""
    return today_of(current_snapshot(), portal().settings.today)


def respond(template: str, context: Any, status: int = 200) -> Response:
    """The page, or with `.json` or `Accept: application/json` the same context as data."""
    if wants_json():
        response = make_response(json_twin(context), status)
        response.mimetype = "application/json"
    else:
        response = make_response(DIRECTIONS.sub(SHOWN_INSTEAD, render_template(template, context=context)), status)
    return with_caching(response)


def json_twin(context: Any) -> bytes:
    """The context in the public envelope."""
    revision = current_revision()
    answer = envelope([(revision.name, revision.digest)])
    if current_standing().behind is not None:
        answer["behind"] = plain(current_standing().behind)
    data = plain(context)
    answer.update(data if isinstance(data, dict) else {"items": data})
    return orjson.dumps(answer, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def with_caching(response: Response) -> Response:
    """An entity tag made of the commit; addresses that name a commit may be kept."""
    response.set_etag(entity_tag())
    response.vary.add("Accept")
    if current_revision().fixed:
        response.cache_control.public = True
        response.cache_control.max_age = portal().settings.immutable_seconds
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True
    if request.if_none_match.star_tag and response.status_code == 200:
        response.make_conditional(request)
    return response


def entity_tag() -> str:
    """Changes with the commit, the names of revisions, the address, the form asked for, the day and the portal."""
    parts = (
        current_revision().digest,
        current_revision().name,
        str(current_standing().behind),
        request.full_path,
        str(wants_json()),
        str(portal().settings.today),
        str(hash(portal().catalog.named_revisions())),
        page_version(),
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


@lru_cache(maxsize=1)
def page_version() -> str:
    """Changes with the tool and with what pages look like."""
    content = hashlib.sha256(tool_version().encode())
    for path in sorted((*PACKAGE.glob("templates/**/*.html"), *PACKAGE.glob("static/**/*.*"))):
        content.update(path.read_bytes())
    return content.hexdigest()[:12]


def not_modified() -> Response | None:
    """304 when the browser has this very answer already, before anything is read; whoever has any answer (`*`) must
    wait until it is known that there is one."""
    known = request.if_none_match
    asked = request.method in ("GET", "HEAD") and "revision" in g and known and not known.star_tag
    return with_caching(Response(status=304)) if asked and known.contains_weak(entity_tag()) else None
