"""What is read is never written over, however the path is spelt."""

import pytest

from pipeline.config import Settings
from pipeline.errors import UsageError
from pipeline.operate.protected_inputs import keep_inputs
from pipeline.operate.tables.clean_table import clean_table
from pipeline.store.db.database import open_store

ROWS = "title,salary\nML Engineer,$120k\n"


@pytest.fixture
def table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "ok.csv"
    file.write_text(ROWS, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "soft.csv").symlink_to(file)
    (tmp_path / "hard.csv").hardlink_to(file)
    return file


@pytest.mark.parametrize("output", ["ok.csv", "./ok.csv", "sub/../ok.csv", "soft.csv", "hard.csv"])
def test_a_table_is_not_cleaned_onto_itself(table, tmp_path, output):
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UsageError, match=r"is an input; name another file"):
        clean_table(table, tmp_path / output)
    assert table.read_text(encoding="utf-8") == ROWS
    assert sorted(tmp_path.iterdir()) == before


def test_the_command_says_so(payband, table):
    done = payband("clean", "ok.csv", "-o", "soft.csv", code=2)
    assert done.stderr == "payband: soft.csv: is an input; name another file to write to\n"
    assert table.read_text(encoding="utf-8") == ROWS
    payband("clean", "soft.csv", "-o", "other.csv")


def test_neither_database_nor_configuration_nor_a_users_file_is_an_output(table, tmp_path):
    boards = tmp_path / "boards.csv"
    boards.write_text("platform,board\n")
    (tmp_path / "payband.toml").write_text('boards = "boards.csv"\n')
    names = tmp_path / "names.csv"
    names.write_text("name,alias_of\n")
    settings = Settings(database_url="sqlite:///p.db", employers_file=names)
    open_store(settings.database_url).dispose()
    for name in ("p.db", "sub/../boards.csv", "names.csv", "payband.toml"):
        with pytest.raises(UsageError, match="is an input"):
            keep_inputs(settings, tmp_path / "fine.csv", tmp_path / name)
    keep_inputs(settings, tmp_path / "fine.csv")
