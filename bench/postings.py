"""Invented postings that repeat as real ones do, as input of the benchmarks.

Titles, places, companies and pay come from pools in which the n-th value comes up as 1/n^s (Zipf).
So 100,000 postings have some 7,000 distinct titles. There are 5,000 employers, and beyond 100,000
postings one for each twenty: who collects more postings collects from more employers. Days differ
by the second. Each description is different, with 3 KB of HTML. The same seed gives the same
postings.
"""

import itertools
import random
from datetime import UTC, datetime, timedelta
from typing import Any

from models.raw import RawPosting

LEVELS = ("", "", "", "Senior ", "Senior ", "Sr. ", "Junior ", "Lead ", "Staff ", "Principal ")
JOBS = (
    "Data Scientist", "Data Engineer", "Machine Learning Engineer", "Data Analyst", "AI Engineer",
    "Software Engineer", "MLOps Engineer", "Research Scientist", "Analytics Engineer",
    "Business Analyst", "Product Manager", "Backend Developer", "Applied Scientist",
    "Computer Vision Engineer", "NLP Engineer", "BI Developer", "Data Architect",
    "Account Executive", "DevOps Engineer", "Quantitative Researcher", "Head of Data",
    "Ingénieur Data", "Werkstudent Data Science", "Analista de Datos", "Solutions Architect",
)  # fmt: skip
TAILS = (
    "",
    "",
    "",
    "",
    " (m/w/d)",
    " H/F",
    " (Remote)",
    " - Remote, US",
    " II",
    " III",
    " - Hybrid",
)
TEAMS = (
    "Payments", "Search", "Ads", "Growth", "Risk", "Fraud", "Maps", "Pricing", "Platform", "Trust",
    "Supply Chain", "Health", "Robotics", "Credit", "Claims", "Personalization", "Forecasting",
    "Customer Success", "Security", "Infrastructure", "Energy", "Marketing", "Checkout", "Video",
)  # fmt: skip
# by what they pay in
CITIES = {
    "USD": (
        "San Francisco, CA", "New York, NY", "Austin, TX", "Seattle, WA", "Boston, MA",
        "Chicago, IL", "USA Texas Austin", "US, WA, Bellevue", "Denver, CO", "Atlanta, GA",
        "Raleigh, North Carolina, United States", "Palo Alto", "Washington, DC", "Remote, US",
    ),
    "GBP": (
        "London, United Kingdom", "Manchester, England, United Kingdom", "Leeds", "Bristol, UK",
        "Edinburgh, Scotland", "Cambridge, England, United Kingdom", "London", "Reading, Berkshire",
    ),
    "EUR": (
        "Berlin, Germany", "München", "Hamburg, Deutschland", "Paris, France", "Lyon",
        "Madrid, Spain", "Barcelona", "Lisbon", "Amsterdam, Netherlands", "Dublin, Ireland",
        "Helsinki, Finland", "Milano, Italia", "Wien", "Brussels, Belgium",
    ),
    "INR": (
        "Bengaluru, Karnataka, India", "Hyderabad, Telangana, India", "Pune", "Chennai", "Noida",
        "Gurugram(Udyog Vihar)", "Mumbai, Mumbai (All Areas)", "IND Tamil Nadu Chennai South",
    ),
    "": (
        "Toronto, ON", "Vancouver, BC, Canada", "Singapore", "Sydney NSW", "Warsaw, Poland",
        "Zürich, Switzerland", "Tel Aviv, Israel", "Ho Chi Minh City", "Tokyo, Japan",
        "São Paulo, Brazil", "Mexico City, MX", "Lahore, Pakistan", "Cairo, Egypt", "Kraków",
    ),
}  # fmt: skip
AROUND = (
    "{0}",
    "{0}",
    "{0}",
    "Remote - {0}",
    "{0} (Hybrid)",
    "{0}; {1}",
    "{0} Office",
    "Hybrid - {0}",
)
PAY = {
    "USD": (
        "${0},000 - ${1},000", "${0}K - ${1}K", "${0},000.00/yr - ${1},000.00/yr", "${0} an hour",
        "USD {0},000 - {1},000 a year", "Base salary ${0},000 to ${1},000",
    ),
    "GBP": ("£{0},000 per annum", "£{0},000 - £{1},000", "Up to £{0}k", "£{0}k-£{1}k + bonus"),
    "EUR": ("€{0}.000 - €{1}.000", "{0}k-{1}k EUR", "{0} 000 € par an", "ab {0}.000 € brutto"),
    "INR": ("₹{0},00,000 - {1},00,000 P.A.", "{0}-{1} Lacs P.A.", "Not disclosed"),
    "": ("{0},000 - {1},000", "Competitive", "{0}K - {1}K"),
}  # fmt: skip
WORDS = (
    "we", "build", "models", "that", "help", "teams", "decide", "faster", "and", "measure",
    "what", "matters", "to", "their", "customers", "you", "will", "design", "pipelines",
    "review", "code", "write", "clear", "documents", "and", "work", "with", "product",
    "managers", "engineers", "analysts", "and", "researchers", "to", "ship", "reliable",
    "services", "across", "several", "regions", "using", "Python", "SQL", "Spark", "Kubernetes",
    "cloud", "platforms", "statistics", "and", "experiments", "experience", "with", "large",
    "scale", "systems", "is", "welcome", "our", "office", "culture", "values", "curiosity",
    "kindness", "and", "careful", "thinking", "benefits", "include", "health", "cover",
    "parental", "leave", "learning", "budget", "and", "flexible", "working", "hours", "data",
)  # fmt: skip
SENTENCES = (
    "The base salary range for this role is ${0},000 to ${1},000 a year.",
    "You will be in the office three days a week.",
    "This role is fully remote within the United States.",
    "We raised $40 million last year and grew to {0} people.",
    "A degree in computer science or {2} years of experience is expected.",
)
EMPLOYERS, EACH = 5_000, 20
START = datetime(2026, 10, 1, tzinfo=UTC)


