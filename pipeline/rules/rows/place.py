"""Rows of rules/place: regions, cities, words of places, and words for the workplace."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from models.vocab import Workplace
from pipeline.rules.cells import Country, Language, Text
from pipeline.rules.row import Choice, Doc, Row, among


@dataclass(frozen=True, slots=True)
class CountryName(Row):
    """The name of a country in another language, from Unicode's CLDR."""

    file: ClassVar = "place/country_names.csv"
    key: ClassVar = ("name",)

    name: Annotated[Text, Doc("The name.")]
    country: Annotated[Country, Doc("The country, an ISO 3166 code.")]
    language: Annotated[Text, Doc("Its language, as CLDR names it.")]


@dataclass(frozen=True, slots=True)
class Scope(Row):
    """The countries of a scope such as Europe, to compare the places of two postings."""

    file: ClassVar = "place/scopes.csv"
    key: ClassVar = ("scope",)

    scope: Annotated[Text, Doc("The scope, as place_words.csv means it.")]
    countries: Annotated[Text, Doc("The codes of its countries, with spaces.")]
    example: Text


@dataclass(frozen=True, slots=True)
class WideArea(Row):
    """A word by which a place is an area around towns, to compare the places of two postings."""

    file: ClassVar = "place/wide_areas.csv"
    key: ClassVar = ("phrase",)

    phrase: Annotated[Text, Doc("The word, in small letters.")]
    example: Annotated[Text, Doc("A place that is compared by no city.")]


@dataclass(frozen=True, slots=True)
class RegionRule(Row):
    """A first-level division of a country, and its other names."""

    file: ClassVar = "place/regions.csv"
    key: ClassVar = ("country", "name")

    country: Annotated[Country, Doc("The country, an ISO 3166 code.")]
    code: Annotated[str, Doc("The code as in postings; empty if they have none.")]
    name: Annotated[Text, Doc("The name to show.")]
    aliases: Annotated[str, Doc("Other names, separated by `;`.")]
    admin1: Annotated[str, Doc("The code as in the gazetteer.")]
    example: Text


@dataclass(frozen=True, slots=True)
class MetroRule(Row):
    """A city with districts up to `km` away that postings name before it."""

    file: ClassVar = "place/metros.csv"
    key: ClassVar = ("city", "country")

    city: Annotated[Text, Doc("The city, as in the gazetteer.")]
    country: Annotated[Country, Doc("The country, an ISO 3166 code.")]
    km: Annotated[int, Doc("How far its districts reach, in kilometres.")]
    whole_country: Annotated[bool, Doc("yes for a city state.")]
    example: Text


@dataclass(frozen=True, slots=True)
class CityNameRule(Row):
    """The English name to show for a city of the gazetteer."""

    file: ClassVar = "place/city_names.csv"
    key: ClassVar = ("name", "country")

    name: Annotated[Text, Doc("The city, as in the gazetteer.")]
    country: Annotated[Country, Doc("The country, an ISO 3166 code.")]
    shown: Annotated[Text, Doc("The name to show.")]
    example: Text


class PlaceUse(Choice):
    """What words of a place are."""

    SCOPE = "scope", "a name of several countries; `means` is the scope"
    COUNTRY = "country", "another name of a country; `means` is its ISO code"
    CITY = "city", "another name of a city; `means` is `gazetteer key/country`"
    HOME = "home", "a city name; `means` is the country that it alone belongs to"
    CODE = "code", "a code; `means` is what it stands for alone"
    NOISE = "noise", "words beside a name that are not part of it"
    NOWHERE = "nowhere", "a text with them names no place"
    BUILDING = "building", "a name with this word is not a city"
    WORD = "word", "also a city, but not in longer text"
    ALONE = "alone", "a part of a text that consists of them names no place"
    SEVERAL = "several", "words for several countries; `means` is their codes"
    SHORT = "short", "a city's short name in capitals, in a list of such; `means` as for city"


PLAIN = frozenset(
    (PlaceUse.NOISE, PlaceUse.NOWHERE, PlaceUse.BUILDING, PlaceUse.WORD, PlaceUse.ALONE)
)
"""The uses for which `means` is empty."""


@dataclass(frozen=True, slots=True)
class WordRule(Row):
    """Words around place names. `expect` is city|region|country of the example."""

    file: ClassVar = "place/place_words.csv"
    key: ClassVar = ("phrase", "use")

    phrase: Text
    use: PlaceUse
    means: Annotated[str, Doc("What the words mean, by their use.")]
    example: Text
    expect: str

    def contradiction(self) -> tuple[str, str] | None:
        """Return what the words mean if their use has no meaning, or if it is missing."""
        has = self.use not in PLAIN
        if has != bool(self.means):
            return "means", f"the use {str(self.use)!r} goes with {'a' if has else 'no'} meaning"
        return None


