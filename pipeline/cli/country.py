"""A country as an option of a command."""

from typing import Any

import click


class Country(click.ParamType[str]):
    """A country by name or code, or several with `;` between them; the value is their codes."""

    name = "country"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return ISO 3166 alpha-2 codes."""
        if not value.strip():
            return ""  # without the rules of places: most commands are given none
        from pipeline.errors import UsageError
        from pipeline.filters.country_name import known_country

        try:
            return ";".join(
                known_country(name.strip()) for name in value.split(";") if name.strip()
            )
        except UsageError as error:
            return self.fail(str(error), param, ctx)


COUNTRY = Country()
