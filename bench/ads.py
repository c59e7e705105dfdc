"""Job ads of invented employers and agencies, put together from sentences.

Two ads of one employer share the text about the employer. Two ads of one role share some tasks. An
agency's ads share its own paragraphs. A finder of duplicates must not be misled by any of these.
The same seed gives the same ads.
"""

import random
from dataclasses import dataclass, field, replace

EMPLOYERS = {
    "Harbourlight Freight GmbH": (
        "Harbourlight Freight moves containers for four thousand shippers between nine ports.",
        "We own no ships; what we own is the timetable, and we are rather good at it.",
        "Thirty days of leave, a desk that goes up and down, and a ferry ticket on us.",
    ),
    "Mossgate Health": (
        "Mossgate Health runs walk-in clinics and the software that keeps their queues short.",
        "Nurses sit in our planning meetings, and they have the last word more often than not.",
        "Private medical cover, a pension we double, and one paid volunteering week a year.",
    ),
    "Tessel & Rook": (
        "Tessel & Rook insures small boats, big barns and everything that stands between them.",
        "Our actuaries write Python and our engineers read policies; nobody hides behind jargon.",
        "You choose your laptop, your hours around a core of four, and your home days.",
    ),
    "Ptarmigan Grid AS": (
        "Ptarmigan Grid balances the electricity of two million northern homes every quarter hour.",
        "When our forecast is wrong a turbine somewhere starts, so we like being right.",
        "Subsidised cabin, ski pass, and five weeks of summer that everyone really takes.",
    ),
    "Cloverstack": (
        "Cloverstack is the ledger behind three hundred neighbourhood banks and credit unions.",
        "We ship every day, roll back without blame and write down what we learned.",
        "Equity for all, parental leave of twenty weeks and a budget for books and trains.",
    ),
    "Oriel Grocers Ltd": (
        "Oriel Grocers delivers to kitchens in sixty towns from dark stores nobody ever sees.",
        "A good substitution for missing basil is a harder problem than it sounds.",
        "Staff discount from the first day, free breakfasts and a bicycle scheme.",
    ),
    "Vantaview Robotics Oy": (
        "Vantaview builds the arms that sort what you throw away into what can be used again.",
        "Half of the company has been inside a recycling plant at four in the morning.",
        "Lunch vouchers, an occupational doctor who knows your name, and sauna on Thursdays.",
    ),
    "Quillon Learning": (
        "Quillon teaches arithmetic to seven million children who would rather be outside.",
        "Teachers test each release before it leaves the building, and they are strict.",
        "School-holiday hours, a sabbatical after five years and tuition for your own studies.",
    ),
    "Saltire Mobility plc": (
        "Saltire Mobility hires out nine thousand electric vans to plumbers, florists and bands.",
        "A van that stands still costs money, and our models know where it should stand instead.",
        "A van for your house move, share save, and a winter bonus when targets are met.",
    ),
    "Lindworm Games": (
        "Lindworm makes two games that people have played for eleven years and counting.",
        "Nobody crunches: the last three expansions were late, loved and calm.",
        "Every Friday afternoon is yours, and so is the library of prototypes.",
    ),
}
AGENCIES = {
    "Peregrine Talent": (
        "Peregrine Talent has placed data people, and nothing but data people, since 2009.",
        "Our client asks us to keep their name to ourselves until the first conversation.",
        "If this sounds like you, send a CV to the consultant named below for a confidential chat.",
        (
            "We aim to answer every applicant within three working days; if you hear nothing, "
            "please take it that others were nearer to the brief this time."
        ),
    ),
    "Aldwych Search Partners": (
        "Aldwych Search Partners acts as an employment agency in relation to this vacancy.",
        "A rare chance to join a business that is growing and knows why it is growing.",
        "Interviews take place next week by video, with a final stage on site.",
        "Refer a friend to us and receive a voucher once they have passed their probation.",
    ),
    "Brightwater Recruit": (
        "Brightwater Recruit is working exclusively with a valued partner on this assignment.",
        "You will join a close team that is respected across the organisation.",
        "To be considered you must have the right to work in the country without sponsorship.",
        "By applying you accept our privacy notice, which you find on our website.",
    ),
}
CLIENTS = (
    (
        "The client is a specialist lender whose scorecards were rebuilt when interest was low. "
        "The first months go into replacing them one by one and explaining each to the regulator."
    ),
    (
        "The client is a broadcaster that must know which trailer makes whom press play. Events "
        "arrive at forty thousand a second and the answer is needed before the programme begins."
    ),
    (
        "The client is a maker of water meters with eleven years of readings and no one to look at "
        "them. Leaks are found by neighbours today; they would like to find them first."
    ),
    (
        "The client is a betting exchange that needs prices for markets no trader watches, from "
        "darts to weather, and an honest measure of how wrong these prices are."
    ),
    (
        "The client is a hospital group that merges the records of five sites. Names differ, dates "
        "differ, and the same patient must end up as one person every time."
    ),
    (
        "The client is a fashion retailer where returns eat the margin. You will say before the "
        "parcel leaves which dress is coming back, and what a fitting hint would change."
    ),
    (
        "The client is a housing association with ninety thousand boilers. Your forecasts decide "
        "which engineer drives where on the coldest mornings of the year."
    ),
    (
        "The client is a start-up in seed breeding that photographs every leaf of every trial plot "
        "twice a day and has so far thrown the pictures away."
    ),
)
TEAMS = {
    "Fraud": (
        "The fraud team stops stolen cards within the two hundred milliseconds a payment takes.",
        "You will tune rules that lawyers can read and models that thieves cannot.",
        "Label noise is the enemy here: chargebacks arrive sixty days late, if they do.",
    ),
    "Growth": (
        "The growth team runs nine experiments at once and believes perhaps one of them.",
        "You will own the holdouts, the power calculations and the arguments that follow.",
        "Attribution is contested ground, and you will be asked to draw its map.",
    ),
    "Routing": (
        "The routing team decides which vehicle goes where, a million times before lunch.",
        "You will predict travel times from traces that tunnels and rain have torn to pieces.",
        "Drivers know the streets better than any map: you will ride along every month.",
    ),
    "Pricing": (
        "The pricing team sets eleven thousand prices a night and is called if one looks odd.",
        "You will estimate elasticities where nothing was randomised, and say how sure you are.",
        "Finance will ask for one number; you will give a range and be thanked for it later.",
    ),
    "Search": (
        "The search team answers what people typed, meant, and could not spell.",
        "You will judge relevance with raters, logs and the occasional awkward dinner party.",
        "Queries of a single letter make up a tenth of the traffic and all of the bugs.",
    ),
    "Forecasting": (
        "The forecasting team says every Monday what will be needed in eight weeks.",
        "You will reconcile forecasts of regions and products until both sides add up.",
        "Holidays move, promotions overlap and history has holes: there is no clean series.",
    ),
}  # fmt: skip
ROLES = {
    "Data Scientist": (
        "frame business questions as measurable hypotheses and throw out those that are neither",
        "build models in Python and compare them with the simplest thing that could work",
        "design experiments together with product managers and read them without wishful thinking",
        "explain uncertainty to people who asked for certainty",
        "keep notebooks that another person can run a year later",
        "watch models after release and take them back when they drift",
        "mentor analysts who want to learn causal inference",
        "write up what did not work, so that nobody does it twice",
    ),
    "Data Engineer": (
        "move batch jobs that run at night to streams that run when they should",
        "model tables that analysts find without asking and trust without checking",
        "own pipelines in Airflow and dbt from the source to the dashboard",
        "bring the cost of our warehouse down by questions rather than by quotas",
        "write tests for data that fail loudly and in the morning",
        "retire three generations of scripts with respect and a plan",
        "set up lineage so that a changed column warns whom it will hurt",
        "share the on-call week with five others, and make it duller each quarter",
    ),
    "Machine Learning Engineer": (
        "bring models from a notebook to a service that answers in thirty milliseconds",
        "build the feature store that five teams have asked for and two have begun",
        "profile training jobs and halve what they cost on our GPUs",
        "set up shadow deployments, canaries and a rollback that works at night",
        "choose between batch and online inference with figures in hand",
        "automate retraining with checks that a person would make",
        "review the code of scientists kindly and in detail",
        "keep an eye on vector indexes that grow faster than our budget",
    ),
    "Data Analyst": (
        "turn vague requests into queries and queries into a paragraph one can act on",
        "maintain the handful of dashboards that are really opened on Mondays",
        "define metrics once, in SQL, and defend them in meetings",
        "find out why two reports differ and make them agree",
        "sit with the operations team until their spreadsheet is no longer needed",
        "prepare the monthly review for the board with comments, not just charts",
        "train colleagues to answer their own simple questions",
        "spot what is odd in the numbers before a customer does",
    ),
    "AI Engineer": (
        "build assistants with large language models that cite what they claim",
        "write evaluations first, prompts second and excuses never",
        "make retrieval work on documents that were scanned crooked in 1998",
        "keep latency and token bills in the same spreadsheet and both of them small",
        "put guardrails where legal wants them and users will not notice them",
        "fine-tune small models where a large one is a waste",
        "collect feedback from support agents and close the loop every week",
        "decide with designers when the machine should stay silent",
    ),
}  # fmt: skip
WANTED = (
    "you have worked with data for some years and have something in production to show for it",
    "you write SQL without looking things up, and Python that others can read",
    "you have been wrong in public and can tell us about it",
    "a degree in a quantitative subject helps; so does having done the work without one",
    "you are at home in at least one of the large clouds",
    "you ask who will use a thing before you build it",
    "your English is good enough for a lively argument",
    "you know git well enough to get yourself out of trouble",
    "you have seen a migration through to the end",
    "you prefer a short document to a long meeting",
)
CLOSING = (
    "We read every application ourselves and answer within a week.",
    "We hire people of every background and will adapt the interviews to your needs.",
    "The process has three steps: a call, a small task on your own machine, half a day with us.",
)
TOWNS = (
    "Leeds", "Bristol", "Glasgow", "Nottingham", "Cardiff", "Sheffield", "Norwich", "Exeter",
    "Liverpool", "Newcastle upon Tyne", "Brighton", "Southampton",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ad:
    """An ad as one board shows it; lines of `text` are its paragraphs and bullets."""

    source: str
    key: str
    company: str
    title: str
    location: str
    posted: str
    salary: str = ""
    text: tuple[str, ...] = field(default=())
    board: str = ""
    url: str = ""

    def on(self, source: str, key: str, **changes: object) -> "Ad":
        """Return the ad on another board, or on the same board under another id."""
        return replace(self, source=source, key=key, url="", **changes)  # type: ignore[arg-type]


def employers_ad(draw: random.Random, employer: str, role: str, team: str) -> tuple[str, ...]:
    """Return the text of an employer's ad for a role in a team."""
    about, tone, perks = EMPLOYERS[employer]
    tasks = draw.sample(ROLES[role], 5)
    wanted = draw.sample(WANTED, 5)
    head = f"We are looking for a {role} to join us."
    return (
        about, head, *TEAMS[team], "What you will do", *tasks, "What you bring", *wanted,
        tone, "What we offer", perks, *CLOSING,
    )  # fmt: skip


def agencys_ad(draw: random.Random, agency: str, role: str, client: str) -> tuple[str, ...]:
    """Return the text of an agency's ad for a client."""
    intro, tone, how, small = AGENCIES[agency]
    tasks = draw.sample(ROLES[role], 5)
    wanted = draw.sample(WANTED, 4)
    return (
        intro, client, "The role", *tasks, "About you", *wanted, tone, how, small,
    )  # fmt: skip


def edited(draw: random.Random, text: tuple[str, ...], changes: int) -> tuple[str, ...]:
    """Return a text with `count` words changed, as an editor changes them."""
    words = [line.split() for line in text]
    places = [(a, b) for a, line in enumerate(words) for b in range(len(line))]
    for a, b in draw.sample(places, changes):
        words[a][b] = draw.choice(("really", "own", "whole", "new", "good", "first", "entire"))
    return tuple(" ".join(line) for line in words)
