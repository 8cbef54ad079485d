"""What the portal answers as data beside the twins: handbook, health, this API's contract, the catalog of APIs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from catalog.portal.api.linkset import MEDIA_TYPE
from catalog.portal.api.parameters import CHAPTER, RULE, Parameter
from catalog.portal.handbook.contexts import HandbookPage

HEALTH = {"type": "object", "required": ["status"], "properties": {"status": {"type": "string"}}}
OPENAPI = {
    "type": "object",
    "required": ["openapi", "info", "paths"],
    "properties": {"openapi": {"type": "string"}, "info": {"type": "object"}, "paths": {"type": "object"}},
}
LINK = {
    "type": "object",
    "required": ["href"],
    "properties": {"href": {"type": "string"}, "type": {"type": "string"}, "title": {"type": "string"}},
}
LINKS = {"type": "array", "items": LINK}
LINKSET = {
    "type": "object",
    "required": ["linkset"],
    "properties": {
        "linkset": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["anchor"],
                "properties": {
                    "anchor": {"type": "string"},
                    "item": LINKS,
                    "service-desc": LINKS,
                    "service-doc": LINKS,
                    "service-meta": LINKS,
                    "status": LINKS,
                },
            },
        }
    },
}
NOT_READY = {
    "503": {
        "description": "Not ready: the reason, and how much of the catalog was read.",
        "headers": {"X-Correlation-ID": {"$ref": "#/components/headers/X-Correlation-ID"}},
        "content": {"application/json": {"schema": HEALTH}},
    }
}


@dataclass(frozen=True, slots=True)
class Other:
    """An operation whose answer is no page's twin; `more` are answers that no twin has."""

    operation: str
    path: str
    summary: str
    answer: str
    context: Any = None
    schema: dict[str, Any] | None = None
    parameters: tuple[Parameter, ...] = ()
    refusals: tuple[str, ...] = ("404",)
    media: str = "application/json"
    cached: bool = True
    more: dict[str, Any] | None = None


OTHERS: tuple[Other, ...] = (
    Other("listChapters", "/docs.json", "Chapters of the handbook.", "The chapters.", HandbookPage),
    Other("getChapter", "/docs/{name}.json", "A chapter of the handbook.", "The chapter.",
          HandbookPage, None, (CHAPTER,)),
    Other("getRuleChapter", "/docs/rules/{rule}.json", "What the handbook says of a rule.", "The chapter.",
          HandbookPage, None, (RULE,)),
    Other("getApi", "/-/openapi.json", "This contract.", "OpenAPI 3.1.", None, OPENAPI),
    Other("getApiCatalog", "/.well-known/api-catalog", "The APIs of the catalog and of the portal (RFC 9727).",
          "A set of links (RFC 9264).", None, LINKSET, (), ("404", "503"), MEDIA_TYPE),
    Other("getHealth", "/healthz", "Whether the portal is alive.", "It is.", None, HEALTH, cached=False),
    Other("getReadiness", "/readyz", "Whether the portal can answer.", "It can.", None, HEALTH, cached=False,
          more=NOT_READY),
)  # fmt: skip
