"""The version that cleaned rows carry."""

import subprocess
import sys

from pipeline.clean.engine import code_version, version_with
from pipeline.fx.rates import SHIPPED
from pipeline.rules.rulebook import rules_version
from pipeline.version import VERSION


def test_it_names_the_code_and_the_rules():
    assert code_version() == f"{VERSION}+{rules_version()}"
    assert version_with(SHIPPED) == code_version()


def test_an_import_hashes_no_rule_file():
    code = (
        "import pipeline.operate.run, pipeline.store.postings.postings\n"
        "from pipeline.rules.rulebook import rules_version\n"
        "print(rules_version.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
