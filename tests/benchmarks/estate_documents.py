"""OpenAPI and AsyncAPI documents of the estate."""

from __future__ import annotations

import random

from tests.benchmarks.estate_words import ENTITIES, camel, fields


def title_of(name: str) -> str:
    """`billing-account-sync` → `Billing account sync`."""
    return name.replace("-", " ").capitalize()


def resource_path(noun: str) -> str:
    """`/billing-accounts`."""
    return f"/{noun.replace(' ', '-')}s"


def channel(noun: str) -> str:
    """`billing.account.changed.v1`."""
    return f"{noun.replace(' ', '.')}.changed.v1"


def openapi(title: str, nouns: tuple[str, ...], chance: random.Random) -> str:
    """A resource for each noun, with its own schemas."""
    paths = "".join(_resource(noun) for noun in nouns)
    schemas = "".join(_schemas(noun, chance) for noun in nouns)
    return (
        f"openapi: 3.1.0\ninfo:\n  title: {title}\n  version: 1.{chance.randrange(9)}.0\n"
        f"  description: Calls about {', '.join(nouns)}.\n  contact: {{name: Team, email: team@example.org}}\n"
        f"servers: [{{url: 'https://api.example.org/{nouns[0].replace(' ', '-')}/v1'}}]\npaths:\n"
        "  /status:\n    get:\n      operationId: readStatus\n      summary: Whether it runs\n"
        "      responses: {'200': {description: It runs.}}\n"
        f"{paths}components:\n  securitySchemes: {{oauth: {{type: http, scheme: bearer}}}}\n  schemas:\n{schemas}"
        "    Problem:\n      type: object\n      properties: {title: {type: string}, detail: {type: string}}\n"
    )


def _resource(noun: str) -> str:
    name, path, key = camel(noun, True), resource_path(noun), f"{camel(noun)}Id"
    body = f"content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}"
    problem = "content: {application/problem+json: {schema: {$ref: '#/components/schemas/Problem'}}}"
    return (
        f"  {path}:\n    get:\n      operationId: list{name}s\n      summary: Lists every {noun}\n      parameters:\n"
        "        - {name: page, in: query, schema: {type: integer, minimum: 1}}\n"
        f"        - {{name: changedSince, in: query, description: 'Only {noun} since', schema: {{type: string}}}}\n"
        "      responses:\n        '200':\n          description: A page.\n          content:\n"
        f"            application/json: {{schema: {{type: array, items: {{$ref: '#/components/schemas/{name}'}}}}}}\n"
        f"    post:\n      operationId: create{name}\n      summary: Creates one {noun}\n      requestBody:\n"
        f"        required: true\n        {body}\n"
        f"      responses:\n        '201':\n          description: Created.\n          {body}\n"
        f"        '422':\n          description: What was sent cannot be taken.\n          {problem}\n"
        f"  {path}/{{{key}}}:\n    parameters:\n"
        f"      - {{name: {key}, in: path, required: true, schema: {{type: string}}}}\n"
        f"    get:\n      operationId: read{name}\n      summary: Reads one {noun}\n      responses:\n"
        f"        '200':\n          description: The {noun}.\n          {body}\n"
        f"        '404':\n          description: There is no such {noun}.\n          {problem}\n"
        f"    patch:\n      operationId: change{name}\n      summary: Changes one {noun}\n      requestBody:\n"
        f"        {body}\n      responses:\n        '200':\n          description: Changed.\n          {body}\n"
    )


def _schemas(noun: str, chance: random.Random) -> str:
    name = camel(noun, True)
    return (
        f"    {name}:\n      type: object\n      description: One {noun} with what belongs to it.\n"
        f"      required: [id, status]\n      properties:\n        id: {{type: string, readOnly: true}}\n"
        f"        status: {{type: string, enum: [open, held, done]}}\n{_members(noun, chance, 10, 24)}"
        f"        lines: {{type: array, items: {{$ref: '#/components/schemas/{name}Line'}}}}\n{_shared(chance)}"
        f"    {name}Line:\n      type: object\n      properties:\n{_members(noun, chance, 6, 14)}"
    )


def _members(noun: str, chance: random.Random, least: int, most: int) -> str:
    lines = []
    for field, schema in dict(fields(noun, chance, least, most)).items():
        if field not in ("id", "status", "lines"):
            lines.append(f"        {field}: {schema}\n" if chance.random() < 0.6 else _described(field, noun, schema))
    return "".join(lines) or "        note: {type: string}\n"


def _described(field: str, noun: str, schema: str) -> str:
    return f"        {field}: {schema[:-1]}, description: 'The {field} of the {noun}'}}\n"


def _shared(chance: random.Random) -> str:
    if chance.random() < 0.6:
        return ""
    entity = chance.choice(ENTITIES)
    return f"        {camel(entity.replace('-', ' '))}: {{$ref: ../../../schemas/{entity}/v1.yaml}}\n"


def asyncapi(title: str, nouns: tuple[str, ...], chance: random.Random) -> str:
    """An event for each noun."""
    channels = "".join(
        f"  {camel(noun)}Changed:\n    address: {channel(noun)}\n    messages:\n"
        f"      {camel(noun)}Changed: {{$ref: '#/components/messages/{camel(noun, True)}Changed'}}\n"
        for noun in nouns
    )
    operations = "".join(
        f"  tell{camel(noun, True)}:\n    action: send\n    summary: Tells that a {noun} has changed\n"
        f"    channel: {{$ref: '#/channels/{camel(noun)}Changed'}}\n"
        for noun in nouns
    )
    messages = "".join(
        f"    {camel(noun, True)}Changed:\n      title: A {noun} has changed\n      contentType: application/json\n"
        f"      payload: {{$ref: '#/components/schemas/{camel(noun, True)}'}}\n"
        for noun in nouns
    )
    schemas = "".join(_schemas(noun, chance) for noun in nouns)
    return (
        f"asyncapi: 3.0.0\ninfo:\n  title: {title} events\n  version: 1.{chance.randrange(9)}.0\n"
        f"  description: Tells about {', '.join(nouns)}.\nchannels:\n{channels}operations:\n{operations}"
        f"components:\n  messages:\n{messages}  schemas:\n{schemas}"
    )
