from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from models.raw import PayField, RawPosting
from models.vocab import Flag, HeadlineBy, Level, Origin, PayKind, Period, SalaryStatus
from pipeline.clean.pay.pay import _in_description, pay
from pipeline.clean.stage import Job, Texts
from pipeline.pay.reader import read_pay
from pipeline.rules.rulebook import rule_text

RANGE = PayField("120000", "150000", "USD", "YEAR")


def job(*fields, salary="", description="", country="", values=None, fetched_at=None):
    raw = RawPosting(
        source="fair",
        source_key="7",
        url="https://jobs.example/7",
        title="Data Scientist",
        country=country,
        salary_fields=fields,
        fetched_at=fetched_at,
    )
    return Job(raw, Texts(salary=salary, description=description), values or {})


def test_a_plain_text_fills_every_pay_column():
    reading = pay(
        job(salary="€60.000 - 75.000", country="DE", values={"posted_on": date(2024, 3, 3)})
    )

    assert reading.values == {
        "salary_text": "€60.000 - 75.000",
        "salary_min": Decimal(60000),
        "salary_max": Decimal(75000),
        "salary_currency": "EUR",
        "salary_period": Period.YEAR,
        "salary_kind": PayKind.BASE,
        "salary_origin": Origin.TEXT,
        "annual_min": Decimal(60000),
        "annual_max": Decimal(75000),
        "annual_min_usd": Decimal("64878.00"),
        "annual_max_usd": Decimal("81097.50"),
        "fx_date": date(2024, 3, 1),
        "salary_status": SalaryStatus.OK,
        "flags": (),
        "net": None,
        "facts": (),
        "annual_mid": Decimal(67500),
        "headline_by": HeadlineBy.ONLY,
        "bands": 1,
        "span_min": Decimal(60000),
        "span_max": Decimal(75000),
    }
    assert [(d.code, d.field) for d in reading.issues] == [("period_inferred", "salary_period")]


def test_no_pay_leaves_everything_empty():
    reading = pay(job(salary="Competitive", description="We like maps."))

    assert reading.values == {
        "salary_text": "Competitive",
        "salary_status": SalaryStatus.ABSENT,
        "flags": (),
    }
    assert (reading.issues, reading.bands, reading.evidence) == ((), (), ())


def test_what_is_not_understood_is_said():
    reading = pay(job(salary="45", country="US"))

    assert reading.values["salary_status"] is SalaryStatus.UNPARSED
    assert [(d.code, d.raw_value) for d in reading.issues] == [("pay_unparsed", "45")]


@pytest.mark.parametrize(
    ("fields", "salary", "description", "origin", "low"),
    [
        ((RANGE,), "$90k - $100k", "Salary: $70,000 - $80,000", Origin.STRUCTURED, 120000),
        ((), "$90k - $100k", "Salary: $70,000 - $80,000", Origin.TEXT, 90000),
        ((), "", "Salary: $70,000 - $80,000", Origin.DESCRIPTION, 70000),
        ((PayField("0", "0", "USD"),), "$90k - $100k", "", Origin.TEXT, 90000),
        (
            (PayField("120000", "120000", "USD", "YEAR", is_estimate=True),),
            "",
            "Salary: $70,000 - $80,000",
            Origin.DESCRIPTION,
            70000,
        ),
        (
            (PayField("120000", "120000", "USD", "YEAR", is_estimate=True),),
            "",
            "",
            Origin.ESTIMATE,
            120000,
        ),
    ],
)
def test_structured_beats_text_beats_description_beats_estimate(
    fields, salary, description, origin, low
):
    values = pay(job(*fields, salary=salary, description=description, country="US")).values

    assert (values["salary_origin"], values["salary_min"]) == (origin, low)


def test_a_contradiction_keeps_both_and_is_an_issue():
    reading = pay(job(RANGE, salary="$90k - $100k", country="US"))

    (conflict,) = (d for d in reading.issues if d.code == "pay_conflict")
    assert conflict.raw_value == "$90k - $100k"
    assert conflict.detail == "the posting's pay text states other pay"
    assert [(b.n, b.headline, str(b.min)) for b in reading.bands] == [
        (0, True, "120000"),
        (1, False, "90000"),
    ]


