"""Pay in a title is read, and other money in a title is not."""

import pytest

from models.raw import PayField, RawPosting
from models.vocab import Origin
from pipeline.clean.engine import clean
from pipeline.pay.title import read_title_pay

PAID = [
    ("Senior AI Engineer - $180k-$220k DOE", "180000 220000 USD year base"),
    ("Data Engineer ($150,000 - $170,000)", "150000 170000 USD year base"),
    ("ML Engineer | £80,000 - £95,000 | Remote", "80000 95000 GBP year base"),
    ("Data Scientist - £65k - London - Python, R", "65000 65000 GBP year base"),
    ("Data Scientist - up to £90k + bonus", "None 90000 GBP year base"),
    ("Data Engineer, 80k-100k EUR, Berlin", "80000 100000 EUR year base"),
    ("Data Engineer (m/w/d) 70.000 €", "70000 70000 EUR year base"),
    ("Data Engineer 18.000 - 25.000 PLN B2B", "18000 25000 PLN month base"),
    ("Data Analyst - $45 - $55 per hour", "45 55 USD hour base"),
    ("Data Engineer - 6 months - £500 per day", "500 500 GBP day base"),
    ("Contract Data Engineer - 600-700 pd", "600 700 USD day base"),
    ("Data Scientist (₹25-35 LPA)", "2500000 3500000 INR year base"),
    ("データエンジニア 年収600万〜900万円", "6000000 9000000 JPY year base"),
    ("Founding Engineer - $150k-$220k + 0.5-2% equity", "150000 220000 USD year base"),
    ("Account Executive - $250k OTE", "250000 250000 USD year ote"),
]
UNPAID = [
    "Engineer, $5B fund",
    "Quant Researcher ($5B AUM hedge fund)",
    "Growth Engineer at 100k users startup",
    "Founding Engineer (Series A $20M)",
    "Founding Engineer - $1.5M pre-seed",
    "ML Engineer (YC W24, $3M raised)",
    "Machine Learning Engineer - $2,000 sign-on bonus",
    "Backend Engineer - $10k relocation",
    "Backend Engineer - 10k+ stars open source",
    "Software Engineer II - 401k",
    "Sales Manager ($1M quota)",
    "Customer Success (SMB $10k-$50k ACV)",
    "Fund accountant $10k-$50k trades",
    "Investment Analyst - $500k to $5M deals",
    "Manager, 50-100k accounts",
    "Data Entry Clerk 15-20 hours",
    "Data Engineer - 5 days - £450",
    "Data Engineer - Austin 78701",
    "Data Engineer 2026 Graduate",
    "Data Engineer; 80k",  # neither a currency nor a time
]


@pytest.mark.parametrize(("title", "band"), PAID)
def test_pay_of_a_title_is_read(title, band):
    found = read_title_pay(title, country="US").band
    assert found is not None
    words = (found.min, found.max, found.currency, found.period, found.kind)
    assert " ".join(map(str, words)) == band
    assert found.origin is Origin.TITLE


@pytest.mark.parametrize("title", UNPAID)
def test_other_money_of_a_title_is_no_pay(title):
    assert read_title_pay(title, country="US").bands == ()


def posting(title, description="", **pay):
    given = {"title": title, "country": "US", "description_html": description, **pay}
    return clean(RawPosting(source="a", source_key="1", url="", **given))


def test_a_title_comes_before_the_description_and_after_fields_and_text():
    title, text = "Data Engineer - $180k-$220k", "The salary is $90,000 a year."
    found = posting(title, text)
    assert (found.posting.salary_origin, found.posting.salary_min) == (Origin.TITLE, 180_000)
    assert found.posting.salary_text == "$180k-$220k"
    assert "pay_conflict" in [issue.code for issue in found.issues]
    for pay in ({"salary": "$100k"}, {"salary_fields": (PayField("100000", "100000", "USD"),)}):
        found = posting(title, **pay)
        assert found.posting.salary_min == 100_000
        assert {band.origin for band in found.bands}.isdisjoint({Origin.TITLE})
