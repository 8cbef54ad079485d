"""SEMANTICS §1 and §3 for events: directions, channels, messages, bindings."""

from __future__ import annotations

from textwrap import dedent

import pytest

from governance.compatibility.comparison import Options, compare
from tests.builders.compared import events, http, told
from tests.builders.contracts import contract_of

CLIENT = Options(perspective="client")
NARROW, WIDE = "{type: integer}", "{type: number}"


def event(action: str, schema: str) -> str:
    return events(f"{action}: {{message: {{name: m, payload: {schema}}}}}")


def event3(action: str, schema: str, reply: str = "") -> str:
    text = f"""\
        asyncapi: 3.0.0
        info: {{title: t, version: 1.0.0}}
        channels:
          o:
            address: orders
            messages: {{m: {{payload: {schema}}}}}
          answers:
            address: answers
            messages: {{a: {{payload: {reply or "{}"}}}}}
        operations:
          act:
            action: {action}
            channel: {{$ref: '#/channels/o'}}
            messages: [{{$ref: '#/channels/o/messages/m'}}]
        """
    replying = (
        "    reply: {channel: {$ref: '#/channels/answers'}, messages: [{$ref: '#/channels/answers/messages/a'}]}\n"
    )
    return dedent(text) + (replying if reply else "")


@pytest.mark.parametrize("action", ["publish", "receive"])
def test_what_is_received_may_not_narrow(action: str) -> None:
    document = event if action == "publish" else event3
    narrowed = told(document(action, WIDE), document(action, NARROW))
    assert narrowed == {("inbound-type-narrowed", "breaks")}
    assert told(document(action, NARROW), document(action, WIDE)) == set()


@pytest.mark.parametrize("action", ["subscribe", "send"])
def test_what_is_sent_may_not_widen(action: str) -> None:
    document = event if action == "subscribe" else event3
    widened = told(document(action, NARROW), document(action, WIDE))
    assert widened == {("outbound-type-widened", "breaks")}
    assert told(document(action, WIDE), document(action, NARROW)) == set()


@pytest.mark.parametrize(("action", "breaking"), [("receive", (NARROW, WIDE)), ("send", (WIDE, NARROW))])
def test_replies_go_the_other_way(action: str, breaking: tuple[str, str]) -> None:
    base, revision = (event3(action, WIDE, schema) for schema in breaking)
    assert "breaks" in {effect for _, effect in told(base, revision)}
    assert "breaks" not in {effect for _, effect in told(revision, base)}


def test_the_client_perspective_swaps_the_columns() -> None:
    base, revision = event("publish", NARROW), event("publish", WIDE)
    assert told(base, revision, CLIENT) == {("outbound-type-widened", "breaks")}
    assert told(revision, base, CLIENT) == set()


@pytest.mark.parametrize("action", ["receive", "send"])
def test_the_client_perspective_swaps_operations_and_replies_of_version_3(action: str) -> None:
    narrow, wide = ("inbound-type-narrowed", "breaks"), ("outbound-type-widened", "breaks")
    shrunk, grown = (narrow, wide) if action == "send" else (wide, narrow)
    pair = event3(action, WIDE), event3(action, NARROW)
    assert told(*pair, CLIENT) == ({shrunk} if action == "send" else set())
    assert told(pair[1], pair[0], CLIENT) == (set() if action == "send" else {shrunk})
    answers = event3(action, WIDE, WIDE), event3(action, WIDE, NARROW)
    assert told(*answers, CLIENT) == (set() if action == "send" else {grown})
    assert told(answers[1], answers[0], CLIENT) == ({grown} if action == "send" else set())


def test_the_client_perspective_withdraws_what_the_client_sends() -> None:
    two, one = TWO.replace("subscribe", "publish"), TAKEN
    assert ("message-removed", "breaks") in told(events(two), events(one), CLIENT)
    assert ("message-added", "may-break") in told(events(one), events(two), CLIENT)


def test_channels_without_operations_are_judged_both_ways() -> None:
    def channel(schema: str) -> str:
        base = "asyncapi: 3.0.0\ninfo: {title: t, version: 1.0.0}\nchannels:\n"
        return base + f"  o: {{address: orders, messages: {{m: {{payload: {schema}}}}}}}\n"

    assert told(channel(NARROW), channel(WIDE)) == {("outbound-type-widened", "breaks")}
    assert told(channel(WIDE), channel(NARROW)) == {("inbound-type-narrowed", "breaks")}


def callbacks(schema: str) -> str:
    content = f"{{application/json: {{schema: {schema}}}}}"
    called = f"{{requestBody: {{content: {content}}}, responses: {{'200': {{description: d, content: {content}}}}}}}"
    return http(f"callbacks: {{done: {{'{{$request.body#/url}}': {{post: {called}}}}}}}\nresponses: {{}}")


