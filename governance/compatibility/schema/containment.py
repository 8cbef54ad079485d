"""Does a new schema accept every value that the old one accepts."""

from __future__ import annotations

from catalog.errors import UnresolvableReference
from catalog.model.source import Json
from catalog.samples.budget import Budget, OverBudget
from catalog.samples.languages.algebra import Languages
from catalog.samples.outcome import Empty, Found
from catalog.samples.values import NotJson
from governance.compatibility.schema.compile import NOT_MODELLED, Compiler
from governance.compatibility.schema.confirm import Judge, Unconfirmable, Witnesses, has_format
from governance.compatibility.schema.deep import with_room
from governance.compatibility.schema.dialects import UnknownDialect
from governance.compatibility.schema.evaluate import Evaluation
from governance.compatibility.schema.formulas import Formula, Formulas
from governance.compatibility.schema.keywords import VOCABULARY
from governance.compatibility.schema.reach import opaque_labels, patterns
from governance.compatibility.schema.reading import (
    DEFAULT_STEPS,
    Contained,
    IllFormed,
    Reading,
    Refuted,
    Resolve,
    Undecided,
    Verdict,
)
from governance.compatibility.schema.references import Resources
from governance.compatibility.schema.search import ValueSearch
from governance.compatibility.schema.shared import Same
from governance.compatibility.schema.sides import Side


class Session:
    """What comparisons of the same documents share: formulas, proofs, values. One for each pair of releases.

    `same`: which references lead to what both releases mean alike; see `shared`.
    """

    def __init__(self, same: Same | None = None) -> None:
        self.same = same
        self.budget = Budget(0)
        self.formulas = Formulas()
        evaluation = Evaluation(self.formulas, Languages(self.budget), has_format)
        self.search = ValueSearch(self.formulas, evaluation, self.budget)
        self._compilers: dict[object, Compiler] = {}
        self._soon: dict[object, tuple[Reading, Compiler]] = {}
        """By the very reading, which need not be compared then."""

    def compiler(self, side: Side) -> Compiler:
        """What reads one side. Schemas that stand alone are read by a compiler each."""
        soon = (side.resolve, id(side.reading)) if side.resolve else None
        if soon in self._soon:
            return self._soon[soon][1]
        key = (side.resolve, side.reading) if side.resolve else (id(side.schema), side.reading)
        if key not in self._compilers:
            resources = Resources(side.schema, side.dialect, side.resolve)
            self._compilers[key] = Compiler(
                resources, self.formulas, side.reading, VOCABULARY, self.search.shared, self.same
            )
        if soon is not None:
            self._soon[soon] = side.reading, self._compilers[key]
        return self._compilers[key]

    def start(self, steps: int) -> None:
        """Allow so many steps; what an interrupted comparison left open is dropped."""
        self.budget.left = steps
        self.search.reset()
        for compiler in self._compilers.values():
            compiler.reset()


def decide(
    old: Json,
    new: Json,
    reading: Reading = Reading(),  # noqa: B008
    *,
    new_reading: Reading | None = None,
    resolve: Resolve | None = None,
    new_resolve: Resolve | None = None,
    base: str = "",
    new_base: str = "",
    steps: int = DEFAULT_STEPS,
    session: Session | None = None,
) -> Verdict:
    """Prove containment, refute it with a confirmed witness, or say why neither was possible.

    `reading` is for both sides unless `new_reading` is given; so is `resolve`. Without `resolve`, references are
    looked up in the schema itself. `steps` bounds the work, so that the answer is the same on every machine.
    Comparisons that share a `session` reuse what was found before; schemas given to it may not change afterwards.
    """
    sides = Side(old, reading, base, resolve), Side(new, new_reading or reading, new_base, new_resolve or resolve)
    shared = session or Session()
    try:
        return with_room(lambda allowed: _compare(shared, *sides, allowed), steps)
    except OverBudget:
        return Undecided("the comparison takes more steps than are allowed")
    except RecursionError:
        return Undecided("the schemas are too deeply nested")
    except (IllFormed, NotJson, UnknownDialect, UnresolvableReference) as problem:
        return Undecided(str(problem))


def _compare(session: Session, old: Side, new: Side, steps: int) -> Verdict:
    """Is `old and not new` empty."""
    session.start(steps)
    compilers = session.compiler(old), session.compiler(new)
    matches = session.search.evaluation.matches
    judges = Judge(old, compilers[0], matches, received=False), Judge(new, compilers[1], matches, received=True)
    received = compilers[1].at(new.schema, judges[1].place)
    sent = compilers[0].at(old.schema, judges[0].place)  # even where all is accepted: it may mean nothing
    goal = session.formulas.every((sent, -received))
    witnesses = Witnesses(*judges)
    try:
        outcome = session.search.search(goal, witnesses.confirm)
    except Unconfirmable as problem:
        return _unknown(session, goal, (old, new), str(problem))
    if isinstance(outcome, Empty):
        return Contained()
    if not isinstance(outcome, Found):
        return _unknown(session, goal, (old, new), witnesses.doubt or outcome.reason)
    if not outcome.sure and opaque_labels(session.formulas, goal, contested=True):
        return _unknown(session, goal, (old, new), "")
    if not _whatever_draft(session, (old, new), goal, outcome.value):
        return Undecided("it turns on whether 1.0 is an integer, which draft 4 denies and later drafts do not")
    return Refuted(outcome.value)


def _unknown(session: Session, goal: Formula, sides: tuple[Side, Side], reason: str) -> Verdict:
    """Undecided for what nobody understands, else for the reason; but what is not modelled equals itself, other than
    what means nothing."""
    labels = opaque_labels(session.formulas, goal, contested=True)
    if labels and all(label.endswith(NOT_MODELLED) for label in labels) and _identical(*sides):
        return Contained()
    return Undecided(_because(session, goal) or reason)


def _identical(old: Side, new: Side) -> bool:
    """Whether two schemas that stand alone say the same, word for word."""
    alone = old.resolve is None and new.resolve is None and (old.base, old.reading) == (new.base, new.reading)
    return alone and repr(old.schema) == repr(new.schema)


def _because(session: Session, goal: Formula) -> str:
    """What in a formula nobody understands."""
    formulas = session.formulas
    labels = opaque_labels(formulas, goal, contested=True) or opaque_labels(formulas, goal)
    language = session.search.evaluation.language
    unreadable = [pattern for pattern in patterns(formulas, goal) if language(pattern) is None]
    return "; ".join([*labels, *(f"the pattern {pattern} is not modelled" for pattern in unreadable)][:3])


def _whatever_draft(session: Session, sides: tuple[Side, Side], goal: Formula, value: Json) -> bool:
    """Whether a witness is one with its integers written as integers, which all drafts read alike."""
    if all(side.dialect.whole_floats for side in sides):
        return True
    return session.search.evaluation.holds(goal, _written_plainly(value, {})) is not False


def _written_plainly(value: Json, known: dict[int, Json]) -> Json:
    """A value with its integers written without a fraction; parts that occur more than once are shared."""
    if not isinstance(value, (list, dict)):
        return int(value) if isinstance(value, float) and value.is_integer() else value
    if id(value) not in known:
        if isinstance(value, list):
            known[id(value)] = [_written_plainly(item, known) for item in value]
        else:
            known[id(value)] = {name: _written_plainly(member, known) for name, member in value.items()}
    return known[id(value)]
