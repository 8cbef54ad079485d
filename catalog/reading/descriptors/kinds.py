"""Which file of a catalog is which descriptor, and its JSON Schema."""

from __future__ import annotations

import posixpath
import re
from functools import cache, lru_cache
from typing import Any

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("catalog", re.compile(r"catalog\.ya?ml")),
    ("teams", re.compile(r"teams\.ya?ml")),
    ("service", re.compile(r"services/[^/]+/service\.ya?ml")),
    ("consumes", re.compile(r"services/[^/]+/consumes\.ya?ml")),
    ("vendor", re.compile(r"vendors/[^/]+/vendor\.ya?ml")),
    ("domain", re.compile(r"domains/[^/]+\.ya?ml")),
    ("term", re.compile(r"terms/[^/]+\.ya?ml")),
    ("workflow", re.compile(r"workflows/.+\.arazzo\.(ya?ml|json)")),
    ("entity", re.compile(r"schemas/[^/]+/v\d+\.(ya?ml|json)")),
    ("policy", re.compile(r"policy/policy\.ya?ml")),
    ("waiver", re.compile(r"policy/waivers/[^/]+\.ya?ml")),
    ("acceptance", re.compile(r"policy/acceptances/[^/]+\.ya?ml")),
)
"""Kind → path below the catalog's root. Entities are JSON Schemas themselves."""

DESCRIBED = (
    "catalog",
    "service",
    "consumes",
    "vendor",
    "domain",
    "teams",
    "term",
    "policy",
    "waiver",
    "acceptance",
)
"""Kinds of our own, each with a JSON Schema in the package."""
VALIDATED = (*DESCRIBED, "workflow")
"""Kinds held to a JSON Schema of the package; that of workflows is Arazzo's, with our additions."""


def kind_of(path: str) -> str | None:
    """The kind of descriptor that stands at a path below the catalog's root."""
    return next((kind for kind, pattern in KINDS if pattern.fullmatch(path)), None)


@lru_cache(maxsize=1 << 16)
def kind_at(path: str, root: str) -> str | None:
    """The kind of descriptor that stands at a path of the tree, the catalog being in the folder `root`."""
    if not root:
        return kind_of(path)
    below = path[len(root) + 1 :] if path.startswith(f"{root}/") else posixpath.relpath(path, root)
    return kind_of(below)


@cache
def descriptor_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind that is validated."""
    import json
    from importlib.resources import files

    text = files("catalog.reading").joinpath("schemas", f"{kind}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
