"""Rows about event contracts: channels, operations, messages, replies, bindings, access."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from catalog.model.http import Direction
from tests.builders.mutations.access import BEARER, KEY, oauth
from tests.builders.mutations.change import FRESH, GONE, Edit, Mutation, Put, Tree, backwards, here, without
from tests.builders.mutations.payloads import IN, OUT
from tests.builders.mutations.sites import Site

_WITHDRAWN = "operation, path, channel, address, message, webhook, callback removed"
_ADDED = "outbound message type added"
_BOUND = "AsyncAPI binding that changes where or how often a message arrives; protocol removed: breaks"
_ANSWERED = "correlation id location, reply address: may-break; reply removed: breaks"
_SECURITY = "security: an alternative taken away, or more demanded, breaks; more offered is safe"
_SERVERS = "servers, base path, host"
_MEDIA = "media type removed"
NEW: Tree = {
    "name": FRESH,
    "payload": {"type": "object", "properties": {"zzKind": {"const": 1}}, "required": ["zzKind"]},
}
Editing = Callable[[Site], Edit | None]


def is_third(site: Site) -> bool:
    """Whether operations stand apart from channels."""
    return site.version >= "3"


def _channel_key(site: Site) -> str:
    """The channel of an operation of AsyncAPI 3."""
    return str(site.value["channel"]["$ref"]).rpartition("/")[2].replace("~1", "/")


def _remove_channel(site: Site) -> Edit | None:
    if site.pointer[:1] != ("channels",):
        return None
    puts: list[Put] = [(site.pointer, GONE)]
    for name, operation in site.root.get("operations", {}).items():
        if str(site.pointer[-1]) in str(operation):
            puts.append((("operations", name), GONE))
    return Edit(tuple(puts), at=site.pointer)


def _move_channel(site: Site) -> Edit | None:
    if not is_third(site):
        moved: tuple[Put, ...] = ((site.pointer, GONE), (("channels", f"{site.pointer[-1]}.{FRESH}"), site.value))
        return Edit(moved, at=site.pointer) if site.pointer[:1] == ("channels",) else None
    address = f"{site.value['address']}.{FRESH}" if isinstance(site.value.get("address"), str) else None
    return Edit(((site.pointer, {**site.value, "address": address}),), at=site.pointer) if address else None


def _remove_operation(site: Site) -> Edit | None:
    """Where the channel stays, and nothing else does the same there."""
    is_alone = not is_third(site) or sum(
        other.get("action") == site.value["action"] and other.get("channel") == site.value.get("channel")
        for other in site.root["operations"].values()
    ) == 1  # fmt: skip
    return Edit(((site.pointer, GONE),), at=site.pointer) if is_alone else None


def _offer(site: Site) -> Edit | None:
    """One more message."""
    if not is_third(site):
        message = site.value.get("message", {})
        listed = message.get("oneOf", [message])
        if not message or (len(listed) == 1 and "$ref" not in message and "name" not in message):
            return None
        revision = {**site.value, "message": {"oneOf": [*listed, NEW]}}
        return Edit(((site.pointer, revision),), at=(*site.pointer, "message"))
    key = _channel_key(site)
    place = ("channels", key, "messages", FRESH)
    if "messages" not in site.value or key not in site.root["channels"] or _is_reference(site.root["channels"][key]):
        return None
    named = [*site.value["messages"], {"$ref": f"#/channels/{key.replace('/', '~1')}/messages/{FRESH}"}]
    return Edit(((site.pointer, {**site.value, "messages": named}),), both=((place, NEW),), at=place)


def _is_reference(value: Any) -> bool:
    return isinstance(value, dict) and "$ref" in value


def _saying(word: str, before: Any, after: Any) -> Callable[[Site], tuple[Tree, Tree]]:
    """A member with another value; None is none at all."""

    def values(site: Site) -> tuple[Tree, Tree]:
        rest = without(site.value, word, "traits")
        made = [rest if each is None else {**rest, word: each} for each in (before, after)]
        return made[0], made[1]

    return values


def _replying(before: Tree | None, after: Tree | None) -> Editing:
    def edit(site: Site) -> Edit | None:
        return here(_saying("reply", before, after))(site) if is_third(site) else None

    return edit


def _bindings(protocol: str, before: Tree | None, after: Tree | None) -> Callable[[Site], tuple[Tree, Tree]]:
    return _saying("bindings", *({protocol: each} if each is not None else {} for each in (before, after)))


SCHEMES: Tree = {"zzKey": {**KEY, "type": "httpApiKey"}, "zzToken": BEARER, "zzLogin": oauth()}


def _demands(before: list[str], after: list[str], *, of_server: bool = False) -> Editing:
    """What an operation, or a server, wants; `zzLogin:r` wants a scope."""

    def edit(site: Site) -> Edit | None:
        schemes: tuple[Put, ...] = tuple((("components", "securitySchemes", n), s) for n, s in SCHEMES.items())
        if of_server:
            place = ("servers",)
            made = [
                {"zz": {**_address(site, "a.example"), "security": _security(site, names)}} for names in (before, after)
            ]
            return Edit(((place, made[1]),), ((place, made[0]),), schemes, at=("servers", "zz"), label="server zz")
        if not is_third(site) and site.version < "2.4":
            return None
        values = [{**without(site.value, "traits"), "security": _security(site, names)} for names in (before, after)]
        return Edit(((site.pointer, values[1]),), ((site.pointer, values[0]),), schemes, at=site.pointer)

    return edit


def _security(site: Site, names: list[str]) -> list[Tree]:
    wanted = [name.partition(":") for name in names]
    if not is_third(site):
        return [{name: [scope] if scope else []} for name, _, scope in wanted]
    return [
        {**SCHEMES[name], "scopes": [scope]} if scope else {"$ref": f"#/components/securitySchemes/{name}"}
        for name, _, scope in wanted
    ]


def _address(site: Site, host: str, protocol: str = "zz") -> Tree:
    return {"host" if is_third(site) else "url": host, "protocol": protocol}


def _servers(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> Editing:
    """Other (host, protocol) of the document."""

    def edit(site: Site) -> Edit | None:
        made = [
            {f"s{n}": _address(site, host, protocol) for n, (host, protocol) in enumerate(each)}
            for each in (before, after)
        ]
        bare = tuple(((*pointer, "servers"), GONE) for pointer in _channels(site))
        return Edit(((("servers",), made[1]),), ((("servers",), made[0]),), bare, at=("servers",), label="server")

    return edit


def _channels(site: Site) -> list[tuple[str, str]]:
    held = site.root["channels"].items()
    return [("channels", key) for key, channel in held if not _is_reference(channel)]


def _row(row: str, kind: str, rule: str, effect: str, edit: Editing, direction: Direction | None = None) -> Mutation:
    return Mutation(row, kind, rule, effect, edit, direction)


def _both(row: str, kind: str, rule: str, effect: str, edit: Editing, *, reply: bool = False) -> tuple[Mutation, ...]:
    return tuple(Mutation(row, kind, rule, effect, edit, direction, reply=reply) for direction in (IN, OUT))


TIGHT, LOOSE = "security-tightened", "security-loosened"
CORRELATED = [{"location": f"$message.header#/{name}"} for name in "ab"]
REPLY, ELSEWHERE = ({"address": {"location": f"$message.header#/{name}"}} for name in ("replyTo", "answerTo"))
ROUTES: tuple[tuple[str, str, Tree | None, Tree | None], ...] = (
    ("event", "kafka", {"groupId": {"const": "a"}}, {"groupId": {"const": "b"}}),
    ("event", "mqtt", {"qos": 1}, {"qos": 2}),
    ("event", "mqtt", {"qos": 1}, None),
    ("event", "amqp", {"deliveryMode": 1}, {"deliveryMode": 2}),
    ("event", "solace", {"destinations": [{"destinationType": "queue", "queue": {"name": "a"}}]},
     {"destinations": [{"destinationType": "queue", "queue": {"name": "b"}}]}),
    ("channel", "kafka", {"topic": "a"}, {"topic": "b"}),
    ("channel", "kafka", {"partitions": 1}, {"partitions": 2}),
    ("channel", "amqp", {"is": "queue", "queue": {"name": "a"}}, {"is": "queue", "queue": {"name": "b"}}),
    ("channel", "amqp", {"is": "routingKey", "exchange": {"name": "a"}},
     {"is": "routingKey", "exchange": {"name": "b"}}),
    ("message", "kafka", {"key": {"type": "string"}}, {"key": {"type": "integer"}}),
)  # fmt: skip
EVENTS: tuple[Mutation, ...] = (
    _row(_WITHDRAWN, "channel", "channel-removed", "breaks", _remove_channel),
    _row(_WITHDRAWN, "channel", "channel-removed", "breaks", _move_channel),
    *_both(_WITHDRAWN, "event", "operation-removed", "breaks", _remove_operation),
    backwards(Mutation(_WITHDRAWN, "event", "received-message-removed", "breaks", _offer, IN)),
    backwards(Mutation(_WITHDRAWN, "event", "message-removed", "breaks", _offer, OUT)),
    _row(_ADDED, "event", "message-added", "may-break", _offer, OUT),
    _row(_ADDED, "event", "received-message-added", "safe", _offer, IN),
    *(
        mutation
        for kind, protocol, before, after in ROUTES
        for mutation in (
            _both(_BOUND, kind, "binding-changed", "may-break", here(_bindings(protocol, before, after)))
            if kind != "channel"
            else (_row(_BOUND, kind, "binding-changed", "may-break", here(_bindings(protocol, before, after))),)
        )
    ),
    _row(_BOUND, "channel", "protocol-removed", "breaks", _servers([("a", "zz"), ("b", "yy")], [("b", "yy")])),
    _row(_SERVERS, "channel", "server-changed", "may-break", _servers([("a", "zz")], [("b", "zz")])),
    *_both(_ANSWERED, "message", "correlation-id-changed", "may-break", here(_saying("correlationId", *CORRELATED))),
    *_both(_ANSWERED, "event", "reply-address-changed", "may-break", _replying(REPLY, ELSEWHERE), reply=True),
    *_both(_ANSWERED, "event", "reply-removed", "breaks", _replying(REPLY, None), reply=True),
    *_both(_ANSWERED, "event", "reply-added", "safe", _replying(None, REPLY), reply=True),
    *_both(_MEDIA, "message", "content-type-changed", "breaks",
           here(_saying("contentType", "application/json", "application/xml"))),
    *(
        mutation
        for of_server in (False, True)
        for mutation in (
            *_both(_SECURITY, "event", TIGHT, "breaks", _demands(["zzKey", "zzToken"], ["zzKey"], of_server=of_server)),
            *_both(_SECURITY, "event", TIGHT, "breaks", _demands([], ["zzKey"], of_server=of_server)),
            *_both(_SECURITY, "event", LOOSE, "safe", _demands(["zzKey"], ["zzKey", "zzToken"], of_server=of_server)),
            *_both(_SECURITY, "event", TIGHT, "breaks", _demands(["zzKey"], ["zzToken"], of_server=of_server)),
        )
    ),
)  # fmt: skip
