"""Reading what is left of a damaged database into a file of its own, row by row."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from desktop.store.file_pages import PageFile
from desktop.store.file_records import INTERIOR, Page, Row, Unreadable, Value, page_at, rows_on
from desktop.store.salvage_rules import CHAT, MESSAGE, SPECS, Spec

LINKS = "ON message (chat_id, parent_id)"
"""Of the index that tells to which chat a message belongs, and which one it follows."""
ADDED = 6  # columns that a row may lack, since it was written before they were added
LOOKED_AT = 8  # rows that tell whose page it is
FORBIDDEN = {
    sqlite3.SQLITE_ATTACH,
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_PRAGMA,
    sqlite3.SQLITE_CREATE_VTABLE,
}
DEEPEST = 40  # levels of a tree; SQLite's have 20 at most
OLDER_CHAT = tuple(name for name in CHAT.rules if name not in ("pinned", "archived", "naming", "folder_id"))
"""Columns of a chat before version 5."""


@dataclass(frozen=True, slots=True)
class Layout:
    """In which order a table of the damaged file has its columns."""

    spec: Spec
    columns: tuple[str, ...]

    def row(self, found: Row) -> dict[str, Value] | None:
        """Give the columns by name; None for what is a row of another table."""
        if not len(self.columns) - ADDED <= len(found.values) <= len(self.columns):
            return None
        row = dict(zip(self.columns, found.values, strict=False))
        if self.spec.ids:
            if (
                row.get(self.spec.key) is not None
            ):  # SQLite stores nothing there: the id stands before the row
                return None
            row[self.spec.key] = found.rowid
        return row

    def fits(self, found: Row) -> bool:
        """Tell whether this is a sound row of the table."""
        row = self.row(found)
        return row is not None and not found.cut and self.spec.fits(row)


@dataclass(slots=True)
class Read:
    """What was found in a damaged file."""

    rows: int = 0
    broken: int = 0  # rows of messages that are there and cannot be read


@dataclass(slots=True)
class _Map:
    """Which pages belong to which table."""

    owners: dict[int, str] = field(default_factory=dict[int, str])  # those that were reached
    whole: bool = True  # nothing was met that does not belong there


def read_all(file: PageFile, into: sqlite3.Connection, tell: Callable[[float], None]) -> Read:
    """Put every row that can be read into `into`; rows of one id come once. `tell` may raise to end it."""
    roots, layouts = _schema(file)
    found = _Map(whole={"chat", "message"} <= roots.keys() and not roots.pop("", 0))
    for name, root in roots.items():
        _walk(file, root, name, found)
    for spec in SPECS:
        names = ", ".join(spec.rules)
        key = spec.key if spec.ids else ", ".join(list(spec.rules)[:2])
        into.execute(f"CREATE TABLE {spec.name} ({names}, cut, PRIMARY KEY ({key}))")
    into.execute("CREATE TABLE link (id INTEGER PRIMARY KEY, chat_id, parent_id)")
    taken = set(found.owners)
    reader = _Reader(file, into, layouts, taken)
    for at, number in enumerate(sorted(taken)):
        tell(at / (2 * len(taken)))
        reader.take(number, found.owners[number])
    if not found.whole:
        free, numbers = file.free(), file.numbers()
        for at, number in enumerate(numbers):
            tell((1 + at / len(numbers)) / 2)
            if number not in taken and number not in free:
                reader.take(number, "")
    into.commit()
    return reader.read


@dataclass(slots=True)
class _Reader:
    """Takes pages apart."""

    file: PageFile
    into: sqlite3.Connection
    layouts: Mapping[str, list[Layout]]
    taken: set[int]  # pages that are known to belong to tables and indexes
    read: Read = field(default_factory=Read)

    def take(self, number: int, owner: str) -> None:
        """Keep the rows of a page; nobody knows whose it is where `owner` is ""."""
        page = page_at(self.file, number)
        if page is None:
            return
        rows = list(rows_on(self.file, page, self.taken))
        if owner == "link":
            _take_links(rows, self.into)
            return
        layout = _whose(page, rows, owner, self.layouts)
        if layout is not None:
            for found in rows:
                self._keep(found, layout, known=bool(owner))

    def _keep(self, found: Row | None, layout: Layout, known: bool) -> None:
        spec = layout.spec
        row = None if found is None else layout.row(found)
        try:
            if found is None or row is None or (found.cut and spec is not MESSAGE):
                raise Unreadable
            if not known and not found.cut and not spec.fits(row):
                raise Unreadable
            values = (*_mended(spec, row, found.cut).values(), found.cut)
            self.into.execute(
                f"INSERT OR IGNORE INTO {spec.name} VALUES ({', '.join('?' * len(values))})", values
            )
            self.read.rows += 1
        except Unreadable:
            self.read.broken += spec is MESSAGE


def _mended(spec: Spec, row: Mapping[str, Value], cut: bool) -> dict[str, Value]:
    if cut and "text" not in row:  # not even its text begins here
        raise Unreadable
    return spec.mended(row)


def _take_links(rows: Sequence[Row | None], into: sqlite3.Connection) -> None:
    for row in rows:
        match row:
            case Row(values=(int(chat), int() | None as parent, int(number))) if number > 0:
                into.execute("INSERT OR IGNORE INTO link VALUES (?, ?, ?)", (number, chat, parent))
            case _:
                pass


def _whose(
    page: Page, rows: Sequence[Row | None], owner: str, layouts: Mapping[str, list[Layout]]
) -> Layout | None:
    """Tell which table's rows these are: what they look like counts more than where the page was met."""
    some = [row for row in rows if row is not None][:LOOKED_AT]
    best, most = None, 0
    for name in sorted(layouts, key=lambda name: name != owner):  # the owner first: it wins a tie
        for layout in layouts[name]:
            if layout.spec.ids == page.of_table:
                fitting = sum(map(layout.fits, some))
                if fitting > most:
                    best, most = layout, fitting
    if best is None and owner in layouts and layouts[owner][0].spec.ids == page.of_table:
        return layouts[owner][0]
    if not owner and most * 2 < len(some):
        return None
    return best


