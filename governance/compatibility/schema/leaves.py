"""Literals of one type, all true: the goals of the exact solvers in `catalog.samples`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from catalog.frozen import replace
from catalog.model.source import Json
from catalog.samples.arrays import ArrayGoal, Count, array
from catalog.samples.formats import FORMATS
from catalog.samples.numbers import NumberGoal, numbers
from catalog.samples.objects import Family, ObjectGoal, object_
from catalog.samples.outcome import EMPTY, Found, Outcome, Search, Unknown
from catalog.samples.strings import StringGoal, strings
from catalog.samples.values import Exact, spelled
from governance.compatibility.schema.evaluate import Evaluation
from governance.compatibility.schema.formulas import (
    ARRAY,
    FALSE,
    FRACTION,
    INTEGER,
    NUMBER,
    OBJECT,
    SPELLED,
    STRING,
    TRUE,
    Formula,
    Formulas,
    Node,
)
from governance.compatibility.schema.restrict import Restriction
from governance.compatibility.schema.textual import by_text

_TRIES, _FEW = 60, 4
_ODD = ("(", "{", "%", " ")
"""Texts that lack formats of which no outline is known."""


class Context(Search, Protocol):
    """A search, with what it is made of."""

    formulas: Formulas
    evaluation: Evaluation
    restriction: Restriction


def leaf(literals: tuple[Formula, ...], family: int, context: Context) -> Outcome:
    """A value of a type that satisfies all literals."""
    listed = context.formulas.listed(literals)
    if listed is not None:
        return _among(listed, literals, context)
    if any(context.formulas.nodes[abs(literal)][0] == "otherwise" for literal in literals):
        return by_text(context, literals, family)
    signed = [(context.formulas.nodes[abs(literal)], literal > 0) for literal in literals]
    outcome = _LEAVES[family](signed, context)
    if isinstance(outcome, Found) and any(node[0] == "opaque" for node, _ in signed):
        return Found(outcome.value, sure=False)
    return outcome


def _among(values: list[Json], literals: tuple[Formula, ...], context: Context) -> Outcome:
    doubtful: Outcome = EMPTY
    for value in values:
        held = [context.evaluation.holds(literal, value) for literal in literals]
        if False not in held:
            if None not in held:
                return Found(value)
            doubtful = Found(value, sure=False)
    return doubtful


_Signed = list[tuple[Node, bool]]


def _number(signed: _Signed, context: Context) -> Outcome:
    lower, upper, bits = None, None, NUMBER
    multiples: list[Exact] = []
    off: list[Exact] = []
    excluded: set[Exact] = set()
    for node, positive in signed:
        kind = node[0]
        if kind == "types":
            bits &= node[1] if positive else ~node[1]
        elif kind == "in":
            excluded.update(node[1])
        elif kind == "multipleOf":
            (multiples if positive else off).append(node[1])
        elif kind in ("minimum", "maximum"):
            strictly = node[2] if positive else not node[2]
            if (kind == "minimum") == positive:
                lower = max(lower or (node[1], strictly), (node[1], strictly))
            else:
                upper = min(upper or (node[1], not strictly), (node[1], not strictly))
    goal = NumberGoal(
        lower=lower and lower[0],
        above=bool(lower and lower[1]),
        upper=upper and upper[0],
        below=bool(upper and not upper[1]),
        integral=None if bits & FRACTION and bits & INTEGER else not bits & FRACTION,
        multiples=tuple(multiples),
        not_multiples=tuple(off),
        excluded=frozenset(excluded),
    )
    budget = context.evaluation.languages.budget
    outcome = _written(numbers(goal, budget), bits) if bits & NUMBER else EMPTY
    if bits & NUMBER == FRACTION | SPELLED and not isinstance(outcome, Found):
        return _written(numbers(replace(goal, integral=True), budget), SPELLED)
    return outcome


def _written(found: Iterator[Exact], bits: int) -> Outcome:
    """The first number that can be written in JSON with the spelling asked for."""
    tried = False
    for number in islice(found, _TRIES):
        tried = True
        value = spelled(number)
        if isinstance(value, int) and not bits & INTEGER:
            value = float(value) if abs(value) < 2**53 else None
        if value is not None:
            return Found(value)
    return Unknown("a number that no float writes exactly") if tried else EMPTY


def _string(signed: _Signed, context: Context) -> Outcome:
    goal, opaque = _string_goal(signed, context)
    formats = [(node[1], positive) for node, positive in signed if node[0] == "format"]
    if formats:
        return _formatted(goal, formats, context, sure=not opaque)
    text = next(strings(context.evaluation.languages, goal), None)
    return EMPTY if text is None else Found(text, sure=not opaque)


def texts(literals: list[Formula], context: Context) -> Iterator[str]:
    """Every string that satisfies literals other than formats, each once."""
    signed = [(context.formulas.nodes[abs(literal)], literal > 0) for literal in literals]
    return strings(context.evaluation.languages, _string_goal(signed, context)[0])


def _string_goal(signed: _Signed, context: Context) -> tuple[StringGoal, bool]:
    """The goal, and whether some pattern is left out of it because it is not modelled."""
    minimum, maximum, excluded = 0, None, set[str]()
    languages, opaque = [], False
    algebra = context.evaluation.languages
    for node, positive in signed:
        kind = node[0]
        if kind == "in":
            excluded.update(key for key in node[1] if isinstance(key, str))
        elif kind == "pattern":
            language = context.evaluation.language(node[1])
            opaque = opaque or language is None
            if language is not None:
                languages.append(language if positive else algebra.complement(language))
        elif kind == "format":
            outline = FORMATS[node[1]].outline if positive and node[1] in FORMATS else None
            language = context.evaluation.language(outline) if outline else None
            languages.extend([] if language is None else [language])
        elif kind != "opaque":
            length = node[1] if positive else node[1] + (1 if kind == "maxLength" else -1)
            if (kind == "minLength") == positive:
                minimum = max(minimum, length)
            else:
                maximum = length if maximum is None else min(maximum, length)
    return StringGoal(algebra.both(languages), minimum, maximum, frozenset(excluded)), opaque


def _formatted(goal: StringGoal, formats: list[tuple[str, bool]], context: Context, *, sure: bool) -> Outcome:
    """Known examples of the formats first, then texts that fit the rest; a judge decides."""
    evaluation, tried = context.evaluation, 0
    examples = [text for name, positive in formats if positive and name in FORMATS for text in FORMATS[name].examples]
    fitting = [text for text in (*examples, *_ODD) if _fits(goal, text, evaluation)]
    outside = islice(strings(evaluation.languages, _outside(goal, formats, evaluation)), _FEW)
    for text in (*fitting, *outside, *islice(strings(evaluation.languages, goal), _TRIES)):
        tried += 1
        held = [evaluation.judge(name, text) for name, _ in formats]
        if all(answer is positive for answer, (_, positive) in zip(held, formats, strict=True)):
            return Found(text, sure)
    exhausted = tried < _TRIES and all(FORMATS.get(name) for name, _ in formats)
    return EMPTY if exhausted else Unknown("no text was found for the formats " + ", ".join(n for n, _ in formats))


def _outside(goal: StringGoal, formats: list[tuple[str, bool]], evaluation: Evaluation) -> StringGoal:
    """Texts that are outside all outlines of the formats that must not hold."""
    outlines = [FORMATS[name].outline for name, positive in formats if not positive and name in FORMATS]
    known = [evaluation.language(outline) for outline in outlines if outline]
    others = [evaluation.languages.complement(language) for language in known if language is not None]
    return replace(goal, language=evaluation.languages.both((goal.language, *others)))


def _fits(goal: StringGoal, text: str, evaluation: Evaluation) -> bool:
    long_enough = len(text) >= goal.minimum and (goal.maximum is None or len(text) <= goal.maximum)
    return long_enough and text not in goal.excluded and evaluation.languages.accepts(goal.language, text)


def _array(signed: _Signed, context: Context) -> Outcome:
    minimum, maximum, unique = 0, None, None
    at: dict[int, list[Formula]] = {}
    beyond: list[tuple[int, Formula]] = []
    counts: list[Count] = []
    for node, positive in signed:
        match node[0]:
            case "minItems" | "maxItems":
                if (node[0] == "minItems") == positive:
                    minimum = max(minimum, node[1] if positive else node[1] + 1)
                else:
                    most = node[1] if positive else node[1] - 1
                    maximum = most if maximum is None else min(maximum, most)
            case "item":
                at.setdefault(node[1], []).append(node[2] if positive else -node[2])
                minimum = minimum if positive else max(minimum, node[1] + 1)
            case "items" if positive:
                beyond.append((node[1], node[2]))
            case "items":
                counts.append(Count(-node[2], 1, start=node[1]))
            case "contains":
                counts.append(Count(node[2], node[1]) if positive else Count(node[2], 0, node[1] - 1))
            case "uniqueItems":
                unique = positive
    joined = {position: tuple(formulas) for position, formulas in at.items()}
    if maximum is not None and maximum < minimum:
        return EMPTY
    return array(ArrayGoal(joined, tuple(beyond), tuple(counts), minimum, maximum, unique), context)


def _object(signed: _Signed, context: Context) -> Outcome:
    minimum, maximum = 0, None
    at: dict[str, tuple[Formula, ...]] = {}
    required: dict[str, tuple[Formula, ...]] = {}
    everywhere: list[Family] = []
    somewhere: list[Family] = []
    mentioned: dict[str, None] = {}
    for node, positive in signed:
        match node[0]:
            case "minProperties" | "maxProperties":
                if (node[0] == "minProperties") == positive:
                    minimum = max(minimum, node[1] if positive else node[1] + 1)
                else:
                    most = node[1] if positive else node[1] - 1
                    maximum = most if maximum is None else min(maximum, most)
            case "required" if positive:
                required.setdefault(node[1], ())
            case "required":
                at[node[1]] = (*at.get(node[1], ()), FALSE)
            case "keys":
                keys = context.restriction.to(node[1], STRING)
                names = context.restriction.mentioned(keys)
                mentioned.update(dict.fromkeys(names))
                target = at if positive else required
                formula = node[2] if positive else -node[2]
                if keys > 0 and context.formulas.nodes[keys][0] == "in" and (positive or len(names) == 1):
                    target.update({name: (*target.get(name, ()), formula) for name in names})
                else:
                    others = context.restriction.to_other_names(keys)
                    (everywhere if positive else somewhere).append(Family(keys, others, formula))
    mentioned.update(dict.fromkeys((*at, *required)))
    unmentioned = context.formulas.every((context.formulas.types(STRING), -context.formulas.one_of_values(mentioned)))
    goal = ObjectGoal(
        at, required, tuple(everywhere), tuple(somewhere), tuple(mentioned), unmentioned, minimum, maximum
    )
    return object_(goal, context, TRUE)


_LEAVES = {NUMBER: _number, STRING: _string, ARRAY: _array, OBJECT: _object}
