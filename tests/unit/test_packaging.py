"""What the packages say agrees with the program."""

import configparser
import plistlib
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop import __version__
from desktop.cli.main import read
from desktop.core.template_moving import OWN_SUFFIX
from desktop.services.exchange.own_json import write_json

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
sys.path.append(str(PACKAGING))
import requirements  # noqa: E402

LINUX = PACKAGING / "linux"
NAME = "org.fireside_chat.Fireside"
CHINESE = "{http://www.w3.org/XML/1998/namespace}lang"


def source(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_newest_release_in_the_metadata_is_this_version():
    releases = ElementTree.parse(LINUX / f"{NAME}.metainfo.xml").findall("releases/release")
    assert releases[0].get("version") == __version__


def test_the_newest_release_in_the_changelog_is_this_version():
    released = re.findall(r"^## \[(\d[^]]*)\]", source("CHANGELOG.md"), re.MULTILINE)
    assert released[:1] in ([], [__version__])  # none before the first release


def test_the_installer_takes_the_version_from_the_program():
    assert '__version__ = "' in source("desktop/__init__.py")
    script = source("packaging/windows/fireside.iss")
    assert "AppVersion={#Version}" in script
    assert __version__ not in script


def test_the_metadata_describes_the_program_in_both_languages():
    component = ElementTree.parse(LINUX / f"{NAME}.metainfo.xml").getroot()
    assert component.findtext("id") == NAME
    assert component.findtext("launchable") == f"{NAME}.desktop"
    assert {summary.get(CHINESE) for summary in component.findall("summary")} == {None, "zh_CN"}


def test_the_desktop_entry_starts_the_command_and_belongs_to_the_window():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(LINUX / f"{NAME}.desktop", encoding="utf-8")
    values = entry["Desktop Entry"]
    command, *words, files = values["Exec"].split()
    assert (command, files) == ("fireside", "%F")
    assert read(words).open == []  # started from a menu
    assert read([*words, "a.gguf", "b c"]).open == [Path("a.gguf"), Path("b c")]
    assert f'Application(["{values["StartupWMClass"]}"])' in source("desktop/widgets/qt_start.py")
    assert f'setDesktopFileName("{NAME}")' in source("desktop/app_runs.py")  # Wayland's name of the window
    assert values["Comment[zh_CN]"]
    assert all(line.endswith(";") for key, line in values.items() if key in ("Categories", "Keywords"))


def types():
    """Give the endings of our types of files, and the bytes that tell them."""
    found = {}
    for kind in ElementTree.parse(LINUX / f"{NAME}.xml").getroot():
        (match,) = [each for each in kind.iter() if each.tag.endswith("match")]
        (glob,) = [each.get("pattern") for each in kind.iter() if each.tag.endswith("glob")]
        found[kind.get("type")] = (glob.removeprefix("*"), match.get("value"), match.get("offset"))
    return found


def test_the_type_of_model_files_is_told_by_their_first_bytes():
    assert types()["application/x-gguf"] == (".gguf", "GGUF", "0")


def test_the_type_of_template_files_is_told_by_how_exports_begin():
    ending, text, offset = types()["application/x-fireside-templates"]
    first, _, last = offset.partition(":")
    assert ending == OWN_SUFFIX
    assert int(first) <= "".join(write_json([])).index(text) <= int(last)


def test_every_system_is_told_of_the_same_types_of_files():
    entry = source(f"packaging/linux/{NAME}.desktop")
    assert f"MimeType={';'.join(types())};" in entry
    described = ElementTree.parse(LINUX / f"{NAME}.metainfo.xml").findall("provides/mediatype")
    assert [each.text for each in described] == list(types())
    recipe, installer = source("packaging/fireside.spec"), source("packaging/windows/fireside.iss")
    for ending, *_ in types().values():
        assert f'"public.filename-extension": ["{ending.removeprefix(".")}"]' in recipe
        assert f"Classes\\{ending}" in installer


def test_the_entitlements_are_a_property_list():
    entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert all(value is True for value in entitlements.values())
    assert len(entitlements) == 2


def test_the_installer_takes_what_the_recipe_makes():
    script = (PACKAGING / "windows" / "fireside.iss").read_text(encoding="utf-8")
    recipe = (PACKAGING / "fireside.spec").read_text(encoding="utf-8")
    for program in re.findall(r"\{app\}\\([\w-]+)\.exe", script):
        assert f'name="{program}"' in recipe


def test_no_address_of_a_registry_stands_in_what_is_packed():
    for path in PACKAGING.rglob("*"):
        if path.suffix in (".py", ".spec", ".md", ".iss", ".xml", ".desktop", ".plist"):
            assert "index-url http" not in path.read_text(encoding="utf-8")


def test_pinned_requirements_leave_out_what_is_not_used_and_keep_the_engine_apart():
    text = "a-b==1 ; x == 'y' \\\n    --hash=sha256:0\nllama-cpp-python==2 \\\n    --hash=sha256:1\n"
    text += (
        "numpy==3 ; python_full_version < '3.12' \\\n    --hash=sha256:2\nzipp==4 \\\n    --hash=sha256:3\n"
    )
    others, engine = requirements.split(text)
    assert [line.split("==")[0] for line in others.splitlines()[::2]] == ["a-b", "zipp"]
    assert engine == "llama-cpp-python==2 \\\n    --hash=sha256:1\n"
    assert len(others.splitlines()) == 4


def test_pinned_requirements_with_an_address_are_refused():
    with pytest.raises(SystemExit, match="address"):
        requirements.split("a==1\n--index-url https://example.org/\n")
