"""A catalog of any size, from a seed: services with a contract each, shared schemas, consumptions, in one commit.

About 100 kB a contract in the mean. Written through `git fast-import`, so that thousands of files cost no processes.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

ENTITIES = ("customer", "product", "order", "invoice", "payment", "money")
VERBS = ("get", "post", "put", "patch", "delete")
WORDS = ("account", "amount", "batch", "carrier", "channel", "city", "code", "country", "credit", "delivery", "due",
         "entity", "external", "freight", "gross", "item", "language", "ledger", "line", "material", "net", "number",
         "order", "owner", "parcel", "payer", "plant", "price", "quantity", "reason", "region", "sales", "shipping",
         "status", "tax", "terms", "unit", "vendor", "weight", "zone")  # fmt: skip
TYPES = ("{type: string}", "{type: string, maxLength: 40}", "{type: integer, format: int64}", "{type: boolean}",
         "{type: string, format: date}", "{type: string, enum: [open, held, done]}", "{type: number, minimum: 0}",
         "{type: array, items: {type: string}}")  # fmt: skip


def write(folder: Path, contracts: int, seed: int = 7) -> Path:
    """A bare-bones repository whose `main` holds the catalog; the folder. Equal arguments give equal commits."""
    folder.mkdir(parents=True)
    subprocess.run(("git", "init", "--quiet", "--initial-branch=main", str(folder)), check=True)
    with subprocess.Popen(("git", "-C", str(folder), "fast-import", "--quiet"), stdin=subprocess.PIPE) as importer:
        assert importer.stdin is not None
        for piece in _stream(contracts, seed):
            importer.stdin.write(piece)
    subprocess.run(("git", "-C", str(folder), "reset", "--quiet", "--hard", "main"), check=True)
    return folder


def _stream(contracts: int, seed: int) -> Iterator[bytes]:
    yield b"commit refs/heads/main\ncommitter Synthetic <synthetic@example.org> 1700000000 +0000\ndata 5\nstart\n"
    for path, text in files(contracts, seed):
        data = text.encode()
        yield f"M 100644 inline contracts/{path}\ndata {len(data)}\n".encode() + data + b"\n"


def files(contracts: int, seed: int) -> Iterator[tuple[str, str]]:
    """Path → text, below `contracts/`."""
    yield "catalog.yaml", "name: Synthetic\nas_of: 2026-11-25\n"
    teams = "".join(f"  team-{n}: {{contact: {{email: t{n}@example.org}}, escalation: {{phone: '+49 {n}'}}}}\n"
                    for n in range(40))  # fmt: skip
    yield "teams.yaml", f"teams:\n{teams}"
    for n in range(10):
        yield f"domains/domain-{n}.yaml", f"title: Domain {n}\nowner: team-{n}\n"
    for entity in ENTITIES:
        yield f"schemas/{entity}/v1.yaml", _entity(random.Random(f"{seed} {entity}"))
    for n in range(contracts):
        yield from _service(n, contracts, random.Random(f"{seed} {n}"))


def _entity(chance: random.Random) -> str:
    fields = "".join(f"  {name}: {chance.choice(TYPES)}\n" for name in chance.sample(WORDS, 12))
    return f"type: object\nproperties:\n{fields}"


def _service(n: int, contracts: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    name = f"service-{n:05}"
    layer = chance.choice(("system", "process", "process", "experience"))
    yield (
        f"services/{name}/service.yaml",
        (
            f"title: Service {n}\nlayer: {layer}\ndomain: domain-{n % 10}\nowner: team-{n % 40}\nlifecycle: active\n"
            f"contracts: [{name}/api]\n"
        ),
    )
    used = {chance.randrange(contracts) for _ in range(3)} - {n}
    uses = "".join(_use(other) for other in sorted(used))
    yield f"services/{name}/consumes.yaml", f"consumes:\n{uses}"
    yield f"services/{name}/api/openapi.yaml", _contract(name, chance)


def _use(other: int) -> str:
    return (
        f"  - contract: service-{other:05}/api\n    pin: 1.x\n    uses:\n"
        f"      - {{at: 'GET /things-0/{{}} response.200.body', fields: [id, field-0]}}\n"
    )


def _contract(name: str, chance: random.Random) -> str:
    """Between 20 and 180 kB, 100 in the mean."""
    resources = chance.randrange(12, 112)
    parts = [f"openapi: 3.0.3\ninfo: {{title: {name}, version: 1.4.0, description: Generated.}}\npaths:\n"]
    parts += [_path(number) for number in range(resources)]
    parts.append("components:\n  schemas:\n")
    parts += [_schema(number, chance) for number in range(resources)]
    return "".join(parts)


def _path(number: int) -> str:
    return (
        f"  /things-{number}/{{id}}:\n    get:\n      operationId: readThing{number}\n"
        f"      description: Reads one of the things of kind {number}, with everything that belongs to it.\n"
        "      parameters:\n        - {name: id, in: path, required: true, schema: {type: string}}\n"
        "        - {name: fields, in: query, schema: {type: array, items: {type: string}}, explode: false}\n"
        "      responses:\n        '200':\n          description: The thing.\n          content:\n"
        f"            application/json:\n              schema: {{$ref: '#/components/schemas/Thing{number}'}}\n"
        "        '404': {description: There is no such thing.}\n"
        f"  /things-{number}:\n    post:\n      operationId: makeThing{number}\n      requestBody:\n"
        "        required: true\n        content:\n          application/json:\n"
        f"            schema: {{$ref: '#/components/schemas/Thing{number}'}}\n"
        "      responses:\n        '201': {description: Made.}\n"
    )


def _schema(number: int, chance: random.Random) -> str:
    entity = chance.choice(ENTITIES)
    fields = "".join(f"        field-{n}: {chance.choice(TYPES)}\n" for n in range(chance.randrange(6, 12)))
    other = max(number - 1, 0)
    return (
        f"    Thing{number}:\n      type: object\n      required: [id]\n"
        "      properties:\n        id: {type: string}\n"
        f"{fields}        {entity}: {{$ref: ../../../schemas/{entity}/v1.yaml}}\n"
        f"        previous: {{$ref: '#/components/schemas/Thing{other}'}}\n"
    )


RENAMED = ("        id: {type: string}\n", "        key: {type: string}\n")
"""Takes a field from a contract, and adds one."""


def change(folder: Path, numbers: tuple[int, ...], branch: str = "change", edit: tuple[str, str] = RENAMED) -> None:
    """A commit on a branch that makes an edit in these contracts, once in each, and gives them a new version."""
    subprocess.run(("git", "-C", str(folder), "checkout", "--quiet", "-B", branch, "main"), check=True)
    for number in numbers:
        file = folder / f"contracts/services/service-{number:05}/api/openapi.yaml"
        text = file.read_text().replace(*edit, 1)
        file.write_text(text.replace("version: 1.4.0", "version: 2.0.0"))
    git = ("git", "-C", str(folder), "-c", "user.name=Synthetic", "-c", "user.email=synthetic@example.org")
    subprocess.run((*git, "commit", "--quiet", "-am", "change"), check=True)
