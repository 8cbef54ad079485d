"""Findings by root cause: the shared part or the operations that they stand in, the widest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from catalog.frozen import dataclass
from governance.findings import Finding, Witness
from governance.reports.parts import path_below, shared_part

WITHDRAWALS = {
    "operation-removed": "operations removed",
    "operation-added": "operations added",
    "channel-removed": "channels removed",
    "channel-added": "channels added",
    "webhook-removed": "webhooks removed",
    "webhook-added": "webhooks added",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What several findings of one rule say in one sentence; `findings` are all of them."""

    rule: str
    text: str
    findings: tuple[Finding, ...]

    @property
    def witness(self) -> Witness | None:
        return next((finding.witness for finding in self.findings if finding.witness is not None), None)

    @property
    def place(self) -> str:
        """`file:line:column` of the first finding that has one."""
        return next((str(finding.locations[0]) for finding in self.findings if finding.locations), "")


@dataclass(frozen=True, slots=True)
class Group:
    """One part that changed. `affects` are all operations that it reaches; empty where `title` says them."""

    title: str
    affects: tuple[str, ...]
    lines: tuple[Line, ...]


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Groups of findings of one effect: those that reach most operations first, then by title."""
    held: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for key, finding in _keyed(list(findings)):
        held[key].append(finding)
    groups = [_group(key, members) for key, members in held.items()]
    return tuple(sorted(groups, key=lambda g: (-max(len(g.affects), _size(g)), g.title)))


def nearest(group: Group) -> tuple[str, ...]:
    """The operations that people know the part by: those that bear its name, then those with the shortest names."""
    word = group.title.rpartition(" ")[2].lower().removesuffix("s")

    def far(name: str) -> tuple[bool, int, str]:
        return word not in name.lower(), len(name.rpartition(" ")[2]), name

    return tuple(sorted(group.affects, key=far))


def _size(group: Group) -> int:
    return 0 if group.affects else sum(len(line.findings) for line in group.lines)


def _keyed(findings: Sequence[Finding]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """A shared part; what was taken away or added as a whole; the same words at several operations; one operation."""
    alike: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for finding in findings:
        alike[_words(finding)].update(finding.affects)
    at = {words: ("at", *sorted(names)) for words, names in alike.items()}
    for finding in findings:
        shared = shared_part(finding)
        if finding.rule in WITHDRAWALS:
            yield ("all", WITHDRAWALS[finding.rule]), finding
        elif shared is not None:
            yield ("shared", shared), finding
        else:
            words = _words(finding)
            yield at[words] if alike[words] else ("at", finding.address.partition(" ")[2]), finding


def _words(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.message


def _group(key: tuple[str, ...], findings: list[Finding]) -> Group:
    affects = tuple(sorted({name for finding in findings for name in finding.affects}))
    if key[0] == "all":
        return Group(key[1], (), (Line(findings[0].rule, ", ".join(affects), tuple(findings)),))
    if key[0] == "shared":
        return Group(key[1], affects, _lines(findings, key[1]))
    return Group("", key[1:], _lines(findings, ""))


def _lines(findings: list[Finding], shared: str) -> tuple[Line, ...]:
    """Sentences of one rule that differ in one name only are one line."""
    held: dict[tuple[str, str, str], dict[str, list[Finding]]] = {}
    for finding in findings:
        place, sentence = _said(finding, shared)
        name = _name_in(sentence)
        rest = sentence.removeprefix(name).strip()
        held.setdefault((finding.rule, place if name else f"{place} {sentence}", rest), {}).setdefault(name, [])
        held[finding.rule, place if name else f"{place} {sentence}", rest][name].append(finding)
    return tuple(_line(key, names, shared) for key, names in held.items())


def _line(key: tuple[str, str, str], names: dict[str, list[Finding]], shared: str) -> Line:
    found = [finding for members in names.values() for finding in members]
    place, sentence = _said(found[0], shared)
    text = f"{', '.join(names)} {key[2]}" if any(names) else sentence
    return Line(key[0], f"{place}: {text}" if place else text, tuple(found))


PROPERTY_SENTENCES = ("was removed", "always came", "may ", "is accepted", "is ignored", "could be", "means ")


def _name_in(sentence: str) -> str:
    """The property that a sentence begins with, as the sentences of properties do."""
    first, _, rest = sentence.partition(" ")
    return first if rest.startswith(PROPERTY_SENTENCES) else ""


def _said(finding: Finding, shared: str) -> tuple[str, str]:
    """The place inside the group and the sentence: a property's own name is said once."""
    place, colon, sentence = finding.message.partition(": ")
    if not colon or not finding.address.endswith(place):
        return "", finding.message
    inside = path_below(finding) if shared else _inside(finding, place)
    first = _name_in(sentence)
    if first and (inside == first or inside.endswith(f".{first}")):
        inside = inside.removesuffix(first).removesuffix(".")
    return inside, sentence


PARTS = frozenset(("request", "response", "payload", "headers", "reply"))


def _inside(finding: Finding, place: str) -> str:
    """`request.body name` of an operation's finding."""
    words = finding.address.removesuffix(place).split(" ")
    part = next((word for word in words[3:] if not PARTS.isdisjoint(word.split("."))), "")
    return f"{part} {place}".strip() if part != place else place
