import pytest

from pipeline.pay.bands.format import brief
from pipeline.pay.reader import read_pay
from pipeline.rules.rows.task_headings import TaskHeading
from pipeline.rules.rulebook import read_rules
from tests.support.rows import every_row

YEAR = "40000..40000 GBP year"


def reads(text, country="GB"):
    return brief(read_pay(text, country=country, prose=True))


@pytest.mark.parametrize(
    "text",
    [
        "The salary is £40,000 a year.",
        "Based in Leeds, the starting salary is £40,000 a year.",
        "The posted salary is £40,000 a year.",
        "You will receive a competitive salary of £40,000 a year.",
        "This is a full-time role with a salary of £40,000 a year.",
        "Senior data engineer salary £40,000 a year",
        "We build maps of the sea for ships Salary £40,000 a year",
    ],
)
def test_a_name_of_pay_that_heads_its_clause_or_follows_words_for_the_job_is_read(text):
    assert reads(text) == YEAR


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The exemption requires a salary of at least £40,000 a year.", "GB"),
        ("The charity trains people on a salary below £18,000 a year.", "GB"),
        ("The scheme matches contributions on pay up to £50,270 a year.", "GB"),
        ("The salary must be at least £40,000 a year.", "GB"),
        ("We advise on partners' pay of £40,000 a year.", "GB"),
        ("Our 22 clinics paying clerks £799 per month renew early.", "GB"),
        ("The firm audits a £450 day rate that turns out to be £263.", "GB"),
        ("Short-term cover replaces 60% of weekly pay up to $1,500 per week.", "US"),
        ("Die Blaue Karte verlangt ein Gehalt von 48.300 € im Jahr.", "DE"),
        ("Arbetstillstånd kräver en lön på minst 28 480 kr i månaden.", "SE"),
        ("La Carta Blu richiede una retribuzione annua lorda di almeno 33.500 €.", "IT"),
        ("在留資格には月給20万円以上が必要です。", "JP"),
        ("年収600万円以上のお客様に住宅ローンをご提案します。", "JP"),
        ("이전 직장에서는 월급 230만 원을 받았습니다.", "KR"),
        ("我以前在工厂月薪4500元，现在是店长。", "CN"),
    ],
)
def test_a_name_of_pay_that_unknown_words_lead_to_is_not_this_jobs(text, country):
    assert reads(text, country) == ""


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Document lost pay (say, £800 a week) for clients.", "Your pay (£800 a week) is weekly."),
        ("Drivers need a van (fuel covered, £800 a week).", "Your pay is weekly (£800 a week)."),
        ("State your last salary, e.g. £40,000 a year.", "The salary is £40,000 a year."),
        ("Are you a chef earning £38,000 who never rests?", "You will earn £38,000 a year."),
        ("Pension bands: pay up to £18,000: 5.5%", "Pay up to £18,000 a year"),
        ("You will get £25 an hour towards your loans.", "You will get £25 an hour."),
        ("Salary sacrifice: drive a car from £1,279 a month", "Salary: from £1,279 a month"),
    ],
)
def test_an_example_an_aside_and_a_question_are_no_offers(text, own):
    assert (reads(text), bool(reads(own))) == ("", True)


@pytest.mark.parametrize("marks", ['""', "“”", "„“", "«»", "「」"])
def test_an_amount_in_quotation_marks_is_not_this_jobs(marks):
    advert = "The salary is £40,000 a year"

    assert reads(f"Our site showed {marks[0]}{advert}{marks[1]} to a million people.") == ""
    assert reads(f"{advert} at a team called {marks[0]}Blue{marks[1]}") == YEAR


def test_the_mark_of_inches_opens_no_quotation():
    assert reads('A 24" screen, salary £40,000 a year, and a 27" one at home') == YEAR


def test_the_rest_of_a_long_sentence_does_not_begin_a_line():
    words = "which many of the people whom we advise ask about " * 8

    assert reads(f"They ask us {words}presently £46,000 a year") == ""


@pytest.mark.parametrize("heading", ["What you'll do", "About us", "Requirements:", "## Duties"])
def test_in_a_section_of_tasks_only_a_name_of_pay_at_the_start_counts(heading):
    money = "Excel, £38 - £42 an hour"

    assert reads(f"Nurse\n\n{heading}\n- {money}") == ""
    assert reads(f"Nurse\n\n{heading}\n- Care for people\n\nPay\n- {money}")
    assert reads(f"Nurse\n\n{heading}\n- Salary: £40,000 a year") == YEAR


@every_row("row", read_rules(TaskHeading))
def test_a_heading_of_tasks_is_what_hides_the_amount_of_its_example(row):
    amount = row.example.partition("\n")[2]

    assert (reads(row.example, row.country), bool(reads(amount, row.country))) == ("", True)


def test_words_without_a_figure_and_a_plus_make_an_amount_an_extra():
    texts = ("Negotiable + £600 p/a CPD", "£40,000 + £600 p/a CPD")

    assert [brief(read_pay(text, country="GB")) for text in texts] == ["", YEAR]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("O instituto paga bolsa de R$ 700 por mês aos jovens atendidos.", "BR"),
        ("La fundación paga una beca de 900 € al mes a los alumnos.", "ES"),
        ("L'ente paga uno stipendio di 700 € al mese ai tirocinanti.", "IT"),
        ("La région verse un salaire de 700 € par mois aux apprentis.", "FR"),
        ("The programme pays a wage of $18 an hour to trainees.", "US"),
        ("The fund pays a salary of £18,000 a year to young people.", "GB"),
    ],
)
def test_what_somebody_pays_to_others_is_not_this_job_s_pay(text, country):
    assert reads(text, country) == ""


@pytest.mark.parametrize(
    ("text", "country", "pay"),
    [
        ("We pay $18 an hour to all cashiers.", "US", "18..18 USD hour"),
        ("Pagamos R$ 2.700 por mês aos motoristas.", "BR", "2700..2700 BRL month"),
        ("A salary of £30,000 is paid to the successful candidate.", "GB", "30000..30000 GBP year"),
        ("The salary is $60,000 to start.", "US", "60000..60000 USD year"),
    ],
)
def test_what_the_employer_pays_to_its_people_is_read(text, country, pay):
    assert reads(text, country) == pay
