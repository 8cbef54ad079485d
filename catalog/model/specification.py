"""Which specification, and which version of it, a document says it follows."""

from __future__ import annotations

from enum import Enum

from catalog.frozen import dataclass


class Family(Enum):
    """What kind of contract a document is."""

    OPENAPI = "openapi"
    ASYNCAPI = "asyncapi"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Specification:
    """`version` as written (`3.0.3`), `line` what decides the grammar (`3.0`)."""

    family: Family
    version: str
    line: str

    def __str__(self) -> str:
        names = {
            Family.OPENAPI: "OpenAPI",
            Family.ASYNCAPI: "AsyncAPI",
            Family.UNKNOWN: "unknown specification",
        }
        return f"{names[self.family]} {self.version}".strip()
