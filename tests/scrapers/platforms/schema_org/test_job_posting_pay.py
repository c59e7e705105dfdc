import pytest

from models.raw import PayField
from scrapers.platforms.schema_org.pay import pay_fields, pay_text


def amount(**more):
    return {"@type": "MonetaryAmount", **more}


CASES = [
    (None, []),
    ("", []),
    ("UNAVAILABLE", []),
    ("$100,000", [PayField(text="$100,000")]),
    ("50.000€ - 65.000€", [PayField(text="50.000€ - 65.000€")]),
    (85000, [PayField(min="85000", max="85000")]),
    ("85.000", [PayField(min="85.000", max="85.000")]),
    (amount(), []),
    (amount(currency="EUR"), []),
    (
        amount(currency="USD", value={"minValue": 65000, "maxValue": 70000.5, "unitText": "YEAR"}),
        [PayField(min="65000", max="70000.5", currency="USD", unit="YEAR")],
    ),
    (
        amount(currency="USD", value={"value": 40, "unitText": "HOUR"}),
        [PayField(min="40", max="40", currency="USD", unit="HOUR")],
    ),
    (amount(currency="EUR", value="10000"), [PayField(min="10000", max="10000", currency="EUR")]),
    (amount(value={"value": "85,5"}), [PayField(min="85,5", max="85,5")]),
    (
        amount(currency="EUR", value={"value": "ab 3.000 brutto", "unitText": "MONTH"}),
        [PayField(text="ab 3.000 brutto", currency="EUR", unit="MONTH")],
    ),
    (amount(value={"minValue": 0, "maxValue": 0}), [PayField(min="0", max="0")]),
    (amount(value={"minValue": "3000", "maxValue": None}), [PayField(min="3000")]),
    (amount(value={"minValue": "UNAVAILABLE", "maxValue": "N/A"}), []),
    (amount(minValue=1, maxValue=2, unitText="uur"), [PayField(min="1", max="2", unit="uur")]),
    (
        amount(value={"currency": "PLN", "minValue": 1, "unitCode": "MON"}),
        [PayField(min="1", currency="PLN", unit="MON")],
    ),
    (
        [amount(currency="USD", minValue=1), amount(currency="CAD", name="Canada", minValue=2)],
        [PayField(min="1", currency="USD"), PayField(min="2", currency="CAD", label="Canada")],
    ),
    (
        amount(currency="USD", value=[{"minValue": 1}, {"value": 2}]),
        [PayField(min="1", currency="USD"), PayField(min="2", max="2", currency="USD")],
    ),
    ([None, True, []], []),
    (
        {"@type": "PriceSpecification", "priceCurrency": "CHF", "minPrice": 6000, "maxPrice": 7000},
        [PayField(min="6000", max="7000", currency="CHF")],
    ),
    ({"price": "41.50", "priceCurrency": "USD"}, [PayField("41.50", "41.50", "USD")]),
]


@pytest.mark.parametrize(("stated", "fields"), CASES)
def test_base_salary(stated, fields):
    assert list(pay_fields({"baseSalary": stated})) == fields


def test_the_postings_own_currency_stands_where_the_amount_has_none():
    node = {"salaryCurrency": "CHF", "baseSalary": [7000, amount(currency="EUR", minValue=1)]}
    assert [f.currency for f in pay_fields(node)] == ["CHF", "EUR"]


def test_an_estimate_is_marked():
    node = {"baseSalary": 5, "estimatedSalary": [{"name": "base", "minValue": 1, "maxValue": 2}]}
    stated, guessed = pay_fields(node)
    assert not stated.is_estimate
    assert guessed == PayField(min="1", max="2", label="base", is_estimate=True)


def test_a_distribution_is_an_estimate_between_its_quartiles():
    spread = {"currency": "USD", "duration": "P1Y", "median": 9, "percentile10": 5}
    spread |= {"percentile90": 15}
    inner = spread | {"percentile25": 7, "percentile75": 12}
    fields = pay_fields({"estimatedSalary": [inner, spread, {"median": 9}]})
    assert [(f.min, f.max, f.unit) for f in fields] == [
        ("7", "12", "P1Y"),
        ("5", "15", "P1Y"),
        ("9", "9", ""),
    ]
    assert all(field.is_estimate for field in fields)


def test_words_are_also_the_pay_text():
    assert (
        pay_text({"baseSalary": ["from £30k", amount(value="to £40k"), 5]}) == "from £30k; to £40k"
    )


def test_amounts_nested_as_deep_as_json_may_be():
    value: object = {"value": 1}
    for _ in range(98):
        value = {"value": value}
    assert pay_fields({"baseSalary": value}) == (PayField(min="1", max="1"),)
