"""The portal over the reference estate; one for each process of tests, since nothing is written to it."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from catalog.demo.build import build_demo
from tests.builders.portal import portal_client

FOLDER = tempfile.TemporaryDirectory(prefix="treaty-estate-")
"""Gone when the process ends."""


@cache
def estate() -> Path:
    """The folder of the reference estate with its history."""
    return build_demo(Path(FOLDER.name) / "estate").directory


@cache
def estate_portal() -> FlaskClient:
    """A client of the portal over it."""
    return portal_client(estate())


def twin(address: str, client: FlaskClient | None = None) -> dict[str, Any]:
    """The data of a page of the estate, or of another portal."""
    path, _, query = address.partition("?")
    answer = (client or estate_portal()).get(f"{path}.json?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return answer.json
