import pytest

from pipeline.pay.fields import read_fields
from scrapers.platforms.ashby.pay import pay_fields, pay_text


def salary(summary, low, high, **more):
    return {
        "compensationType": "Salary",
        "summary": summary,
        "interval": "1 YEAR",
        "minValue": low,
        "maxValue": high,
        **more,
    }


def bands(*components, summary="", title=""):
    tier = {"title": title, "tierSummary": summary, "components": list(components)}
    reading = read_fields(pay_fields({"compensation": {"compensationTiers": [tier]}}), country="US")
    return [(str(b.min), str(b.max), b.currency, b.kind.value) for b in reading.bands]


def test_a_tier_with_a_base_and_a_target_has_a_band_of_each_kind():
    found = bands(
        salary("$101K – $121K", 101000, 121000, currencyCode="USD"),
        salary("OTE $202K – $222K", 202000, 222000, currencyCode="USD"),
        summary="$101K – $121K • OTE $202K – $222K",
    )

    assert found == [("101000", "121000", "USD", "base"), ("202000", "222000", "USD", "ote")]


def test_a_missing_currency_is_that_of_the_words_and_not_of_the_country():
    assert bands(salary("CA$103K – CA$131K", 103000, 131000)) == [
        ("103000", "131000", "CAD", "base")
    ]


def test_tiers_in_several_currencies_stay_apart():
    found = bands(
        salary("£91K – £119K", 91000, 119000, currencyCode="GBP"),
        salary("€131K – €179K", 131000, 179000, currencyCode="EUR"),
    )

    assert [band[2] for band in found] == ["GBP", "EUR"]


@pytest.mark.parametrize("where", ["compensationTiers", "summaryComponents"])
def test_a_board_that_lists_only_equity_or_a_bonus_states_no_pay(where):
    listed = [{"compensationType": kind} for kind in ("EquityCashValue", "Bonus")]
    parts = [{"components": listed}] if where == "compensationTiers" else listed
    job = {"compensation": {"compensationTierSummary": "€30K – €45K Equity", where: parts}}
    assert (pay_text(job), pay_fields(job)) == ("", ())
    listed.append({"compensationType": "Salary"})
    assert pay_text(job) == "€30K – €45K Equity"


def test_a_board_without_components_states_what_its_page_shows():
    assert pay_text({"compensation": {"compensationTierSummary": "€61K – €78K"}}) == "€61K – €78K"