class CueSide(Choice):
    """On which side of the words the areas stand."""

    AFTER = "after", "remote from Chile"
    BEFORE = "before", "US-based only"


@dataclass(frozen=True, slots=True)
class CueRule(Row):
    """Words beside the areas of a remote job, a pattern as in workplace_prose.csv."""

    file: ClassVar = "place/remote_from.csv"
    key: ClassVar = ("phrase",)
    ordered: ClassVar = True

    phrase: Text
    side: Annotated[CueSide, Doc("On which side of the words the areas stand.")]
    about: Annotated[
        Text,
        Doc("Words of which each match has one, with spaces: rare ones are searched faster."),
    ]
    language: Language
    example: Text
    expect: str


class WorkplaceUse(Choice):
    """Where words for a workplace count."""

    FIELD = "field", "as the whole workplace field of the source"
    TEXT = "text", "in a place or a title"
    PLACE = "place", "in a place only: in a title they mean something else (Virtual Assistant)"


@dataclass(frozen=True, slots=True)
class WorkplaceRule(Row):
    """Words for a workplace in a field, a place or a title."""

    file: ClassVar = "place/workplace.csv"
    key: ClassVar = ("phrase", "use")

    phrase: Text
    workplace: Workplace
    use: WorkplaceUse
    example: Text


WORD_KINDS = (
    *("home", "free", "nowhere", "office", "place", "present", "hybrid"),
    *("in", "ours", "own", "after", "number", "day", "weekday", "weekend"),
    *("some", "all", "rest", "rare", "month", "many", "of", "not", "instead", "and", "may", "must"),
    "offered",
    *("but", "though", "client", "turn"),
    *("you", "we", "job", "based", "where", "mode", "third", "product", "other", "word"),
)
"""Kinds of words, see WorkplaceWords."""


@dataclass(frozen=True, slots=True)
class WorkplaceWords(Row):
    """Words of a language that tell a part of where somebody works.

    `words` are separated by `; `. A `*` stands for any letters. Of several that match at one word,
    the longest counts. The language of a sentence is the one with most of its words.
    """

    file: ClassVar = "place/workplace_words.csv"
    key: ClassVar = ("language", "kind")

    language: Language
    kind: Annotated[
        Annotated[str, among(WORD_KINDS)],
        Doc(
            "`home`: away from the employer; `free`: any place; `nowhere`: no office at all;"
            " `office`: the employer's; `place`: where work is done by hand or with guests;"
            " `present`: being there; `hybrid`: some of both; `in`, `ours`: words before a place;"
            " `own`: the employer's, before or behind a place; `after`: a word behind a"
            " place that makes it part of something else; `number`, `day`, `weekday`, `weekend`,"
            " `some`, `all`, `rest`, `rare`, `month`, `many`: how often; `of`: between two"
            " numbers of days; `not`: denied; `instead`: denied if words of the clause follow;"
            " `and`: begins a clause; `but`: begins one that stands alone; `though`: opens a"
            " sentence with a clause that only concedes; `may`, `must`: a choice, or none;"
            " `offered`: a label with it promises some work at home, not all;"
            " `you`, `we`, `job`: who works; `based`: a verb of working;"
            " `where`, `mode`: a place or a way of working;"
            " `third`: somebody else works there; `client`: at a customer's;"
            " `product`: what is made, sold or known;"
            " `other`: about something else, so that the sentence says nothing;"
            " `turn`: the next of several things, behind a part about something else;"
            " `word`: tells only the language, or hides the words inside it."
        ),
    ]
    words: Annotated[Text, Doc("The words, separated by `; `.")]
    example: Text


@dataclass(frozen=True, slots=True)
class ProseRule(Row):
    """Words of a description and the workplace they state.

    `phrase` is a pattern in small letters, see `text.patterns.phrase`. A row does not see the
    words that an earlier row matched.
    """

    file: ClassVar = "place/workplace_prose.csv"
    key: ClassVar = ("phrase",)
    ordered: ClassVar = True

    phrase: Text
    workplace: Annotated[
        Annotated[str, among(("", "any", *Workplace))],
        Doc("The workplace; `any` if several are possible, empty for words about something else."),
    ]
    about: Annotated[
        Text,
        Doc("Words of which each match has one, with spaces: rare ones are searched faster."),
    ]
    language: Language
    example: Text
