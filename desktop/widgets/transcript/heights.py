"""The heights of all messages, with their sums, in a Fenwick tree."""

from __future__ import annotations

from collections.abc import Iterable


class Heights:
    """Whole pixels by row. Changing one, and the sum of the first n, take log n steps."""

    def __init__(self, heights: Iterable[int] = ()) -> None:
        self._heights = list(heights)
        self._tree = [0, *self._heights]
        for i in range(1, len(self._tree)):
            parent = i + (i & -i)
            if parent < len(self._tree):
                self._tree[parent] += self._tree[i]

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> int:
        return self._heights[row]

    def __setitem__(self, row: int, height: int) -> None:
        change = height - self._heights[row]
        self._heights[row] = height
        i = row + 1
        while i < len(self._tree):
            self._tree[i] += change
            i += i & -i

    def append(self, height: int) -> None:
        """Add a row at the end."""
        i = len(self._tree)
        self._tree.append(height + self.above(i - 1) - self.above(i - (i & -i)))
        self._heights.append(height)

    def above(self, row: int) -> int:
        """Give the sum of all heights before a row."""
        total = 0
        while row > 0:
            total += self._tree[row]
            row -= row & -row
        return total

    @property
    def total(self) -> int:
        """The sum of all heights."""
        return self.above(len(self._heights))

    def row_at(self, y: int) -> int:
        """Give the row that holds a height from the top: the last one that begins at or above it."""
        row = 0
        step = 1 << len(self._tree).bit_length()
        while step:
            nearer = row + step
            if nearer < len(self._tree) and self._tree[nearer] <= y:
                row = nearer
                y -= self._tree[nearer]
            step >>= 1
        return max(0, min(row, len(self._heights) - 1))
