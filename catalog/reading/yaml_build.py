"""YAML events -> tree: merge keys, aliases, text keys, core scalars; everything odd said, with its place.

Keys are texts as they are written (failsafe schema, as OpenAPI asks: `200:` is "200", `012:` is "012").
Aliased nodes are shared, never copied. No recursion, so that depth is a limit and not a crash.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any, NoReturn

from catalog.errors import UnreadableDocument
from catalog.frozen import dataclass
from catalog.model.source import Json, Pointer
from catalog.reading.exact_numbers import TooManyDigits
from catalog.reading.limits import Limits, over
from catalog.reading.notes import Notes
from catalog.reading.parsed import AMBIGUOUS_NUMBER, NOT_FINITE, UNKNOWN_TAG, UNMERGEABLE, Parsed
from catalog.reading.scalars import is_ambiguous, is_not_finite, may_be_resolved, resolve
from catalog.reading.source_text import SourceText
from catalog.reading.yaml_events import Events

LARGE = 1_000_000
"""From so many bytes on a text is skimmed for mistakes before it is built, which takes ten times as long."""
_CORE = "tag:yaml.org,2002:"
_RESOLVED = frozenset(_CORE + kind for kind in ("int", "float", "bool", "null"))
_NON_SPECIFIC = re.compile(r"(?:&\S+\s+)?!\s")
_SILENT = frozenset((None, "!", *(_CORE + kind for kind in ("str", "map", "seq", "merge"))))


@dataclass(slots=True)
class _Frame:
    """An array or object that is being filled."""

    container: dict[str, Json] | list[Json]
    anchor: str | None
    start: int
    key: str | None = None
    is_merge: bool = False
    keys: dict[str, int] = field(default_factory=dict)
    merged: list[dict[str, Json]] = field(default_factory=list)
    size: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A finished node that an alias may name; `text` is what it says as a key."""

    value: Json
    text: str | None
    size: int
    height: int


def build(source: SourceText, limits: Limits) -> Parsed:
    """Tree and problems of one YAML document. Raises UnreadableDocument with the place, LimitExceeded."""
    import yaml

    events = Events(source)
    builder = _Builder(events, limits)
    handle, following = builder.handlers(yaml), events.next
    try:
        if len(source.data) > LARGE:
            events.skim()
        while True:
            event = following()
            handler = handle.get(type(event))
            if handler is not None:
                handler(event)
            elif isinstance(event, yaml.StreamEndEvent):
                return Parsed(builder.tree, builder.notes.all())
    except yaml.YAMLError as error:
        raise events.error(error, limits) from None


