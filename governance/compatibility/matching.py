"""Which operation, channel and message of one release is which of the other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import quote

from catalog.frozen import dataclass, replace
from catalog.model.http import Callback, Operation, Origin
from catalog.model.templates import template_key

if TYPE_CHECKING:
    from catalog.model.messaging import Channel, EventOperation, Message

T = TypeVar("T")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
AS_WRITTEN = "%{}:/?#[]@!$&'()*+,;="
"""What a path may hold as it is, besides what is unreserved; an octet that is encoded already stays so."""
ENCODED = re.compile("%([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """The same thing in both releases; None where a release lacks it."""

    base: T | None
    revision: T | None

    @property
    def either(self) -> T:
        found = self.base if self.base is not None else self.revision
        assert found is not None
        return found


Key = Callable[[T], Hashable]


def match(base: Iterable[T], revision: Iterable[T], keys: Sequence[Key[T]]) -> Iterator[Pair[T]]:
    """Pairs in the order of the base, then what only the revision has; earlier keys go first.

    A key of None matches nothing.
    """
    before, after = tuple(base), tuple(revision)
    if _are_in_step(keys[0], before, after):
        for one, other in zip(before, after, strict=True):
            yield Pair(one, other)
        return
    left, right = dict(enumerate(before)), dict(enumerate(after))
    found: dict[int, int] = {}
    for key in keys:
        if len(found) < min(len(left), len(right)):
            _match_by(key, left, right, found)
    for number, item in left.items():
        yield Pair(item, right[found[number]] if number in found else None)
    taken = set(found.values())
    for number, item in right.items():
        if number not in taken:
            yield Pair(None, item)


def _are_in_step(key: Key[T], base: tuple[T, ...], revision: tuple[T, ...]) -> bool:
    """Whether the first key alone matches everything, item by item, as it mostly does."""
    if len(base) != len(revision):
        return False
    named = [key(item) for item in base]
    return None not in named and len(set(named)) == len(named) and named == [key(item) for item in revision]


def _match_by(key: Key[T], left: dict[int, T], right: dict[int, T], found: dict[int, int]) -> None:
    taken = set(found.values())
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for number, item in right.items():
        if number not in taken:
            waiting[key(item)].append(number)
    for number, item in left.items():
        wanted = key(item) if number not in found else None
        if wanted is not None and waiting[wanted]:
            found[number] = waiting[wanted].pop(0)


def match_operations(
    base: Sequence[Operation], revision: Sequence[Operation], path_versions: Sequence[str] = ()
) -> tuple[Pair[Operation], ...]:
    """By method and path key, however it is percent-encoded, by effective path, then through `path_versions`
    (`/services/data/v{label}/`)."""
    unversioned = _unversioned(path_versions)
    keys: list[Key[Operation]] = [
        lambda o: (o.origin, o.method, o.path),
        lambda o: (o.origin, o.method, _bare(o.path_key)),
        lambda o: (o.method, comparable(o.path_key)) if o.origin is Origin.PATH else None,
        lambda o: (o.method, comparable(template_key(o.effective_path))) if o.origin is Origin.PATH else None,
        lambda o: (
            (o.method, comparable(unversioned(template_key(o.effective_path)))) if o.origin is Origin.PATH else None
        ),
    ]
    return tuple(match(base, revision, keys))


PLAIN = re.compile(r"[A-Za-z0-9/{}._~()=,;:@!$&'*+-]*")
"""Paths of nothing that anybody would encode."""


def comparable(path: str) -> str:
    """A path key without a trailing slash, as it travels (RFC 3986 §6.2.2)."""
    if PLAIN.fullmatch(path):
        return _bare(path)
    quoted = quote(_bare(path), safe=AS_WRITTEN, errors="surrogatepass")
    return ENCODED.sub(_least_encoded, quoted)


def _least_encoded(octet: re.Match[str]) -> str:
    mark = chr(int(octet[1], 16))
    return mark if mark in UNRESERVED else octet[0].upper()


def _bare(path: str) -> str:
    """Without a trailing slash, which makes no difference but a note."""
    return path.rstrip("/") or "/"


def _unversioned(patterns: Sequence[str]) -> Callable[[str], str]:
    """A function that takes the version out of a path that one of the patterns matches."""
    compiled = [re.compile("[^/]+".join(map(re.escape, p.split("{label}")))) for p in patterns if "{label}" in p]

    def unversioned(path: str) -> str:
        for pattern in compiled:
            path = pattern.sub("/{label}/", path, count=1)
        return path

    return unversioned


def match_channels(base: Sequence[Channel], revision: Sequence[Channel]) -> tuple[Pair[Channel], ...]:
    """By address with its parameters left out; several at one address by key, then by their messages; channels
    without an address by key."""
    keys: list[Key[Channel]] = [
        lambda c: (c.address, c.key) if c.address is not None else None,
        lambda c: (c.address, _names(c.messages)) if c.address is not None else None,
        lambda c: c.address,
        lambda c: c.address_key if c.address is not None else ("key", c.key),
    ]
    return tuple(match(base, revision, keys))


def match_event_operations(
    base: Sequence[EventOperation], revision: Sequence[EventOperation]
) -> tuple[Pair[EventOperation], ...]:
    """By action and channel address; several at one address by their ids first, then by channel and messages, and
    their messages together."""
    keys: list[Key[EventOperation]] = [
        lambda o: (*_place(o), o.operation_id),
        lambda o: (*_place(o), o.channel.key, _names(o.messages)),
        lambda o: (*_place(o), _names(o.messages)),
        _place,
    ]
    return _together(tuple(match(base, revision, keys)))


def _names(messages: Sequence[Message]) -> tuple[str, ...]:
    return tuple(sorted(message.name for message in messages))


def match_messages(
    base: Sequence[Message], revision: Sequence[Message], alike: Sequence[Callable[[Message, Message], bool]]
) -> tuple[Pair[Message], ...]:
    """By a name that no other has, then what is left by each likeness in turn, then in the order written those of the
    same name, and the nameless."""
    counts = [Counter(message.name for message in messages) for messages in (base, revision)]
    several = {name for count in counts for name, number in count.items() if number > 1}
    pairs = match(base, revision, [lambda m: m.name if m.name and m.name not in several else None])
    return _match_alike(pairs, (*alike, lambda one, other: one.name == other.name))


def match_callbacks(
    base: Sequence[Callback], revision: Sequence[Callback], same: Callable[[Callback, Callback], bool]
) -> tuple[Pair[Callback], ...]:
    """By name, then what is left by what is said: a name does not travel."""
    return _match_alike(match(base, revision, [lambda c: c.name]), (same,))


def _match_alike(pairs: Iterable[Pair[T]], alike: Sequence[Callable[[T, T], bool]]) -> tuple[Pair[T], ...]:
    """The pairs, and what is alone in them by each likeness in turn."""
    pairs = list(pairs)
    matched = [pair for pair in pairs if pair.base is not None and pair.revision is not None]
    alone = [pair.base for pair in pairs if pair.revision is None and pair.base is not None]
    fresh = [pair.revision for pair in pairs if pair.base is None and pair.revision is not None]
    for likeness in alike:
        for item in list(alone):
            twin = next((other for other in fresh if likeness(item, other)), None)
            if twin is not None:
                alone.remove(item)
                fresh.remove(twin)
                matched.append(Pair(item, twin))
    return (*matched, *(Pair(item, None) for item in alone), *(Pair(None, item) for item in fresh))


Place = tuple[Hashable, ...]


def _place(operation: EventOperation) -> Place:
    channel = operation.channel
    return operation.action, channel.address_key if channel.address is not None else ("key", channel.key)


def _together(pairs: Sequence[Pair[EventOperation]]) -> tuple[Pair[EventOperation], ...]:
    """The operations of each action at each address, which together say what may be sent there: the first pair has the
    messages of all, so that it does not matter how many there are and which says what."""
    held: dict[Place, list[Pair[EventOperation]]] = defaultdict(list)
    for pair in pairs:
        held[_place(pair.either)].append(pair)
    return tuple(pair for group in held.values() for pair in (_joined(group) if len(group) > 1 else group))


def _joined(group: Sequence[Pair[EventOperation]]) -> Sequence[Pair[EventOperation]]:
    both = [pair for pair in group if pair.base is not None and pair.revision is not None]
    if not both:
        return group
    before, after = (_messages(side) for side in zip(*((pair.base, pair.revision) for pair in group), strict=True))
    said = [(before, after), *[((), ())] * (len(both) - 1)]
    return [
        Pair(replace(pair.base, messages=sent), replace(pair.revision, messages=heard))
        for pair, (sent, heard) in zip(both, said, strict=True)
        if pair.base is not None and pair.revision is not None
    ]


def _messages(operations: Iterable[EventOperation | None]) -> tuple[Message, ...]:
    """Those of all, each once."""
    found = (message for operation in operations if operation is not None for message in operation.messages)
    return tuple({(message.document.name, message.pointer): message for message in found}.values())
