"""Makes the message tree of a chat from what another program keeps.

Programs keep more nodes than there are messages: calls of tools, thoughts, empty ones. What such a node
carries goes on to the answer behind it, and an answer that goes on after a tool was called is one answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop.core.chat import AnswerRecord, Attachment, Message, MessageId, Role, Status
from desktop.core.moving_in import FlawKind
from desktop.services.movein.marking import joined

MOST_MESSAGES = 100_000  # of one chat


class Unreadable(Exception):
    """What stands there cannot become a chat. Carries why."""

    def __init__(self, kind: FlawKind = FlawKind.NOT_A_CHAT) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(slots=True)
class Node:
    """A node of the tree of another program."""

    key: str
    parent: str | None
    role: Role | None  # None: no message, only what it carries counts
    text: str = ""
    thinking: str = ""
    marks: tuple[str, ...] = ()  # stand before the text
    created: datetime | None = None
    status: Status = Status.DONE
    record: AnswerRecord | None = None
    attachments: tuple[Attachment, ...] = ()
    children: list[Node] = field(default_factory=list["Node"])

    @property
    def says(self) -> bool:
        """Whether it is worth a message."""
        if self.role is None:
            return False
        return bool(
            self.text.strip() or self.attachments or self.marks or self.thinking.strip()
        ) or self.status in (Status.FAILED, Status.STOPPED)


@dataclass(frozen=True, slots=True)
class Carried:
    """What nodes before have left for the next answer."""

    thinking: str = ""
    marks: tuple[str, ...] = ()

    def with_(self, node: Node) -> Carried:
        """Take along what a node carries."""
        return Carried(joined(self.thinking, node.thinking), self.marks + node.marks)

    def __bool__(self) -> bool:
        return bool(self.thinking or self.marks)


@dataclass(slots=True)
class Grown:
    """A tree of messages, parents first."""

    messages: list[Message] = field(default_factory=list[Message])
    landed: dict[str, MessageId] = field(default_factory=dict[str, MessageId])  # where each node went to

    def last(self, shown: str | None) -> MessageId | None:
        """Give the end of the branch that is shown: where this node went to, else the newest message."""
        found = self.landed.get(shown) if shown is not None else None
        return found or (self.messages[-1].id if self.messages else None)


@dataclass(slots=True)
class _Visit:
    """A node on the way through the tree, and how things stand behind it."""

    node: Node
    before: _Visit | None = None
    above: MessageId | None = None  # the message that it hangs from
    place: MessageId | None = None  # the message that what is behind it hangs from
    carried: Carried = field(default_factory=Carried)
    goes_on: bool = False  # whether the answer above may take this one in
    open: bool = False  # whether an answer behind it may go on in `place`


def grow(nodes: Sequence[Node], begun: datetime) -> Grown:
    """Make messages of nodes. Raises `Unreadable` where there are too many, or none.

    A node whose parent is missing begins a branch of its own; a cycle is cut open where it begins; of two
    nodes with one key, the second one becomes a branch beside the first. The nodes have no children then.
    """
    if len(nodes) > MOST_MESSAGES:
        raise Unreadable(FlawKind.TOO_MANY)
    growing = _Growing(begun)
    visit: _Visit | None = None
    for visit in _in_order(_roots(nodes), nodes):
        growing.take(visit)
    _take_apart(visit, nodes)
    if not growing.grown.messages:
        raise Unreadable(FlawKind.NO_MESSAGES)
    return growing.grown


def _take_apart(visit: _Visit | None, nodes: Sequence[Node]) -> None:
    """Cut the rows of nodes and visits that hang from one another: whole ones would go in one long moment."""
    while visit is not None:
        visit.before, visit = None, visit.before
    for node in nodes:
        node.children = []


def _roots(nodes: Sequence[Node]) -> list[Node]:
    known: dict[str, Node] = {}
    for node in nodes:
        known.setdefault(node.key, node)
    roots: list[Node] = []
    for node in nodes:
        parent = known.get(node.parent) if node.parent is not None else None
        (roots if parent is None or parent is node else parent.children).append(node)
    return roots


def _in_order(roots: Sequence[Node], nodes: Sequence[Node]) -> Iterator[_Visit]:
    """Give every node once, behind its parent; siblings in their order."""
    seen: set[int] = set()
    ahead = [_Visit(root) for root in reversed(roots)]
    rest = iter(nodes)
    while True:
        while ahead:
            visit = ahead.pop()
            if id(visit.node) in seen:
                continue  # a cycle comes back here
            seen.add(id(visit.node))
            yield visit
            ahead.extend(_Visit(child, visit) for child in reversed(visit.node.children))
        cut = next((node for node in rest if id(node) not in seen), None)
        if cut is None:
            return
        ahead.append(_Visit(cut))


class _Growing:
    """A tree while it is made."""

    def __init__(self, begun: datetime) -> None:
        self.grown = Grown()
        self._begun = begun

    def take(self, visit: _Visit) -> None:
        """Make a message of a node, let it go on in the one above, or carry it on."""
        node, before = visit.node, visit.before
        visit.above = before.place if before is not None else None
        visit.carried = before.carried if before is not None else Carried()
        visit.goes_on = before is not None and len(before.node.children) == 1 and before.open
        if not node.says:
            visit.place, visit.open = visit.above, visit.goes_on
            visit.carried = visit.carried.with_(node)
            if visit.above is not None:
                self.grown.landed.setdefault(node.key, visit.above)
        elif node.role is Role.ASSISTANT:
            self._answer(visit)
        else:
            visit.carried = self._absorbed(visit)
            self._add(visit, node)
        if not node.children and visit.carried:
            self._leave(visit)

    def _answer(self, visit: _Visit) -> None:
        above = self._at(visit.above)
        if visit.goes_on and above is not None and above.role is Role.ASSISTANT:
            self.grown.messages[above.id - 1] = _joined(above, visit.node, visit.carried)
            self.grown.landed[visit.node.key] = above.id
            visit.place = above.id
        else:
            self._add(visit, visit.node, visit.carried)
        visit.open, visit.carried = True, Carried()

    def _absorbed(self, visit: _Visit) -> Carried:
        """Give what is left before a question to the answer above it, if there is one."""
        above = self._at(visit.above)
        if visit.carried and above is not None and above.role is Role.ASSISTANT:
            end = Node("", None, Role.ASSISTANT, status=above.status)
            self.grown.messages[above.id - 1] = _joined(above, end, visit.carried)
            return Carried()
        return visit.carried

    def _leave(self, visit: _Visit) -> None:
        """Let a branch end with what no answer came to take in."""
        node, carried = visit.node, visit.carried
        above = self._at(visit.place)
        end = Node(node.key, None, Role.ASSISTANT, created=node.created)
        if visit.open and above is not None and above.role is Role.ASSISTANT:
            end.status = above.status
            self.grown.messages[above.id - 1] = _joined(above, end, carried)
        else:
            visit.above = visit.place
            self._add(visit, end, carried)

    def _add(self, visit: _Visit, node: Node, carried: Carried | None = None) -> None:
        carried = carried or Carried()
        above = self._at(visit.above)
        number = MessageId(len(self.grown.messages) + 1)
        self.grown.landed[node.key] = visit.place = number
        assert node.role is not None
        self.grown.messages.append(
            Message(
                number,
                visit.above,
                node.role,
                joined(*carried.marks, *node.marks, node.text),
                node.status,
                node.created or (above.created if above is not None else self._begun),
                node.record,
                thinking=joined(carried.thinking, node.thinking),
                attachments=node.attachments,
            )
        )

    def _at(self, number: MessageId | None) -> Message | None:
        return None if number is None else self.grown.messages[number - 1]


def _joined(above: Message, node: Node, carried: Carried) -> Message:
    """Let an answer go on."""
    return replace(
        above,
        text=joined(above.text, *carried.marks, *node.marks, node.text),
        thinking=joined(above.thinking, carried.thinking, node.thinking),
        status=node.status,
        record=node.record or above.record,
        attachments=above.attachments + node.attachments,
    )
