"""What the packages say agrees with the program."""

import configparser
import plistlib
import re
from pathlib import Path
from xml.etree import ElementTree

from desktop import __version__

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
LINUX = PACKAGING / "linux"
NAME = "org.fireside_chat.Fireside"
CHINESE = "{http://www.w3.org/XML/1998/namespace}lang"


def test_the_newest_release_in_the_metadata_is_this_version():
    releases = ElementTree.parse(LINUX / f"{NAME}.metainfo.xml").findall("releases/release")
    assert releases[0].get("version") == __version__


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
    assert values["Exec"].split()[0] == "fireside"
    assert values["StartupWMClass"] in (ROOT / "desktop" / "app_runs.py").read_text(encoding="utf-8")
    assert values["Comment[zh_CN]"]
    assert all(line.endswith(";") for key, line in values.items() if key in ("Categories", "Keywords"))


def test_the_type_of_model_files_is_told_by_their_first_bytes():
    kind = ElementTree.parse(LINUX / f"{NAME}.xml").getroot()[0]
    match = next(each for each in kind.iter() if each.tag.endswith("match"))
    assert (match.get("value"), match.get("offset")) == ("GGUF", "0")


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