@pytest.mark.parametrize(
    "salary", ["$120k - $150k", "$57.69 - $72.12 per hour", "$10,000 - $12,500 per month"]
)
def test_the_same_pay_in_other_words_is_no_contradiction(salary):
    reading = pay(job(RANGE, salary=salary, country="US"))

    assert "pay_conflict" not in [d.code for d in reading.issues]


USD_YEAR = PayField("120000", "240000", "USD", "yearly")
OTE = "On-target earnings: $120,000 - $240,000"
PACKAGE = "Total compensation $120,000 - $240,000 including bonus and equity."


@pytest.mark.parametrize(
    ("description", "kind", "flags"),
    [
        (OTE, PayKind.OTE, (Flag.NOT_BASE,)),
        ("The OTE is $120,000 - $240,000.", PayKind.OTE, (Flag.NOT_BASE,)),
        ("OTE 120-240K", PayKind.OTE, (Flag.NOT_BASE,)),
        (PACKAGE, PayKind.TOTAL, (Flag.NOT_BASE,)),
        (f"Base salary: $120,000 - $240,000. {OTE}", PayKind.BASE, ()),
        ("Salary: $120,000 - $240,000 a year.", PayKind.BASE, ()),
        ("On-target earnings: $125,000 - $250,000", PayKind.BASE, ()),
        ("On-target earnings: €120,000 - €240,000", PayKind.BASE, ()),
    ],
)
def test_the_kind_of_the_same_amounts_in_the_description_is_that_of_the_fields(
    description, kind, flags
):
    reading = pay(job(USD_YEAR, description=description, country="US"))
    values = reading.values
    assert values["salary_origin"] is Origin.STRUCTURED
    assert (values["salary_kind"], values["flags"]) == (kind, flags)
    assert values["salary_status"] is (SalaryStatus.FLAGGED if flags else SalaryStatus.OK)
    assert ("pay_flagged" in [issue.code for issue in reading.issues]) is bool(flags)
    told = [one for one in reading.evidence if one.field == "salary_kind"]
    assert bool(told) is bool(flags)


def test_base_pay_beside_on_target_earnings_of_the_fields_is_the_headline():
    text = f"Base salary: $100,000 - $130,000 a year. {OTE}"
    values = pay(job(USD_YEAR, description=text, country="US")).values
    assert (values["salary_kind"], values["salary_min"]) == (PayKind.BASE, 100_000)


PLN = PayField("18000", "24000", "PLN", "monthly")


@pytest.mark.parametrize(
    ("field", "description", "net", "facts"),
    [
        (PLN, "Salary: 18 000 - 24 000 PLN netto + VAT per month (B2B).", True, ("vat", "b2b")),
        (PLN, "Salary: 18 000 - 24 000 PLN per month gross.", False, ()),
        (PLN, "Salary: 19 000 - 24 000 PLN netto + VAT per month (B2B).", None, ()),
        (PLN, "Salary: 18 000 - 24 000 EUR netto + VAT per month (B2B).", None, ()),
        (
            PLN,
            "18 000 - 24 000 PLN per month on B2B.\n18 000 - 24 000 PLN per month, umowa o pracę.",
            None,
            (),
        ),
        (PayField("2000", "2500", "USD", "weekly"), "Pay: $4,000 - $5,000 biweekly", None, ()),
    ],
)
def test_facts_of_the_same_amounts_in_the_description_belong_to_the_fields(
    field, description, net, facts
):
    reading = pay(job(field, description=description))
    assert reading.values["salary_origin"] is Origin.STRUCTURED
    assert (reading.values["net"], reading.values["facts"]) == (net, facts)
    assert [band.facts for band in reading.bands if band.headline] == [facts]
    told = [one for one in reading.evidence if one.field == "facts"]
    assert bool(told) == (net is not None or bool(facts))


ZONES = (PayField("180000", "230000", "USD", "YEAR"), PayField("200000", "260000", "USD", "YEAR"))


@pytest.mark.parametrize(
    ("salary", "conflicts"),
    [("$180K - $260K", 0), ("$200K - $230K", 1), ("$180K - $250K", 1), ("€180K - €260K", 1)],
)
def test_one_band_from_the_lowest_to_the_highest_sums_up_the_zones(salary, conflicts):
    reading = pay(job(*ZONES, salary=salary, country="US"))

    assert [d.code for d in reading.issues].count("pay_conflict") == conflicts


