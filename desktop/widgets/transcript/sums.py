"""Numbers by row, with the sums of the first of them, in a Fenwick tree: heights, or hits of a search."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator


class Sums:
    """Whole numbers by row. Changing one, and the sum of the first n, take log n steps."""

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self._numbers = array("q", numbers)  # a third of the memory of lists
        tree = [0, *self._numbers]
        for i in range(1, len(tree)):
            parent = i + (i & -i)
            if parent < len(tree):
                tree[parent] += tree[i]
        self._tree = array("q", tree)

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    def __getitem__(self, row: int) -> int:
        return self._numbers[row]

    def __setitem__(self, row: int, number: int) -> None:
        change = number - self._numbers[row]
        self._numbers[row] = number
        i = row + 1
        while i < len(self._tree):
            self._tree[i] += change
            i += i & -i

    def append(self, number: int) -> None:
        """Add a row at the end."""
        i = len(self._tree)
        self._tree.append(number + self.above(i - 1) - self.above(i - (i & -i)))
        self._numbers.append(number)

    def above(self, row: int) -> int:
        """Give the sum of all numbers before a row."""
        total = 0
        while row > 0:
            total += self._tree[row]
            row -= row & -row
        return total

    @property
    def total(self) -> int:
        """The sum of all numbers."""
        return self.above(len(self._numbers))

    def row_at(self, sum_: int) -> int:
        """Give the last row before which the sum is not greater than this one.

        Of heights it is the row at a distance from the top, of counts the row with the hit of this
        number, counted from 0.
        """
        row = 0
        step = 1 << len(self._tree).bit_length()
        while step:
            nearer = row + step
            if nearer < len(self._tree) and self._tree[nearer] <= sum_:
                row = nearer
                sum_ -= self._tree[nearer]
            step >>= 1
        return max(0, min(row, len(self._numbers) - 1))
