"""Addresses of names like `../x`, which browsers would take for a way up."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import PathConverter

UPWARDS = frozenset((".", ".."))


class DottedPath(PathConverter):
    """As `path`, but what holds a step `.` or `..` is written as one step, in which dots are letters."""

    def to_url(self, value: str) -> str:
        """The name as it stands in an address."""
        return undotted(super().to_url(value))


def register(app: Flask) -> None:
    """For all addresses that are registered from now on."""
    app.url_map.converters["path"] = DottedPath


def undotted(quoted: str) -> str:
    """The same path for the portal, and no way up for a browser. `.` and `..` alone cannot be written so."""
    return quoted.replace("/", "%2F") if UPWARDS.intersection(quoted.split("/")) else quoted
