"""A past for the estate: commits in which contracts change as people change them, agreed exceptions, and releases that
vendors announce. Equal arguments give equal commits."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import estate

STEPS = 5
SHARE = 0.06
"""Of the contracts that change in one commit; those of vendors always do."""
WAIVERS = 120
VERSION = re.compile(r"^(  version: 1)\.(\d+)\.0$", re.MULTILINE)
MEMBER = re.compile(r"^        (\w+): \{type: (\w+)(.*)\}$", re.MULTILINE)
KEPT = ("id", "status", "lines", "page")


def grow(folder: Path, services: int, seed: int = 7) -> None:
    """The commits, the last with what is agreed and announced."""
    texts = {
        path: text for path, text in estate.files(services, seed) if path.endswith(("openapi.yaml", "asyncapi.yaml"))
    }
    for step in range(STEPS):
        chance = random.Random(f"{seed} step {step}")
        touched = [path for path in texts if path.startswith("vendors/") or chance.random() < SHARE]
        texts |= {path: changed(texts[path], chance) for path in touched}
        estate.commit(folder, [(path, texts[path]) for path in touched], f"Release {step} of {len(touched)} contracts")
    estate.commit(folder, [*_announced(texts, random.Random(f"{seed} ahead")), *_waivers(texts, seed)], "Look ahead")


def changed(text: str, chance: random.Random) -> str:
    """The next minor version: members dropped, added, of another type, with another value or description."""
    lines = MEMBER.sub(lambda found: _member(found, chance), text)
    return VERSION.sub(lambda found: f"{found[1]}.{int(found[2]) + 1}.0", lines)


def _member(found: re.Match[str], chance: random.Random) -> str:
    name, kind, rest = found.groups()
    luck = chance.random()
    if name in KEPT or luck > 0.2:
        return found[0]
    if luck < 0.02:
        return f"        {name}Code: {{type: string}}"
    if luck < 0.05:
        return f"        {name}: {{type: {'string' if kind == 'integer' else 'integer'}}}"
    if luck < 0.1:
        return f"        {name}: {{type: {kind}{rest}}}\n        {name}Extra{chance.randrange(9)}: {{type: string}}"
    return found[0].replace("done]", "done, gone]").replace("maxLength: 40", "maxLength: 30")


def _announced(texts: dict[str, str], chance: random.Random) -> Iterator[tuple[str, str]]:
    """A document of each vendor's next release."""
    for path, text in texts.items():
        if path.startswith("vendors/"):
            deeper = changed(text, chance).replace("../../../schemas", "../../../../../schemas")
            yield path.replace("/openapi.yaml", "/upcoming/2026.2/openapi.yaml"), deeper


def _waivers(texts: dict[str, str], seed: int) -> Iterator[tuple[str, str]]:
    chance = random.Random(f"{seed} waivers")
    own = [path.split("/")[1] for path in texts if path.startswith("services/") and path.endswith("openapi.yaml")]
    for number, name in enumerate(chance.sample(own, min(WAIVERS, len(own)))):
        yield (
            f"policy/waivers/waiver-{number:03}.yaml",
            (
                f"rule: {chance.choice(('unsecured-operation', 'missing-idempotency-key'))}\ncontract: {name}/api\n"
                f"scope: contract\nreason: Agreed for {name} until the gateway does it.\nticket: ARC-{number}\n"
                "requested_by: t.one\napproved_by: t.two\ncreated: 2026-11-01\n"
                f"expires: 2027-0{chance.randrange(1, 10)}-15\n"
            ),
        )
