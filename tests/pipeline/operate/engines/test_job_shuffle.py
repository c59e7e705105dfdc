"""Jobs found in parts are the jobs found in the whole."""

import random

import numpy as np
import pytest

from models.raw import RawPosting
from pipeline.dedupe import share_jobs
from pipeline.dedupe.batch import same_jobs
from pipeline.dedupe.linked import components, links, shares
from pipeline.errors import PaybandError
from pipeline.operate.engines import job_shuffle
from pipeline.operate.engines.job_shuffle import PartCounts, shuffled_jobs
from pipeline.operate.engines.part_folder import PartFolder, part_folder
from pipeline.tables.rows import compared
from tests.support.copied_jobs import COLUMNS, copied_rows


@pytest.fixture(scope="module")
def keyed():
    """Return fingerprints and keys of rows, many of them copies; some have an id twice."""
    raws = [RawPosting(**_fields(cells)) for cells in copied_rows(400)]
    return [(one.known, one.keys) for one in compared(raws)]


def _fields(cells):
    named = dict(zip(COLUMNS, cells, strict=True))
    named["description_html"] = named.pop("description")
    del named["fetched_at"]
    return named


def here(function, arguments):
    return [function(*each) for each in arguments]


@pytest.mark.parametrize("size", [1, 37, 1_000])
def test_the_jobs_of_parts_are_those_of_the_whole(keyed, size, tmp_path, monkeypatch):
    monkeypatch.setattr(job_shuffle, "ROWS_A_RANGE", 100)
    monkeypatch.setattr(job_shuffle, "ROWS_A_SHARE", 20)
    parts = [keyed[at : at + size] for at in range(0, len(keyed), size)]
    with part_folder(tmp_path / "out.csv", "k" * 64) as folder:
        for number, part in enumerate(parts):
            folder.write_part(number, [(one, None) for one in part])
        found = shuffled_jobs(here, folder, PartCounts(tuple(map(len, parts))))
    assert found == same_jobs(keyed)
    assert len(found) > 50


@pytest.mark.parametrize("share", [20, 10_000])
def test_the_jobs_of_shares_on_one_machine_are_those_of_the_whole(keyed, share, monkeypatch):
    monkeypatch.setattr(share_jobs, "SHORT", 100)
    monkeypatch.setattr(share_jobs, "ROWS_A_RANGE", 100)
    monkeypatch.setattr(share_jobs, "ROWS_A_SHARE", share)
    monkeypatch.setattr(share_jobs, "TOGETHER", 90)
    told = []
    found = share_jobs.jobs_in_shares(keyed, len(keyed), lambda *said: told.append(said))
    assert found == same_jobs(keyed)
    assert told == [(done, len(told)) for done in range(1, len(told) + 1)]
    assert (len(told) > 1) == (share == 20)


def test_a_table_without_rows_has_no_jobs(tmp_path):
    with part_folder(tmp_path / "out.csv", "k") as folder:
        folder.write_part(0, [])
        assert shuffled_jobs(here, folder, PartCounts((0,))) == {}
        assert shuffled_jobs(here, folder, PartCounts(())) == {}
    assert links(np.empty((2, 0), dtype=np.int64)).size == 0


@pytest.mark.parametrize("seed", range(20))
def test_components_are_what_a_walk_over_the_links_reaches(seed):
    draw = random.Random(seed)
    count, most = draw.randrange(1, 60), draw.randrange(0, 60)
    pairs = [(draw.randrange(count), draw.randrange(count)) for _ in range(most)]
    near = {row: {row} for row in range(count)}
    for one, other in pairs:
        joined = near[one] | near[other]
        for row in joined:
            near[row] = joined
    found = components(count, np.array(pairs, dtype=np.int64).reshape(-1, 2).T)
    assert found.tolist() == [min(near[row]) for row in range(count)]


def test_rows_of_a_key_are_linked_to_its_first_row_once():
    pairs = np.array([[7, 7, 7, 9, 9, 8], [4, 2, 3, 3, 2, 1]], dtype=np.int64)
    assert links(pairs).T.tolist() == [[2, 3], [2, 4]]


def test_a_share_holds_whole_components_and_no_row_alone():
    component = np.array([0, 1, 1, 3, 0, 5, 5, 5])
    assert shares(component, 2).tolist() == [0, 1, 1, -1, 0, 2, 2, 2]
    assert shares(component, 100).tolist() == [0, 0, 0, -1, 0, 0, 0, 0]


def test_what_another_work_left_is_removed_and_two_commands_do_not_meet(tmp_path):
    out = tmp_path / "out.csv"
    with part_folder(out, "a" * 64) as folder:
        folder.write_part(0, [(None, "x")])
        with pytest.raises(PaybandError, match="another process"), part_folder(out, "a" * 64):
            pass
    with part_folder(out, "a" * 64) as folder:
        assert folder.read_part(0, 1) == ["x"]
    with part_folder(out, "b" * 64) as folder:
        assert not list(folder.path.glob("*.part"))


def test_a_worker_without_the_folder_says_so(tmp_path):
    with pytest.raises(PaybandError, match="all workers need one disk"):
        PartFolder(tmp_path / "elsewhere", "k").check()
