"""What each kind of change means for the other side: SEMANTICS §3, row by row.

A kind is the public id of its rule. `sentence` is filled with the facts of the change.
"""

from __future__ import annotations

from catalog.frozen import dataclass
from governance.findings import ChangeClass, Effect, Severity

BREAKS, MAY_BREAK, SAFE = Effect.BREAKS, Effect.MAY_BREAK, Effect.SAFE
WIRE, BEHAVIOUR, SOURCE = ChangeClass.WIRE, ChangeClass.BEHAVIOUR, ChangeClass.SOURCE
SEVERITIES = {BREAKS: Severity.ERROR, MAY_BREAK: Severity.WARNING, SAFE: Severity.INFO}


@dataclass(frozen=True, slots=True)
class Opinion:
    """`wordy`: only words changed, which asks for a patch at most."""

    rule: str
    effect: Effect
    sentence: str
    change_class: ChangeClass = WIRE
    hint: str = ""
    wordy: bool = False

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self.effect]


_KEEP = "Keep it until its sunset, and announce the sunset first."
_OPTIONAL = "Make it optional, or offer the change under a new major version."

_OPERATIONS = (
    Opinion("operation-removed", BREAKS, "{operation} was removed", hint=_KEEP),
    Opinion("operation-added", SAFE, "{operation} was added"),
    Opinion("webhook-removed", BREAKS, "the webhook {operation} was removed", hint=_KEEP),
    Opinion("webhook-added", SAFE, "the webhook {operation} was added"),
    Opinion("callback-removed", BREAKS, "the callback {operation} was removed", hint=_KEEP),
    Opinion("callback-added", SAFE, "the callback {operation} was added"),
    Opinion("callback-renamed", SAFE, "the callback {operation} is called {revision} now", SOURCE),
    Opinion("trailing-slash-changed", MAY_BREAK, "the path is now {path}: only a trailing slash differs", BEHAVIOUR),
    Opinion("operation-id-changed", SAFE, "operationId {base} became {revision}", SOURCE),
    Opinion("operation-deprecated", SAFE, "the operation is deprecated now"),
    Opinion("operation-no-longer-deprecated", SAFE, "the operation is no longer deprecated"),
    Opinion("description-changed", SAFE, "only words changed", wordy=True),
)
_RESPONSES = (
    Opinion("success-response-removed", BREAKS, "the success response {status} was removed", hint=_KEEP),
    Opinion("success-response-added", MAY_BREAK, "the success response {status} was added"),
    Opinion("error-response-removed", SAFE, "the error response {status} was removed"),
    Opinion("error-response-added", SAFE, "the error response {status} was added"),
    Opinion("response-media-type-removed", BREAKS, "the response is no longer offered as {media_type}", hint=_KEEP),
    Opinion("response-media-type-added", SAFE, "the response is offered as {media_type} as well"),
    Opinion(
        "required-response-header-removed", BREAKS, "the required response header {header} was removed", hint=_KEEP
    ),
    Opinion("optional-response-header-removed", MAY_BREAK, "the optional response header {header} was removed"),
    Opinion("response-header-became-optional", BREAKS, "the response header {header} may be missing now"),
    Opinion("response-header-became-required", SAFE, "the response header {header} is always sent now"),
    Opinion("response-header-added", SAFE, "the response header {header} was added"),
    Opinion("link-removed", MAY_BREAK, "the link {link} was removed", BEHAVIOUR),
    Opinion("link-added", SAFE, "the link {link} was added", BEHAVIOUR),
    Opinion("link-changed", MAY_BREAK, "the link {link} leads elsewhere now, or passes on something else", BEHAVIOUR),
)
_REQUESTS = (
    Opinion("request-media-type-removed", BREAKS, "a request body of {media_type} is no longer accepted"),
    Opinion("request-media-type-added", SAFE, "a request body of {media_type} is accepted as well"),
    Opinion("required-request-body-added", BREAKS, "a request body is demanded now", hint=_OPTIONAL),
    Opinion("optional-request-body-added", SAFE, "a request body is accepted now"),
    Opinion("request-body-removed", MAY_BREAK, "the request body is ignored now"),
    Opinion("request-body-became-required", BREAKS, "the request body may no longer be left out", hint=_OPTIONAL),
    Opinion("request-body-became-optional", SAFE, "the request body may be left out now"),
    Opinion(
        "required-request-parameter-added", BREAKS, "the parameter {location}:{parameter} is new and required",
        hint=_OPTIONAL,
    ),
    Opinion("optional-request-parameter-added", SAFE, "the optional parameter {location}:{parameter} was added"),
    Opinion("request-parameter-removed", MAY_BREAK, "the parameter {location}:{parameter} is ignored now"),
    Opinion(
        "request-parameter-became-required", BREAKS, "the parameter {location}:{parameter} may no longer be left out",
        hint=_OPTIONAL,
    ),
    Opinion("request-parameter-became-optional", SAFE, "the parameter {location}:{parameter} may be left out now"),
    Opinion("path-parameter-renamed", SAFE, "the path parameter {parameter} is called {revision} now", SOURCE),
    Opinion("parameter-deprecated", SAFE, "the parameter {location}:{parameter} is deprecated now"),
    Opinion("parameter-no-longer-deprecated", SAFE, "the parameter {location}:{parameter} is no longer deprecated"),
    Opinion("allow-empty-value-removed", BREAKS, "{parameter} may no longer be empty"),
    Opinion("allow-reserved-removed", MAY_BREAK, "reserved characters in {parameter} must be encoded now"),
    Opinion("parameter-location-changed", BREAKS, "{parameter} is read from the {revision}, not the {base}, now"),
    Opinion("parameter-serialisation-changed", BREAKS, "{parameter} is written with {revision}, not {base}, now"),
)  # fmt: skip
_ACCESS = (
    Opinion("security-tightened", BREAKS, "who presented {lost} is refused now: {offered} is wanted"),
    Opinion("security-loosened", SAFE, "more ways to authenticate are offered"),
    Opinion("security-address-changed", MAY_BREAK, "an address of the security scheme {scheme} changed", BEHAVIOUR),
    Opinion("server-changed", MAY_BREAK, "the address {base} is no longer listed; now: {revision}", BEHAVIOUR),
    Opinion("protocol-removed", BREAKS, "no server speaks {protocol} any more", hint=_KEEP),
)
_EVENTS = (
    Opinion("channel-removed", BREAKS, "the channel {channel} was removed", hint=_KEEP),
    Opinion("channel-added", SAFE, "the channel {channel} was added"),
    Opinion("message-removed", BREAKS, "the message {message} is no longer sent", hint=_KEEP),
    Opinion("message-added", MAY_BREAK, "the message {message} is sent as well"),
    Opinion("received-message-removed", BREAKS, "the message {message} is no longer received", hint=_KEEP),
    Opinion("received-message-added", SAFE, "the message {message} is received as well"),
    Opinion("content-type-changed", BREAKS, "the content type {base} became {revision}"),
    Opinion("correlation-id-changed", MAY_BREAK, "the correlation id moved from {base} to {revision}", BEHAVIOUR),
    Opinion("reply-removed", BREAKS, "the reply was removed", hint=_KEEP),
    Opinion("reply-added", SAFE, "a reply was added"),
    Opinion("reply-address-changed", MAY_BREAK, "replies go to {revision}, no longer to {base}", BEHAVIOUR),
    Opinion("binding-changed", MAY_BREAK, "the {protocol} binding changed: {members}", BEHAVIOUR),
    Opinion("opaque-payload-changed", MAY_BREAK, "the payload changed; {language} is compared as text only"),
)
_NARROWED = {
    "type": "a type that was accepted is refused now",
    "null": "null was accepted and is refused now",
    "enum": "a value that was accepted is no longer listed",
    "bound": "a bound is tighter now",
    "pattern": "the pattern is stricter now",
    "format": "the format is demanded now",
    "required": "{property} could be left out and is demanded now",
    "openness": "{member} was accepted and is refused now",
    "items": "items that were accepted are refused now",
    "variant": "{subject} that was accepted is refused now",
    "condition": "a condition refuses what was accepted",
    "schema": "values that were accepted are refused now",
}
_WIDENED = {
    "type": "a type may come that was not announced",
    "null": "null may come now",
    "enum": "values may come that were not listed",
    "bound": "values may come beyond the bound that was promised",
    "pattern": "values may come that the pattern excluded",
    "format": "values may come that are not of the promised format",
    "required": "{property} always came and may be missing now",
    "openness": "a member may come with values that were excluded",
    "items": "items may come that were excluded",
    "variant": "{subject} may come that was not announced",
    "condition": "values may come that a condition excluded",
    "schema": "values may come that were excluded",
}
_PAYLOADS = (
    *(Opinion(f"inbound-{group}-narrowed", BREAKS, text) for group, text in _NARROWED.items()),
    *(Opinion(f"outbound-{group}-widened", BREAKS, text) for group, text in _WIDENED.items()),
    Opinion("outbound-enum-value-added", MAY_BREAK, "a value may come that was not listed"),
    Opinion("inbound-property-removed", MAY_BREAK, "{property} is ignored now"),
    Opinion("outbound-property-removed", BREAKS, "{property} was removed", hint=_KEEP),
    Opinion("inbound-property-added", SAFE, "{property} is accepted now"),
    Opinion("outbound-property-added", SAFE, "{property} may come now"),
    Opinion(
        "inbound-property-added-to-open-map", MAY_BREAK, "{property} means something now, where any value was allowed"
    ),
    Opinion("outbound-property-added-to-closed-object", MAY_BREAK, "{property} may come, where the object was closed"),
    Opinion("inbound-object-closed", MAY_BREAK, "unknown members are refused now"),
    Opinion("outbound-object-opened", MAY_BREAK, "unknown members may come now"),
    Opinion("outbound-pattern-family-removed", BREAKS, "members named like {pattern} were removed", hint=_KEEP),
    Opinion("outbound-map-values-removed", BREAKS, "the declared values of the map were removed", hint=_KEEP),
    Opinion("inbound-discriminator-value-removed", BREAKS, "the discriminator value {value} is refused now"),
    Opinion("inbound-discriminator-value-added", MAY_BREAK, "the discriminator value {value} is accepted as well"),
    Opinion("outbound-discriminator-value-added", BREAKS, "the discriminator value {value} may come now"),
    Opinion("outbound-discriminator-value-removed", MAY_BREAK, "the discriminator value {value} no longer comes"),
    Opinion("discriminator-property-renamed", BREAKS, "the discriminator {base} is called {revision} now"),
    Opinion("inbound-variant-added", SAFE, "the variant {variant} is accepted as well"),
    Opinion("outbound-variant-removed", SAFE, "the variant {variant} no longer comes"),
    Opinion("inbound-default-changed", MAY_BREAK, "the default {base} became {revision}", BEHAVIOUR),
    Opinion("outbound-default-changed", SAFE, "the default {base} became {revision}"),
    Opinion("inbound-format-changed", MAY_BREAK, "format {base} became {revision}, which nothing here can judge"),
    Opinion("outbound-format-changed", MAY_BREAK, "format {base} became {revision}, which nothing here can judge"),
    Opinion("inbound-xml-changed", MAY_BREAK, "it is read from other XML now: {members}", BEHAVIOUR),
    Opinion("outbound-xml-changed", MAY_BREAK, "it is written as other XML now: {members}", BEHAVIOUR),
    Opinion("schema-undecided", BREAKS, "could not be decided: {reason}"),
)
# A webhook's or callback's request is sent by the owner, its response received: the same facts, seen from there.
_SENT_REQUESTS = (
    Opinion("required-request-body-added", SAFE, "a body is sent now"),
    Opinion("optional-request-body-added", SAFE, "a body may be sent now"),
    Opinion("request-body-removed", BREAKS, "the body is no longer sent", hint=_KEEP),
    Opinion("request-body-became-required", SAFE, "the body is always sent now"),
    Opinion("request-body-became-optional", BREAKS, "the body that was always sent may be missing now"),
    Opinion("required-request-parameter-added", SAFE, "the parameter {location}:{parameter} is sent now"),
    Opinion("optional-request-parameter-added", SAFE, "the parameter {location}:{parameter} may be sent now"),
    Opinion("request-parameter-removed", MAY_BREAK, "the parameter {location}:{parameter} is no longer sent"),
    Opinion("request-parameter-became-required", SAFE, "the parameter {location}:{parameter} is always sent now"),
    Opinion(
        "request-parameter-became-optional", BREAKS, "the parameter {location}:{parameter} may be missing now"
    ),
    Opinion("allow-empty-value-removed", SAFE, "{parameter} is never empty now"),
    Opinion("request-media-type-added", BREAKS, "a request body of {media_type} may be sent now"),
    Opinion("request-media-type-removed", BREAKS, "a request body of {media_type} is no longer sent", hint=_KEEP),
)  # fmt: skip
WITHHELD = Opinion(
    "request-parameter-removed", BREAKS, "the parameter {location}:{parameter} was always sent and no longer is",
    hint=_KEEP,
)  # fmt: skip
"""Of a parameter that the owner always sent."""
_RECEIVED_RESPONSES = (
    Opinion("success-response-added", SAFE, "the response {status} is accepted as well"),
    Opinion("required-response-header-removed", MAY_BREAK, "the response header {header} is ignored now"),
    Opinion("response-header-became-optional", SAFE, "the response header {header} may be left out now"),
    Opinion("response-header-became-required", BREAKS, "the response header {header} is demanded now"),
    Opinion("response-media-type-removed", BREAKS, "a response of {media_type} is no longer accepted"),
    Opinion("response-media-type-added", SAFE, "a response of {media_type} is accepted as well"),
)
REVERSED = {opinion.rule: opinion for opinion in (*_SENT_REQUESTS, *_RECEIVED_RESPONSES)}
"""Opinions that hold instead where the owner sends a request or receives a response."""

OPINIONS = {
    opinion.rule: opinion for opinion in (*_OPERATIONS, *_RESPONSES, *_REQUESTS, *_ACCESS, *_EVENTS, *_PAYLOADS)
}

_TOLERANCES = {
    "outbound-enum-value-added": "open-enums",
    "outbound-enum-widened": "open-enums",
    "inbound-property-added": "undeclared-properties",
    "outbound-property-added": "undeclared-properties",
    "inbound-property-removed": "undeclared-properties",
    "outbound-property-added-to-closed-object": "strict-readers",
    "outbound-object-opened": "strict-readers",
    "message-added": "unknown-messages",
    "outbound-bound-widened": "unconstrained-responses",
    "outbound-pattern-widened": "unconstrained-responses",
    "inbound-format-narrowed": "formats-are-annotations",
    "outbound-format-widened": "formats-are-annotations",
    "inbound-variant-narrowed": "overlapping-variants",
    "outbound-variant-widened": "overlapping-variants",
}


def tolerance_of(rule: str) -> str | None:
    """The tolerance that would have this rule say something else; None where none would."""
    return _TOLERANCES.get(rule)
