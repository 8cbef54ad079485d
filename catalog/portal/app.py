"""The portal as a Flask application: a table of contents."""

from __future__ import annotations

from functools import partial

from flask import Flask

from catalog.answers.catalog import Catalog
from catalog.answers.lasting import Lasting
from catalog.answers.lately import Lately
from catalog.answers.standing import Standings
from catalog.portal import logs, memory, problems, revisions, security, templating
from catalog.portal.api import checking
from catalog.portal.api.views import api
from catalog.portal.calendar.views import calendar
from catalog.portal.compare.views import compare
from catalog.portal.contracts.views import contracts
from catalog.portal.deprecations.views import deprecations
from catalog.portal.domains.views import domains
from catalog.portal.exceptions.views import exceptions
from catalog.portal.findings.views import findings
from catalog.portal.glossary.views import glossary
from catalog.portal.handbook.views import handbook
from catalog.portal.health.views import health
from catalog.portal.home.views import home
from catalog.portal.impact.views import impact_pages
from catalog.portal.layers.views import layers
from catalog.portal.map.views import map_pages
from catalog.portal.pages import EXTENSION, Portal
from catalog.portal.releases.views import releases
from catalog.portal.rules.views import rules
from catalog.portal.search.views import search
from catalog.portal.services.views import services
from catalog.portal.settings import Settings
from catalog.portal.source.views import source
from catalog.portal.teams.views import teams
from catalog.portal.twins import JsonTwins
from catalog.portal.vendors.views import vendors
from catalog.portal.warming import warm
from catalog.portal.workflows.views import workflows
from catalog.search.library import Library, open_library

PAGE_FAMILIES = (
    api,
    calendar,
    compare,
    contracts,
    deprecations,
    domains,
    exceptions,
    findings,
    glossary,
    handbook,
    health,
    home,
    impact_pages,
    layers,
    map_pages,
    releases,
    rules,
    search,
    services,
    source,
    teams,
    vendors,
    workflows,
)
MOST_COMPARED = 40_000
"""Comparisons of releases that are kept on disk, some kilobytes each."""
PARTS = (logs, security, revisions, problems, checking, templating, memory)


def create_app(settings: Settings, *, catalog: Catalog, library: Library | None = None) -> Flask:
    """The portal over one catalog; without a library, its index is kept in memory."""
    app = Flask("catalog.portal")
    library = library or open_library(catalog.source, None)
    folder = library.store.folder
    lately = Lately(lasting=Lasting(folder / "compared" if folder is not None else None, MOST_COMPARED))
    app.extensions[EXTENSION] = portal = Portal(settings, catalog, library, Standings(catalog, library), lately)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    for part in PARTS:
        part.register(app)
    for family in PAGE_FAMILIES:
        app.register_blueprint(family)
    portal.standings.then = partial(warm, portal, app.jinja_env)
    app.wsgi_app = JsonTwins(app.wsgi_app)  # type: ignore[assignment]
    return app
