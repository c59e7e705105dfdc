"""Rows of rules/pay with the words of pay texts: each has a role, a value, and a use."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from models.vocab import PayKind, Period
from pipeline.rules.cells import Country, Language, Text
from pipeline.rules.row import Choice, Doc, NoValue, Row, among


@dataclass(frozen=True, slots=True)
class PayWord(Row):
    """A word of a pay text: its role, its value, and how it must be placed to count."""

    key: ClassVar = ("role", "phrase", "use", "language", "country")

    role: Annotated[str, Doc("What the word does in a pay text.")]
    phrase: Text
    value: Annotated[
        str | None, Doc("What the word means in its role; empty if the role says it all.")
    ]
    use: str | None
    language: Language
    example: Text
    country: Country
    expect: str


class PeriodRole(Choice):
    """The role of a word in pay_periods.csv."""

    PERIOD = "period", "names the time that an amount pays for"


class PeriodUse(Choice):
    """Where the word of a period stands."""

    AFTER = "after", "after the amount"
    BEFORE = "before", "before the amount"
    BOTH = "both", "before or after the amount"
    BARE = "bare", "right after an amount with a currency, cents or four digits: 150000 YEAR"


SEVERAL = ("2 week", "0.5 month", "3 month")
# by the country of the job; the first is that of all others
BY_COUNTRY = ("year|UA hour", "day|DK month|NO month")


@dataclass(frozen=True, slots=True)
class PeriodWord(PayWord):
    """A word for the time that an amount pays for; without a period it is no time of pay."""

    file: ClassVar = "pay/pay_periods.csv"

    role: PeriodRole
    value: Annotated[str, among(("", *Period, *SEVERAL, *BY_COUNTRY))]
    use: PeriodUse


class ScaleRole(Choice):
    """The role of a word in pay_scales.csv."""

    SCALE = "scale", "multiplies the figure before it"


class ScaleValue(Choice):
    """The factors."""

    HUNDRED = "100"
    THOUSAND = "1000"
    TEN_THOUSAND = "10000"
    LAKH = "100000"
    MILLION = "1000000"
    CRORE = "10000000"
    HUNDRED_MILLION = "100000000"
    BILLION = "1000000000"
    TRILLION = "1000000000000"


class ScaleUse(Choice):
    """How a factor must be placed to count, and how its figures are written."""

    GLUED = "glued", "only if it touches the figure"
    NOISE = "noise", "also marks money that is not pay: a turnover of 5 billion"
    NOISE_GLUED = "noise glued", "both of these"
    INDIAN = "indian", "lakh and crore: the amount is in rupees"
    CJK = "cjk", "may be followed by another factor: 3万5千"
    ROMANCE = "romance", "a word that also has other meanings in Romance languages"


@dataclass(frozen=True, slots=True)
class ScaleWord(PayWord):
    """A word that multiplies the figure before it: k, thousand, lakh."""

    file: ClassVar = "pay/pay_scales.csv"

    role: ScaleRole
    value: ScaleValue
    use: ScaleUse | None


class RangeRole(Choice):
    """The roles of words in pay_ranges.csv."""

    RANGE = "range", "stands between the two ends of a range"
    FROM = "from", "stands before the lower end"
    BETWEEN = "between", "stands before both ends"
    UPTO = "upto", "stands before the upper end"
    ABOVE = "above", "follows a lower end"
    BELOW = "below", "follows an upper end"
    CIRCA = "circa", "stands beside an amount that is about right"


class RangeUse(Choice):
    """How a word of a range reaches its amount."""

    LIST = "list", "also joins a list of amounts"
    NAME = "name", "names an end (`Mindestgehalt`), which may stand some words further on"


@dataclass(frozen=True, slots=True)
class RangeWord(PayWord):
    """A word of a range: `to`, `from`, `up to`, `about`."""

    file: ClassVar = "pay/pay_ranges.csv"

    role: RangeRole
    value: NoValue | None
    use: RangeUse | None


def _of_role(role: str, value: str, allowed: tuple[str, ...]) -> tuple[str, str] | None:
    if value in allowed:
        return None
    words = ", ".join(map(str, filter(None, allowed))) or "no value"
    return "value", f"{value!r} does not go with the role {str(role)!r}, which takes {words}"


class KindRole(Choice):
    """The roles of words in pay_kinds.csv."""

    KIND = "kind", "says which kind of pay it is; the value is a kind of pay"
    CLAIM = "claim", "says where the amount of a claim stands; the value is before or after"
    FACT = "fact", "says a fact about the pay; the value is the fact"
    PAY = "pay", "says that an amount is pay"
    MONTHS = "months", "says how many monthly salaries a year has"
    COMMISSION = "commission", "says that the pay depends on sales"


class KindUse(Choice):
    """Where a word of pay stands."""

    COMPOUND = "compound", "as the end of a longer word: Einstiegsgehalt"
    ALONE = "alone", "where no unknown word follows: `Honorar: 900 €`, not that of a lawyer"
    BESIDE_PAY = "beside_pay", "counts months of pay only beside an amount or a word for pay"


SIDES = ("before", "after")
FACTS = (
    *("gross", "net", "vat", "b2b", "employment", "super_included", "pro_rata", "paye"),
    *("umbrella", "inside_ir35", "outside_ir35", "w2", "c2c", "1099", "ctc", "part_time"),
)
MONTHS = ("12", "13", "14")


@dataclass(frozen=True, slots=True)
class KindWord(PayWord):
    """A word that says what kind of pay an amount is, and other facts about it."""

    file: ClassVar = "pay/pay_kinds.csv"

    role: KindRole
    value: Annotated[str, among(("", *PayKind, *SIDES, *FACTS, *MONTHS))]
    use: KindUse | None

    def contradiction(self) -> tuple[str, str] | None:
        """Return the value if the role allows other values only."""
        allowed = {
            KindRole.KIND: tuple(PayKind),
            KindRole.CLAIM: ("", *SIDES),
            KindRole.FACT: FACTS,
            KindRole.MONTHS: ("", *MONTHS),
        }
        return _of_role(self.role, self.value, allowed.get(self.role, ("",)))


class NoiseRole(Choice):
    """The roles of words in pay_noise.csv."""

    NOISE = "noise", "says that the amount beside it is other money; the value is its side"
    EXTRA = "extra", "names money on top of the pay"
    BOAST = "boast", "praises the pay"
    UNIT = "unit", "a unit that is no money: a figure before it is no amount"
    ORDINAL = "ordinal", "marks a figure as a rank, a day or a number; the value id: of a job"
    ESTIMATE = "estimate", "says that the pay is estimated"
    OWN = "own", "says that the amount is the applicant's"
    TRADE = "trade", "names trade with money"
    INTERN = "intern", "names an internship, in which a stipend is the pay"
    OTHERS = "others", "in a description: names others, who earn or pay the amount after it"
    UNSTATED = "unstated", "says that no pay is stated, or that it is to be agreed"
    AVERAGE = "average", "says that an amount is usual among those whom the sentence names"
    EARNING = "earning", "a verb of what others earn"
    OURS = "ours", "points at this job or at its applicant"
    BESIDES = "besides", "says that an amount is given besides the pay: `in addition to`"
    HERE = "here", "says that an amount is earned at this employer: `with us`"
    VALUE = "value", "links an amount to the thing that it is the value of: `a portfolio of`"
    OFFER = "offer", "may lead to the word of pay of an offer: `the starting salary`"
    SUPPOSED = (
        "supposed",
        "says that an amount is only supposed: `if your pay exceeds`, `for example`",
    )
    DUTY = "duty", "a verb of a task: in a description a sentence that begins with it is no offer"


class NoiseUse(Choice):
    """How surely a word says that an amount is other money."""

    STRONG = "strong", "in any case"
    MIXED = "mixed", "for small amounts and single ones"
    WEAK = "weak", "only right beside the amount"
    GRANT = "grant", "right after the amount, or before it with a word of value"
    TOPIC = "topic", "the whole sentence is about other money: `if you refer a friend`"
    REWARD = "reward", "as topic, also right after the amount: `£500 if you refer a friend`"
    STIPEND = "stipend", "as mixed, unless the job is an internship"
    COMPOUND = "compound", "strong, as the end of a longer word: Mobilitätsbudget"
    BEFORE = "before", "before the word of pay: `in addition to your salary`"
    AFTER = "after", "after the word of pay: `a fizetés mellett`"
    SINGULAR = "singular", "of the name of a job that begins its sentence: `Koch erhält`"
    WHOLE = "whole", "a phrase that includes the word of pay: `zum Gehalt kommen`"


@dataclass(frozen=True, slots=True)
class NoiseWord(PayWord):
    """A word that says that an amount beside it is other money, or no money."""

    file: ClassVar = "pay/pay_noise.csv"

    role: NoiseRole
    value: Annotated[str, among(("", *SIDES, "id"))]
    use: NoiseUse | None

    def contradiction(self) -> tuple[str, str] | None:
        """Return the value if the role has none, or the use of other money if it is missing."""
        noise = self.role is NoiseRole.NOISE
        if noise and self.use is None:
            return "use", "a row of the role 'noise' needs a use"
        ordinal = self.role is NoiseRole.ORDINAL
        allowed = ("", *SIDES) if noise else ("", "id") if ordinal else ("",)
        return _of_role(self.role, self.value, allowed)
