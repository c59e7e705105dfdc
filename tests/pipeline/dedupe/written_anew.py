"""Ads of invented employers: as posted, and with half of their sentences written anew.

A row: a sentence as posted, and the sentence of another board (None: unchanged).
"""

HARBOUR: tuple[tuple[str, str | None], ...] = (
    ("Harbourlight moves containers for four thousand shippers between nine small ports.", None),
    ("You will forecast how many boxes arrive at each quay in the coming fortnight.",
     "How many boxes reach each quay over the next fortnight is what your forecast answers."),
    ("You clean the manifests that captains send by radio, fax and, lately, e-mail.", None),
    ("Together with the crane crews you find out why a Tuesday takes longer than a Monday.",
     "Why does Tuesday take longer than Monday? You find the reason along with the crane crews."),
    ("You present one chart a week to the harbour masters, who do not like charts.", None),
    ("You have three years of experience with SQL and Python.",
     "We expect some three years of Python and SQL."),
    ("You have built a forecast that somebody planned their week by.", None),
    ("You know Airflow, dbt or another tool that runs things at night.",
     "Airflow or dbt should be known to you, or any tool for nightly jobs."),
    ("We offer a ferry pass, thirty days of leave and lunch in the canteen on the quay.", None),
    ("Our process has two conversations and no puzzles.",
     "Two talks, no puzzles: that is all of our process."),
)  # fmt: skip
CLOVER: tuple[tuple[str, str | None], ...] = (
    ("Cloverstack keeps the ledger of three hundred neighbourhood banks and credit unions.", None),
    ("You will design services in Kotlin that post entries exactly once, whatever fails.",
     "Whatever fails, the Kotlin services that you design post each entry exactly once."),
    ("You replace nightly batch files with a stream that our banks can replay.",
     "A stream that banks can replay takes the place of batch files, thanks to you."),
    ("You review the changes of five colleagues and receive the same care back.", None),
    ("You carry the pager one week in seven and make it quieter each time.", None),
    ("You have run PostgreSQL or CockroachDB for a system that counts money.",
     "Systems that count money are known to you, on CockroachDB or PostgreSQL."),
    ("You can explain double-entry bookkeeping to a friend.",
     "Your friends have heard you explain double-entry bookkeeping."),
    ("You write documents that a branch manager can follow.", None),
    ("Parental leave is twenty weeks, and the books and trains are on us.", None),
    ("We answer within a week and tell you why.", "Within a week you have our answer, and a why."),
)  # fmt: skip
TESSEL: tuple[tuple[str, str | None], ...] = (
    ("Tessel insures small boats, big barns and everything that stands between them.",
     "From small boats to big barns, Tessel insures what stands in between."),
    ("You will price storm damage for roofs that no surveyor has climbed.", None),
    ("You bring satellite pictures, gauges and forty years of claims into one model.",
     "Forty years of claims, satellite pictures and gauges end in a single model of yours."),
    ("You argue with actuaries about tails, and change your mind in writing.", None),
    ("You follow the regulator's letters and answer with figures.",
     "Letters of the regulator are answered by you, in figures."),
    ("You hold a degree in statistics, physics or meteorology.", None),
    ("You use R or Julia daily and have met extreme value theory.",
     "R or Julia is in daily use with you, and extreme value theory no stranger."),
    ("You speak English and enough German to read a policy.", None),
    ("You choose your laptop, your hours around a core of four, and your home days.",
     "Laptop, home days and hours (around a core of four) are your choice."),
    ("There is a boat for the staff, and it is insured.", None),
)  # fmt: skip


def posted(ad: tuple[tuple[str, str | None], ...]) -> str:
    """Return the text of an ad as posted."""
    return " ".join(sentence for sentence, _ in ad)


def anew(ad: tuple[tuple[str, str | None], ...]) -> str:
    """Return the text of an ad with half of its sentences written anew."""
    return " ".join(other or sentence for sentence, other in ad)


def of_another_team(
    ad: tuple[tuple[str, str | None], ...], other: tuple[tuple[str, str | None], ...]
) -> str:
    """Return an ad in which the sentences on the work are those of another job."""
    return " ".join(sentence for sentence, _ in (*ad[:1], *other[1:6], *ad[6:]))
