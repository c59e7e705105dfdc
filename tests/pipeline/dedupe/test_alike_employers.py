import itertools

import pytest

from pipeline.dedupe import clusters
from pipeline.dedupe.blocking import keys_of
from pipeline.dedupe.clusters import Clusters
from pipeline.dedupe.rules import judge, may_be_one

TEXT = " ".join(f"word{n}" for n in range(200))
OTHER = " ".join(f"else{n}" for n in range(200))
APPLY = "https://boards.greenhouse.io/acme/jobs/123456"


def test_what_can_never_be_one_job_is_never_judged_to_be(met):
    names = ("Company 1", "Company 12", "Company 2", "Northmoor", "")
    texts = ("", TEXT, f"{TEXT} more", OTHER)
    titles = ("Data Scientist", "Senior Data Engineer")
    links = ("https://a.example/1", APPLY)
    made = [
        met(str(n), source=f"b{n % 3}", company=name, description_html=text, title=title, url=link)
        for n, (name, text, title, link) in enumerate(
            itertools.product(names, texts, titles, links)
        )
    ]
    for one, other in itertools.combinations(made, 2):
        assert may_be_one(one, other) or judge(one, other).same is not True


@pytest.mark.parametrize("text", ["", "own"])
def test_employers_whose_names_begin_alike_are_not_judged_one_by_one(met, monkeypatch, text):
    asked = []

    def counted(a, b):
        asked.append((a, b))
        return judge(a, b)

    monkeypatch.setattr(clusters, "judge", counted)
    found = Clusters()
    for n in range(100, 200):
        words = " ".join(f"{text}{n}x{k}" for k in range(90)) if text else ""
        known = met(str(n), company=f"Company {n}", description_html=words)
        found.put(known, keys_of(known.print))
    assert len(asked) < 100, "a few for each at most, not one for each pair"
    assert not list(found.found())


def test_a_brand_and_its_legal_name_among_them_are_found(met):
    found = Clusters()
    said = {"salary": "£60,000 - £80,000", "description_html": TEXT}
    for n, name in enumerate(["Company A", "Company B", "Company AB Holding", "Company C"]):
        known = met(str(n), source=f"b{n}", company=name, **said if n in (1, 2) else {})
        found.put(known, keys_of(known.print))
    brand = met("9", source="b9", company="Company AB", **said)
    found.put(brand, keys_of(brand.print))
    assert [one.duplicate_of for one in found.found()]
