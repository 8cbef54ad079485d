"""Two editions of a contract compared by meaning, with whom each change hits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from catalog.answers.comparison.answer import DiffAnswer
from catalog.answers.comparison.documents import Opened
from catalog.answers.comparison.places import located
from catalog.answers.editions.past import Edition, Past
from catalog.answers.gate.compared import options_of
from catalog.answers.gate.consumers import Consumers
from catalog.answers.gate.sides import Sides
from catalog.answers.gate.standing import profile_of
from catalog.answers.lasting import Lasting
from catalog.answers.lately import Lately
from catalog.errors import UsageError
from catalog.frozen import replace
from governance.compatibility.comparison import compare
from governance.compatibility.outcome import Comparison, Options
from governance.compatibility.tolerances import Tolerances
from governance.findings import Effect, Finding
from governance.gate.changes import Hit
from governance.gate.verdict import Compared, HitConsumer, HitWorkflow


@dataclass(frozen=True, slots=True)
class Between:
    """`answer` is what `treaty diff` answers about these two; `hits` has the changes that are not safe, by
    fingerprint and address, with the consumers and workflows of the revision looked at."""

    base: Edition
    revision: Edition
    answer: DiffAnswer
    hits: Mapping[tuple[str, str], Hit] = field(repr=False)

    def hit(self, finding: Finding) -> Hit | None:
        """Whom a change hits."""
        return self.hits.get(key_of(finding))

    @property
    def consumers(self) -> tuple[HitConsumer, ...]:
        """Everybody hit by something that breaks, may break or could not be decided, by name."""
        return consumers_in(self.hits.values())

    @property
    def workflows(self) -> tuple[HitWorkflow, ...]:
        """The workflows that go through what is hit, by id."""
        found = {flow.id: flow for hit in self.hits.values() for flow in hit.workflows}
        return tuple(found[name] for name in sorted(found))


def key_of(finding: Finding) -> tuple[str, str]:
    """What tells a change from the others of its comparison."""
    return finding.fingerprint, finding.address


def between(past: Past, base: Edition, revision: Edition, lately: Lately) -> Between:
    """The two compared as the catalog's policy says, and as `treaty diff` does with `options_in_words`; findings do not
    have their lines, see `with_lines`.

    Raises:
        CatalogError: one of the documents cannot be read; UsageError: OpenAPI beside AsyncAPI.
    """
    options = options_for(past)
    answer = lately.get(
        ("compared", past.entry.id, base, revision, options),
        lambda: _answer(past, base, revision, options, lately.lasting),
    )
    texts = ((each.path, each.digest) for each in (base, revision))  # whom it hits is the same whatever they are called
    hits = lately.get(("hits", past.entry.id, *texts, options, past.revision.digest), lambda: _hits(past, answer))
    return Between(base, revision, answer, hits)


def prepare(past: Past, base: Edition, revision: Edition, lasting: Lasting) -> None:
    """Compare the two now, if nobody has, for those who ask later. Raises as `between`."""
    options = options_for(past)
    key = _key(past, base, revision, options, lasting)
    if key and not lasting.has(key):
        _answer(past, base, revision, options, lasting)


def with_lines(found: Between, past: Past, lately: Lately) -> Between:
    """The same with the lines that findings stand at, for which documents are read again."""
    answer = found.answer
    key = ("located", past.entry.id, found.base, found.revision, answer.options)
    return replace(found, answer=lately.get(key, lambda: located(answer, safe=False)))


def options_for(past: Past) -> Options:
    """How the catalog's policy has this contract compared."""
    snapshot, entry = past.snapshot, past.entry
    return options_of(entry, snapshot.policy, profile_of(snapshot, entry))


def options_in_words(options: Options) -> tuple[str, ...]:
    """The arguments of `treaty diff` that ask for these options."""
    usual = Tolerances()
    switched = [name for name in Tolerances.names() if (name in options.tolerances.active) != (name in usual.active)]
    words = [word for name in switched for word in ("--tolerate", _switch(name, options))]
    words += ["--perspective", options.perspective] if options.perspective != "provider" else []
    return (*words, *(word for pattern in options.path_versions for word in ("--path-version", pattern)))


def _switch(name: str, options: Options) -> str:
    return name if name in options.tolerances.active else f"no-{name}"


def consumers_in(hits: Iterable[Hit]) -> tuple[HitConsumer, ...]:
    """Every consumer hit, with all its places, by name."""
    found: dict[str, HitConsumer] = {}
    for consumer in (each for hit in hits for each in hit.consumers):
        known = found.get(consumer.service)
        places = tuple(dict.fromkeys((*(known.addresses if known else ()), *consumer.addresses)))
        found[consumer.service] = replace(consumer, addresses=places)
    return tuple(found[name] for name in sorted(found))


def _key(past: Past, base: Edition, revision: Edition, options: Options, lasting: Lasting) -> str:
    """A digest fixes a document and the files that it refers to; where those may come from elsewhere, nothing does."""
    if past.snapshot.catalog.allowed_references:
        return ""
    return lasting.name_of("compared", past.entry.id, base.path, base.digest, revision.path, revision.digest, options)


def _answer(past: Past, base: Edition, revision: Edition, options: Options, lasting: Lasting) -> DiffAnswer:
    before, after = past.open(base), past.open(revision)
    families = before.contract.specification.family, after.contract.specification.family
    if families[0] is not families[1]:
        hint = f"{base.name} is {families[0].value}, {revision.name} is {families[1].value}"
        raise UsageError("OpenAPI cannot be compared with AsyncAPI", hint=hint)
    key = _key(past, base, revision, options, lasting)
    known = lasting.recall(key) if key else None
    compared = Comparison(*known) if known else compare(before.contract, after.contract, options)
    if key and not known:
        lasting.keep(key, (compared.breaking, compared.required_bump, compared.findings))
    return DiffAnswer(before, after, options, "default", compared)


def _hits(past: Past, answer: DiffAnswer) -> dict[tuple[str, str], Hit]:
    before: Opened = answer.base
    snapshot = past.snapshot
    same = Compared(snapshot.revision, snapshot.revision, snapshot.revision)
    consumers = Consumers(Sides(snapshot, snapshot, snapshot, same, frozenset(), past.catalog))
    hitting = consumers.reading(past.entry.id, before.contract)
    return {key_of(finding): hitting.hit(finding) for finding in answer.findings if finding.effect is not Effect.SAFE}
