import csv
from decimal import Decimal
from pathlib import Path

import pytest

from models.vocab import Flag, Level, Origin, Period, SalaryStatus
from pipeline.pay.adverts.unstated import leaves_pay_unstated
from pipeline.pay.bands.format import brief
from pipeline.pay.grammar.other_money import lives_on_commission
from pipeline.pay.reader import read_pay
from pipeline.text.patterns import plain
from tests.support.rows import every_row


def table(name):
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return [case(row) for row in csv.DictReader(file)]


def case(row):
    marks = [pytest.mark.xfail(strict=True, reason=row["xfail"])] if row["xfail"] else []
    return pytest.param(row, marks=marks, id=f"{row['form']}:{row['country']}:{row['text'][:40]}")


def headline(text, **said):
    return read_pay(text, **said).band


@every_row("row", table("read_cases.csv"))
def test_a_pay_field_is_read_as_a_careful_person_would(row):
    assert brief(read_pay(row["text"], country=row["country"] or None)) == row["reads"]


@every_row("row", table("prose_cases.csv"))
def test_in_prose_only_what_is_clearly_pay_counts(row):
    text = row["text"].replace("\\n", "\n")

    assert brief(read_pay(text, country=row["country"] or None, prose=True)) == row["reads"]


def says_no_pay(text):
    return leaves_pay_unstated(plain(text))


def surrounded():
    """Yield each pay sentence with other money of its country before and after it.

    A text that says that it gives no pay would contradict the sentence.
    """
    rows = [param.values[0] for param in table("prose_cases.csv") if not param.marks]
    rows = [row for row in rows if not says_no_pay(row["text"])]
    for at, row in enumerate(row for row in rows if row["reads"]):
        others = [r["text"] for r in rows if r["country"] == row["country"] and not r["reads"]]
        around = [others[(at + n) % len(others)] for n in range(4)] if others else []
        if all(around):
            lines = [*around[:2], row["text"].replace("\\n", "\n"), *around[2:]]
            yield pytest.param(lines, row, id=f"{row['country']}:{row['text'][:40]}")


@every_row("mark", ["\n", " • ", "\n\n- "])
@every_row(("lines", "row"), [*surrounded()])
def test_other_money_around_a_pay_sentence_changes_nothing(lines, row, mark):
    text = mark.join(lines)

    assert brief(read_pay(text, country=row["country"] or None, prose=True)) == row["reads"]


def test_a_long_line_is_cut_within_no_figure():
    for length in range(150, 260):
        filling = ("and so on " * 26)[:length].strip()
        text = f"Pay is $150,000 a year {filling} base pay $165,000 to $210,000"
        bands = read_pay(text, country="US", prose=True).bands
        ends = {end for band in bands for end in (band.min, band.max)} - {None}
        assert ends <= {150_000, 165_000, 210_000}, text


def test_the_evidence_from_a_long_line_begins_with_a_word():
    text = "uninterruptedness " * 20 + "Base pay $165,000 to $210,000"

    (band,) = read_pay(text, country="US", prose=True).bands

    assert band.evidence.split()[0] == "uninterruptedness"


def test_every_band_is_kept_with_its_label_and_none_is_merged():
    reading = read_pay("Zone A: $150,000 - $180,000; Zone B: $130,000 - $150,000", country="US")

    assert [f"{b.label}: {b.min}-{b.max}" for b in reading.bands] == [
        "Zone A: 150000-180000",
        "Zone B: 130000-150000",
    ]


def test_bands_in_different_currencies_stay_apart():
    reading = read_pay("GBP 90–122K / EUR 135–183K / PLN 280–378K", country="GB")

    assert [b.currency for b in reading.bands] == ["GBP", "EUR", "PLN"]


@pytest.mark.parametrize(
    ("text", "annual"),
    [
        ("$45 per hour", 93600),
        ("$400 per day", 104000),
        ("$1,500 per week", 78000),
        ("$8,000 per month", 96000),
        ("CNY 20000 per month x 14个月", 280000),
        ("$90,000 per year", 90000),
    ],
)
def test_one_set_of_constants_makes_the_years_figures(text, annual):
    band = headline(text, country="US")

    assert (band.annual_min, band.annual_max) == (annual, annual)


@pytest.mark.parametrize(
    "text", ["£40,000 - £450,000 per annum", "$350 per hour", "€100 per annum", "$0", "$123,456"]
)
def test_no_year_is_made_of_figures_that_are_not_trusted(text):
    band = headline(text, country="US")

    assert (band.annual_min, band.annual_max) == (None, None)


