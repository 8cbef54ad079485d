"""An estate of any size, from a seed: services in layers, domains, teams, vendors with releases, entities, terms,
workflows, consumptions with places; OpenAPI and AsyncAPI documents of 3 to 30 kB with names as people write them.

Written through `git fast-import` into a bare repository, so that thousands of files cost no processes. Equal arguments
give equal commits. `commit` adds one more.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.estate_documents import asyncapi, channel, openapi, resource_path, title_of
from tests.benchmarks.estate_words import DOMAINS, ENTITIES, NOUNS, TASKS, camel, entity_schema

TEAMS = 60
VENDORS = ("salesforce", "sap-s4", "netsuite", "paylane", "webshop", "carrier-hub", "tax-desk", "ledgerly")
LAYERS = ("system", "process", "process", "experience")
STAGES = ("active", "active", "active", "active", "beta", "deprecated")
PATTERNS = ("sync", "event", "batch")


@dataclass(frozen=True, slots=True)
class Made:
    """A service of the estate: what it is about, and whether it has events beside its calls."""

    name: str
    nouns: tuple[str, ...]
    layer: str
    events: bool


def write(folder: Path, services: int, seed: int = 7) -> Path:
    """A bare repository whose `main` holds the estate; the folder."""
    folder.mkdir(parents=True)
    subprocess.run(("git", "init", "--quiet", "--bare", "--initial-branch=main", str(folder)), check=True)
    commit(folder, files(services, seed), subject="start", first=True)
    return folder


def commit(
    folder: Path, changes: Iterable[tuple[str, str | None]], subject: str = "change", *, first: bool = False
) -> None:
    """One commit on `main`; a path (below `contracts/`) without text is taken away."""
    command = ("git", "-C", str(folder), "fast-import", "--quiet", "--force")
    with subprocess.Popen(command, stdin=subprocess.PIPE) as importer:
        assert importer.stdin is not None
        for piece in _stream(changes, subject, first):
            importer.stdin.write(piece)
    assert importer.returncode == 0


def _stream(changes: Iterable[tuple[str, str | None]], subject: str, first: bool) -> Iterator[bytes]:
    said = subject.encode()
    yield b"commit refs/heads/main\ncommitter Estate <estate@example.org> 1700000000 +0000\n"
    yield b"data %d\n%s\n" % (len(said), said)
    if not first:
        yield b"from refs/heads/main^0\n"
    for path, text in changes:
        if text is None:
            yield f"D contracts/{path}\n".encode()
            continue
        data = text.encode()
        yield f"M 100644 inline contracts/{path}\ndata {len(data)}\n".encode() + data + b"\n"


def files(services: int, seed: int) -> Iterator[tuple[str, str]]:
    """Path → text, below `contracts/`."""
    yield "catalog.yaml", "name: Estate\ndescription: Made from a seed.\nas_of: 2026-11-25\n"
    yield "teams.yaml", "teams:\n" + "".join(map(_team, range(TEAMS)))
    for number, domain in enumerate(DOMAINS):
        yield f"domains/{domain}.yaml", _domain(domain, number)
    for entity in ENTITIES:
        yield f"schemas/{entity}/v1.yaml", entity_schema(entity, random.Random(f"{seed} {entity}"))
        yield f"terms/{entity}.yaml", _term(entity)
    for number, vendor in enumerate(VENDORS):
        yield from _vendor(vendor, number, random.Random(f"{seed} {vendor}"))
    made = [_made(number, random.Random(f"{seed} {number}")) for number in range(services)]
    for number, service in enumerate(made):
        yield from _service(service, number, made, random.Random(f"{seed} {number} files"))
    for number in range(max(1, services // 25)):
        yield f"workflows/flow-{number:04}.arazzo.yaml", _workflow(number, made, random.Random(f"{seed} flow {number}"))


def _made(number: int, chance: random.Random) -> Made:
    nouns = tuple(chance.sample(NOUNS, chance.choice((1, 1, 2, 2, 3, 5))))
    name = f"{nouns[0].replace(' ', '-')}-{chance.choice(TASKS)}-{number:04}"
    return Made(name, nouns, LAYERS[number % len(LAYERS)], chance.random() < 0.5)


def _team(number: int) -> str:
    domain = DOMAINS[number % len(DOMAINS)]
    return (
        f"  {domain}-{number:02}:\n    title: {title_of(domain)} team {number}\n"
        f"    contact: {{email: t{number}@example.org}}\n    escalation: {{phone: '+49 {number}'}}\n"
    )


def _owner(number: int) -> str:
    return f"{DOMAINS[number % TEAMS % len(DOMAINS)]}-{number % TEAMS:02}"


def _domain(domain: str, number: int) -> str:
    own = [entity for place, entity in enumerate(ENTITIES) if place % len(DOMAINS) == number]
    record = "".join(f"  {entity}: {VENDORS[number % len(VENDORS)]}/records\n" for entity in own)
    names = ", ".join(own)
    return (
        f"title: {title_of(domain)}\nowner: {_owner(number)}\nentities: [{names}]\nterms: [{names}]\n"
        f"system_of_record:\n{record}"
    )


def _term(entity: str) -> str:
    domain = DOMAINS[ENTITIES.index(entity) % len(DOMAINS)]
    word = entity.replace("-", " ")
    return f"term: {word}\ndefinition: What everybody here means by {word}.\ndomain: {domain}\nentity: {entity}/v1\n"


def _vendor(vendor: str, number: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    releases = "".join(
        f"  - {{label: '{year}.{half}', production: {year}-0{half * 3}-01, retirement: {year + 2}-0{half * 3}-01}}\n"
        for year in (2024, 2025, 2026)
        for half in (1, 2)
    )
    yield (
        f"vendors/{vendor}/vendor.yaml",
        (
            f"title: {title_of(vendor)}\nproduct: {title_of(vendor)}\nowner: {_owner(number)}\n"
            f"domain: {DOMAINS[number % len(DOMAINS)]}\nlive: '2026.1'\nserves: ['2025.2', '2026.1']\n"
            f"releases:\n{releases}contracts: [{vendor}/records]\n"
        ),
    )
    nouns = tuple(chance.sample(NOUNS, 5))
    yield f"vendors/{vendor}/records/openapi.yaml", openapi(f"{title_of(vendor)} records", nouns, chance)


def _service(service: Made, number: int, made: list[Made], chance: random.Random) -> Iterator[tuple[str, str]]:
    folder, contracts = f"services/{service.name}", [f"{service.name}/api"]
    yield f"{folder}/api/openapi.yaml", openapi(title_of(service.name), service.nouns, chance)
    if service.events:
        contracts.append(f"{service.name}/events")
        yield f"{folder}/events/asyncapi.yaml", asyncapi(title_of(service.name), service.nouns, chance)
    vendor = VENDORS[number % len(VENDORS)]
    pinned = f"vendor: {{product: {vendor}, label: '2026.1'}}\n" if service.layer == "system" else ""
    yield (
        f"{folder}/service.yaml",
        (
            f"title: {title_of(service.name)}\ndescription: Keeps {' and '.join(service.nouns)} for everybody.\n"
            f"layer: {service.layer}\ndomain: {chance.choice(DOMAINS)}\nowner: {_owner(number)}\n"
            f"lifecycle: {chance.choice(STAGES)}\npattern: {chance.choice(PATTERNS)}\n{pinned}"
            f"contracts: [{', '.join(contracts)}]\n"
        ),
    )
    used = [made[chance.randrange(len(made))] for _ in range(chance.randrange(1, 6))]
    uses = [_use(other) for other in dict.fromkeys(used) if other.name != service.name]
    if pinned:
        uses.append(f"  - contract: {vendor}/records\n    pin: '2026.1'\n    uses: [GET /status]\n")
    if uses:
        yield f"{folder}/consumes.yaml", "consumes:\n" + "".join(uses)


def _use(other: Made) -> str:
    noun = other.nouns[0]
    calls = (
        f"  - contract: {other.name}/api\n    pin: 1.x\n    purpose: Read the {noun}\n    uses:\n"
        f"      - {{at: 'GET {resource_path(noun)}/{{}} response.200.body', fields: [id, status]}}\n"
    )
    if not other.events:
        return calls
    return (
        f"{calls}  - contract: {other.name}/events\n    uses: [{{at: 'send {channel(noun)} payload', fields: [id]}}]\n"
    )


def _workflow(number: int, made: list[Made], chance: random.Random) -> str:
    chosen = chance.sample(made, min(4, len(made)))
    sources = "".join(
        f"  - {{name: s{place}, url: ../services/{service.name}/api/openapi.yaml, type: openapi}}\n"
        for place, service in enumerate(chosen)
    )
    reads = [f"$sourceDescriptions.s{place}.read{camel(made.nouns[0], True)}" for place, made in enumerate(chosen)]
    steps = "".join(f"      - {{stepId: step-{n}, operationId: {read}}}\n" for n, read in enumerate(reads))
    first, last = chosen[0].nouns[0], chosen[-1].nouns[0]
    name = f"{first.replace(' ', '-')}-to-{last.replace(' ', '-')}-{number:04}"
    return (
        f"arazzo: 1.0.1\ninfo: {{title: 'From {first} to {last}', version: 1.0.0}}\n"
        f"x-domain: {chance.choice(DOMAINS)}\nsourceDescriptions:\n{sources}workflows:\n"
        f"  - workflowId: {name}\n    summary: From {first} to {last}\n    steps:\n{steps}"
    )


def changed(service: Mapping[str, str], seed: int = 1) -> Iterator[tuple[str, str | None]]:
    """The files of a service with another description each, as a commit changes them."""
    for path, text in service.items():
        yield path, text.replace("description: ", f"description: Changed {seed}. ", 1)
