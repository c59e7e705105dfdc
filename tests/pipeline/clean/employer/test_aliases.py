"""Other names of employers: the user's own file beside the shipped one."""

import pickle
from collections import Counter

import pytest

from pipeline.clean.employer.aliases import SHIPPED, Aliases, user_aliases
from pipeline.clean.employer.company_key import company_key
from pipeline.clean.employer.name_key import name_key
from pipeline.clean.engine import code_version, version_with
from pipeline.errors import InputError
from pipeline.fx.rates import SHIPPED as RATES
from pipeline.rules.rows.employer import Alias
from pipeline.rules.rulebook import read_rules


def written(path, *rows, head="name,alias_of"):
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def employers(tmp_path):
    return lambda *rows, **more: user_aliases(written(tmp_path / "employers.csv", *rows, **more))


def test_a_shipped_alias_has_the_key_of_its_employer():
    for row in read_rules(Alias):
        assert company_key(row.name) == company_key(row.alias_of)
        assert name_key(row.name) != name_key(row.alias_of), "this row says nothing"


def test_no_shipped_alias_has_two_meanings():
    keys = Counter(name_key(row.name) for row in read_rules(Alias))
    assert max(keys.values()) == 1
    firsts = {name_key(row.alias_of) for row in read_rules(Alias)}
    assert not firsts & set(keys), "an employer is an alias itself"


def test_an_own_alias_counts_for_every_spelling_of_both_names(employers):
    own = employers('Valley Water,"Tarnmoor, Inc."')
    assert company_key("valley-water GmbH", own) == company_key("Tarnmoor", own) == "tarnmoor"
    assert company_key("Valley Water") == "valleywater"


def test_an_alias_of_an_alias_has_the_last_name(employers):
    own = employers("Brook & Beck,Valley Water", "Valley Water,Tarnmoor")
    assert company_key("Brook and Beck", own) == "tarnmoor"


def test_an_own_alias_replaces_a_shipped_one_and_may_lead_to_one(employers):
    shipped = read_rules(Alias)[0]
    assert company_key(shipped.name, employers(f"{shipped.name},Tarnmoor")) == "tarnmoor"
    led = employers(f"Tarnmoor,{shipped.name}")
    assert company_key("Tarnmoor", led) == company_key(shipped.alias_of)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["Valley Water"], "row 2: it has more or fewer cells than the first row"),
        (["Valley Water,Tarnmoor,x"], "row 2: it has more or fewer cells than the first row"),
        (["a,b", ",Tarnmoor"], "row 3, name: '' is no name of an employer"),
        (["Valley Water,M..."], "row 2, alias_of: 'M...' is no name of an employer"),
        (["a,b", "A Ltd,c"], "row 3, name: row 2 says another alias_of"),
        (["a,b", "c,a", "b,c"], "row 4, alias_of: this name is an alias of the first"),
        (['"a,b'], "row 2: unexpected end of data"),
    ],
)
def test_a_bad_row_is_named_by_file_row_and_field(employers, rows, message):
    with pytest.raises(InputError) as error:
        employers(*rows)
    assert str(error.value).endswith(f"employers.csv, {message}")


@pytest.mark.parametrize("head", ["name", "alias_of,name", "name,alias_of,note", "company,key"])
def test_other_columns_are_named(employers, head):
    with pytest.raises(InputError, match=r"row 1: the columns are .*, must be name,alias_of"):
        employers("a,b", head=head)


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv: cannot be read"):
        user_aliases(tmp_path / "none.csv")
    (tmp_path / "x.csv").write_bytes(b"name,alias_of\n\xff,b\n")
    with pytest.raises(InputError, match=r"x\.csv, row 2: is not in UTF-8"):
        user_aliases(tmp_path / "x.csv")


def test_the_version_of_the_rules_tells_of_the_aliases(employers):
    one, two = employers("Valley Water,Tarnmoor"), employers("Valley Water,Brook")
    versions = {version_with(RATES, a) for a in (SHIPPED, Aliases(), one, two)}
    assert len(versions) == 3
    assert version_with(RATES, one) == f"{code_version()}+employers.{one.version}"
    assert employers('"VALLEY WATER Ltd",Tarnmoor').version == one.version
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  # it was written here
    assert user_aliases(None).version == ""
