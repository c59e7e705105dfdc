"""A table by the members of an enum has them all, or is named here with the reason."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Mapping
from enum import StrEnum

PACKAGES = ("models", "payband", "pipeline", "scrapers")
NO_IMPORT = ("models.migrations.env",)
"""Alembic runs it."""
PARTIAL = {
    "pipeline.clean.employer.industry._MATCHERS": "the other kinds of rule are not for names",
    "pipeline.operate.crawls.run_state.EXIT_CODES": "the other states have one code",
    "pipeline.operate.crawls.run_state.PUBLISHED": "the other states publish nothing",
    "pipeline.pay.bands.build._NOT_BASE": "kinds of pay that are not base",
    "pipeline.pay.lexing.lexicon._SCALES": "marks that scale a number",
    "pipeline.pay.reference.bounds._APART": "levels with bounds of their own",
    "pipeline.publish.explain.cell_jobs.FRAMES": "units of contract rates",
    "pipeline.publish.explain.traced.description.OF_A_DEGREE": "the others say nothing of one",
    "pipeline.publish.explain.traced.place.LEFT_OUT": "uses of a word that leave a place out",
    "pipeline.publish.export.survey_table.EMPLOYMENT": "the survey has no other codes",
    "pipeline.publish.report.page_tables.cells.UNITS": "units of published cells",
    "pipeline.store.lifecycle.rules.ENDED": "reasons that end a posting",
    "pipeline.tables.recognition.by_values.TESTS": "columns whose values tell them",
    "pipeline.tables.recognition.own_export.AMOUNTS": "columns of amounts",
    "scrapers.platforms.aijobs.words._KINDS": "labels that the site has",
}


def modules():
    """Return all modules by name."""
    found = {}
    for root in PACKAGES:
        package = importlib.import_module(root)
        for each in pkgutil.walk_packages(package.__path__, f"{root}."):
            if each.name not in NO_IMPORT:
                found[each.name] = importlib.import_module(each.name)
    return found


def enums(loaded):
    """Return all enums of words."""
    values = (value for module in loaded.values() for value in vars(module).values())
    return {
        each
        for each in values
        if inspect.isclass(each) and issubclass(each, StrEnum) and each is not StrEnum and len(each)
    }


def tables(loaded):
    """Yield each mapping with words as keys, by the name of the module that defines it."""
    for name, module in loaded.items():
        source = inspect.getsource(module)
        for key, value in vars(module).items():
            named = isinstance(value, Mapping) and value and all(isinstance(k, str) for k in value)
            if named and re.search(rf"^{key}\b.* = ", source, re.MULTILINE):
                yield f"{name}.{key}", value


def missing(table, words):
    """Return the members that a table by one of the enums lacks; None for no such table.

    Of several enums that have its keys it is by the one of which it lacks the fewest.
    """
    typed: set[type[StrEnum]] = {type(key) for key in table} - {str}
    if not typed and len(table) == 1:
        return None
    fitting = [set(each) - set(table) for each in typed or words if set(table) <= set(each)]
    return min(fitting, key=len, default=None)


def test_a_table_by_an_enum_has_all_its_members():
    loaded = modules()
    words = enums(loaded)
    lacking = {
        name: sorted(members)
        for name, table in tables(loaded)
        if (members := missing(table, words))
    }
    assert {name: members for name, members in lacking.items() if name not in PARTIAL} == {}
    assert sorted(lacking) == sorted(PARTIAL)
