"""YAML events -> nodes with their ranges in the text; merge keys and aliases lead to where nodes are written."""

from __future__ import annotations

from typing import Any

from catalog.frozen import dataclass, field
from catalog.reading.found import Range
from catalog.reading.source_text import SourceText
from catalog.reading.yaml_events import Events


@dataclass(slots=True)
class Node:
    """A node written at `start` up to `end`: an object with `members`, a list with `items`, or a scalar."""

    start: int
    end: int
    members: dict[str, tuple[Range, Node]] | None = None
    items: list[Node] | None = None
    text: str = ""


@dataclass(slots=True)
class _Frame:
    node: Node
    anchor: str | None
    is_flow: bool
    key: tuple[str, Range] | None = None
    is_merge: bool = False
    merged: list[Node] = field(default_factory=list)


def compose(source: SourceText) -> Node | None:
    """The root node of a document that reading accepts; None of an empty one. Raises yaml.YAMLError."""
    import yaml

    composer = _Composer(source)
    handle, following = composer.handlers(yaml), composer.events.next
    while not isinstance(event := following(), yaml.StreamEndEvent):
        handler = handle.get(type(event))
        if handler is not None:
            handler(event)
    return composer.root


class _Composer:
    __slots__ = ("_anchors", "_stack", "events", "root")

    def __init__(self, source: SourceText) -> None:
        self.events = Events(source)
        self.root: Node | None = None
        self._stack: list[_Frame] = []
        self._anchors: dict[str, Node] = {}

    def handlers(self, yaml: Any) -> dict[type, Any]:
        return {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start_mapping,
            yaml.SequenceStartEvent: self._start_sequence,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
        }

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in ("|", ">"):
            end = _without_last_break(self.events.source.text, start, end)
        node = Node(start, end, text=self.events.original(event.value))
        if event.anchor:
            self._anchors[event.anchor] = node
        is_merge = event.value == "<<" and (event.implicit[0] or event.tag == "tag:yaml.org,2002:merge")
        self._put(node, (start, end), is_merge=is_merge)

    def _start_mapping(self, event: Any) -> None:
        self._start(event, Node(event.start_mark.index, event.end_mark.index, members={}))

    def _start_sequence(self, event: Any) -> None:
        self._start(event, Node(event.start_mark.index, event.end_mark.index, items=[]))

    def _start(self, event: Any, node: Node) -> None:
        self._stack.append(_Frame(node, event.anchor, event.flow_style))

    def _close(self, event: Any) -> None:
        frame = self._stack.pop()
        if frame.is_flow:
            frame.node.end = event.end_mark.index
        frame.node.members = _merged(frame)
        if frame.anchor:
            self._anchors[frame.anchor] = frame.node
        self._put(frame.node, (frame.node.start, frame.node.end), is_merge=False)

    def _alias(self, event: Any) -> None:
        self._put(self._anchors[event.anchor], (event.start_mark.index, event.end_mark.index), is_merge=False)

    def _put(self, node: Node, written: Range, *, is_merge: bool) -> None:
        """Set a node, written in that range (an alias stands elsewhere than what it names), into what is open."""
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        frame.node.end = max(frame.node.end, written[1])
        if frame.node.items is not None:
            frame.node.items.append(node)
        elif frame.key is None:
            frame.key, frame.is_merge = (node.text, written), is_merge
        else:
            if node.start == node.end and not node.text:
                node.start = node.end = self._after_colon(frame.key[1][1], node.start)
            _set(frame, frame.key, node)
            frame.key = None

    def _after_colon(self, key_end: int, seen: int) -> int:
        """Where an empty value stands: libyaml has it before the next thing, wherever that is."""
        return self.events.source.text.find(":", key_end, seen) + 1 or key_end


def _set(frame: _Frame, key: tuple[str, Range], node: Node) -> None:
    assert frame.node.members is not None
    sources = node.items if node.items is not None else [node]
    if frame.is_merge and all(source.members is not None for source in sources):
        frame.merged.extend(sources)
    else:
        frame.node.members[key[0]] = (key[1], node)


def _merged(frame: _Frame) -> dict[str, tuple[Range, Node]] | None:
    members: dict[str, tuple[Range, Node]] = {}
    for source in frame.merged:
        for key, member in (source.members or {}).items():
            members.setdefault(key, member)
    return frame.node.members if frame.node.members is None else {**members, **frame.node.members}


def _without_last_break(text: str, start: int, end: int) -> int:
    """The end of a block scalar before the line breaks that reading supplies or drops anyway, unless it keeps them."""
    header = text[start : text.find("\n", start, end) if "\n" in text[start:end] else end]
    if "+" in header.split("#")[0]:
        return end
    return start + len(text[start:end].rstrip("\r\n"))
