from pathlib import Path

from pipeline.cli.output.run_summary import first_median


def test_the_id_of_the_first_median_of_a_report_is_found(tmp_path: Path) -> None:
    figures = tmp_path / "salaries.csv"
    figures.write_text("id,median_by_job\npay/year/country=AT,\npay/year/country=DE,80500\n")
    assert first_median(figures) == "pay/year/country=DE"


def test_a_report_without_a_median_has_none(tmp_path: Path) -> None:
    figures = tmp_path / "salaries.csv"
    figures.write_text("id,median_by_job\npay/year/country=AT,\n")
    assert first_median(figures) == ""
