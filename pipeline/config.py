"""Configuration: read `payband.toml`, then PAYBAND_* variables, which take precedence."""

import json
import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)

from pipeline.config_file import DEFAULT_DATABASE, config_file
from pipeline.database_url import secrets_in
from pipeline.duration import read_duration
from pipeline.errors import UsageError
from pipeline.network_place import read_place
from pipeline.settings.contact import NO_CONTACT, is_contact
from pipeline.settings.given_settings import given_settings
from pipeline.settings.notify_settings import NotifySettings, notify_secrets
from pipeline.settings.number import Number, Whole
from pipeline.settings.secret import Secret
from pipeline.settings.setting_errors import explain
from pipeline.settings.toml_errors import explain_toml
from pipeline.settings.variables import pairs_of, tell_unknown, words_of

_SQLITE = re.compile(r"sqlite(?:\+\w+)?:///(?!:memory:)([^?]+)")


def _utf8(value: SecretStr) -> SecretStr:
    """Return a key if it can be sent; a variable may hold bytes that are no text."""
    value.get_secret_value().encode()
    return value


Key = Annotated[SecretStr, Secret(), AfterValidator(_utf8)]
DatabaseUrl = Annotated[str, Secret(secrets_in), Field(repr=False)]


class LogFormat(StrEnum):
    """How lines of logs are written."""

    TEXT = "text"
    JSON = "json"


class Settings(BaseModel):
    """Every setting. Paths are relative to the folder where the command runs.

    What the caller does not give is read from PAYBAND_* variables, or else from the file.
    """

    model_config = ConfigDict(extra="forbid", validate_default=True)

    database_url: DatabaseUrl = DEFAULT_DATABASE
    database_max_wait: Annotated[Number, Field(ge=0)] = 300  # seconds that a run waits for it
    contact: str = ""  # an e-mail or address, sent to every site in the user agent
    # Names as in `payband sources`; empty: every source that is on. In a variable: `a,b`.
    sources: list[str] = []
    boards: Path | None = None  # your own CSV instead of the shipped boards.csv
    boards_add: Path | None = None  # a CSV of boards that are crawled besides those
    employers_file: Path | None = None  # your own CSV of other names of employers
    archive_dir: Path = Path("data/archive")
    exports_dir: Path = Path("data/exports")
    reports_dir: Path = Path("data/reports")
    rates_dir: Path | None = None  # where `payband fx` keeps rates; empty: see rates_folder
    least_free_mb: Annotated[Whole, Field(ge=0)] = 100  # on each disk; with less, no run begins
    retention_days: Annotated[Whole, Field(ge=0)] = 90  # of archives and bodies; 0: for ever
    # In your own networks, but may be crawled: host, host:port, address or network.
    reachable_hosts: list[str] = []
    jobs: Annotated[Whole, Field(ge=1, le=64)] = 2  # sources crawled at once
    adzuna_app_id: Key = SecretStr("")  # yours, from developer.adzuna.com
    adzuna_app_key: Key = SecretStr("")
    usajobs_key: Key = SecretStr("")  # yours, from developer.usajobs.gov
    usajobs_email: str = ""  # the e-mail address of the key, sent there as user agent
    # How often each source is read: by name, and `default` for the others. `daily`, `12h`.
    cadence: dict[str, str] = {}
    notify: Annotated[NotifySettings, Secret(notify_secrets)] = NotifySettings()
    prometheus_file: Path | None = None  # where a run writes metrics, such as .../payband.prom
    log_format: LogFormat = LogFormat.TEXT

    def __init__(self, **given: Any) -> None:
        super().__init__(**given_settings(type(self).model_fields, given))

    @property
    def rates_folder(self) -> Path:
        """Folder of added exchange rates: rates_dir, or else `rates` beside a SQLite database.

        For another database it is `data/rates`.
        """
        file = _SQLITE.match(self.database_url)
        beside = Path(file[1]).parent if file else Path("data")
        return self.rates_dir or beside / "rates"

    @property
    def export_file(self) -> Path:
        """Where a run and `payband export` write the postings."""
        return self.exports_dir / "postings.csv"

    @property
    def report_page(self) -> Path:
        """Where a run and `payband report` write the salary report; its figures go beside it."""
        return self.reports_dir / "salaries.html"

    @property
    def status_page(self) -> Path:
        """Where a run writes the status page: beside the report."""
        return self.report_page.with_name(self.report_page.name.replace("salaries", "status"))

    @property
    def unsent_notices(self) -> Path:
        """Where notices wait that did not arrive."""
        return self.archive_dir / "unsent-notices.json"

    @field_validator("sources", "reachable_hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return words_of(value) if isinstance(value, str) else value

    @field_validator("cadence", mode="before")
    @classmethod
    def _pairs(cls, value: Any) -> Any:
        """Return the table; in a variable it is `weekly`, or `default=daily,lever=12h`."""
        return pairs_of(value, "default") if isinstance(value, str) else value

    @field_validator("cadence")
    @classmethod
    def _are_durations(cls, value: dict[str, str]) -> dict[str, str]:
        for text in value.values():
            read_duration(text)
        return value

    @field_validator("notify", mode="before")
    @classmethod
    def _from_json(cls, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value

    @field_validator("contact")
    @classmethod
    def _is_contact(cls, value: str) -> str:
        if value and not is_contact(value):
            raise ValueError(NO_CONTACT)
        return value

    @field_validator("reachable_hosts")
    @classmethod
    def _are_places(cls, value: list[str]) -> list[str]:
        for text in value:
            read_place(text)
        return value


def load_settings(**overrides: Any) -> Settings:
    """Return the settings; raise UsageError with file and key for an invalid one."""
    try:
        tell_unknown(Settings.model_fields)
        return Settings(**overrides)
    except ValidationError as error:
        raise UsageError(*(explain(e, Settings, config_file()) for e in error.errors())) from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(_explained(error)) from None
    except UnicodeDecodeError as error:
        words = f"not UTF-8 at byte {error.start}: save it as UTF-8"
        raise UsageError(f"{config_file()}: {words}") from None


def _explained(error: tomllib.TOMLDecodeError) -> str:
    """Return the message for a configuration file that is no TOML."""
    file = config_file()
    text = file.read_text(encoding="utf-8-sig") if file else ""
    return f"{file}: {explain_toml(text, error)}"
