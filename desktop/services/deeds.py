"""What is done with all data while nothing is open: for a worker thread between two runs of the window."""

from __future__ import annotations

from collections.abc import Callable

from desktop.core.keeping import Compact, Deed, Erase, MoveData, Outcome, RecoverFile, RestoreBackup
from desktop.core.places import Places
from desktop.core.recovery import Notes
from desktop.services.data_files import ours, size_of
from desktop.services.data_moving import delete, move_data


def carry_out(deed: Deed, places: Places, tell: Callable[[float], None], notes: Notes) -> Outcome:
    """Do it; `tell` hears how much is done, and may raise to end it. Raises `DataError`s.

    What cannot be done changes nothing, but for an erasing, which deletes what it can.
    """
    from desktop.store.backup import backup_folder, compact, make_sure_nobody_uses, newest_good, restore
    from desktop.store.salvage import salvage

    make_sure_nobody_uses(places.database)
    match deed:
        case RestoreBackup(backup):
            return Outcome(places, aside=restore(backup, places.database), restored=backup)
        case RecoverFile(damaged):
            backup = newest_good(backup_folder(places.database))
            done = salvage(damaged, backup, places.database, tell, notes)
            return Outcome(places, aside=done.aside, recovered=done)
        case MoveData(folder):
            return Outcome(move_data(places, folder, tell))
        case Compact():
            before = size_of(places.database)
            compact(places.database)
            return Outcome(places, freed=max(0, before - size_of(places.database)))
        case Erase(settings, models):
            delete(ours(places, settings, models))
            return Outcome(places)
