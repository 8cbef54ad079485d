"""The mechanical upgrade that leaves the meaning as it is: AsyncAPI 2.6 → 3.0."""

from __future__ import annotations

import copy
from typing import Any
from urllib.parse import unquote

from catalog.model.source import SourceDocument
from tests.builders.upgrade import Tree, copied


def from_26_to_3(document: SourceDocument) -> SourceDocument:
    """Channels and what is done at them become two lists; messages of a channel get names."""
    old: Tree = copy.deepcopy(document.tree)
    new: Tree = {**old, "asyncapi": "3.0.0", "channels": {}, "operations": {}}
    new["servers"] = {name: _server(old, _at(old, server)) for name, server in old.get("servers", {}).items()}
    components = dict(old.get("components", {}))
    for name in ("channels", "servers", "parameters", "serverVariables"):
        components.pop(name, None)
    for scheme in components.get("securitySchemes", {}).values():
        for flow in scheme.get("flows", {}).values():
            flow["availableScopes"] = flow.pop("scopes", {})
    new["info"] = {**old["info"], **{name: new.pop(name) for name in ("tags", "externalDocs") if name in new}}
    for message in components.get("messages", {}).values():
        _overlay(old, message)
    for position, (address, channel) in enumerate(old["channels"].items()):
        _channel(new, old, (f"channel{position}", address), copy.deepcopy(_at(old, channel)))
    _drop_message_ids(components)
    _drop_message_ids(new["channels"])
    return copied(document, {**new, "components": components})


def _at(old: Tree, value: Tree) -> Tree:
    """What a local reference leads to."""
    while isinstance(value.get("$ref"), str):
        target: Any = old
        for token in unquote(value["$ref"]).removeprefix("#/").split("/"):
            target = target[token.replace("~1", "/").replace("~0", "~")]
        value = target
    return value


OVERLAID = ("security", "operationId", "name", "title", "summary", "description", "contentType", "correlationId")


def _overlay(old: Tree, holder: Tree) -> None:
    """AsyncAPI 2 lays traits over what they are applied to, AsyncAPI 3 under it."""
    for trait in holder.get("traits", []):
        told = _at(old, trait)
        holder.update({name: told[name] for name in OVERLAID if name in told})


KEPT = ("description", "protocol", "protocolVersion", "bindings", "tags", "variables")


def _server(old: Tree, server: Tree) -> Tree:
    """The scheme of the URL is the protocol; what stands after the host is the path."""
    host, slash, path = str(server.get("url", "")).rpartition("://")[2].partition("/")
    made = {name: server[name] for name in KEPT if name in server}
    return {**made, "host": host, **({"pathname": slash + path} if path else {}), **_secured(old, server)}


def _secured(old: Tree, holder: Tree) -> Tree:
    """AsyncAPI 3 lists schemes, each with its scopes, of which one is enough; several at once it cannot say."""
    wanted = [next(iter(each.items())) for each in holder.get("security", []) if len(each) == 1]
    if not wanted:
        return {}
    return {"security": [_demanded(old, name, scopes) for name, scopes in wanted]}


def _demanded(old: Tree, name: str, scopes: list[str]) -> Tree:
    reference = {"$ref": f"#/components/securitySchemes/{name}"}
    return {**_at(old, reference), "scopes": scopes} if scopes else reference


def _channel(new: Tree, old: Tree, names: tuple[str, str], channel: Tree) -> None:
    key, address = names
    made = {name: value for name, value in channel.items() if name not in ("publish", "subscribe", "servers")}
    made.update(address=address, messages={})
    if channel.get("servers"):
        made["servers"] = [{"$ref": f"#/servers/{name}"} for name in channel["servers"]]
    parameters = made.get("parameters", {})
    made["parameters"] = {name: _channel_parameter(_at(old, item)) for name, item in parameters.items()}
    new["channels"][key] = made
    for old_action, action in (("publish", "receive"), ("subscribe", "send")):
        if old_action in channel:
            _overlay(old, channel[old_action])
            _event_operation(new, old, (key, action), made, channel[old_action])


def _channel_parameter(parameter: Tree) -> Tree:
    """A text with the values that its schema listed."""
    schema = parameter.get("schema", {})
    made = {name: parameter[name] for name in ("description", "location") if name in parameter}
    return {**made, **{name: schema[name] for name in ("enum", "default") if name in schema}}


def _event_operation(new: Tree, old: Tree, names: tuple[str, str], channel: Tree, operation: Tree) -> None:
    (key, action), message = names, operation.pop("message", {})
    security = _secured(old, operation)
    operation.pop("security", None)
    operation_id = operation.pop("operationId", f"{action}{key}")
    listed = []
    for written in message.get("oneOf", [message]):
        name = f"message{len(channel['messages'])}"
        channel["messages"][name] = written
        listed.append({"$ref": f"#/channels/{key}/messages/{name}"})
    operation["traits"] = [_trait(trait) for trait in operation.get("traits", [])]
    new["operations"][operation_id] = {
        **operation,
        **security,
        "action": action,
        "channel": {"$ref": f"#/channels/{key}"},
        "messages": listed,
    }


def _trait(trait: Tree) -> Tree:
    return {name: value for name, value in trait.items() if name not in ("operationId", "security")}


def _drop_message_ids(value: Any) -> None:
    """What AsyncAPI 3 does not know: `messageId`, and `schemaFormat` beside a payload that is a schema anyway."""
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _drop_message_ids(item)
    if isinstance(value, dict) and ("payload" in value or "messageId" in value):
        value.pop("messageId", None)
        if str(value.get("schemaFormat", "")).startswith(("application/vnd.aai", "application/schema")):
            del value["schemaFormat"]
