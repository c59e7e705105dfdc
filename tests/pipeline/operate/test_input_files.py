"""Settings that name a source or file that is not there: who says so, and how."""

import pytest

from pipeline.config import load_settings
from pipeline.errors import UsageError
from pipeline.input_files import INPUT_FILES, input_file
from pipeline.operate.crawls.boards import own_boards

BOARDS = "platform,board,company,country\n"


@pytest.fixture
def configured(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(text):
        (tmp_path / "payband.toml").write_text(f'contact = "a@example.org"\n{text}\n')
        return load_settings()

    return write


@pytest.mark.parametrize("name", INPUT_FILES)
def test_a_file_that_is_not_there_is_told_with_setting_and_folder(configured, tmp_path, name):
    settings = configured(f'{name} = "b.csv"')
    with pytest.raises(UsageError) as error:
        input_file(settings, name)
    assert str(error.value) == (
        f"payband.toml: {name}: the file b.csv is not there in {tmp_path}, "
        "the folder that this command runs in"
    )
    settings = configured(f'{name} = "{tmp_path}"')
    with pytest.raises(UsageError, match=rf"{name}: the file {tmp_path} is a folder$"):
        input_file(settings, name)


def test_a_variable_that_names_it_is_told(configured, monkeypatch):
    monkeypatch.setenv("PAYBAND_BOARDS_ADD", "b.csv")
    with pytest.raises(UsageError, match=r"^environment: PAYBAND_BOARDS_ADD: boards_add: the fil"):
        own_boards(configured(""))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('boards = "b.csv"', "payband.toml: boards: the file b.csv is not there in "),
        ('boards_add = "b.csv"', "payband.toml: boards_add: the file b.csv is not there in "),
        ('employers_file = "b.csv"', "payband.toml: employers_file: the file b.csv is not there"),
        ('boards = "other.csv"', "other.csv: the header is name"),
        ('cadence = {greenhuse = "daily"}', "cadence: there is no source 'greenhuse'; did you"),
        ('sources = ["greenhuse"]', "sources in the configuration: there is no source 'greenhuse"),
    ],
)
def test_doctor_and_config_show_see_it(configured, payband, tmp_path, text, says):
    (tmp_path / "other.csv").write_text("name\n")
    configured(text)
    setting = text.partition(" ")[0]
    doctor = payband("doctor", code=1).stdout
    (line,) = [line for line in doctor.splitlines() if says in line]
    assert line.split()[:2] == ["fail", setting]
    shown = payband("config", "show", code=2)
    assert says in shown.stderr
    assert f"\n{setting}" in shown.stdout, "the settings are shown all the same"


@pytest.mark.parametrize(
    "words",
    [
        ["run"],
        ["clean", "in.csv", "-o", "out.csv"],
        ["sources", "check"],
    ],
)
def test_commands_name_setting_and_folder(configured, payband, tmp_path, words):
    (tmp_path / "in.csv").write_text("title,company\nML Engineer,Acme\n")
    configured('boards = "b.csv"\nemployers_file = "b.csv"')
    told = payband(*words, code=2).stderr
    assert f"the file b.csv is not there in {tmp_path}" in told


def test_files_that_are_there_are_good(configured, payband, tmp_path):
    (tmp_path / "b.csv").write_text(BOARDS + "greenhouse,acme,Acme,US\n")
    (tmp_path / "e.csv").write_text("name,alias_of\nValley Water,Tarnmoor\n")
    configured('boards_add = "b.csv"\nemployers_file = "e.csv"')
    assert "fail" not in payband("doctor").stdout
    assert payband("config", "show").stderr == ""
