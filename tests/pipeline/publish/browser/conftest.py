"""Our pages in a real browser: the system's Chromium, one for all tests of a process."""

import random
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
SIZES = {"phone": (375, 760), "desktop": (1280, 900), "paper": (700, 1000)}
ROLES = ("Data Scientist", "Machine Learning Engineer", "Research Scientist (AI/ML)")
PLACES = (("US", "USD", 150_000), ("DE", "EUR", 80_000))


@dataclass
class Opened:
    """A page in the browser: the tab, and what went wrong or left the file."""

    tab: Any
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def dismiss(self, box):
        self.dialogs.append(box.message)
        box.dismiss()


@pytest.fixture(scope="module")
def chromium():
    if not CHROMIUM:
        pytest.skip("there is no Chromium on this machine: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium):
    """Return a function that opens a file, as a block, in one size and colour scheme."""

    @contextmanager
    def open_page(file, size="desktop", scheme="light", anchor=""):
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            is_mobile=size == "phone",
            has_touch=size == "phone",
        )
        page = Opened(context.new_page())
        page.tab.on("console", lambda said: page.errors.append(said.text))
        page.tab.on("pageerror", lambda error: page.errors.append(str(error)))
        page.tab.on("request", lambda asked: page.requests.append(asked.url))
        page.tab.on("dialog", page.dismiss)
        page.tab.goto(Path(file).absolute().as_uri() + anchor)
        page.requests[:] = page.requests[1:]  # the file itself
        yield page
        context.close()

    return open_page


@pytest.fixture
def people(make):
    """Make 280 jobs of three roles and 37 employers in two countries; `text` is put in each."""

    def made(text=lambda _n: "", roles=ROLES):
        random.seed(19)
        for n in range(280):
            country, currency, middle = PLACES[n % 2]
            rank = n // 6 % 3  # each role has each level
            level = ("mid", "senior", "lead")[rank]
            pay = round(middle * random.lognormvariate(0.3 * rank, 0.25), -2)
            low, high = Decimal(int(pay * 0.9)), Decimal(int(pay * 1.1))
            more = text(n)
            values = {
                "role": roles[n // 2 % len(roles)], "level": level, "country": country,
                "company": f"Firm {n % 37}{more}", "salary_currency": currency,
                "salary_period": "year", "workplace": ("remote", "onsite")[n // 7 % 2],
                "language": "en", "industry": "finance", "education": "master",
                "education_required": n % 3 == 0, "education_fields": ("statistics",),
                "experience_min": n % 6, "skills": ("Python", "SQL") if n % 4 else ("Docker",),
                "posted_on": date(2026, n % 9 + 1, 3), "city": "Berlin", "region": "Berlin",
                "title_short": f"Title {n % 5}{more}",
            }  # fmt: skip
            yield make(n, (low, high), **values)

    return made
