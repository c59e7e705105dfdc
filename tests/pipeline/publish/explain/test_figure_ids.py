"""What looks like the id of a figure is never read as a text of pay."""

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.cli.posting_ids import check_no_figure, is_figure_id
from pipeline.errors import InputError
from pipeline.publish.explain.cell_id import cell_id


@pytest.mark.parametrize(
    "text",
    [
        "Pay/year/country=US",
        "time_open/day=126",
        "pya/year/country=US",
        "pay/year=50000",
        "Pay/Year",
    ],
)
def test_a_mistyped_id_is_named_as_no_id(text):
    done = CliRunner().invoke(cli, ["explain", text])
    assert done.exit_code != 0
    assert f"{text}: is no id of a figure" in str(done.exception) + done.output


@pytest.mark.parametrize(
    "text", ["80k/year", "EUR 60/h", "Pay/hour: 30", "pay 30/hour", "Salary/year=50000", "$60/hr"]
)
def test_a_text_of_pay_is_no_such_id(text):
    check_no_figure(text)


@pytest.mark.parametrize("name", ["share/skill/name=Python", "roles/year/country=US"])
def test_ids_of_comparisons_are_ids(name):
    assert is_figure_id(name)
    with pytest.raises(InputError, match="only the jobs of a cell can be listed"):
        cell_id(name)