def test_a_zero_lower_end_does_not_spoil_the_upper_one():
    band = headline("$0 - $650 per day", country="AU")

    assert (band.min, band.max, band.annual_max) == (None, 650, 169000)
    assert band.flags == (Flag.PLACEHOLDER,)


def test_the_evidence_is_the_text_of_the_band():
    reading = read_pay("$60,000-$80,000 annually (approximately $30/hour)", country="US")

    assert reading.bands[0].evidence.startswith("$60,000-$80,000 annually")
    assert reading.bands[1].evidence == "approximately $30/hour)"


def test_in_prose_the_sentence_is_the_evidence():
    text = "We build maps. The salary is $120,000 - $150,000 a year. Apply now."

    band = headline(text, country="US", prose=True, origin=Origin.DESCRIPTION)

    assert band.evidence == "The salary is $120,000 - $150,000 a year."
    assert band.origin is Origin.DESCRIPTION


@pytest.mark.parametrize(
    ("text", "country", "codes"),
    [
        ("USD 120,000 per year", "US", []),
        ("$120,000 per year", "US", ["currency_inferred"]),
        ("USD 120,000", "US", ["period_inferred"]),
        ("$43 - $50", "US", ["currency_inferred", "period_unknown"]),
        ("120k per year", None, ["currency_unknown"]),
        ("48 000 kr per month", None, ["currency_unknown"]),
        ("USD 350 per hour", "US", ["pay_flagged"]),
        ("45", "US", ["pay_unparsed"]),
        ("Competitive", "US", []),
    ],
)
def test_each_issue_has_its_code(text, country, codes):
    assert [issue.code for issue in read_pay(text, country=country).issues] == codes


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Competitive", SalaryStatus.ABSENT),
        ("-1", SalaryStatus.ABSENT),
        ("", SalaryStatus.ABSENT),
        ("45", SalaryStatus.UNPARSED),
        ("$1,2,3", SalaryStatus.UNPARSED),
        ("$120k", SalaryStatus.OK),
        ("$120k OTE", SalaryStatus.FLAGGED),
    ],
)
def test_the_status_says_what_came_of_it(text, status):
    assert read_pay(text, country="US").status is status


def test_each_flag_comes_with_its_reason_in_words():
    band = headline("USD 1111111K - 1111111K", country="US")

    assert band.reasons[0] == "placeholder: 1111111 is typed to fill a field"
    assert band.reasons[1].startswith(
        "above_ceiling: 1,111,111,000 is above 1,000,000 USD a year: above the highest pay"
    )


def test_a_mismatch_names_the_period_that_would_fit():
    (below, _, mismatch) = headline("€100 per annum", country="GB").reasons

    assert below.startswith("below_floor: 100 is below 3,600 EUR a year")
    assert mismatch == "period_mismatch: it would be sound for one week"


def test_what_the_source_says_elsewhere_comes_before_guesses():
    band = headline("9,000", country="US", currency="CAD", period=Period.MONTH)

    assert (band.currency, band.currency_inferred) == ("CAD", False)
    assert (band.period, band.period_inferred) == (Period.MONTH, False)


def test_of_several_countries_the_first_counts():
    assert headline("$120,000", country="CA; US").currency == "CAD"


def test_the_level_widens_the_bounds():
    assert read_pay("USD 1,500,000 a year").status is SalaryStatus.FLAGGED
    assert read_pay("USD 1,500,000 a year", level=Level.EXECUTIVE).status is SalaryStatus.OK


def test_the_headline_is_sound_base_pay_in_the_countrys_currency():
    text = "OTE USD 300,000 | GBP 100,000 - 120,000 | USD 150,000 - 180,000 | USD 160,000 - 190,000"

    band = headline(text, country="US")

    assert (band.min, band.max, band.currency) == (Decimal(150000), Decimal(180000), "USD")


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("£160k-£220k per year Lead a team of five", (Flag.NOT_BASE,)),
        ("£28,000 - £36,000 basic, uncapped commission", ()),
        ("Salary of £45,000 per annum", ()),
        ("£40,000 - £50,000 + bonus + benefits", ()),
    ],
)
def test_the_ad_of_work_on_commission_promises_earnings(text, flags):
    title = "Senior Recruiter, Data & Analytics"
    band = headline(text, country="GB", prose=True, commission=lives_on_commission(title))

    assert band.flags == flags


def test_most_titles_are_of_no_work_on_commission():
    assert not lives_on_commission("Senior Data Scientist")
