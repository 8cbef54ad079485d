"""Our `dataclass` makes what the standard one makes."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from dataclasses import dataclass as standard
from dataclasses import field
from typing import Any

import pytest

from catalog.frozen import dataclass, replace
from catalog.frozen import field as ours
from governance.findings import Pointers


def classes(decorator: Any) -> tuple[type, type, type]:
    """A class with every kind of field, one that inherits from it, and one without fields."""

    @decorator(frozen=True, slots=True)
    class Base:
        name: str
        size: int = 3
        note: str = field(default="", compare=False, repr=False)

    @decorator(frozen=True, slots=True)
    class Child(Base):
        """Told."""

        items: list[int] = field(default_factory=list, compare=False)

        def __post_init__(self) -> None:
            if self.size < 0:
                raise ValueError("too small")

    @decorator(frozen=True, slots=True)
    class Empty:
        pass

    return Base, Child, Empty


@pytest.mark.parametrize("decorator", [dataclass, standard])
def test_values_are_compared_hashed_and_shown_by_their_fields(decorator: Any) -> None:
    base, child, empty = classes(decorator)
    assert base("a") == base("a", 3, "not compared") != base("a", 4)
    assert base("a") != child("a")
    assert hash(base("a")) == hash(base("a", note="x"))
    assert repr(base("a", note="x")).endswith("Base(name='a', size=3)")
    assert repr(child("a", 1)).endswith("Child(name='a', size=1, items=[])")
    assert empty() == empty()
    assert hash(empty()) == hash(empty())
    assert child("a").items is not child("a").items
    assert child.__doc__ == "Told."


@pytest.mark.parametrize("decorator", [dataclass, standard])
def test_values_cannot_be_changed_but_replaced_and_copied(decorator: Any) -> None:
    _, child, _ = classes(decorator)
    value = child("a", items=[1])
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    with pytest.raises(ValueError, match="too small"):
        dataclasses.replace(value, size=-1)
    assert not hasattr(value, "__dict__")
    assert dataclasses.replace(value, name="b") == child("b")
    assert copy.deepcopy(value).items == [1]
    assert [f.name for f in dataclasses.fields(value)] == ["name", "size", "note", "items"]


def test_tests_watch_all_classes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Pointers("/info").base = "/paths"  # type: ignore[misc]


def test_nobody_else_pays_for_it_but_in_development_mode() -> None:
    code = "from governance.findings import Pointers; print('__setattr__' in vars(Pointers))"
    for flags, refuses in ((), "False"), (("-X", "dev"), "True"):
        done = subprocess.run([sys.executable, *flags, "-c", code], capture_output=True, text=True)
        assert done.stdout.strip() == refuses


@pytest.mark.parametrize("decorator", [dataclass, standard])
def test_replacing_is_what_the_standard_one_does(decorator: Any) -> None:
    base, child, empty = classes(decorator)

    @decorator(frozen=True, slots=True)
    class Odd:
        name: str
        told: int = field(default=3, init=False)

    for value, changes in (
        (base("a", 4, note="n"), {"size": 5}),
        (base("a", 4, note="n"), {}),
        (child("a", items=[1]), {"items": [2], "name": "b"}),
        (empty(), {}),
        (Odd("a"), {"name": "b"}),
    ):
        ours, theirs = replace(value, **changes), dataclasses.replace(value, **changes)
        assert repr(ours) == repr(theirs)
        assert ours is not value
        assert [getattr(ours, f.name) for f in dataclasses.fields(ours)] == [
            getattr(theirs, f.name) for f in dataclasses.fields(theirs)
        ]
    with pytest.raises(ValueError, match="too small"):
        replace(child("a"), size=-1)
    with pytest.raises(TypeError, match="unknown"):
        replace(base("a"), unknown=1)
    with pytest.raises(ValueError, match="told"):
        replace(Odd("a"), told=1)


@pytest.mark.parametrize("decorator", [dataclass, standard])
@pytest.mark.parametrize("arguments", [(), ("a", 1, "", [], 5)])
def test_arguments_are_checked(decorator: Any, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError, match="__init__"):
        classes(decorator)[1](*arguments)


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0


def test_values_travel_between_processes() -> None:
    assert pickle.loads(pickle.dumps(Point(1, 2))) == Point(1, 2)


def test_what_a_class_says_itself_is_kept() -> None:
    @dataclass(frozen=True, slots=True)
    class Odd:
        x: int

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "odd"

    assert (hash(Odd(1)), repr(Odd(1)), Odd(1) == Odd(1)) == (7, "odd", True)


@pytest.mark.parametrize("decorator", [dataclass, standard])
def test_variables_are_set_compared_and_not_hashed(decorator: Any) -> None:
    @decorator(slots=True)
    class Counter:
        name: str
        seen: list[int] = field(default_factory=list)

    counter = Counter("a")
    counter.name = "b"
    counter.seen.append(1)
    assert counter == Counter("b", [1])
    assert repr(counter).endswith("Counter(name='b', seen=[1])")
    assert copy.copy(counter) == counter
    assert not hasattr(counter, "__dict__")
    with pytest.raises(TypeError, match="unhashable"):
        hash(counter)


@pytest.mark.parametrize(("decorator", "of"), [(dataclass, ours), (dataclass, field), (standard, field)])
def test_what_is_its_own_is_compared_and_hashed_by_nothing_else(decorator: Any, of: Any) -> None:
    @decorator(frozen=True, slots=True, eq=False)
    class Itself:
        name: str
        held: dict[str, int] = of(default_factory=dict, repr=False)

    one, other = Itself("a"), Itself("a")
    assert one != other
    assert len({one, other, one}) == 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "b"
    assert repr(one).endswith("Itself(name='a')")


def test_a_short_command_needs_no_standard_dataclass() -> None:
    code = "import sys, catalog.cli.diff, governance.compatibility.comparison; print('dataclasses' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


@pytest.mark.parametrize("decorator", [dataclass, standard])
def test_values_are_ordered_by_their_fields_where_that_is_asked_for(decorator: Any) -> None:
    @decorator(frozen=True, slots=True, order=True)
    class Ordered:
        x: int
        y: int = 0
        note: str = field(default="", compare=False)

    assert sorted([Ordered(2), Ordered(1, 5), Ordered(1)]) == [Ordered(1), Ordered(1, 5), Ordered(2)]
    assert Ordered(1) <= Ordered(1, note="b") >= Ordered(1, note="c")
    assert Ordered(2) > Ordered(1, 9)
    with pytest.raises(TypeError):
        assert Ordered(1) < 2


def test_other_wishes_are_left_to_the_standard_one() -> None:
    @dataclass(slots=True)
    class Changeable:
        x: int

    value = Changeable(1)
    value.x = 2
    assert value == Changeable(2)


def test_the_standard_one_takes_it_for_one_of_its_own() -> None:
    @dataclasses.dataclass
    class Below(classes(dataclass)[0]):  # type: ignore[misc]
        more: int = 1

    assert [f.name for f in dataclasses.fields(Below)] == ["name", "size", "note", "more"]
    assert dataclasses.asdict(Point(1)) == {"x": 1, "y": 0}
    assert Point.__match_args__ == ("x", "y")
