import pytest

from desktop.core.presets import NameTaken, Preset
from desktop.core.sampling import LogitBias, Sampling
from desktop.store.opening import open_store

PRECISE = Sampling(temperature=0.1, seed=7, stop=("###",), logit_bias=(LogitBias("um", float("-inf")),))
WILD = Sampling(temperature=1.5, xtc_probability=0.5, json_schema='{"type": "object"}')


@pytest.fixture
def presets(store):
    return store.presets


def test_presets_come_back_after_opening_again_by_their_names(tmp_path):
    store = open_store(tmp_path / "chats.db", "first", lambda owner: False)
    kept = [store.presets.keep(name, PRECISE) for name in ("wild", "Precise", "Ähnlich", "准确")]
    store.close()
    store = open_store(tmp_path / "chats.db", "second", lambda owner: False)
    found = store.presets.all()
    assert [preset.name for preset in found] == ["Precise", "wild", "Ähnlich", "准确"]
    assert sorted(found, key=lambda preset: preset.id) == kept
    assert found[0].sampling == PRECISE
    store.close()


@pytest.mark.parametrize("again", ["Übung", "übung", "ÜBUNG", "  übung\n"])
def test_a_preset_of_the_same_name_takes_the_place_of_the_one_before(presets, again):
    before = presets.keep("Übung", PRECISE)
    after = presets.keep(again, WILD)
    assert after == Preset(before.id, again.strip(), WILD)
    assert presets.all() == [after]


def test_a_preset_can_be_renamed_also_to_its_own_name_in_other_letters(presets):
    preset = presets.keep("precise", PRECISE)
    presets.rename(preset.id, " very\tprecise ")
    assert presets.all() == [Preset(preset.id, "very precise", PRECISE)]
    presets.rename(preset.id, "Very Precise")
    assert presets.all() == [Preset(preset.id, "Very Precise", PRECISE)]


def test_a_preset_cannot_take_the_name_of_another(presets):
    one, other = presets.keep("one", PRECISE), presets.keep("Other", WILD)
    with pytest.raises(NameTaken):
        presets.rename(one.id, "oTHER")
    assert presets.all() == [one, other]


@pytest.mark.parametrize("name", ["", " ", "\n\t"])
def test_a_preset_needs_a_name(presets, name):
    preset = presets.keep("one", PRECISE)
    with pytest.raises(ValueError, match="needs a name"):
        presets.keep(name, WILD)
    with pytest.raises(ValueError, match="needs a name"):
        presets.rename(preset.id, name)
    assert presets.all() == [preset]


def test_a_removed_preset_is_gone_and_its_id_is_not_given_again(presets):
    gone = presets.keep("gone", PRECISE)
    presets.remove(gone.id)
    presets.remove(gone.id)
    assert presets.all() == []
    with pytest.raises(LookupError):
        presets.rename(gone.id, "back")
    assert presets.keep("gone", WILD).id > gone.id


def test_a_name_that_is_no_text_is_stored_as_well_as_it_can_be(presets):
    assert presets.keep("\udcff'; DROP TABLE preset; --", PRECISE).name == "\ufffd'; DROP TABLE preset; --"
    assert len(presets.all()) == 1


def test_a_damaged_preset_does_not_hide_the_others(store):
    damaged, good = store.presets.keep("a", PRECISE), store.presets.keep("b", WILD)
    with store.database.write() as db:
        db.exec_driver_sql("UPDATE preset SET sampling = '{' WHERE id = ?", (damaged.id,))
    assert store.presets.all() == [good]
