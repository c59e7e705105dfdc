"""Configuration: read `payband.toml`, then PAYBAND_* variables, which take precedence."""

import os
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipeline.database_url import secrets_in
from pipeline.errors import UsageError
from pipeline.former_settings import (
    FORMER,
    current_names,
    from_former_variables,
    is_former_variable,
    tell_once,
    variable_of,
)
from pipeline.nearest import hint, nearest
from pipeline.network_place import read_place
from pipeline.redaction import Redactor
from pipeline.visible import one_line

CONFIG_FILE = "payband.toml"
NO_CONTACT = "is neither an e-mail address nor a web address (https://...)"
# It is sent in an HTTP header: one word, without control characters.
_CONTACT = re.compile(r"[!-~]+@[!-~]+|https?://[!-~]+")
_SQLITE = re.compile(r"sqlite(?:\+\w+)?:///(?!:memory:)([^?]+)")


@dataclass(frozen=True, slots=True)
class Secret:
    """Marks a setting that no message shows; `parts` returns the secret parts of its value."""

    parts: Callable[[str], list[str]] = lambda value: [value]


def _utf8(value: SecretStr) -> SecretStr:
    """Return a key if it can be sent; a variable may hold bytes that are no text."""
    value.get_secret_value().encode()
    return value


Key = Annotated[SecretStr, Secret(), AfterValidator(_utf8)]
DatabaseUrl = Annotated[str, Secret(secrets_in), Field(repr=False)]


class Settings(BaseSettings):
    """Every setting. Paths are relative to the folder where the command runs."""

    model_config = SettingsConfigDict(env_prefix="PAYBAND_", extra="forbid")

    database_url: DatabaseUrl = "sqlite:///data/payband.db"
    database_max_wait: Annotated[float, Field(ge=0)] = 300  # seconds that a run waits for it
    contact: str = ""  # an e-mail or address, sent to every site in the user agent
    # Names as in `payband sources`; empty: every source that is on. In a variable: `a,b`.
    sources: Annotated[list[str], NoDecode] = []
    boards: Path | None = None  # your own CSV instead of the shipped boards.csv
    boards_add: Path | None = None  # a CSV of boards that are crawled besides those
    employers_file: Path | None = None  # your own CSV of other names of employers
    archive_dir: Path = Path("data/archive")
    exports_dir: Path = Path("data/exports")
    reports_dir: Path = Path("data/reports")
    rates_dir: Path | None = None  # where `payband fx` keeps rates; empty: see rates_folder
    least_free_mb: Annotated[int, Field(ge=0)] = 100  # on each disk; with less, no run begins
    retention_days: Annotated[int, Field(ge=0)] = 90  # of archives and bodies; 0: for ever
    # In your own networks, but may be crawled: host, host:port, address or network.
    reachable_hosts: Annotated[list[str], NoDecode] = []
    jobs: Annotated[int, Field(ge=1, le=64)] = 2  # sources crawled at once
    adzuna_app_id: Key = SecretStr("")  # yours, from developer.adzuna.com
    adzuna_app_key: Key = SecretStr("")
    usajobs_key: Key = SecretStr("")  # yours, from developer.usajobs.gov
    usajobs_email: str = ""  # the e-mail address of the key, sent there as user agent

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

    @field_validator("sources", "reachable_hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return (
            [p for p in value.replace(",", " ").split() if p] if isinstance(value, str) else value
        )

    @field_validator("contact")
    @classmethod
    def _is_contact(cls, value: str) -> str:
        if value and not _is_contact(value):
            raise ValueError(NO_CONTACT)
        return value

    @field_validator("reachable_hosts")
    @classmethod
    def _are_places(cls, value: list[str]) -> list[str]:
        for text in value:
            read_place(text)
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources of settings, the one with precedence first."""
        file = config_file()
        toml = () if file is None else (_ConfigFile(settings_cls, file),)
        former = from_former_variables([name for source in toml for name in source.given])
        return (init_settings, env_settings, InitSettingsSource(settings_cls, former), *toml)


class _ConfigFile(TomlConfigSettingsSource):
    """The configuration file, with `given`, the names of settings as they are in it."""

    given: frozenset[str] = frozenset()

    def _read_file(self, file_path: Path | Traversable) -> dict[str, Any]:
        found = super()._read_file(file_path)
        self.given = frozenset(found)
        return current_names(found, file_path)


def check_contact(text: str) -> None:
    """Raise UsageError for a text that can't be a contact."""
    if not _is_contact(text) or '"' in text or "\\" in text:
        raise UsageError(f"contact: {text!r} {NO_CONTACT}")


def _is_contact(text: str) -> bool:
    return text.isascii() and _CONTACT.fullmatch(text) is not None


def config_file() -> Path | None:
    """Return the configuration file: $PAYBAND_CONFIG, or payband.toml here, or None."""
    named = os.environ.get("PAYBAND_CONFIG")
    if named and not Path(named).is_file():
        raise UsageError(f"PAYBAND_CONFIG: there is no file {named}")
    here = Path(CONFIG_FILE)
    return Path(named) if named else here if here.is_file() else None


def load_settings(**overrides: Any) -> Settings:
    """Return the settings; raise UsageError with file and key for an invalid one."""
    try:
        _check_variables()
        return Settings(**overrides)
    except ValidationError as error:
        raise UsageError(*(_explain(e) for e in error.errors())) from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{config_file()}: {error}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{config_file()}: not UTF-8 at byte {error.start}") from None


def redactor(settings: Settings) -> Redactor:
    """Return a Redactor that replaces the secrets of the settings in a text.

    A database password of letters only is not replaced: gaps in messages would reveal the word.
    """
    return Redactor(
        (name, part) for name, part in _secrets(settings) if name != "database_url" or _rare(part)
    )


def _secrets(settings: Settings) -> Iterator[tuple[str, str]]:
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        plain = value.get_secret_value() if isinstance(value, SecretStr) else value
        for mark in field.metadata:
            if isinstance(mark, Secret):
                yield from ((name, part) for part in mark.parts(plain))


def _rare(password: str) -> bool:
    return len(password) > 7 and not password.isalpha()


def _check_variables() -> None:
    """Warn of each PAYBAND_* variable without a setting: it may be another program's."""
    known = {*map(variable_of, Settings.model_fields), "PAYBAND_CONFIG"}
    for name in sorted(os.environ):
        if (
            name.startswith("PAYBAND_")
            and not name.startswith("PAYBAND_TEST_")
            and name not in known
            and not is_former_variable(name)
        ):
            near = nearest(name, known, lambda each: each.removeprefix("PAYBAND_"))
            meant = f"; did you mean {near}?" if near else ""
            tell_once(f"environment: {one_line(name)} is no setting of Payband{meant}")


def _explain(error: Any) -> str:
    key = ".".join(str(part) for part in error["loc"])
    where = _variable(key) or config_file() or "configuration"
    name = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        return f"{where}: there is no setting {key!r}; {hint(key, sorted(Settings.model_fields))}"
    if any(isinstance(mark, Secret) for mark in Settings.model_fields[name].metadata):
        return f"{where}: {name}: must be a text in quotes (the value is secret and not shown)"
    words = str(error["ctx"]["error"]) if error["type"] == "value_error" else error["msg"]
    return f"{where}: {key}: {words}, got {error['input']!r}"


def _variable(key: str) -> str:
    """Return the environment variable that gave a setting; empty where there is none."""
    setting = key.partition(".")[0]
    wanted = {variable_of(n) for n in (setting, *(o for o, n in FORMER.items() if n == setting))}
    return next((f"environment: {name}" for name in os.environ if name.upper() in wanted), "")
