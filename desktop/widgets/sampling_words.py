"""What the parameters of an answer are called, and a sentence on each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject

from desktop.core.built_in_presets import BuiltIn
from desktop.core.sampling import SWITCHES, Parameter
from desktop.viewmodels.sampling_text import TextProblem, Wrong

BASIC, PENALTIES, CUTS, XTC, DRY = "basic", "penalties", "cuts", "xtc", "dry"
DYNAMIC, MIROSTAT, ADAPTIVE = "dynamic", "mirostat", "adaptive"

GROUPS: dict[str, tuple[str, ...]] = {  # in the order in which they are shown
    BASIC: ("temperature", "top_p", "top_k", "min_p", "repeat_penalty"),
    PENALTIES: ("repeat_window", "frequency_penalty", "presence_penalty"),
    DRY: ("dry_multiplier", "dry_base", "dry_allowed_length", "dry_window"),
    XTC: ("xtc_probability", "xtc_threshold"),
    CUTS: ("typical_p", "top_n_sigma"),
    DYNAMIC: ("dynamic_range", "dynamic_exponent"),
    MIROSTAT: ("mirostat", "mirostat_tau", "mirostat_eta"),
    ADAPTIVE: ("adaptive_target", "adaptive_decay"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about a parameter."""

    label: str
    sentence: str


