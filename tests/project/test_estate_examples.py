"""Every example of the estate is what its schema says, judged by jsonschema-rs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import jsonschema_rs

from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import open_tree
from tests.builders.shared import REPOSITORY

BASE = "https://estate.example/"
FOLDERS = ("contracts/services/", "contracts/schemas/")
DESCRIPTORS = ("service.yaml", "consumes.yaml")
SCHEMA_WORDS = ("type", "allOf", "oneOf", "$ref")

Path = tuple[str | int, ...]
Example = tuple[Path, Any]
"""Where the schema stands, and a value that ought to be valid."""


def documents() -> dict[str, Any]:
    estate = Snapshot(open_tree(REPOSITORY, "worktree"))
    paths = [path for path in estate.tree.paths("contracts") if path.startswith(FOLDERS) and path.endswith(".yaml")]
    return {path: estate.document(path).tree for path in paths if not path.endswith(DESCRIPTORS)}


def examples(node: Any, path: Path = ()) -> Iterator[Example]:
    if isinstance(node, dict):
        yield from _examples_here(node, path)
        children = [(key, value) for key, value in node.items() if key not in ("example", "examples")]
    else:
        children = list(enumerate(node)) if isinstance(node, list) else []
    for key, value in children:
        yield from examples(value, (*path, key))


def _examples_here(node: dict[str, Any], path: Path) -> Iterator[Example]:
    if isinstance(node.get("schema"), dict):
        yield from _of_media_type(node, (*path, "schema"))
    elif "payload" in node:
        yield from _of_message(node, path)
    elif any(word in node for word in SCHEMA_WORDS):
        listed = node.get("examples")
        yield from ((path, value) for value in (listed if isinstance(listed, list) else []))
        yield from ((path, node[key]) for key in ("example", "default") if key in node)


def _of_media_type(node: dict[str, Any], path: Path) -> Iterator[Example]:
    if "example" in node:
        yield path, node["example"]
    named = node.get("examples")
    for example in named.values() if isinstance(named, dict) else ():
        yield from ((path, example[key]) for key in ("value", "dataValue") if key in example)


def _of_message(node: dict[str, Any], path: Path) -> Iterator[Example]:
    for example in node.get("examples", ()):
        yield from (
            ((*path, part), example[part]) for part in ("payload", "headers") if part in example and part in node
        )


def test_every_example_is_valid() -> None:
    trees = documents()
    registry = jsonschema_rs.Registry([(BASE + name, tree) for name, tree in trees.items()])
    found = [(name, path, value) for name, tree in trees.items() for path, value in examples(tree)]
    assert len(found) > 250
    wrong = [f"{name} {path}: {text}" for name, path, value in found for text in _errors(registry, name, path, value)]
    assert wrong == []


def _errors(registry: jsonschema_rs.Registry, name: str, path: Path, value: Any) -> Iterator[str]:
    pointer = "".join("/" + quote(str(token).replace("~", "~0").replace("/", "~1"), safe="") for token in path)
    schema = {"$ref": f"{BASE}{name}#{pointer}"}
    validator = jsonschema_rs.Draft202012Validator(schema, registry=registry, validate_formats=True)
    return (error.message for error in validator.iter_errors(value))
