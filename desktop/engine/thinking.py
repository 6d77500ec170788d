"""Tells what a model says to itself from what it says to the user.

Sources of the tags: the chat templates and model cards of the families named below, llama.cpp's
common/chat.cpp, and OpenAI's Harmony format (docs: cookbook.openai.com/articles/openai-harmony).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from desktop.engine.protocol import Begun, PartKind

CHANNEL_END = "<|end|><|start|>assistant<|channel|>"


@dataclass(frozen=True, slots=True)
class Tags:
    """How a family of models sets its thinking apart. All closings begin with the same character."""

    opening: str
    closings: tuple[str, ...]  # the first is what is written where we write one
    after_opening: str = ""  # what models put there, before their first thought
    before_closing: str = ""
    after_closing: str = ""
    direct: str = ""  # what begins an answer that has no thinking; "" is nothing
    parts: tuple[str, ...] = ()  # which texts are tokens; () is the tags themselves

    @property
    def tokens(self) -> tuple[str, ...]:
        """The texts that are tokens in a vocabulary which was made for these tags."""
        return self.parts or (self.opening, *self.closings)

    @property
    def close(self) -> str:
        """What stands between the last thought and the text."""
        return self.before_closing + self.closings[0] + self.after_closing


THINK = Tags("<think>", ("</think>",), "\n", "\n", "\n\n")  # DeepSeek, Qwen, QwQ, SmolLM3, GLM, Granite
HARMONY = Tags(  # gpt-oss
    "<|channel|>analysis<|message|>",
    (
        CHANNEL_END + "final<|message|>",
        CHANNEL_END + "commentary<|message|>",  # a word to the user before a tool is called
        CHANNEL_END.removeprefix("<|end|>") + "final<|message|>",
        CHANNEL_END.removeprefix("<|end|>") + "commentary<|message|>",
    ),
    direct="<|channel|>final<|message|>",
    parts=("<|channel|>", "<|message|>", "<|start|>", "<|end|>"),
)
TAGS = (
    HARMONY,
    Tags("[THINK]", ("[/THINK]",)),  # Mistral: Magistral, Ministral
    Tags("<|START_THINKING|>", ("<|END_THINKING|>",)),  # Cohere: Command A, Command R7B
    Tags("<|channel>thought", ("<channel|>",), "\n", parts=("<|channel>", "<channel|>")),  # Gemma 4
    Tags("<seed:think>", ("</seed:think>",)),  # ByteDance: Seed-OSS
    Tags("◁think▷", ("◁/think▷",)),  # Moonshot: Kimi-VL, Kimi-Dev
    Tags("<|begin_of_thought|>", ("<|end_of_thought|>",), "\n\n", "\n\n", "\n\n"),  # OpenThinker
    THINK,
    Tags("<thinking>", ("</thinking>",), "\n", "\n", "\n\n"),
    Tags("<thought>", ("</thought>",), "\n", "\n", "\n\n"),  # LG: EXAONE Deep
    Tags("<reasoning>", ("</reasoning>",), "\n", "\n", "\n\n"),
)
TOKENS_OF_TAGS = {token: tags for tags in TAGS for token in tags.tokens}


def choose(specials: Collection[str], template: str) -> tuple[Tags, ...]:
    """Find the tags that a model may use, by its special tokens and its chat template; <think> failing that.

    Those that the vocabulary was made for come first.
    """
    by_tokens = [tags for tags in TAGS if all(token in specials for token in tags.tokens)]
    by_template = [tags for tags in TAGS if any(tag in template for tag in (tags.opening, *tags.closings))]
    found = [*by_tokens, *(tags for tags in by_template if tags not in by_tokens)]
    return tuple(found) or (THINK,)


def opened(ending: str, tags: Sequence[Tags]) -> Tags | None:
    """Tell which tags the ending of a prompt leaves open, as DeepSeek R1's template does."""
    ending = ending.rstrip()
    return next((each for each in tags if ending.endswith(each.opening)), None)