def _walk(file: PageFile, root: int, name: str, found: _Map) -> None:
    """Note the pages of a tree, as far as it can be followed."""
    ahead = [(root, 0)]
    while ahead:
        number, depth = ahead.pop()
        if not 1 <= number <= file.count or number in found.owners or depth > DEEPEST:
            found.whole = False
            continue
        page = page_at(file, number)
        if page is None:
            found.whole = False
            continue
        found.owners[number] = name
        if page.kind in INTERIOR:
            ahead += [(child, depth + 1) for child in page.children()]


def _schema(file: PageFile) -> tuple[dict[str, int], dict[str, list[Layout]]]:
    """Find the roots of our tables, and how their rows are laid out; without a first page as today."""
    layouts = {spec.name: [Layout(spec, tuple(spec.rules))] for spec in SPECS}
    layouts["chat"].append(Layout(CHAT, OLDER_CHAT))
    roots: dict[str, int] = {}
    for kind, name, root, sql in _entries(file):
        if not kind:
            roots[""] = 1  # some of the schema cannot be read
        elif kind == "index" and LINKS in sql:
            roots["link"] = root
        elif kind == "table":
            roots[name] = root  # of others too: their pages are not ours
            columns = _columns(sql)
            if name in layouts and columns:
                layouts[name] = [Layout(layouts[name][0].spec, columns)]
        elif kind == "index":
            roots[f"index {name}"] = root
    return roots, layouts


def _entries(file: PageFile) -> Iterator[tuple[str, str, int, str]]:
    found = _Map()
    _walk(file, 1, "schema", found)
    if not found.whole:
        yield "", "", 0, ""
    for number in found.owners:
        page = page_at(file, number)
        for row in () if page is None else rows_on(file, page, set()):
            match row:
                case Row(values=("table" | "index" as kind, str(name), str(), int(root), str(sql))) if (
                    root > 1
                ):
                    yield kind, name, root, sql
                case Row(values=("index", str(name), str(), int(root), None)) if root > 1:
                    yield "index", name, root, ""
                case None:
                    yield "", "", 0, ""
                case _:
                    pass


def _only_a_table(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_DENY if action in FORBIDDEN else sqlite3.SQLITE_OK


def _columns(sql: str) -> tuple[str, ...]:
    """Give the columns of a table, read by SQLite from how it was made; none of what is damaged."""
    with closing(sqlite3.connect(":memory:")) as db:
        try:
            db.set_authorizer(_only_a_table)  # the text may be anything
            db.execute(sql)
            db.set_authorizer(None)
            (name,) = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchone()
            return tuple(row[1] for row in db.execute("SELECT * FROM pragma_table_info(?)", (name,)))
        except (sqlite3.Error, TypeError, ValueError):
            return ()
