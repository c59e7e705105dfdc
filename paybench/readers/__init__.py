"""The readers that are measured, each in a module of its own."""

from importlib.metadata import PackageNotFoundError, version

from paybench.reader import Reader
from paybench.readers.ats_scrapers import ATS_SCRAPERS
from paybench.readers.jobspy import JOBSPY
from paybench.readers.naive import NAIVE
from paybench.readers.payband import PAYBAND
from paybench.readers.payband_mcp import PAYBAND_MCP
from paybench.readers.price_parser import PRICE_PARSER

READERS = (PAYBAND, PAYBAND_MCP, JOBSPY, ATS_SCRAPERS, PRICE_PARSER, NAIVE)


def installed(reader: Reader) -> str | None:
    """Return the version of a reader's package: empty for one of our own, None if it is absent."""
    if not reader.package:
        return ""
    try:
        return version(reader.package)
    except PackageNotFoundError:
        return None