class SamplingWords(QObject):
    """Speaks the window's language at the time it is asked."""

    def all(self) -> dict[str, Words]:
        """Give the words of every parameter by its name."""
        pairs = self._basic() | self._texts() | self._penalties() | self._dry() | self._cuts()
        pairs |= self._temperatures() | self._mirostat()
        return {name: Words(label, sentence) for name, (label, sentence) in pairs.items()}

    def groups(self) -> dict[str, str]:
        """Give the headings of the groups."""
        return {
            BASIC: self.tr("Basics"),
            PENALTIES: self.tr("Penalties for repetition"),
            DRY: self.tr("DRY: against repeated phrases"),
            XTC: self.tr("XTC: against the obvious"),
            CUTS: self.tr("Other cuts"),
            DYNAMIC: self.tr("Dynamic temperature"),
            MIROSTAT: self.tr("Mirostat"),
            ADAPTIVE: self.tr("Adaptive-p"),
        }

    def hint(self, parameter: Parameter, words: dict[str, Words]) -> str:
        """Say with which value a parameter does nothing."""
        if parameter.knob.neutral is not None:
            text = self.tr("{value} switches it off.")
            return text.format(value=QLocale().toString(float(parameter.knob.neutral), "g", 6))
        if parameter.name in SWITCHES:
            text = self.tr("It does nothing while “{name}” is switched off.")
            return text.format(name=words[SWITCHES[parameter.name]].label)
        return self.tr("1 leaves the model's probabilities as they are; 0 always takes the likeliest token.")

    def built_in(self, preset: BuiltIn) -> str:
        """Name a preset that comes along."""
        match preset:
            case BuiltIn.PRECISE:
                return self.tr("Precise")
            case BuiltIn.BALANCED:
                return self.tr("Balanced")
            case BuiltIn.CREATIVE:
                return self.tr("Creative")

    def problem(self, problem: TextProblem) -> str:
        """Say what is wrong with a typed text."""
        line, limit = QLocale().toString(problem.line), QLocale().toString(problem.limit)
        sentences = {
            Wrong.TOO_MANY: self.tr("At most {limit} lines can be used."),
            Wrong.TOO_LONG: self.tr("Line {line} is longer than {limit} characters."),
            Wrong.NO_TEXT: self.tr("Line {line} has no text before the equals sign."),
            Wrong.NO_NUMBER: self.tr("Line {line} does not end in an equals sign and a number."),
            Wrong.TOO_STRONG: self.tr(
                "The number in line {line} must lie between −{limit} and {limit}, or be -inf."
            ),
            Wrong.NOT_JSON: self.tr("This is not JSON; look at line {line}.")
            if problem.line
            else self.tr("This is not JSON."),
            Wrong.NO_OBJECT: self.tr("A JSON schema is an object in braces."),
        }
        return sentences[problem.wrong].format(line=line, limit=limit)

    def _basic(self) -> dict[str, tuple[str, str]]:
        return {
            "temperature": (
                self.tr("Temperature"),
                self.tr("How freely words are chosen: low is sober, high is surprising."),
            ),
            "top_p": (
                self.tr("Top-p"),
                self.tr("Only the likeliest tokens that together have this probability are drawn from."),
            ),
            "top_k": (self.tr("Top-k"), self.tr("Only so many of the likeliest tokens are drawn from.")),
            "min_p": (
                self.tr("Min-p"),
                self.tr("Tokens are left out that are less likely than this part of the likeliest one."),
            ),
            "repeat_penalty": (
                self.tr("Repeat penalty"),
                self.tr(
                    "Makes tokens less likely that came up shortly before; it keeps models out of loops."
                ),
            ),
        }

    def _texts(self) -> dict[str, tuple[str, str]]:
        return {
            "seed": (
                self.tr("Seed"),
                self.tr("With the same model and values, the same seed draws the same tokens."),
            ),
            "max_tokens": (
                self.tr("Longest answer"),
                self.tr("After so many tokens the answer is cut short; you can continue it."),
            ),
            "stop": (
                self.tr("Stop texts"),
                self.tr("One per line: the answer ends before any of them. \\n stands for a new line."),
            ),
            "logit_bias": (
                self.tr("Biases"),
                self.tr(
                    "One per line, as text = number: more than 0 makes the text likelier, "
                    "less than 0 unlikelier, -inf forbids it."
                ),
            ),
        }

    def _penalties(self) -> dict[str, tuple[str, str]]:
        return {
            "repeat_window": (
                self.tr("Penalty window"),
                self.tr("How many tokens of the answer the three penalties look back."),
            ),
            "frequency_penalty": (
                self.tr("Frequency penalty"),
                self.tr("Makes a token less likely the more often it has come up."),
            ),
            "presence_penalty": (
                self.tr("Presence penalty"),
                self.tr("Makes a token less likely once it has come up, however often."),
            ),
        }

    def _dry(self) -> dict[str, tuple[str, str]]:
        return {
            "dry_multiplier": (
                self.tr("DRY strength"),
                self.tr("How strongly a token is held back that would repeat a whole phrase."),
            ),
            "dry_base": (
                self.tr("DRY growth"),
                self.tr("By how much that grows with every further token of the phrase."),
            ),
            "dry_allowed_length": (
                self.tr("DRY allowed length"),
                self.tr("Phrases up to so many tokens may be repeated freely."),
            ),
            "dry_window": (
                self.tr("DRY window"),
                self.tr("How many tokens are searched for phrases; −1 searches all of the chat."),
            ),
        }

    def _cuts(self) -> dict[str, tuple[str, str]]:
        return {
            "xtc_probability": (
                self.tr("XTC probability"),
                self.tr("How often the likeliest tokens are left out, so that a rarer one is taken."),
            ),
            "xtc_threshold": (
                self.tr("XTC threshold"),
                self.tr("From which probability tokens count as likely; one of them always stays."),
            ),
            "typical_p": (
                self.tr("Typical-p"),
                self.tr("Prefers tokens that are about as surprising as the model expects."),
            ),
            "top_n_sigma": (
                self.tr("Top-n-sigma"),
                self.tr("Only tokens within so many standard deviations of the best one are drawn from."),
            ),
        }

    def _temperatures(self) -> dict[str, tuple[str, str]]:
        return {
            "dynamic_range": (
                self.tr("Temperature range"),
                self.tr("The temperature varies this far up and down: higher where the model is unsure."),
            ),
            "dynamic_exponent": (
                self.tr("Temperature exponent"),
                self.tr("How the temperature follows the model's uncertainty; 1 follows it evenly."),
            ),
            "adaptive_target": (
                self.tr("Adaptive-p target"),
                self.tr("Prefers tokens near this probability, over the whole answer."),
            ),
            "adaptive_decay": (
                self.tr("Adaptive-p memory"),
                self.tr("How long earlier tokens count; higher reacts more slowly."),
            ),
        }

    def _mirostat(self) -> dict[str, tuple[str, str]]:
        return {
            "mirostat": (
                self.tr("Mirostat version"),
                self.tr(
                    "Keeps the surprise of the text even. While it is on, top-k, top-p, min-p, "
                    "the other cuts, XTC and adaptive-p do nothing."
                ),
            ),
            "mirostat_tau": (
                self.tr("Mirostat surprise"),
                self.tr("How surprising the text is to be, in bits."),
            ),
            "mirostat_eta": (self.tr("Mirostat learning rate"), self.tr("How quickly it corrects itself.")),
        }
