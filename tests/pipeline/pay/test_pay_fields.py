import pytest

from models.raw import PayField
from models.vocab import Origin, PayKind, Period, SalaryStatus
from pipeline.pay.bands.format import brief
from pipeline.pay.fields import read_fields
from tests.support.rows import every_row


@every_row(
    ("field", "reads"),
    [
        (PayField("120000", "150000", "USD", "YEAR"), "120000..150000 USD year"),
        (PayField("172800.0", "297000.0", "USD", ""), "172800..297000 USD year"),
        (PayField("151000", "231000", "USD", "1 YEAR"), "151000..231000 USD year"),
        (PayField("3000", "4000", "EUR", "1 MONTH"), "3000..4000 EUR month"),
        (PayField("45", "60", "USD", "1 HOUR"), "45..60 USD hour"),
        (PayField("3000", "4000", "USD", "2 WEEK"), "1500..2000 USD week per_2_week"),
        (PayField("150000", "180000", "USD", "per-year-salary"), "150000..180000 USD year"),
        (PayField("40", "50", "USD", "per-hour-wage"), "40..50 USD hour"),
        (PayField("14", "14", "USD", "hourly"), "14..14 USD hour"),
        (PayField("108700", "163100", "USD", "annual"), "108700..163100 USD year"),
        (PayField("85,5", "", "EUR", "uur"), "85.5.. EUR hour"),
        (PayField("50.000€ - 65.000€", "", "", "YEAR"), "50000..65000 EUR year"),
        (PayField("$100,000", "$100,000", "", ""), "100000..100000 USD year"),
        (PayField("0", "160000", "USD", "YEAR"), "..160000 USD year"),
        (PayField("120000", "0", "USD", "YEAR"), "120000.. USD year"),
        (PayField("0", "0", "USD", "YEAR"), "0..0 USD year placeholder"),
        (PayField("", "160000", "USD", "YEAR"), "..160000 USD year"),
        (PayField("120000", "", "USD", "YEAR"), "120000.. USD year"),
        (PayField("-1", "-1", "USD", "YEAR"), ""),
        (PayField("", "", "USD", ""), ""),
        (PayField("150000", "120000", "USD", "YEAR"), "120000..150000 USD year inverted"),
        (PayField("90000", "110000", "$", "YEAR"), "90000..110000 USD year"),
        (PayField("90000", "110000", "€", "YEAR"), "90000..110000 EUR year"),
        (PayField("90000", "110000", "gbp", "YEAR"), "90000..110000 GBP year"),
        (PayField("4000", "5000", "USD", "NONE"), "4000..5000 USD -"),
        (PayField("97738.0", "127000", "USD", "PA"), "97738..127000 USD year"),
        (PayField("72", "90", "USD", "", label="Hourly Pay Range"), "72..90 USD hour"),
        (PayField("30", "40", "USD", "per-quarter-hour"), "30..40 USD -"),
        (PayField("18000", "21000", "USD", "QUARTER"), "6000..7000 USD month per_3_month"),
        (PayField("45", "50", "USD", "pro Stunde"), "45..50 USD hour"),
        (PayField("18000", "21000", "PLN", "brutto / miesiąc"), "18000..21000 PLN month gross"),
        (PayField("400", "500", "USD", "per project"), "400..500 USD -"),
        (PayField("52205.0", "67870.0", "USD", "Per Year"), "52205..67870 USD year"),
        (PayField("18.50", "21.25", "USD", "PH"), "18.5..21.25 USD hour"),
        (PayField("3000", "3600", "USD", "BW"), "1500..1800 USD week per_2_week"),
        (PayField("30", "90", "USD", "PW"), "30..90 USD -"),
        (PayField("0", "0", "USD", "WC"), "0..0 USD - placeholder"),
        (PayField("600000", "660000", "PHP", ""), "600000..660000 PHP year"),
        (PayField("5000", "9000", "USD", "fixed"), "5000..9000 USD -"),
        (PayField("$80,000", "$95,000", "", "YEAR"), "80000..95000 USD year"),
        (PayField("3600", "4200", "EUR", "YEAR"), "3600..4200 EUR year"),
        (PayField("90000", "95000", "GBP (£)", "YEAR"), "90000..95000 GBP year"),
        (PayField("90000", "95000", "US Dollars", "YEAR"), "90000..95000 USD year"),
        (PayField("90000", "95000", "kr", "YEAR"), "90000..95000 - year"),
        (PayField("90000", "95000", "CNH", "YEAR"), "90000..95000 CNH year"),
        (PayField("102800", "137000", "", "1 YEAR", text="CA$102.8K"), "102800..137000 CAD year"),
        (
            PayField(text="$110,000 — $130,000 CAD", label="Canada Annual Pay Range"),
            "110000..130000 CAD year",
        ),
        (
            PayField(text="$40,000 — $55,000", label="Mexico Monthly Pay Range"),
            "40000..55000 MXN month",
        ),
        (PayField(text="€71.000", label="Annual Salary:"), "71000..71000 EUR year"),
        (
            PayField("168000", "231000", "USD", "1 YEAR", text="OTE $168K – $231K"),
            "168000..231000 USD year ote not_base",
        ),
    ],
)
def test_a_sources_own_structure_is_read(field, reads):
    assert brief(read_fields((field,), country="US")) == reads


def headline(*fields):
    return read_fields(fields, country="US").band


def test_an_estimate_says_so_in_origin_and_flag():
    field = PayField("119025.7", "119025.7", "USD", "YEAR", is_estimate=True)

    reading = read_fields((field,), country="US")

    assert headline(field).origin is Origin.ESTIMATE
    assert brief(reading) == "119025.7..119025.7 USD year estimate"


def test_on_target_earnings_are_not_base():
    field = PayField("168000", "231000", "USD", "1 YEAR", is_ote=True)

    assert headline(field).kind is PayKind.OTE
    assert read_fields((field,)).status is SalaryStatus.FLAGGED


def test_every_tier_is_a_band_with_its_label():
    tiers = (
        PayField("191000", "231000", "USD", "1 YEAR", label="SF"),
        PayField("151000", "207000", "USD", "1 YEAR", label="Elsewhere"),
    )

    reading = read_fields(tiers, country="US")

    assert [band.label for band in reading.bands] == ["SF", "Elsewhere"]
    assert headline(*tiers).label == "Elsewhere"


def test_half_a_fortnight_is_a_week_before_it_is_checked():
    band = headline(PayField("6000", "6000", "USD", "bi-week-salary"))

    assert (band.min, band.period, band.annual_min) == (3000, Period.WEEK, 156000)


def test_the_evidence_is_what_the_cells_said():
    field = PayField("45", "60", "USD", "1 HOUR", label="Pay")

    assert headline(field).evidence == "Pay 45 - 60 USD 1 HOUR"


def test_no_fields_say_nothing():
    assert read_fields(()).status is SalaryStatus.ABSENT


@pytest.mark.parametrize(
    ("unit", "reads"),
    [
        ("0.5 MONTH", "8000..8000 USD month per_half_month"),
        ("2-WEEK", "2000..2000 USD week per_2_week"),
        ("12 MONTH", "4000..4000 USD year"),
        ("0.5 YEAR", "666.6667..666.6667 USD month per_6_month"),
        ("7 MONTH", "4000..4000 USD -"),
    ],
)
def test_a_number_of_a_known_unit_is_a_unit(unit, reads):
    field = PayField(min="4000", max="4000", currency="USD", unit=unit)

    assert brief(read_fields((field,))).startswith(reads)
