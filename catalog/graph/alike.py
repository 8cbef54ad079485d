"""Whether parts of two addresses mean the same by name, however they are written."""

from __future__ import annotations

from catalog.model.address import Address, Mark, Section, Step


def same_subject(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same operation or channel; `channel x` concerns who sends to and who receives from x."""
    if one == other:
        return True
    channels = ("channel", "send", "receive")
    if len(one) < 2 or len(other) < 2 or one[1:2] != other[1:2]:
        return one[: len(other)] == other or other[: len(one)] == one
    both = (one[0], other[0])
    return ("channel" in both and all(word in channels for word in both)) or (
        "path" in both and not any(word in channels for word in both)
    )


def parts_meet(one: Address, other: Address) -> bool:
    """Whether one part contains the other: `response` holds `response.200.body`; statuses meet by range."""
    mine = [step.text for step in one.section(Section.PART)]
    theirs = [step.text for step in other.section(Section.PART)]
    return all(words_meet(a, b) for a, b in zip(mine, theirs, strict=False))


def schema_steps(address: Address) -> list[Step]:
    """Steps into schemas, without what tells apart branches and repeats."""
    skipped = (Mark.BRANCH, Mark.REPEAT)
    return [step for step in address.section(Section.PATH) if step.mark not in skipped]


def begins_alike(one: list[Step], other: list[Step]) -> bool:
    return all(_same_step(a, b) for a, b in zip(one, other, strict=False))


def _same_step(one: Step, other: Step) -> bool:
    """Any member may be meant by map values or a pattern; one item is any item."""
    if (one.mark, one.text) == (other.mark, other.text):
        return True
    maps, lists = {Mark.VALUES, Mark.PATTERN}, {Mark.ITEMS, Mark.INDEX}
    marks = {one.mark, other.mark}
    return bool(marks & maps and marks <= maps | {Mark.MEMBER}) or marks <= lists


def words_meet(one: str, other: str) -> bool:
    """Whether two words of parts may mean the same: statuses meet by range, the media type holds the schema."""
    if one == other or {one, other} == {"content", "body"}:
        return True
    broad, exact = sorted((one.upper(), other.upper()), key=lambda word: word.isdigit())
    if broad == "DEFAULT":
        return True
    return len(broad) == 3 and broad.endswith("XX") and exact[:1] == broad[:1]
