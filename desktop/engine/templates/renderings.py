"""What the template process does with a job."""

from __future__ import annotations

import jinja2

from desktop.engine.templates.job import PROBLEM, PROMPT, Job
from desktop.engine.templates.ladder import NotRendered, describe, render
from desktop.engine.templates.sandbox import Sandbox


class Renderings:
    """Renders conversations, and keeps the template that was used last compiled."""

    def __init__(self) -> None:
        self._environment = Sandbox()
        self._source: str | None = None
        self._template: jinja2.Template | None = None

    def answer(self, job: Job) -> bytes:
        """Give the prompt, or what is wrong with the template, as it goes through the pipe."""
        try:
            return PROMPT + self._render(job).encode()
        except NotRendered as error:
            return _problem(str(error))
        except MemoryError:
            return _problem("the template needs too much memory")
        except Exception as error:  # noqa: BLE001  # a template can bring about any
            return _problem(f"{type(error).__name__}: {describe(error)}")

    def _render(self, job: Job) -> str:
        if self._template is None or self._source != job.template:
            self._template = self._environment.from_string(job.template)
            self._source = job.template
        return render(self._template, job)


def _problem(text: str) -> bytes:
    return PROBLEM + text.encode("utf-8", "replace")