def postings(count: int, *, described: bool, seed: int = 7) -> list[RawPosting]:
    """Return `count` invented postings, with descriptions or without."""
    draw = random.Random(seed)
    titles = drawn(draw, [title(draw) for _ in range(20_000)], count, 0.75)
    places = drawn(draw, [place(draw) for _ in range(6_000)], count, 0.8)
    employers = range(max(EMPLOYERS, count // EACH))
    firms = drawn(draw, [f"Firm {n} {draw.choice(TEAMS)}" for n in employers], count, 0.7)
    pays = {
        money: drawn(draw, [pay(draw, money) for _ in range(9_000)], count, 0.6) for money in PAY
    }
    return [
        RawPosting(
            source=f"board{n % 7}",
            source_key=str(n),
            url=f"https://jobs.example/{n}",
            title=titles[n],
            company=firms[n],
            location=places[n][0],
            workplace=draw.choice(("", "", "Remote", "OnSite", "Hybrid")),
            employment=draw.choice(("Full-time", "FULL_TIME", "Contract", "", "Part time")),
            salary=pays[places[n][1]][n] if draw.random() < 0.5 else "",
            posted=(START + timedelta(seconds=n * 13)).isoformat(),
            description_html=description(draw) if described else "",
            fetched_at=START + timedelta(days=30, minutes=n % 50),
        )
        for n in range(count)
    ]


def drawn(draw: random.Random, pool: list[Any], count: int, power: float) -> list[Any]:
    """Return values of the pool; the n-th comes 1/n^power as often as the first."""
    weights = list(itertools.accumulate(1 / n**power for n in range(1, len(pool) + 1)))
    return draw.choices(pool, cum_weights=weights, k=count)


def title(draw: random.Random) -> str:
    """Return a title: level, job, sometimes team and tail."""
    team = f", {draw.choice(TEAMS)}" if draw.random() < 0.6 else ""
    return f"{draw.choice(LEVELS)}{draw.choice(JOBS)}{team}{draw.choice(TAILS)}"


def place(draw: random.Random) -> tuple[str, str]:
    """Return one place or two, as boards write them, and the currency of the place."""
    money = draw.choice(tuple(CITIES))
    cities = CITIES[money]
    return draw.choice(AROUND).format(draw.choice(cities), draw.choice(cities)), money


def pay(draw: random.Random, money: str) -> str:
    """Return a pay text in a currency."""
    low = draw.randint(20, 199)
    return draw.choice(PAY[money]).format(low, low + draw.randint(5, 60))


def description(draw: random.Random) -> str:
    """Return 3 KB of HTML, of paragraphs and a list."""
    parts: list[str] = []
    size = 0
    while size < 2_950:
        text = sentence(draw)
        parts.append(
            f"<li>{text}</li>" if draw.random() < 0.5 else f"<p><b>{text}</b> {sentence(draw)}</p>"
        )
        size += len(parts[-1])
    return "<div>" + "\n".join(parts) + "</div>"


def sentence(draw: random.Random) -> str:
    """Return a sentence: one in fifteen is about pay, place or money."""
    if draw.random() < 1 / 15:
        low = draw.randint(60, 199)
        return draw.choice(SENTENCES).format(low, low + draw.randint(5, 60), draw.randint(2, 9))
    return f"{' '.join(draw.choices(WORDS, k=draw.randint(8, 20))).capitalize()}."
