import pytest

from models.raw import RawPosting
from pipeline.dedupe.address import canonical
from pipeline.dedupe.requisition import requisition
from pipeline.dedupe.rules import decide, rules, why
from pipeline.rule_examples.general import relation
from pipeline.rules.sources import apply_addresses, requisition_keys

WORDS = {
    "employer": {"same", "like", "named", "other", "unknown"},
    "title": {"equal", "like", "role", "wider", "told", "anew", "other", "contrary"},
    "words": {"few", "more"},
    "level": {"same", "open", "unsaid", "differ"},
    "pay": {"equal", "near", "other", "currency", "unknown"},
    "place": {"same", "named", "other", "abroad", "unknown"},
    "text": {
        *("exact", "same", "begun", "held", "close", "rewritten", "some", "other", "little"),
        *("retold", "rendered", "facts", "swapped"),
        *("translated", "unknown"),
    },
    "middle": {"framed", "same", "edited", "paraphrased", "other", "unknown"},
    "boards": {"again", "anew", "bare", "listed", "one", "two"},
}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.rule)
def test_a_rule_decides_its_own_example(rule):
    found = decide(relation(rule.example))
    assert (found.rule, found.same) == (rule.rule, rule.same)
    assert why(rule.rule) == rule.why


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.rule)
def test_a_rule_uses_words_a_relation_has(rule):
    for name, words in WORDS.items():
        assert set(getattr(rule, name).split()) <= words


@pytest.mark.parametrize("rule", [r for r in rules() if r.days is not None], ids=lambda r: r.rule)
def test_a_rule_ends_with_its_days(rule):
    late = relation(rule.example, days=rule.days + 1)
    assert decide(late).rule != rule.rule


@pytest.mark.parametrize("row", apply_addresses(), ids=lambda r: r.example)
def test_a_platforms_address_is_read_from_its_example(row):
    assert canonical(row.example) == row.expect


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "https://www.northmoor.example/jobs/ml-engineer-1182/?utm_source=feed&gclid=x",
            "http://northmoor.example/jobs/ml-engineer-1182/apply",
        ),
        (
            "https://northmoor.example/jobs?b=2&id=1182&ref=feed",
            "https://northmoor.example/jobs?id=1182&b=2#top",
        ),
        (
            "https://northmoor.example/all#data-engineer-leeds",
            "https://www.northmoor.example/all/#data-engineer-leeds",
        ),
    ],
)
def test_two_spellings_of_an_address_are_one(one, other):
    assert canonical(one) == canonical(other) is not None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://northmoor.example/careers",
        "https://northmoor.example/jobs?utm_id=2026",
        "http://[",
        "x",
    ],
)
def test_an_address_of_no_single_job_says_nothing(url):
    assert canonical(url) is None


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"source": "greenhouse", "extra": {"requisition_id": " r-2041 "}}, "R-2041"),
        ({"source": "lever", "extra": {"reqCode": "ENG-118"}}, "ENG-118"),
        ({"source": "greenhouse", "extra": {"requisition_id": None}}, None),
        ({"source": "greenhouse", "extra": {"requisition_id": "12"}}, None),
        ({"source": "ashby", "extra": {"requisition_id": "R-2041"}}, None),
        ({"source": "jsonld", "source_key": "harrowgill:HS-2093"}, "HS-2093"),
        ({"source": "jsonld", "source_key": "https://harrowgill.example/jobs/2093"}, None),
        ({"title": "Data Engineer (JR2018244)"}, "JR2018244"),
        ({"title": "Data Engineer #44120"}, "44120"),
        ({"title": "Data Engineer (Req 44120)"}, "44120"),
        ({"title": "Data Engineer - Ref: 44120"}, "44120"),
        ({"title": "Data Engineer - Job ID #44120"}, "44120"),
        ({"title": "Data Engineer 2026"}, None),
    ],
)
def test_an_employers_number_is_read(fields, number):
    given = {"source": "x", "source_key": "1", "url": "", "title": "Data Engineer"}
    assert requisition(RawPosting(**given | fields)) == number


def test_each_requisition_key_is_read_from_its_example():
    for row in requisition_keys():
        own = row.key == "source_key"
        raw = RawPosting(
            source=row.source,
            source_key=row.example if own else "1",
            url="",
            title="Data Engineer",
            extra={} if own else {row.key: row.example},
        )
        assert requisition(raw) == row.example.rpartition(":")[2]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Sista ansökningsdag: 8 november. Referensnummer: 2026/1184", "2026/1184"),
        ("Numéro de l'affichage : SAD-0457.", "SAD-0457"),
        ("Código de la vacante: QX-20418", "QX-20418"),
        ("Numer referencyjny: 77/2026/IT", "77/2026/IT"),
        ("Un rifugio a 2041 metri", None),
    ],
)
def test_a_number_is_read_after_the_word_of_its_language(text, number):
    raw = RawPosting(source="x", source_key="1", url="", title="Data Engineer")
    assert requisition(raw, text) == number