def resume(begun: Begun, tags: Tags, inside: bool) -> str:
    """Write down an answer as the model had begun it, from where the prompt ends.

    An unfinished closing tag is left out: the model writes it once more, and whole.
    """
    if begun.thinking:
        opening = "" if inside else tags.opening + tags.after_opening
        if begun.text:
            return opening + begun.thinking + tags.close + begun.text
        unfinished = _overlap(begun.thinking, tags.closings)
        end = len(begun.thinking) - (unfinished if unfinished > 1 else 0)
        return opening + begun.thinking[:end]
    if not begun.text:
        return ""
    return (tags.close if inside else tags.direct) + begun.text


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an answer."""

    kind: PartKind
    text: str


Step = Callable[[str, list[Part]], str]


class Splitter:
    """Splits an answer, piece by piece as it comes, in time proportional to its length.

    Only an opening tag at the very beginning counts, so that an answer about tags is not torn apart.
    Line breaks and blanks next to the tags are left out. A closing tag that nothing has opened is text:
    by the time it comes, all before it has been shown (templates of the first DeepSeek R1 models could
    bring that about; those of today open the tag in the prompt).
    """

    def __init__(self, tags: Sequence[Tags]) -> None:
        self._tags = tags
        self._blanks: list[str] = []  # that are told only if no tag follows
        self._held: str = ""  # may be the beginning of a tag; never longer than one
        self._closings: tuple[str, ...] = ()
        self._closing = re.compile("")
        self._step: Step = self._begin
        self.in_text = False  # everything from here on is text

    @classmethod
    def inside(cls, tags: Tags, thoughts: bool = False) -> Splitter:
        """Make one for an answer that begins within the tags; with `thoughts`, in the midst of some."""
        splitter = cls((tags,))
        splitter._open(tags)
        if thoughts:
            splitter._step = splitter._think
        return splitter

    def feed(self, text: str) -> list[Part]:
        """Take more of the answer; give what is certain."""
        parts: list[Part] = []
        while text:
            text = self._step(text, parts)
        return parts

    def rest(self) -> list[Part]:
        """Give what was held back; nothing more will come."""
        thinking = bool(self._closings) and not self.in_text
        parts: list[Part] = []
        self._tell(PartKind.THINKING if thinking else PartKind.TEXT, self._held, parts)
        self._held = ""
        return parts

    # Each step takes text and gives what of it is left for the next one.

    def _begin(self, text: str, parts: list[Part]) -> str:
        if not self._held:
            begin = text.lstrip()
            self._blanks.append(text[: len(text) - len(begin)])
            text = begin
        held = self._held = self._held + text
        for tags in self._tags:
            if held.startswith(tags.opening):
                self._open(tags)
                return held[len(tags.opening) :]
            if tags.direct and held.startswith(tags.direct):
                self._enter_text()
                return held[len(tags.direct) :]
        if not any(t.opening.startswith(held) or t.direct.startswith(held) for t in self._tags):
            self._tell(PartKind.TEXT, held, parts)
            self._enter_text()
        return ""

    def _open(self, tags: Tags) -> None:
        self._blanks.clear()
        self._held = ""
        self._closings = tags.closings
        self._closing = re.compile("|".join(map(re.escape, tags.closings)))
        self._step = self._skip_to_thoughts

    def _skip_to_thoughts(self, text: str, parts: list[Part]) -> str:
        text = text.lstrip()
        if text:
            self._step = self._think
        return text

    def _think(self, text: str, parts: list[Part]) -> str:
        text = self._held + text
        found = self._closing.search(text)
        if found is not None:
            self._tell(PartKind.THINKING, text[: found.start()].rstrip(), parts, blanks_alone=False)
            self._held = ""
            self._step = self._skip_to_text
            return text[found.end() :]
        certain = len(text) - _overlap(text, self._closings)
        self._held = text[certain:]
        thought = text[:certain].rstrip()
        if thought:
            self._tell(PartKind.THINKING, thought, parts)
        self._blanks.append(text[len(thought) : certain])
        return ""

    def _skip_to_text(self, text: str, parts: list[Part]) -> str:
        text = text.lstrip()
        if text:
            self._enter_text()
        return text

    def _enter_text(self) -> None:
        self._blanks.clear()
        self._held = ""
        self.in_text = True
        self._step = self._pass_on

    def _pass_on(self, text: str, parts: list[Part]) -> str:
        parts.append(Part(PartKind.TEXT, text))
        return ""

    def _tell(self, kind: PartKind, text: str, parts: list[Part], blanks_alone: bool = True) -> None:
        whole = "".join(self._blanks) + text if text or blanks_alone else ""
        self._blanks.clear()
        if whole:
            parts.append(Part(kind, whole))


def _overlap(text: str, tags: Sequence[str]) -> int:
    """Count the characters at the end of `text` with which a tag begins. The tags begin alike."""
    longest = max(map(len, tags)) - 1
    at = text.find(tags[0][0], max(0, len(text) - longest))
    while at >= 0:
        ending = text[at:]
        if any(tag.startswith(ending) for tag in tags):
            return len(ending)
        at = text.find(tags[0][0], at + 1)
    return 0
