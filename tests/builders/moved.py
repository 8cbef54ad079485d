"""Rewritings that move components to another file, and that rename the keys of AsyncAPI 3."""

from __future__ import annotations

import copy
from typing import Any
from urllib.parse import unquote

from catalog.errors import UnresolvableReference
from catalog.model.contract import Contract
from catalog.model.source import SourceDocument
from catalog.reading.contract import read_contract
from catalog.reading.references import Resolver
from tests.builders.reference_places import escaped

ELSEWHERE = "parts.json"
STAYING = ("securitySchemes", "securityDefinitions")
"""What is named, not referred to."""


def moved(document: SourceDocument) -> Contract:
    """The contract whose components stand in a second file, which refers to itself as before."""
    tree = copy.deepcopy(document.tree)
    assert isinstance(tree, dict)
    holders = ("components",) if "components" in tree else ("definitions", "parameters", "responses")
    parts = {name: tree.pop(name) for name in holders if name in tree}
    kept = {name: parts["components"][name] for name in STAYING if name in parts.get("components", {})}
    tree = {name: _pointing(value, holders) for name, value in tree.items()}
    if kept:
        tree["components"] = _pointing(kept, holders)
    root = SourceDocument(document.name, document.digest, document.data, tree)
    other = SourceDocument(ELSEWHERE, f"{document.digest}-parts", document.data, _returning(parts, document.name))
    return read_contract(root, contract_id="shop", resolver=Resolver(_Two(root, other).fetch, root))


class _Two:
    """Two documents beside each other."""

    def __init__(self, *documents: SourceDocument) -> None:
        self.documents = {document.name: document for document in documents}

    def fetch(self, name: str) -> SourceDocument:
        if name not in self.documents:
            raise UnresolvableReference("there is no such file", place=name)
        return self.documents[name]


def _pointing(value: Any, holders: tuple[str, ...]) -> Any:
    """The value with its references into the components leading to the other file."""
    if isinstance(value, list):
        return [_pointing(item, holders) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: _target(name, _pointing(item, holders), holders) for name, item in value.items()}


def _target(name: str, value: Any, holders: tuple[str, ...]) -> Any:
    if name in ("$ref", "defaultMapping") and isinstance(value, str) and _leads_into(value, holders):
        return ELSEWHERE + value
    if name == "mapping" and isinstance(value, dict):
        return {key: ELSEWHERE + to if _leads_into(to, holders) else to for key, to in value.items()}
    return value


def _leads_into(reference: Any, holders: tuple[str, ...]) -> bool:
    parts = str(reference).split("/")
    return parts[0] == "#" and len(parts) > 2 and parts[1] in holders and unquote(parts[2]) not in STAYING


def _returning(value: Any, name: str) -> Any:
    """What moved, with its references to what stayed leading back."""
    if isinstance(value, list):
        return [_returning(item, name) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: _returning(item, name) for key, item in value.items()}
    reference = made.get("$ref")
    if isinstance(reference, str) and reference.startswith(("#/channels/", "#/servers/", "#/operations/", "#/paths/")):
        made["$ref"] = name + reference
    return made


def rekeyed(document: SourceDocument) -> SourceDocument:
    """Channels that have an address, their messages, and servers of AsyncAPI 3 under other keys."""
    tree: Any = copy.deepcopy(document.tree)
    if not str(tree.get("asyncapi", "")).startswith("3."):
        return document
    names: dict[str, str] = {}
    for key, channel in list(tree.get("channels", {}).items()):
        held = channel.get("messages", {})
        fresh = f"Key_{len(names)}" if isinstance(channel.get("address"), str) else key
        names[f"#/channels/{escaped(key)}"] = f"#/channels/{escaped(fresh)}"
        for name in list(held):
            other = f"Key_{len(names)}"
            names[f"#/channels/{escaped(key)}/messages/{escaped(name)}"] = (
                f"#/channels/{escaped(fresh)}/messages/{other}"
            )
            held[other] = held.pop(name)
        tree["channels"][fresh] = tree["channels"].pop(key)
    for key in list(tree.get("servers", {})):
        names[f"#/servers/{escaped(key)}"] = f"#/servers/Key_{len(names)}"
        tree["servers"][f"Key_{len(names) - 1}"] = tree["servers"].pop(key)
    return SourceDocument(document.name, document.digest, document.data, _renamed(tree, names))


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    made = {name: _renamed(item, names) for name, item in value.items()}
    reference = made.get("$ref")
    for old in sorted(names, key=len, reverse=True) if isinstance(reference, str) else ():
        plain = unquote(str(reference))
        if plain == old or plain.startswith(f"{old}/"):
            made["$ref"] = names[old] + plain[len(old) :]
            break
    return made
