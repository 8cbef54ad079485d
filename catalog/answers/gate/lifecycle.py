"""A contract's version and life, asked with what Git and the descriptors know (SEMANTICS §6, §7)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from catalog.answers.gate.compared import Placing, options_of
from catalog.answers.gate.consumers import Consumers
from catalog.answers.gate.judgements import Judgements
from catalog.answers.gate.released import Past, lost_releases, release_of
from catalog.answers.gate.sides import Sides
from catalog.answers.gate.standing import profile_of
from catalog.answers.gate.sunsets import sunset_ahead, sunset_passed
from catalog.answers.gate.touched import Reading, Touched, read
from catalog.frozen import replace
from catalog.model.contract import Contract
from catalog.model.pointer import print_pointer
from catalog.model.source import Pointer
from catalog.reading.addresses.lookup import address_of
from governance.compatibility.outcome import Comparison
from governance.findings import Effect, Finding, Pointers, Status
from governance.gate.changes import Hit
from governance.gate.verdict import JudgedFinding
from governance.lifecycle.elements import moved_sunsets
from governance.lifecycle.releases import Earlier, lost, version_findings
from governance.lifecycle.removal import removed
from governance.lifecycle.stages import Passage, moved_earlier, passage_findings, removed_early
from governance.lifecycle.succession import Edition, Requirement, Succession, requirement
from governance.lifecycle.telling import in_profile
from governance.lifecycle.versions import Scheme, is_older


@dataclass(frozen=True)
class Life:
    """What one contract's change means for its version and its life; `compared` is None where nothing was compared."""

    sides: Sides
    change: Touched
    compared: Comparison | None
    consumers: Consumers
    judgements: Judgements
    today: date

    def hits(self, told: Iterable[JudgedFinding]) -> Iterator[Hit]:
        """What the lifecycle finds, with whom it hits; `told` are the changes as they were judged."""
        for finding in self._findings(tuple(told)):
            weighty = in_profile(finding, self._profile, self.sides.ruling.policy)
            yield self._hit(self._placing.placed(weighty))

    def early(self, hit: Hit) -> Hit | None:
        """That what a change takes away was promised for longer; None where it was not."""
        before = self.change.released
        ahead = sunset_ahead(before.contract if before else None, hit.finding, self.change.entry, self.today)
        if ahead is None or self.exempt or self._recorded:
            return None
        gone = hit.finding
        finding = removed_early(gone.address, f"{gone.message},", ahead, gone.digests or ("", ""))
        about = replace(finding, locations=gone.locations, pointers=gone.pointers, digests=gone.digests)
        return replace(hit, finding=replace(about, affects=gone.affects))

    def requirement(self, told: Iterable[JudgedFinding]) -> Requirement:
        """What the next version must be."""
        succession = self.succession(told)
        return requirement(succession) if succession else Requirement("none")

    @property
    def breaking(self) -> bool | None:
        """Whether the change breaks; a contract that is taken away does."""
        gone = self.change.base is not None and self.change.head is None
        return gone or (self.compared.breaking if self.compared else False)

    def succession(self, told: Iterable[JudgedFinding]) -> Succession | None:
        """The contract on both sides; None where it is new, gone, or cannot be read."""
        before, after = self.change.released, self.change.head
        if before is None or after is None or before.contract is None or after.contract is None:
            return None
        breaking = self._breaking(told)
        return Succession(
            self.change.name,
            _edition(before),
            _edition(after),
            self._bump(breaking),
            breaking is not None,
            before.entry.version_scheme,
            self._recorded,
            self.exempt,
            _edition(self._tip) if self._tip else None,
            _version_place(after),
        )

    @property
    def exempt(self) -> bool:
        """Whether the contract's stage at the base promises nothing."""
        return self.change.entry.lifecycle.stage in self.sides.ruling.policy.stage_exempt

    def _breaking(self, told: Iterable[JudgedFinding]) -> bool | None:
        """What the comparison says; False where all that it could not decide was accepted."""
        breaking = self.compared.breaking if self.compared else False
        undecided = [each for each in told if not each.finding.decided]
        agreed = bool(undecided) and all(each.finding.status is Status.ACCEPTED for each in undecided)
        return False if breaking is None and agreed else breaking

    def _bump(self, breaking: bool | None) -> str:
        if breaking is not False:
            return "major"
        bump = self.compared.required_bump if self.compared else "none"
        return "minor" if bump == "major" else bump

    def _findings(self, told: tuple[JudgedFinding, ...]) -> Iterator[Finding]:
        succession = self.succession(told)
        if self.change.base is not None and self.change.head is None:
            yield self._removed(self.change.base)
        if succession is not None:
            yield from version_findings(succession, self._earlier(succession))
            yield from self._moved()
        if self.change.base is not None and self.change.head is not None and not self._recorded:
            yield from passage_findings(self._passage(self.change.base, self.change.head))
        if self.change.base is not None and not self.exempt:
            yield from self._lost(self.change.base)

    def _removed(self, base: Reading) -> Finding:
        used, entry = bool(self.consumers.declared(base.entry.id) or self.consumers.unread), base.entry
        file = entry.origin.file
        kept = file in self.sides.head.tree.paths(posixpath.dirname(file))
        place = _entry_place(base) if kept else ""
        return removed(entry.id, _edition(base), entry.lifecycle, used, self._recorded, place)

    def _passage(self, base: Reading, head: Reading) -> Passage:
        policy = self.sides.ruling.policy
        users = tuple(sorted({use.service for _, use in self.consumers.declared(base.entry.id)}))
        users += tuple(f"whoever {file} tells of, which cannot be read" for file in self.consumers.unread)
        return Passage(
            base.entry.id, base.entry.lifecycle, head.entry.lifecycle, self.today, users,
            policy.notice_days, policy.stage_exempt, _entry_place(head, "lifecycle"),
        )  # fmt: skip

    def _earlier(self, succession: Succession) -> Earlier | None:
        """The release that had the head's version; nothing where that version is new."""
        version, tip = succession.after.version, succession.last
        if version == succession.before.version and self.compared is not None:
            return Earlier(succession.before, "", succession.bump, succession.decided)
        if tip is succession.tip and version == tip.version and self._tip is not None:
            return self._since(Past(self._tip, self.sides.compared.tip))
        if self._recorded or version == succession.before.version or _is_newer(succession):
            return None
        past = release_of(self.sides, self.change.entry, version, self.sides.compared.base)
        return self._since(past) if past else None

    def _since(self, past: Past) -> Earlier | None:
        """What the head changed since a release."""
        after = self.change.head
        if after is None or after.contract is None or past.reading.contract is None:
            return None
        found = self._compared(past.reading, after)
        return Earlier(_edition(past.reading), past.commit, found.required_bump, found.breaking is not None)

    def _compared(self, one: Reading, other: Reading) -> Comparison:
        options = options_of(self.change.entry, self.sides.ruling.policy, self._profile)
        return self.judgements.compared(one, other, options)

    def _moved(self) -> Iterator[Finding]:
        """Parts of the document whose sunset comes sooner than the base said, unless that day had passed."""
        before, after = self.change.released, self.change.head
        if self._recorded or self.exempt or self.compared is None or before is None or before.contract is None:
            return
        assert after is not None
        assert after.contract is not None
        old = before.contract.document
        for moved in moved_sunsets(old.tree, after.contract.document.tree) if b"x-sunset" in old.data else ():
            if moved.before >= self.today:
                finding = moved_earlier(_address(before.contract, moved.pointer), moved.before, moved.after)
                yield replace(finding, pointers=_both(moved.pointer))

    def _lost(self, base: Reading) -> Iterator[Finding]:
        for past in lost_releases(self.sides, base.entry):
            if past.reading.entry.lifecycle.stage in self.sides.ruling.policy.stage_exempt:
                continue
            if not self._is_kept(past):
                yield lost(base.entry.id, _edition(past.reading), past.commit, _entry_place(base))

    def _is_kept(self, past: Past) -> bool:
        """Whether the target's history has the same meaning under the same version."""
        found = release_of(self.sides, self.change.entry, past.reading.version, self.sides.compared.tip)
        if past.reading.contract is None or found is None or found.reading.contract is None:
            return False
        return self._compared(past.reading, found.reading).required_bump in ("none", "patch")

    def _hit(self, finding: Finding) -> Hit:
        before = self.change.released
        hit = self.consumers.reading(self.change.name, before.contract if before else None).hit(finding)
        if finding.effect is not Effect.BREAKS:
            return hit
        return replace(hit, ended=sunset_passed(None, finding, self.change.entry, self.today))

    @property
    def _recorded(self) -> bool:
        return self.change.entry.owner_kind == "vendor"

    @cached_property
    def _profile(self) -> str | None:
        return profile_of(self.sides.ruling, self.change.entry)

    @cached_property
    def _placing(self) -> Placing:
        head = self.change.head
        file = head.entry.path or head.entry.origin.file if head else self.sides.head.catalog.origin.file
        return Placing(self.sides.head, file)

    @cached_property
    def _tip(self) -> Reading | None:
        """The contract on the target, where that went on since the merge base."""
        entry = None if self.sides.tip is self.sides.base else self.sides.tip.contracts.get(self.change.name)
        found = read(self.sides.tip, entry)
        return found if found is not None and found.contract is not None else None


def _is_newer(succession: Succession) -> bool:
    """Whether the version was never seen before, as it lies beyond the last one."""
    scheme = succession.scheme
    return scheme is not Scheme.LABEL and is_older(scheme, succession.before.version, succession.after.version)


def _edition(reading: Reading) -> Edition:
    return Edition(reading.version, reading.digest)


def _version_place(reading: Reading) -> str:
    return _entry_place(reading, "label") if reading.entry.label is not None else "/info/version"


def _entry_place(reading: Reading, *below: str) -> str:
    origin = reading.entry.origin
    return f"{origin.file}#{print_pointer((*origin.pointer, *below))}"


def _both(pointer: Pointer) -> Pointers:
    return Pointers(print_pointer(pointer), print_pointer(pointer))


def _address(contract: Contract, pointer: Pointer) -> str:
    """By meaning; of what no operation reaches and no component holds, the contract's."""
    try:
        return str(address_of(contract, pointer))
    except LookupError:
        return contract.id