def webhooks(schema: str) -> str:
    content = f"{{application/json: {{schema: {schema}}}}}"
    called = f"{{requestBody: {{content: {content}}}, responses: {{'200': {{description: d}}}}}}"
    return f"openapi: 3.1.0\ninfo: {{title: t, version: 1.0.0}}\nwebhooks: {{done: {{post: {called}}}}}\n"


def test_requests_of_webhooks_and_callbacks_go_out_and_their_answers_come_in() -> None:
    assert told(webhooks(NARROW), webhooks(WIDE)) == {("outbound-type-widened", "breaks")}
    assert told(webhooks(WIDE), webhooks(NARROW)) == set()
    assert told(callbacks(NARROW), callbacks(WIDE)) == {("outbound-type-widened", "breaks")}
    assert told(callbacks(WIDE), callbacks(NARROW)) == {("inbound-type-narrowed", "breaks")}


SENT = "subscribe: {message: {name: m, payload: {type: string}}}"
TWO = "subscribe: {message: {oneOf: [{name: m, payload: {type: string}}, {name: n, payload: {type: integer}}]}}"
TAKEN = SENT.replace("subscribe", "publish")
BOUND = "subscribe: {bindings: {%s}, message: {name: m, payload: {type: string}}}"
ROWS = [
    (TWO, SENT, "message-removed", "breaks"),
    (SENT, TWO, "message-added", "may-break"),
    (TWO.replace("subscribe", "publish"), TAKEN, "received-message-removed", "breaks"),
    (TAKEN, TWO.replace("subscribe", "publish"), "received-message-added", "safe"),
    (f"{SENT}\n{TAKEN}", SENT, "operation-removed", "breaks"),
    (SENT, f"{SENT}\n{TAKEN}", "operation-added", "safe"),
    (BOUND % "kafka: {groupId: {const: a}}", BOUND % "kafka: {groupId: {const: b}}", "binding-changed", "may-break"),
    (BOUND % "mqtt: {qos: 1}", BOUND % "mqtt: {qos: 2}", "binding-changed", "may-break"),
    (
        SENT.replace("name: m", "name: m, contentType: application/json"),
        SENT.replace("name: m", "name: m, contentType: application/xml"),
        "content-type-changed",
        "breaks",
    ),
    (
        SENT.replace("name: m", "name: m, correlationId: {location: '$message.header#/a'}"),
        SENT.replace("name: m", "name: m, correlationId: {location: '$message.header#/b'}"),
        "correlation-id-changed",
        "may-break",
    ),
    (
        SENT.replace("name: m", "name: m, headers: {type: object, properties: {a: {type: string}}}"),
        SENT.replace("name: m", "name: m, headers: {type: object, properties: {b: {type: string}}}"),
        "outbound-property-removed",
        "breaks",
    ),
    (
        SENT.replace(
            "{type: string}", "{type: record, name: A, fields: []}, schemaFormat: application/vnd.apache.avro"
        ),
        SENT.replace(
            "{type: string}", "{type: record, name: B, fields: []}, schemaFormat: application/vnd.apache.avro"
        ),
        "opaque-payload-changed",
        "may-break",
    ),
]


@pytest.mark.parametrize(("base", "revision", "rule", "effect"), ROWS)
def test_rows(base: str, revision: str, rule: str, effect: str) -> None:
    found = told(events(base), events(revision))
    assert (rule, effect) in found
    assert {other for other in found if other[1] == "breaks"} <= {(rule, effect)}


def test_channels_are_matched_by_address_without_the_names_of_its_parameters() -> None:
    base = events(SENT)
    assert told(base, base.replace("{id}", "{orderId}")) == set()
    assert ("channel-removed", "breaks") in told(base, base.replace("orders.", "orders.v2."))


def test_nameless_messages_are_matched_by_what_they_say() -> None:
    messages = ["{payload: {type: string}}", "{payload: {type: object, required: [a]}}", "{payload: {const: 3}}"]
    base, revision = (
        events(f"subscribe: {{message: {{oneOf: [{', '.join(listed)}]}}}}") for listed in (messages, messages[::-1])
    )
    assert told(base, revision) == set()


SCHEMES = """
components:
  securitySchemes:
    key: {type: httpApiKey, in: header, name: X-Key}
    token: {type: http, scheme: bearer}
    twin: {type: http, scheme: bearer}
"""


