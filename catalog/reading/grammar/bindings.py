"""Protocol bindings of AsyncAPI: https://github.com/asyncapi/bindings. Most are plain values; some hold schemas."""

from __future__ import annotations

from catalog.reading.grammar.shapes import Kind, kind, one, plain

PROTOCOLS = (
    *("http", "ws", "kafka", "anypointmq", "amqp", "amqp1", "mqtt", "mqtt5", "nats", "jms", "sns", "sqs"),
    *("solace", "stomp", "redis", "mercure", "ibmmq", "googlepubsub", "pulsar", "ros2"),
)

KINDS: dict[str, Kind] = {
    "ServerBindings": kind(plain(*PROTOCOLS), referable=True),
    "ChannelBindings": kind({**plain(*PROTOCOLS), "ws": one("WebSocketChannel")}, referable=True),
    "OperationBindings": kind(
        {**plain(*PROTOCOLS), "http": one("HttpOperation"), "kafka": one("KafkaOperation")}, referable=True
    ),
    "MessageBindings": kind(
        {
            **plain(*PROTOCOLS),
            "http": one("HttpMessage"),
            "kafka": one("KafkaMessage"),
            "anypointmq": one("AnypointMessage"),
        },
        referable=True,
    ),
    "WebSocketChannel": kind(
        {**plain("method", "bindingVersion"), "query": one("Schema"), "headers": one("Schema")}, referable=True
    ),
    "HttpOperation": kind({**plain("type", "method", "bindingVersion"), "query": one("Schema")}, referable=True),
    "HttpMessage": kind({**plain("bindingVersion", "statusCode"), "headers": one("Schema")}, referable=True),
    "KafkaOperation": kind(
        {**plain("bindingVersion"), "groupId": one("Schema"), "clientId": one("Schema")}, referable=True
    ),
    "KafkaMessage": kind(
        {
            **plain("schemaIdLocation", "schemaIdPayloadEncoding", "schemaLookupStrategy", "bindingVersion"),
            "key": one("Schema"),
        },
        referable=True,
    ),
    "AnypointMessage": kind({**plain("bindingVersion"), "headers": one("Schema")}, referable=True),
}
