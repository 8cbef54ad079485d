"""How many hits each value of a facet has: sums over many sets of sources at once."""

from __future__ import annotations


class Tally:
    """How often each source was added, as binary digits: plane n holds the sources whose count has digit n set."""

    def __init__(self) -> None:
        self._planes: list[int] = []

    def add(self, bits: int) -> None:
        """Count each of these sources once more."""
        planes = self._planes
        place = 0
        while bits:
            if place == len(planes):
                planes.append(bits)
                return
            planes[place], bits = planes[place] ^ bits, planes[place] & bits
            place += 1

    def within(self, mask: int) -> int:
        """The sum of the counts of these sources."""
        return sum((plane & mask).bit_count() << place for place, plane in enumerate(self._planes))
