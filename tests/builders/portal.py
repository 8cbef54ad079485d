"""The portal over a catalog, in process."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from catalog.answers.catalog import open_catalog
from catalog.portal.app import create_app
from catalog.portal.settings import Settings


def portal_client(folder: Path, settings: Settings | None = None) -> FlaskClient:
    """A client of a fresh portal; `catalog` of its application asks the same catalog."""
    catalog = open_catalog(str(folder), None, folder / "cache")
    return create_app(settings or Settings(), catalog=catalog).test_client()
