"""What is said once something was done with all of the data."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.core.keeping import Outcome
from desktop.core.recovery import Recovered
from desktop.widgets.recovery_words import RecoveryWords

DAMAGED, BACKUP, ASIDE = Path("/d/damaged.db"), Path("/d/backup.db"), Path("/d/aside.db")
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # offscreen cannot do this


class Place(QWidget):
    """As much of the workplace as is needed."""

    def __init__(self):
        super().__init__()
        self.said = []
        self.toast = SimpleNamespace(offer=lambda words, *_: self.said.append(words))


@pytest.fixture
def place(qtbot):
    made = Place()
    qtbot.addWidget(made)
    return made


def told(place, **outcome):
    RecoveryWords(place).tell(Outcome(None, **outcome), place)
    boxes = [box.informativeText() for box in place.findChildren(QMessageBox)]
    for box in place.findChildren(QMessageBox):
        box.close()
    return boxes


def test_beside_a_backup_only_what_is_newer_counts(place):
    """A chat that has nothing but another text for a message that the backup has counts, its message not."""
    (said,) = told(place, recovered=Recovered(1, 0, 0, DAMAGED, backup=BACKUP))
    assert said.splitlines()[:2] == [
        "Messages that the backup did not have: 0",
        "Chats that are newer than in the backup: 1",
    ]


def test_without_a_backup_all_counts(place):
    (said,) = told(place, recovered=Recovered(2, 9, 1, DAMAGED))
    assert said.splitlines()[:3] == [
        "Recovered messages: 9",
        "Recovered chats: 2",
        "Messages that could not be read: 1",
    ]


def test_a_restored_backup_is_said_and_where_the_other_file_is(place):
    (said,) = told(place, restored=BACKUP, aside=ASIDE)
    assert said.splitlines() == [
        f"They are as they were in the backup {BACKUP}.",
        f"What stood there is kept as {ASIDE}.",
    ]


def test_what_became_free_is_said_in_passing(place):
    assert told(place, freed=3_000_000) == []
    assert place.said == ["3.0 MB are free again."]
    assert told(place) == [] and len(place.said) == 1