def secured(names: list[str], version: str, *, of_server: bool) -> str:
    """What a server or an operation wants."""
    listed = [
        f"{{{name}: []}}" if version < "3" else f"{{$ref: '#/components/securitySchemes/{name}'}}" for name in names
    ]
    security = f"security: [{', '.join(listed)}]"
    at = "url" if version < "3" else "host"
    server = f"servers: {{main: {{{at}: a.example, protocol: kafka{', ' + security if of_server else ''}}}}}\n"
    if version < "3":
        operation = SENT if of_server else SENT.replace("subscribe: {", f"subscribe: {{{security}, ")
        return events(operation, server + SCHEMES, version)
    text = event3("send", "{type: string}")
    text = text if of_server else text.replace("action: send", f"action: send\n    {security}")
    return text + server + SCHEMES


@pytest.mark.parametrize("of_server", [False, True])
@pytest.mark.parametrize("version", ["2.6.0", "3.0.0"])
@pytest.mark.parametrize(
    ("base", "revision", "expected"),
    [
        (["key", "token"], ["key"], {("security-tightened", "breaks")}),
        ([], ["key"], {("security-tightened", "breaks")}),
        (["key"], ["missing"], {("security-tightened", "breaks")}),
        (["key"], ["key", "token"], {("security-loosened", "safe")}),
        (["token"], ["twin"], set()),
    ],
)
def test_access_is_compared_by_definition(
    base: list[str], revision: list[str], expected: set[tuple[str, str]], version: str, of_server: bool
) -> None:
    documents = [secured(names, version, of_server=of_server) for names in (base, revision)]
    assert told(documents[0], documents[1]) == expected


def test_access_is_the_same_in_both_major_versions() -> None:
    for of_server in (False, True):
        old, new = (secured(["key", "token"], version, of_server=of_server) for version in ("2.6.0", "3.0.0"))
        assert "security" not in {
            rule.split("-")[0] for rule, _ in told(old, new.replace("address: orders", "address: 'orders.{id}'"))
        }


def test_channels_that_share_an_address_are_told_apart() -> None:
    def document(*names: str, schema: str = "{type: string}") -> str:
        channels = "".join(f"  {n}: {{address: /, messages: {{{n}: {{payload: {schema}}}}}}}\n" for n in names)
        operations = "".join(f"  on{n}: {{action: receive, channel: {{$ref: '#/channels/{n}'}}}}\n" for n in names)
        head = "asyncapi: 3.0.0\ninfo: {title: t, version: 1.0.0}\n"
        return f"{head}channels:\n{channels}operations:\n{operations}"

    both = document("a", "b")
    assert told(both, document("b", "a")) == set()
    compared = compare(contract_of(both), contract_of(document("b")))
    assert {(f.rule, f.pointers.base) for f in compared.findings} == {
        ("channel-removed", "/channels/a"),
        ("received-message-removed", "/channels/a/messages/a"),
    }
    narrowed = compare(contract_of(document("a", "b", schema="{}")), contract_of(both)).findings
    assert all(finding.witness is not None for finding in narrowed)
    assert len(narrowed) == 2


@pytest.mark.parametrize("name", ["uuid", "date-time", "byte"])
def test_formats_of_events_are_asserted(name: str) -> None:
    plain, formatted = "{type: string}", f"{{type: string, format: {name}}}"
    assert told(event("publish", plain), event("publish", formatted)) == {("inbound-format-narrowed", "breaks")}
    assert told(event("subscribe", formatted), event("subscribe", plain)) == {("outbound-format-widened", "breaks")}


def test_messages_without_names_are_matched_by_what_their_payloads_allow() -> None:
    listed = [
        "{payload: {$ref: '#/components/schemas/%s'}}",
        "{payload: {type: integer}}",
        "{payload: {type: boolean}}",
    ]
    parts = "components: {schemas: {%s: {type: object, required: [a], properties: {a: {type: string}}}}}"
    base, revision = (
        events(f"subscribe: {{message: {{oneOf: [{', '.join(order) % name}]}}}}", parts % name)
        for name, order in (("A", listed), ("B", listed[::-1]))
    )
    assert told(base, revision) == set()


def servers(text: str, version: str) -> str:
    return (
        events(SENT, f"servers: {{main: {text}}}", version)
        if version < "3"
        else (event3("send", "{type: string}") + f"servers: {{main: {text}}}\n")
    )


def test_servers_of_both_major_versions_name_the_same_addresses() -> None:
    old, new = "{url: 'a.example/x', protocol: kafka}", "{host: a.example, pathname: /x, protocol: kafka}"
    found = told(servers(old, "2.6.0"), servers(new, "3.0.0"))
    assert not {"server-changed", "protocol-removed"} & {rule for rule, _ in found}
    spoken = servers(old.replace("kafka", "amqp"), "2.6.0")
    assert ("protocol-removed", "breaks") in told(servers(old, "2.6.0"), spoken)
    moved = servers(old.replace("a.example", "b.example"), "2.6.0")
    assert ("server-changed", "may-break") in told(servers(old, "2.6.0"), moved)
