"""What is found in a contract's document on both sides; what did not change is named once, or only counted.

To name a finding (by meaning, and by its line) costs more than to find it. A defect that both sides have at one
pointer, in the same words and with the same list items above it, is one defect: the base's takes the name that the head
gives it. Only what one side alone has is named there, and told apart by fingerprint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import TypeAlias

from catalog.answers.gate.judgements import Judgements
from catalog.answers.gate.touched import Reading
from catalog.answers.rule_book import RuleBook
from catalog.frozen import dataclass
from catalog.model.pointer import parse_pointer, print_pointer, step
from catalog.model.policy import Policy
from catalog.model.service import ContractEntry
from catalog.model.source import Json
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding
from governance.gate.severities import taken_over, weighed
from governance.rules.engine.naming import Unnamed
from governance.rules.judge import Violations
from governance.validation.document import validity_findings

Findings: TypeAlias = "tuple[Finding, ...]"
Key: TypeAlias = "tuple[str, str, str, str, str, str]"
"""Rule, severity, file, pointer, message, hint: all that a finding says but its address."""


@dataclass(slots=True)
class Tally:
    """How many findings stood before and were only counted."""

    known: int = 0


@dataclass(frozen=True)
class Documents:
    """Judges documents by the rules of the books of base and head, and by what is valid, as `policy` weighs it.

    `profile` tells an entry's, which counts on both sides. With a `tally`, findings that both sides have are counted
    there instead of told, save those of rules that some waiver is about.
    """

    books: tuple[RuleBook, RuleBook]
    known: Judgements
    policy: Policy
    profile: Callable[[ContractEntry], str | None]
    tally: Tally | None = None

    def judged(self, before: Reading | None, now: Reading | None) -> tuple[Findings, Findings]:
        """On the base and on the head; nothing where there is no document, or it cannot be read."""
        old, new = (
            _Side(self, book, reading) if reading is not None and reading.contract is not None else None
            for book, reading in zip(self.books, (before, now), strict=True)
        )
        if old is None or new is None:
            return (old.findings if old else ()), (new.findings if new else ())
        return self._beside(old, new) if self.tally is None else self._apart(old, new, self.tally)

    def _beside(self, old: _Side, new: _Side) -> tuple[Findings, Findings]:
        """All of both, the base's named as the head names it wherever that is the same."""
        judged = old.remembered
        if judged is not None:
            return judged, new.findings
        found = new.findings
        paired = self._paired(old.keys, tuple(map(key_of, found)))
        own = iter(old.named([at for at in range(len(old.keys)) if at not in paired]))
        return tuple(found[paired[at]] if at in paired else next(own) for at in range(len(old.keys))), found

    def _apart(self, old: _Side, new: _Side, tally: Tally) -> tuple[Findings, Findings]:
        """Those that one side alone has, and those that some waiver may excuse."""
        both = self._paired(old.keys, new.keys)
        paired = {one: other for one, other in both.items() if new.keys[other][0] not in self._waived}
        tally.known += len(paired)
        here = frozenset(paired.values())
        before = old.named([at for at in range(len(old.keys)) if at not in paired])
        return before, new.named([at for at in range(len(new.keys)) if at not in here])

    @cached_property
    def _waived(self) -> frozenset[str]:
        return frozenset(waiver.rule for book in self.books for waiver in book.waivers)

    def _paired(self, old: Sequence[Key], new: Sequence[Key]) -> dict[int, int]:
        """Positions on the base → those of the same defects on the head."""
        waiting: dict[Key, list[int]] = defaultdict(list)
        for at in reversed(range(len(new))):
            waiting[new[at]].append(at)
        same = _Trees(*(book.snapshot for book in self.books)).same_items
        return {at: waiting[key].pop() for at, key in enumerate(old) if waiting.get(key) and same(key[2], key[3])}


@dataclass
class _Side:
    """What is found in one document, whenever the document, its entry and the policy are these; nothing else may be
    asked here, for it is kept."""

    documents: Documents
    book: RuleBook
    reading: Reading

    @cached_property
    def findings(self) -> Findings:
        known = self.remembered
        if known is not None:
            return known
        valid, ruled = self.raw
        made = (*valid, *ruled.findings())
        self.documents.known.keep("findings", self.reading, made, *self._about)
        return made

    @property
    def remembered(self) -> Findings | None:
        """Where they were judged before."""
        found: Findings | None = self.documents.known.recall("findings", self.reading, *self._about)
        return found

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """In the order of `findings`."""
        known: tuple[Key, ...] | None = self.documents.known.recall("keys", self.reading, *self._about)
        if known is not None:
            return known
        judged = self.remembered
        if judged is not None:
            return tuple(map(key_of, judged))
        valid, ruled = self.raw
        made = (*map(key_of, valid), *map(_key, ruled.found))
        self.documents.known.keep("keys", self.reading, made, *self._about)
        return made

    def named(self, wanted: Collection[int]) -> Findings:
        """Those at some positions, in order."""
        if not wanted:
            return ()
        valid, ruled = self.raw
        chosen = (valid[at] for at in wanted if at < len(valid))
        return (*chosen, *ruled.findings({at - len(valid) for at in wanted if at >= len(valid)}))

    @cached_property
    def raw(self) -> tuple[Findings, Violations]:
        """What is invalid, at the severity of the policy and without what it switches off; and what rules find."""
        contract, entry, documents = self.reading.contract, self.reading.entry, self.documents
        assert contract is not None
        invalid = validity_findings(contract)
        judged = map(taken_over, invalid) if entry.owner_kind == "vendor" else invalid
        found = (weighed(each, documents.policy, documents.profile(entry)) for each in judged)
        return tuple(each for each in found if each is not None), self.book.violations(contract, entry)

    @property
    def _about(self) -> tuple[object, ...]:
        entry = self.reading.entry
        return self.documents.profile(entry), self.book.profile_of(entry), self.book.policy


def key_of(finding: Finding) -> Key:
    """Of a finding in a document."""
    file, pointer = finding.locations[0].file, finding.pointers.revision or ""
    return finding.rule, finding.severity.value, file, pointer, finding.message, finding.hint or ""


def _key(unnamed: Unnamed) -> Key:
    """The same before it has an address."""
    said = unnamed.violation
    pointer = print_pointer(said.pointer)
    return unnamed.rule.id, unnamed.severity.value, unnamed.file, pointer, said.message, said.hint or ""


@dataclass(frozen=True, slots=True)
class _Trees:
    """The files of both sides."""

    before: Snapshot
    now: Snapshot

    def same_items(self, file: str, text: str) -> bool:
        """Whether every list item on the way to a pointer says the same on both sides: the position alone would not
        tell one item from another."""
        old, new = (side.documents.readable(file) for side in (self.before, self.now))
        if old is None or new is None:
            return False
        nodes: tuple[Json, Json] = (old.tree, new.tree)
        for token in parse_pointer(text):
            listed = isinstance(nodes[0], list) or isinstance(nodes[1], list)
            one, other = (step(node, token) for node in nodes)
            if one is None or other is None:
                return one is other and not listed
            if listed:
                return one[1] == other[1]
            nodes = one[1], other[1]
        return True
