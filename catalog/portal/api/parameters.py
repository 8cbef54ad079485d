"""The parameters that JSON twins take, described once each; the code that reads them says what values they have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from catalog.answers.atlas.focus import PATTERNS
from catalog.answers.atlas.shape import DEEPEST, LIMITS, SIDES
from catalog.answers.impact.places import KINDS as PLACES
from catalog.answers.impact_of_terms import TERM
from catalog.graph.edges import Kind, Relation
from catalog.portal.compare.contexts import VIEWS
from catalog.portal.deprecations.contexts import ONLY as BOARD
from catalog.portal.findings.contexts import SEVERITIES
from catalog.portal.impact.contexts import FARTHEST, LONGEST
from catalog.portal.map.contexts import LONGEST as LONGEST_FOCUS
from catalog.portal.revisions import TAKEN
from catalog.search.entries import KINDS

MOST_PAGES = 999_999


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter by its name in addresses; `key` names it among the components, `example` is one of the estate."""

    key: str
    name: str
    description: str
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"})
    example: Any = None
    place: str = "query"

    def described(self) -> dict[str, Any]:
        """The OpenAPI parameter object; a text or a list may be empty by its schema, a number only by being allowed."""
        found: dict[str, Any] = {"name": self.name, "in": self.place}
        found |= {"required": True} if self.place == "path" else {}
        found |= {"allowEmptyValue": True} if self.place == "query" and self.schema["type"] == "integer" else {}
        found |= {"description": self.description, "schema": self.schema}
        return found if self.example is None else {**found, "example": self.example}


def one_of(values: Iterable[Any]) -> dict[str, Any]:
    """One of these, or empty for the usual."""
    return {"type": "string", "enum": ["", *map(str, values)]}


def any_of(values: Iterable[str]) -> dict[str, Any]:
    """Any number of these; the parameter is repeated."""
    return {"type": "array", "items": one_of(values)}


def number(least: int, most: int) -> dict[str, Any]:
    """A whole number."""
    return {"type": "integer", "minimum": least, "maximum": most}


def page(name: str, of: str) -> Parameter:
    """Which page of a list."""
    return Parameter(
        f"{name}Page" if name != "page" else "Page",
        name,
        f"Page of the {of}, from 1. Beyond the last: the last, as the answer says, or 404.",
        number(1, MOST_PAGES),
        1,
    )


def path(key: str, name: str, description: str, example: str) -> Parameter:
    """A segment of the address."""
    return Parameter(key, name, description, {"type": "string", "minLength": 1}, example, "path")


REVISION = path(
    "Revision",
    "revision",
    "A commit, branch or tag of the catalog, or worktree; a slash in it is written as a colon. "
    f"Only a full commit id makes an answer that never changes. Branches called {', '.join(TAKEN)} are written with ~0 "
    "behind their name.",
    "main",
)
SERVICE = path("ServiceName", "name", "Name of a service.", "quote-to-order")
CONTRACT = path("ContractId", "contractId", "Id of a contract; its slash may be escaped.", "orders/v2")
DOMAIN = path("DomainName", "name", "Name of a domain.", "order")
TEAM = path("TeamName", "name", "Name of a team.", "commerce")
VENDOR = path("VendorName", "name", "Name of a vendor.", "salesforce")
WORKFLOW = path("WorkflowName", "name", "Id of a workflow.", "order-to-cash")
ENTITY = path("EntityName", "name", "Name of a canonical entity.", "customer")
TERM_NAME = path("TermName", "name", "Name of a term of the glossary.", "order-status")
RULE = path("RuleId", "rule", "Id of a rule.", "money-as-float")
CHAPTER = path("ChapterName", "name", "Name of a chapter of the handbook.", "descriptors")

