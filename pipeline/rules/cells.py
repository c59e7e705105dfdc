"""Types of cells that many rule files share: phrases, codes of countries and languages."""

from typing import Annotated

from pipeline.rules.row import FILLED, Refers, among

Text = Annotated[str, FILLED]
"""Text that must not be empty."""

_COUNTRY = Refers("place/countries.csv", "code")
_CURRENCY = Refers("place/currencies.csv", "code")
Country = Annotated[str, FILLED, _COUNTRY]
AnyCountry = Annotated[str, _COUNTRY]
"""The code of a country; empty for any."""
Currency = Annotated[str, FILLED, _CURRENCY]
AnyCurrency = Annotated[str, _CURRENCY]

LANGUAGES = (
    *("ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hi", "hr"),
    *("hu", "id", "is", "it", "ja", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk"),
    *("sl", "sv", "th", "tr", "uk", "vi", "zh"),
)
Language = Annotated[str, among(LANGUAGES)]
"""The code of a language, ISO 639-1."""
