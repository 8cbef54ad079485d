"""The portal's own contract, fuzzed: Schemathesis in process, all its phases, every check that it has."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from catalog.portal.revisions import TAKEN

PHASES = ("examples", "coverage", "fuzzing", "stateful")


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """How many requests each phase made, what their answers were, and what was wrong with them."""

    requests: Mapping[str, int]
    statuses: Mapping[int, int]
    failures: tuple[str, ...]
    errors: tuple[str, ...]


def fuzz(app: Flask, document: Mapping[str, Any], examples: int, *, seed: int, only: str = "") -> Fuzzed:
    """Every operation of the document (or those whose name holds `only`), `examples` random requests in each phase."""
    config = SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "continue-on-failure": True,
            "generation": {"max-examples": examples, "database": "none", "no-shrink": True},
            "phases": {phase: {"enabled": True} for phase in PHASES},
        }
    )
    schema = schemathesis.openapi.from_dict(deepcopy(dict(document)), config=config)
    schema.app = app
    schema.hook("filter_path_parameters")(_is_of_this_path)
    return _told(from_schema(schema.include(operation_id_regex=only) if only else schema).execute())


def _is_of_this_path(_context: Any, values: Mapping[str, Any]) -> bool:
    """Concrete paths are matched before templated ones (OpenAPI 3.1, section 4.8.8): `/docs` is no revision."""
    return values is None or values.get("revision") not in TAKEN


def _told(stream: Any) -> Fuzzed:
    requests: Counter[str] = Counter()
    statuses: Counter[int] = Counter()
    failures: dict[str, None] = {}
    errors: list[str] = []
    for event in stream:
        if isinstance(event, events.NonFatalError | events.FatalError):
            errors.append(str(getattr(event, "value", None) or getattr(event, "exception", event)))
        elif isinstance(event, events.ScenarioFinished):
            requests[event.phase.value] += len(event.recorder.interactions)
            statuses.update(
                each.response.status_code for each in event.recorder.interactions.values() if each.response is not None
            )
            failures |= dict.fromkeys(_failures(event))
    return Fuzzed(requests, statuses, tuple(failures), tuple(errors))


def _failures(event: events.ScenarioFinished) -> list[str]:
    found = []
    for case, checks in event.recorder.checks.items():
        request = event.recorder.interactions[case].request if case in event.recorder.interactions else None
        for check in checks:
            if check.failure_info is not None:
                address = f"{request.method} {request.uri}" if request else "?"
                found.append(f"{event.phase.value} {event.label}: {check.failure_info.failure.title}: {address} "
                             f"{check.failure_info.failure.message[:600]}")  # fmt: skip
    return found


def at_home(document: Mapping[str, Any], names: Mapping[str, list[str]]) -> dict[str, Any]:
    """The document with path parameters (by their component's key) narrowed to names that there are."""
    narrowed = deepcopy(dict(document))
    for key, known in names.items():
        parameter = narrowed["components"]["parameters"][key]
        parameter["schema"] = {"type": "string", "enum": known}
        parameter["example"] = random.Random(key).choice(known)
    return narrowed