WORDS = Parameter("Words", "q", "Words that must occur; the first 200 characters count.", example="order")
PAGE = page("page", "list")
FACETS = tuple(
    Parameter(f"{name.title()}Filter", name, f"Only what has this {said}.")
    for name, said in (
        ("layer", "layer"),
        ("domain", "domain"),
        ("vendor", "vendor"),
        ("pattern", "interaction pattern"),
        ("stage", "stage of its life"),
        ("owner", "owning team"),
        ("spec", "kind of specification"),
    )
)
SERVICE_FACETS = FACETS[:-1]
HIT_KIND = Parameter("HitKind", "kind", "Only hits of this kind.", one_of(KINDS), "field")
TIES = (
    Parameter("NeededNeighbour", "needs", "All that ties it to this one of those that it needs, as `needs` names it."),
    Parameter("ServedNeighbour", "serves", "All that ties it to this one of those that it serves; without `needs`."),
    page("ties", "ties to a neighbour"),
)
LABEL = Parameter("Label", "label", "An announced release of the contract, or a version of the entity.")
AT = Parameter("PartAddress", "at", "Address of a part of the contract, without the contract's id.")
SIZED = tuple(page(name, name) for name in ("operations", "events", "channels", "messages", "schemas", "places"))
FROM = Parameter("FromEdition", "from", "The older edition: a label, a commit. Usual: the release before.")
TO = Parameter("ToEdition", "to", "The newer edition. Usual: the newest release.")
VIEW = Parameter("View", "view", "By meaning (usual), or side by side as text.", one_of(VIEWS), "text")
SIDE_FILE = Parameter("ComparedFile", "file", "With view=text: which file of the contract.")
SEVERITY = Parameter("Severity", "severity", "Only findings of this severity.", one_of(SEVERITIES), "error")
RULE_FILTER = Parameter("RuleFilter", "rule", "Only findings of this rule.", example="money-as-float")
ACCEPTANCES = page("acceptances", "acceptances")
FOCUS_TEXT = {"type": "string", "maxLength": LONGEST_FOCUS}
FOCUS = Parameter("Focus", "focus", "kind:name of what stands in the middle.", FOCUS_TEXT, "service:pricing")
MAP_DEPTH = Parameter("MapDepth", "depth", "How far around the focus.", number(1, DEEPEST), 2)
DIRECTION = Parameter("Direction", "direction", "Which way from the focus.", one_of(SIDES), "upstream")
LIMIT = Parameter(
    "NodeLimit", "limit", "How many nodes are shown.", {"type": "integer", "enum": list(LIMITS)}, LIMITS[0]
)
MAP_FILTERS = (
    Parameter("NodeKinds", "kind", "Only nodes of these kinds.", any_of(each.value for each in Kind)),
    Parameter("NodeLayers", "layer", "Only services of these layers.", {"type": "array", "items": {"type": "string"}}),
    Parameter(
        "NodeDomains", "domain", "Only services of these domains.", {"type": "array", "items": {"type": "string"}}
    ),
    Parameter("ArrowRelations", "relation", "Only arrows of these relations.", any_of(each.value for each in Relation)),
    Parameter("ArrowPatterns", "pattern", "Only arrows of these patterns.", any_of(PATTERNS)),
)
LAYER_FROM = Parameter("CallingLayer", "from", "With to: the calls from this layer.", example="process")
LAYER_TO = Parameter("CalledLayer", "to", "With from: the calls to this layer.", example="system")
SKIPS, LEAKS = page("skips", "calls that skip a layer"), page("leaks", "contracts judged for leaks of vendors' words")
PLACE_TEXT = {"type": "string", "maxLength": LONGEST}
PLACE = Parameter("Place", "at", "A place of the catalog, as treaty impact takes it.", PLACE_TEXT, "salesforce")
PLACE_KIND = Parameter("PlaceKind", "kind", "What the place is meant to be.", one_of((*PLACES, TERM)), "vendor")
IMPACT_DEPTH = Parameter("ImpactDepth", "depth", "How many steps; 0 all the way.", number(0, FARTHEST), 0)
VENDOR_FILTER = Parameter(
    "OneVendor", "vendor", "This vendor alone; 404 for one that there is not.", example="salesforce"
)
PAST = Parameter("Past", "past", "1: with months before today's.", one_of(("0", "1")), "1")
PARTS = page("parts", "contracts read for deprecated parts")
ONLY = Parameter("OnlyDeprecated", "only", "Only what is overdue, still used, or without a day.", one_of(BOARD), "used")
FILE = Parameter("File", "file", "Path of a file of the catalog.", example="contracts/catalog.yaml")
LINE = Parameter("Line", "line", "Line to show; 404 beyond the last.", number(0, MOST_PAGES), 1)
POINTER = Parameter(
    "Pointer",
    "pointer",
    "JSON Pointer to show, or the nearest above it.",
    {"type": "string", "pattern": "^(/([^/~]|~[01])*)*$"},
    "/name",
)
TEXT = Parameter("SourceText", "text", "Show the first line that says this.")
KNOWN_TAG = {"type": "string"}
IF_NONE_MATCH = Parameter(
    "IfNoneMatch", "If-None-Match", "ETags of answers that the caller has; 304 when one is still right.", KNOWN_TAG,
    place="header",
)  # fmt: skip
CORRELATION = Parameter(
    "CorrelationId", "X-Correlation-ID", "Id of the business transaction: a UUID is given back and logged, anything "
    "else replaced.", KNOWN_TAG, "3f0c3b0e-6a4e-4d6e-9d0b-0b1f5a1f2c11", "header",
)  # fmt: skip
