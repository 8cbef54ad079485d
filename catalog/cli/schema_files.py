"""The JSON Schemas of what commands print, derived from the types of the answers: `python -m catalog.cli.schema_files`.

They are shipped in `catalog/cli/schemas/`; a test proves that the files are what this module makes, and that the
commands print what they say.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from catalog.answers.contract import ContractSheet
from catalog.answers.envelope import FORMAT_VERSION
from catalog.answers.gate.shape import CONTRACT_NAMES
from catalog.answers.impact.shape import Impact
from catalog.answers.listing import Listing
from catalog.answers.parts import EventSheet, MessageSheet, OperationSheet, SchemaSheet
from catalog.answers.search import Found
from catalog.answers.sheets import ServiceSheet, VendorSheet
from catalog.model.domain import CanonicalEntity, Domain
from catalog.model.team import Team
from catalog.model.term import Term
from catalog.model.workflow import Workflow
from governance.compatibility.profiles import PROFILES
from governance.compatibility.tolerances import Tolerances
from governance.findings import ChangeClass, Effect, Kind, Severity, Side, Status
from governance.gate.verdict import ContractVerdict, HitConsumer, JudgedFinding
from governance.validation.second_opinion import Opinion

FOLDER = Path(__file__).with_name("schemas")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
SCALARS: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
ENVELOPE: Schema = {
    "format_version": {"const": FORMAT_VERSION},
    "tool": {
        "type": "object",
        "required": ["name", "version"],
        "properties": {"name": {"const": "treaty"}, "version": {"type": "string"}},
    },
    "inputs": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["name", "digest"],
            "properties": {"name": {"type": "string"}, "digest": {"type": "string"}},
        },
    },
}
SHOWN = {
    "service": ServiceSheet,
    "vendor": VendorSheet,
    "contract": ContractSheet | OperationSheet | EventSheet | MessageSheet | SchemaSheet,
    "domain": Domain,
    "team": Team,
    "entity": CanonicalEntity,
    "term": Term,
    "workflow": Workflow,
}


class Definitions:
    """Schemas of types; each dataclass is written once, under its name."""

    def __init__(self) -> None:
        self.made: dict[str, Schema] = {}

    def schema(self, kind: Any) -> Schema:
        """The schema of a type as `catalog.answers.plain` writes its values; `Any` and Json allow everything."""
        if kind in SCALARS:
            return dict(SCALARS[kind])
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.schema(argument) for argument in arguments]}
        if origin is tuple:
            return self._tuple(arguments)
        if origin in (dict, Mapping):
            return {"type": "object", "additionalProperties": self.schema(arguments[1])}
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"enum": [member.value for member in kind]}
        return self._dataclass(kind) if is_dataclass(kind) and isinstance(kind, type) else {}

    def _tuple(self, arguments: tuple[Any, ...]) -> Schema:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return {"type": "array", "items": self.schema(arguments[0])}
        return {"type": "array", "prefixItems": [self.schema(each) for each in arguments], "items": False}

    def _dataclass(self, kind: type) -> Schema:
        name = kind.__name__
        if name not in self.made:
            self.made[name] = {}
            hints = get_type_hints(kind)
            members = {field.name: self.schema(hints[field.name]) for field in fields(kind)}
            self.made[name] = {"type": "object", "required": list(members), "properties": members}
        return {"$ref": f"#/$defs/{name}"}

    def members(self, kind: type) -> dict[str, Schema]:
        """The members of a dataclass, for an answer that holds them beside the envelope."""
        self._dataclass(kind)
        properties: dict[str, Schema] = self.made.pop(kind.__name__)["properties"]
        return properties


def answer(title: str, members: Schema, definitions: Definitions, optional: tuple[str, ...] = ()) -> Schema:
    """A whole answer: the envelope, then its members."""
    properties = {**ENVELOPE, **members}
    return {
        "$schema": DIALECT,
        "title": title,
        "type": "object",
        "required": [name for name in properties if name not in optional],
        "properties": properties,
        **({"$defs": definitions.made} if definitions.made else {}),
    }


def list_schema() -> Schema:
    definitions = Definitions()
    return answer("treaty list", definitions.members(Listing), definitions)


def search_schema() -> Schema:
    definitions = Definitions()
    return answer("treaty search", definitions.members(Found), definitions)


def show_schema() -> Schema:
    definitions = Definitions()
    members = {"kind": {"enum": list(SHOWN)}} | {name: definitions.schema(kind) for name, kind in SHOWN.items()}
    return answer("treaty show", members, definitions, optional=tuple(SHOWN))


def check_schema() -> Schema:
    definitions = Definitions()
    opinions = {"type": "array", "items": definitions.schema(Opinion)}
    definitions.made["Finding"] = finding_schema()
    findings = {"type": "array", "items": {"$ref": "#/$defs/Finding"}}
    return answer("treaty check", {"findings": findings, "opinions": opinions}, definitions, optional=("opinions",))


def diff_schema() -> Schema:
    """DESIGN §8, `diff`."""
    definitions = Definitions()
    definitions.made["Finding"] = finding_schema()
    version: Schema = {"type": "string"}
    members: Schema = {
        "breaking": {"type": ["boolean", "null"]},
        "required_bump": {"enum": ["major", "minor", "patch", "none"]},
        "version": _object({"base": version, "revision": version}),
        "profile": {"enum": list(PROFILES)},
        "perspective": {"enum": ["provider", "client"]},
        "tolerances": {"type": "array", "items": {"enum": list(Tolerances.names())}},
        "findings": {"type": "array", "items": {"$ref": "#/$defs/Finding"}},
    }
    return answer("treaty diff", members, definitions)


def finding_schema() -> Schema:
    """DESIGN §8, `finding`."""
    text: Schema = {"type": "string"}
    maybe: Schema = {"type": ["string", "null"]}
    number: Schema = {"type": ["integer", "null"], "minimum": 1}
    members: Schema = {
        "rule": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "kind": {"enum": [kind.value for kind in Kind]},
        "effect": {"enum": [*(effect.value for effect in Effect), None]},
        "class": {"enum": [*(each.value for each in ChangeClass), None]},
        "decided": {"type": "boolean"},
        "severity": {"enum": [severity.value for severity in Severity]},
        "direction": {"enum": ["inbound", "outbound", None]},
        "address": text,
        "affects": {"type": "array", "items": text},
        "pointers": _object({"base": maybe, "revision": maybe}),
        "locations": {"type": "array", "items": _object({"file": text, "line": number, "column": number})},
        "message": text,
        "hint": maybe,
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
        "witness": {"anyOf": [{"type": "null"}, _witness(text)]},
    }
    finding = _object(members)
    finding["properties"]["status"] = {"enum": [status.value for status in Status]}
    return finding


def gate_schema() -> Schema:
    """DESIGN §8, `gate`."""
    definitions = Definitions()
    judged = {name: schema for name, schema in definitions.members(JudgedFinding).items() if name != "finding"}
    definitions.made.pop("Finding", None)
    finding = finding_schema()
    digests = _object({"before": {"type": "string"}, "after": {"type": "string"}})
    more = {
        "status": {"enum": [*(each.value for each in Status), None]},
        "digests": {"anyOf": [{"type": "null"}, digests]},
    }
    finding_members = {**finding["properties"], **more, **judged}
    contract = {CONTRACT_NAMES.get(name, name): each for name, each in definitions.members(ContractVerdict).items()}
    members: Schema = {
        "verdict": {"enum": ["pass", "blocked"]},
        "today": {"type": "string", "format": "date"},
        "findings": {"type": "array", "items": _object(finding_members)},
        "consumers": {"type": "array", "items": definitions.schema(HitConsumer)},
        "contracts": {"type": "array", "items": _object(contract)},
        "notes": TEXTS,
    }
    return answer("treaty gate", members, definitions)


def impact_schema() -> Schema:
    definitions = Definitions()
    return answer("treaty impact", definitions.members(Impact), definitions)


def _witness(text: Schema) -> Schema:
    return _object(
        {"message": {}, "pointer": text, "value": {}, "accepted_by": {"enum": [side.value for side in Side]}}
    )


def _object(members: Schema) -> Schema:
    return {"type": "object", "required": list(members), "properties": members}


def small_schema(title: str, **members: Schema) -> Schema:
    """An answer of few members."""
    return answer(title, members, Definitions())


TEXTS: Schema = {"type": "array", "items": {"type": "string"}}
DEMO = _object({"directory": {"type": "string"}, "commits": {"type": "integer"}, "files": {"type": "integer"}})
ROW = _object({"dialects": TEXTS, "judged": {"type": "string"}, "note": {"type": "string"}})
TEXT: Schema = {"type": "string"}
EXPLAINED: Schema = {"rule": TEXT, "page": TEXT, "keyword": TEXT, "rows": {"type": "array", "items": ROW}}
SCHEMAS: dict[str, Callable[[], Schema]] = {
    "list": list_schema,
    "show": show_schema,
    "search": search_schema,
    "check": check_schema,
    "diff": diff_schema,
    "gate": gate_schema,
    "impact": impact_schema,
    "demo": lambda: small_schema("treaty demo", demo=DEMO),
    "init": lambda: small_schema("treaty init", written=TEXTS, kept=TEXTS),
    "explain": lambda: answer("treaty explain", EXPLAINED, Definitions(), optional=tuple(EXPLAINED)),
}


def text_of(name: str) -> str:
    """The file's content for a command."""
    return json.dumps(SCHEMAS[name](), indent=2) + "\n"


if __name__ == "__main__":
    for each in SCHEMAS:
        (FOLDER / f"{each}.json").write_text(text_of(each), encoding="utf-8")