def test_what_two_places_say_alike_is_one_band():
    reading = pay(job(RANGE, salary="$120,000 - $150,000 a year", country="US"))

    assert [band.origin for band in reading.bands] == [Origin.STRUCTURED]


def test_bands_carry_what_was_read_of_them():
    reading = pay(job(salary="120 - 160 zł/h netto + VAT (B2B)", country="PL"))

    (band,) = reading.bands
    assert (band.posting_id, band.n, band.headline) == (job().raw.posting_id, 0, True)
    assert (band.net, band.facts, band.period) == (True, ("vat", "b2b"), Period.HOUR)
    assert band.evidence == "120 - 160 zł/h netto + VAT (B2B)"


def test_the_place_read_comes_before_the_boards_country():
    values = {"country": "CA; US"}

    assert pay(job(salary="$120k", country="US", values=values)).values["salary_currency"] == "CAD"


def test_the_level_widens_the_bounds():
    one = job(salary="USD 1,500,000 a year", values={"level": Level.EXECUTIVE})

    assert pay(one).values["salary_status"] is SalaryStatus.OK
    assert pay(job(salary="USD 1,500,000 a year")).values["flags"] == (Flag.ABOVE_CEILING,)


@pytest.mark.parametrize(
    ("values", "fetched_at", "day"),
    [
        ({"posted_on": date(2024, 3, 3)}, datetime(2024, 6, 3, tzinfo=UTC), date(2024, 3, 1)),
        ({"posted_on": None}, datetime(2024, 6, 3, tzinfo=UTC), date(2024, 6, 3)),
        ({}, None, None),
    ],
)
def test_the_rate_is_of_the_day_posted_or_else_fetched(values, fetched_at, day):
    reading = pay(job(salary="EUR 60000 per year", values=values, fetched_at=fetched_at))

    assert reading.values["fx_date"] == day
    assert (reading.values["annual_min_usd"] is None) == (day is None)
    assert ("fx_missing" in [d.code for d in reading.issues]) == (day is None)


def test_a_currency_without_a_rate_is_left_unconverted():
    reading = pay(job(salary="30 - 40 triệu", country="VN", values={"posted_on": date(2024, 3, 3)}))

    assert reading.values["annual_max"] == 480_000_000
    assert reading.values["annual_max_usd"] is None
    assert ("fx_missing", "VND on 2024-03-03") in [(d.code, d.raw_value) for d in reading.issues]


def test_dollars_need_no_rate():
    values = pay(job(RANGE)).values

    assert (values["annual_min_usd"], values["fx_date"]) == (120000, None)


def test_the_bogus_band_is_kept_as_stated_and_flagged():
    reading = pay(job(salary="USD 1111111K - 1111111K"))

    assert reading.values["salary_min"] == reading.values["salary_max"] == 1_111_111_000
    assert reading.values["salary_status"] is SalaryStatus.FLAGGED
    assert reading.values["flags"] == (Flag.PLACEHOLDER, Flag.ABOVE_CEILING)
    assert reading.values["annual_min"] is reading.values["annual_min_usd"] is None
    assert [e.rule.split(":")[0] for e in reading.evidence] == [
        "the posting's pay text",
        "placeholder",
        "above_ceiling",
    ]


def test_every_code_is_one_of_the_rules():
    known = {line.split(",")[0] for line in rule_text("issues.csv").splitlines()}
    texts = ["$43 - $50", "USD 1111111K", "120k - 130k", "45", "kr 48 000"]
    codes = {issue.code for text in texts for issue in pay(job(RANGE, salary=text)).issues}
    codes |= {issue.code for text in texts for issue in pay(job(salary=text)).issues}

    assert len(codes) >= 5
    assert codes <= known


def test_each_distinct_text_is_read_once():
    given = {"salary": "EUR 61.234 im Jahr", "description": "We pay EUR 61.234 im Jahr."}
    pay(job(**given))
    before = read_pay.cache_info().misses, _in_description.cache_info().misses
    pay(job(**given))

    assert (read_pay.cache_info().misses, _in_description.cache_info().misses) == before
