"""Kinds of pairs that boards really show: of one job, and of two that look like one."""

import pytest

from pipeline.dedupe.batch import same_jobs
from pipeline.dedupe.blocking import keys_of
from tests.pipeline.dedupe.written_anew import (
    CLOVER,
    HARBOUR,
    TESSEL,
    anew,
    of_another_team,
    posted,
)

FRAME = (
    "On behalf of a member company we present this opening in your region.",
    "Apply through our page, and a consultant will forward your documents.",
)
FRAMED = f"{FRAME[0]} {posted(HARBOUR)} {FRAME[1]}"
HALF = posted(HARBOUR)[: len(posted(HARBOUR)) // 2] + "…"
EDITED = posted(HARBOUR).replace("three years", "five years")
GERMAN = """
Harbourlight bewegt Container für viertausend Verlader zwischen neun kleinen Häfen.
Du sagst voraus, wie viele Kisten in den nächsten zwei Wochen an jedem Kai ankommen.
Du bereinigst die Ladelisten, die Kapitäne per Funk, Fax und neuerdings E-Mail schicken.
Mit den Kranführern findest du heraus, warum ein Dienstag länger dauert als ein Montag.
Du zeigst den Hafenmeistern, die keine Diagramme mögen, jede Woche ein Diagramm.
Du hast drei Jahre Erfahrung mit SQL und Python, und du kennst Airflow oder dbt.
Wir bieten eine Fährkarte, dreißig Tage Urlaub und Mittagessen in der Kantine am Kai.
"""
CHINESE = (
    "港灯物流在九个小港口之间为四千家货主运送集装箱。",
    "您将预测未来两周每个码头的到港箱量,并向港长汇报。",
    "您将清理船长们用传真和邮件发来的舱单,找出重复的记录。",
    "您将与吊车班组一起查明为什么周二比周一更慢。",
    "我们希望您有三年以上的数据分析经验,熟练使用数据库。",
    "您了解任务调度工具,能写出别人看得懂的文档。",
    "我们提供渡轮月票、三十天年假和码头食堂的午餐。",
    "面试只有两次谈话,没有智力题,一周之内给出答复。",
)
DEPARTMENT = (
    "Statewide Staffing looks for analysts for public offices.",
    "You work forty hours a week, in an office with a garage, and report to a deputy director.",
    "You need a degree, two years with spreadsheets and SQL, and a clean record.",
    "We offer health insurance, a pension and thirteen public holidays a year.",
    "Statewide Staffing gives equal chances to everyone and answers all applications.",
)
MAINE = """The department counts boats and moorings. You map where each boat is registered, compare
that with photographs from the air, and write letters to owners who forgot to pay."""
VERMONT = """The department runs six prisons and a farm. You predict meals and visits for the coming
year, study why teachers leave, and answer what courts ask within a day."""


def department(paragraph):
    return " ".join((*DEPARTMENT[:1], paragraph, *DEPARTMENT[1:]))


AD = {"company": "Harbourlight", "title": "Data Analyst", "description_html": posted(HARBOUR)}
ON_BOARD = {"source": "personio", "board": "harbourlight"}
ONE = {
    "an agency's frame under its own name": (
        AD,
        {"company": "FairWay Network", "description_html": FRAMED, "source": "feed"},
    ),
    "a short brand and the text cut": (
        AD | {"company": "Tarra"},
        {"company": "Tarra Group", "description_html": HALF, "source": "feed"},
    ),
    "a part of the town": (
        AD | {"location": "Amsterdam, Netherlands"},
        {"location": "Amsterdam Centrum, Netherlands", "source": "feed"},
    ),
    "a part of the town alone": (
        AD | {"location": "Berlin, Germany", "salary": "€60,000 - €70,000"},
        {"location": "Berlin Kreuzberg, Germany", "source": "feed", "description_html": HALF},
    ),
    "half written anew without pay": (AD, {"description_html": anew(HARBOUR), "source": "feed"}),
    "half written anew, services": (
        AD | {"description_html": posted(CLOVER)},
        {"description_html": anew(CLOVER), "source": "feed"},
    ),
    "half written anew, prices": (
        AD | {"description_html": posted(TESSEL)},
        {"description_html": anew(TESSEL), "source": "feed"},
    ),
    "posted again with an edit after months": (
        AD | {"posted": "2026-06-01", "fetched_at": None},
        {"posted": "2026-08-25", "description_html": EDITED},
    ),
    "translated on one board": (AD | ON_BOARD, {"description_html": GERMAN}),
    "translated to a script without spaces": (
        AD | ON_BOARD,
        {"description_html": "".join(CHINESE)},
    ),
    "codes of towns in the title": (
        AD | {"title": "Data Engineer (LA Remote)", "location": "Los Angeles, CA"},
        {"title": "Data Engineer (SF Remote)", "location": "San Francisco, CA"},
    ),
    "Chinese sentences in another order": (
        AD | {"description_html": "".join(CHINESE)},
        {"description_html": "".join(CHINESE[::-1]), "source": "feed"},
    ),
    "a Chinese frame under an agency's name": (
        AD | {"description_html": "".join(CHINESE)},
        {
            "description_html": f"本职位由客户委托发布。{''.join(CHINESE)}请尽快投递简历。",
            "company": "海峰人力",
            "source": "feed",
        },
    ),
}
TWO = {
    "two currencies in two countries": (
        AD | {"salary": "CA$6,000 - CA$7,000 per month", "location": "Toronto, Canada"},
        {"salary": "US$8,000 - US$9,500 per month", "location": "Boston, MA"},
    ),
    "a subject swapped in the title": (
        AD | {"title": "Expert Reviewer (Chemistry)", "salary": "$40 - $60 per hour"},
        {"title": "Expert Reviewer (Economics)"},
    ),
    "a subject swapped in a long title": (
        AD | {"title": "Expert Reviewer for Model Answers, Chemistry", "salary": "$40 per hour"},
        {"title": "Expert Reviewer for Model Answers, Economics"},
    ),
    "the paragraph of another department": (
        AD | {"description_html": department(MAINE), "salary": "$62,000 - $71,000"},
        {"description_html": department(VERMONT)},
    ),
    "the paragraph of another department elsewhere": (
        AD | {"description_html": department(MAINE), "location": "Augusta, ME"},
        {"description_html": department(VERMONT), "location": "Montpelier, VT", "source": "feed"},
    ),
    "another team of the employer": (
        AD,
        {"description_html": of_another_team(HARBOUR, CLOVER), "source": "feed"},
    ),
    "another team of the employer with one pay": (
        AD | {"salary": "£60,000 - £70,000"},
        {"description_html": of_another_team(HARBOUR, TESSEL), "source": "feed"},
    ),
    "two employers who wrote from one sheet": (
        AD | {"company": "Calder Plumbing", "description_html": f"{posted(TESSEL)} {MAINE}"},
        {
            "company": "Linnet Furniture",
            "description_html": f"{posted(TESSEL)} {VERMONT}",
            "source": "feed",
        },
    ),
    "another title on one board in another language": (
        AD | ON_BOARD,
        {"title": "Operations Manager", "description_html": GERMAN},
    ),
    "two towns of one board in two languages": (
        AD | ON_BOARD | {"location": "Leeds, United Kingdom"},
        {"location": "York, United Kingdom", "description_html": GERMAN},
    ),
    "half a year later": (
        AD | {"posted": "2026-01-05", "fetched_at": None},
        {"posted": "2026-07-01"},
    ),
    "a town whose name begins another's": (
        AD | {"location": "York, United Kingdom", "description_html": HALF},
        {"location": "New York, NY", "description_html": anew(HARBOUR), "source": "feed"},
    ),
}


def jobs(met, one, changes):
    pair = [met("1", **one), met("2", **(one | changes))]
    return same_jobs([(known, keys_of(known.print)) for known in pair])


@pytest.mark.parametrize("kind", ONE)
def test_one_job(met, kind):
    assert len(jobs(met, *ONE[kind])) == 1


@pytest.mark.parametrize("kind", TWO)
def test_two_jobs(met, kind):
    assert jobs(met, *TWO[kind]) == {}