class _Builder:
    __slots__ = ("_added", "_anchors", "_documents", "_events", "_limits", "_open", "_stack", "notes", "tree")

    def __init__(self, events: Events, limits: Limits) -> None:
        self._events = events
        self._limits = limits
        self._stack: list[_Frame] = []
        self._anchors: dict[str, _Anchored] = {}
        self._open: list[str] = []
        self._added = 0
        self._documents = 0
        self.notes = Notes(events.source)
        self.tree: Json = None

    def handlers(self, yaml: Any) -> dict[type, Any]:
        return {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start_mapping,
            yaml.SequenceStartEvent: self._start_sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse("a second YAML document begins here", event, "keep one document in a file")

    def _scalar(self, event: Any) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.key is None and type(frame.container) is dict:
            self._key(frame, event)
            return
        value = self._value(event) if event.implicit[0] or event.tag else self._events.original(event.value)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(value, self._events.original(event.value), 1, 0)
        self._put(frame, value, event)

    def _value(self, event: Any) -> Json:
        """The value of a plain or tagged scalar."""
        text = self._events.original(event.value)
        if event.tag is None and not may_be_resolved(text):
            return text
        if event.tag not in _SILENT and event.tag not in _RESOLVED:
            self._say(UNKNOWN_TAG, f"the tag {event.tag} says nothing here; the text is read without it", event)
        if not self._is_resolved(event):
            return text
        try:
            value = resolve(text, self._limits.digits)
        except TooManyDigits:
            raise over("digits", self._limits.digits, place=self._place(event)) from None
        self._say_odd(text, value, event)
        return value

    def _is_resolved(self, event: Any) -> bool:
        """Whether the text says a number or constant. For libyaml the tag `!`, which forbids it, is no tag."""
        if not event.implicit[0]:
            return event.tag in _RESOLVED
        start = event.start_mark.index
        return not _NON_SPECIFIC.match(self._events.source.text, start, start + 200)

    def _say_odd(self, text: str, value: Json, event: Any) -> None:
        if type(value) is int and is_ambiguous(text):
            other = "another number, or text, to readers of YAML 1.1; quote it, or drop the zero"
            self._say(AMBIGUOUS_NUMBER, f"{text} is the number {value} in YAML 1.2 and {other}", event)
        elif type(value) is str and is_not_finite(text):
            self._say(NOT_FINITE, f"{text} is no number that JSON knows; it is read as text", event)

    def _key(self, frame: _Frame, event: Any) -> None:
        text = self._events.original(event.value)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(self._value(event), text, 1, 0)
        if text == "<<" and (event.implicit[0] or event.tag == _CORE + "merge"):
            frame.is_merge = True
        self._set_key(frame, text, event)

    def _set_key(self, frame: _Frame, text: str, event: Any) -> None:
        frame.key = text
        if frame.is_merge:
            return
        index = event.start_mark.index
        first = frame.keys.setdefault(text, index)
        if first != index and not self.notes.is_full:
            self.notes.note_duplicate(self._pointer(), first, (index, event.end_mark.index))

    def _start_mapping(self, event: Any) -> None:
        self._start({}, event)

    def _start_sequence(self, event: Any) -> None:
        self._start([], event)

    def _start(self, container: dict[str, Json] | list[Json], event: Any) -> None:
        if len(self._stack) >= self._limits.depth:
            raise over("depth", self._limits.depth, place=self._place(event))
        if self._stack and self._stack[-1].key is None and type(self._stack[-1].container) is dict:
            self._refuse("a key that is an array or object has no place in JSON", event, "make the key a text")
        if event.tag not in _SILENT:
            self._say(UNKNOWN_TAG, f"the tag {event.tag} says nothing here; the node is read without it", event)
        if event.anchor:
            self._open.append(event.anchor)
        self._stack.append(_Frame(container, event.anchor, event.start_mark.index))

    def _end(self, event: Any) -> None:
        frame = self._stack.pop()
        value = _merged(frame)
        size = frame.size + len(value)
        if frame.anchor:
            self._open.pop()
            self._anchors[frame.anchor] = _Anchored(value, None, size, frame.height)
        parent = self._stack[-1] if self._stack else None
        if parent is not None:
            parent.size += size
            parent.height = max(parent.height, frame.height + 1)
        self._put(parent, value, event)

    def _alias(self, event: Any) -> None:
        if event.anchor in self._open:
            self._refuse(f"the alias *{event.anchor} stands inside what it names", event, "write the node out")
        target = self._anchors.get(event.anchor)
        if target is None:
            self._refuse(f"no anchor &{event.anchor} comes before this alias", event, "define it, or quote the *")
        self._charge(target, event)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.key is None and type(frame.container) is dict:
            if target.text is None:
                self._refuse("a key that is an array or object has no place in JSON", event, "make the key a text")
            self._set_key(frame, target.text, event)
            return
        self._put(frame, target.value, event)

    def _charge(self, target: _Anchored, event: Any) -> None:
        """Count what the alias adds."""
        self._added += target.size
        if self._added > self._limits.alias_nodes:
            raise over("alias_nodes", self._limits.alias_nodes, place=self._place(event))
        if len(self._stack) + target.height > self._limits.depth:
            raise over("depth", self._limits.depth, place=self._place(event))
        if self._stack:
            frame = self._stack[-1]
            frame.size += target.size
            frame.height = max(frame.height, target.height + 1)

    def _put(self, frame: _Frame | None, value: Json, event: Any) -> None:
        """Set a finished node into what is open."""
        if frame is None:
            self.tree = value
        elif type(frame.container) is list:
            frame.container.append(value)
        elif frame.is_merge:
            self._merge(frame, value, event)
            frame.key, frame.is_merge = None, False
        else:
            frame.container[frame.key] = value  # type: ignore[index, call-overload]
            frame.key = None

    def _merge(self, frame: _Frame, value: Json, event: Any) -> None:
        sources = value if isinstance(value, list) else [value]
        mergeable = [source for source in sources if isinstance(source, dict)]
        if len(mergeable) == len(sources):
            frame.merged.extend(mergeable)
            return
        self._say(UNMERGEABLE, "<< merges objects, and this is none; it is read as an ordinary key", event)
        frame.container["<<"] = value  # type: ignore[call-overload]

    def _pointer(self) -> Pointer:
        """The pointer of the node that is being read."""
        return tuple(len(frame.container) if type(frame.container) is list else str(frame.key) for frame in self._stack)

    def _say(self, rule: str, message: str, event: Any) -> None:
        if not self.notes.is_full:
            self.notes.note(rule, message, self._pointer(), (event.start_mark.index, event.end_mark.index))

    def _place(self, event: Any) -> str:
        return self._events.source.place(event.start_mark.index)

    def _refuse(self, message: str, event: Any, hint: str) -> NoReturn:
        raise UnreadableDocument(message, place=self._place(event), hint=hint)


def _merged(frame: _Frame) -> dict[str, Json] | list[Json]:
    """The container; what it merges comes first, an earlier source wins over a later, its own keys over all."""
    if not frame.merged or type(frame.container) is list:
        return frame.container
    merged: dict[str, Json] = {}
    for source in frame.merged:
        for key, value in source.items():
            merged.setdefault(key, value)
    return {**merged, **frame.container}  # type: ignore[dict-item]
