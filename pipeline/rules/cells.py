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
    *("af", "am", "ar", "az", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et"),
    *("eu", "fa", "fi", "fr", "gl", "gu", "ha", "he", "hi", "hr", "hu", "hy", "id", "is"),
    *("it", "ja", "ka", "kk", "kn", "ko", "ky", "lt", "lv", "mk", "ml", "mn", "ms", "ne"),
    *("nl", "no", "pa", "pl", "pt", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw"),
    *("ta", "te", "th", "tl", "tr", "uk", "ur", "uz", "vi", "zh"),
)
Language = Annotated[str, among(LANGUAGES)]
"""The code of a language, ISO 639-1."""
