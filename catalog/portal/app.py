"""The portal as a Flask application: a table of contents."""

from __future__ import annotations

from flask import Flask

from catalog.answers.catalog import Catalog
from catalog.portal import logs, problems, revisions, security, templating
from catalog.portal.calendar.views import calendar
from catalog.portal.contracts.views import contracts
from catalog.portal.deprecations.views import deprecations
from catalog.portal.glossary.views import glossary
from catalog.portal.handbook.views import handbook
from catalog.portal.health.views import health
from catalog.portal.home.views import home
from catalog.portal.impact.views import impact_pages
from catalog.portal.layers.views import layers
from catalog.portal.map.views import map_pages
from catalog.portal.pages import EXTENSION, Portal
from catalog.portal.search.views import search
from catalog.portal.services.views import services
from catalog.portal.settings import Settings
from catalog.portal.source.views import source
from catalog.portal.twins import JsonTwins
from catalog.portal.vendors.views import vendors
from catalog.search.index import Indexes

PAGE_FAMILIES = (health, handbook, home, services, vendors, contracts, glossary, search)
MAPS = (map_pages, layers, impact_pages, calendar, deprecations, source)
PARTS = (logs, security, revisions, problems, templating)


def create_app(settings: Settings, *, catalog: Catalog) -> Flask:
    """The portal over one catalog."""
    app = Flask("catalog.portal")
    app.extensions[EXTENSION] = Portal(settings, catalog, Indexes())
    app.json.sort_keys = False  # type: ignore[attr-defined]
    for part in PARTS:
        part.register(app)
    for family in (*PAGE_FAMILIES, *MAPS):
        app.register_blueprint(family)
    app.wsgi_app = JsonTwins(app.wsgi_app)  # type: ignore[assignment]
    return app
