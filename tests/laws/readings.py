"""The reading of the engine for each dialect that the laws generate."""

from __future__ import annotations

from governance.compatibility.schema import Reading

NAMES = {
    "draft4": "draft4",
    "draft6": "draft6",
    "draft7": "draft7",
    "draft2019-09": "2019-09",
    "draft2020-12": "2020-12",
    "openapi2.0": "openapi-2.0",
    "openapi3.0": "openapi-3.0",
    "openapi3.1": "openapi-3.1",
}


def reading(dialect: str) -> Reading:
    """Plain JSON Schema: formats are annotations, nothing is tolerated."""
    return Reading(dialect=NAMES[dialect])
