"""Arazzo 1.0 and 1.1 documents → Workflows, with the extensions `x-workflow-type`, `x-slo`, `x-owner`, `x-domain`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from catalog.model.quality import Origin
from catalog.model.source import Json
from catalog.model.workflow import Checkpoint, Workflow, WorkflowSource, WorkflowStep
from catalog.reading.descriptors.qualities import read_slo
from catalog.reading.descriptors.shape import Members, inside, items, members, number, team, text, words

SOURCE = re.compile(r"\{?\$sourceDescriptions\.([A-Za-z0-9_-]+)\.?")


def read_workflows(tree: Json, file: str) -> tuple[Workflow, ...]:
    """The workflows of a parsed Arazzo document; relative source addresses are taken from `file`."""
    node = members(tree)
    sources = tuple(_sources(node, file))
    return tuple(
        _workflow(entry, node, Origin(file, ("workflows", position)), sources)
        for position, entry in items(node, "workflows")
    )


def _sources(node: Members, file: str) -> Iterator[WorkflowSource]:
    folder = posixpath.dirname(file)
    for _, entry in items(node, "sourceDescriptions"):
        url = words(entry, "url")
        path = "" if "://" in url else posixpath.normpath(posixpath.join(folder, url))
        yield WorkflowSource(words(entry, "name"), url, text(entry, "type") or "openapi", path)


def _workflow(node: Members, document: Members, origin: Origin, sources: tuple[WorkflowSource, ...]) -> Workflow:
    own = {**{k: v for k, v in document.items() if k.startswith("x-")}, **node}
    info = inside(document, "info")
    workflow_id = words(node, "workflowId")
    return Workflow(
        id=workflow_id,
        origin=origin,
        title=text(node, "summary") or text(info, "title") or workflow_id,
        description=text(node, "description") or words(info, "description"),
        domain=words(own, "x-domain"),
        owner=team(own, "x-owner"),
        workflow_type=text(own, "x-workflow-type"),
        slo=read_slo(own, "x-slo"),
        sources=sources,
        steps=tuple(_steps(node, origin, sources)),
        checkpoints=tuple(_checkpoints(own)),
    )


def _checkpoints(node: Members) -> Iterator[Checkpoint]:
    for _, entry in items(node, "x-checkpoints"):
        yield Checkpoint(words(entry, "state"), text(entry, "event"), number(entry, "within_s"))


def _steps(node: Members, origin: Origin, sources: tuple[WorkflowSource, ...]) -> Iterator[WorkflowStep]:
    for position, entry in items(node, "steps"):
        yield _step(entry, Origin(origin.file, (*origin.pointer, "steps", position)), sources)


def _step(node: Members, origin: Origin, sources: tuple[WorkflowSource, ...]) -> WorkflowStep:
    kinds = ("operationId", "operationPath", "channelPath", "workflowId")
    written = {key: value for key in kinds if (value := text(node, key))}
    named = next((m.group(1) for value in written.values() if (m := SOURCE.match(value))), None)
    return WorkflowStep(
        id=words(node, "stepId"),
        origin=origin,
        source=named or (sources[0].name if len(sources) == 1 and "workflowId" not in written else None),
        operation_id=_plain(written.get("operationId")),
        operation_path=_fragment(written.get("operationPath")),
        channel_path=_fragment(written.get("channelPath")),
        workflow=_plain(written.get("workflowId")),
        description=words(node, "description"),
        compensation=text(node, "x-compensation"),
        checkpoint=text(node, "x-checkpoint"),
    )


def _plain(value: str | None) -> str | None:
    return SOURCE.sub("", value) if value else None


def _fragment(value: str | None) -> str | None:
    """The JSON pointer behind `#`, as written; the whole value where there is no `#`."""
    if not value or value.startswith("/"):
        return value or None
    _, mark, rest = value.partition("#/")
    return f"/{rest}" if mark else value.rpartition("#")[2]
