import itertools

import pytest

from models.same import Fingerprint
from pipeline.dedupe.batch import same_jobs
from pipeline.dedupe.blocking import keys_of
from pipeline.dedupe.clusters import Clusters

TEXT = " ".join(f"word{n}" for n in range(200))
BAND = "£60,000 - £80,000"


def found(*postings):
    """Return what same_jobs finds, by the keys of the sources."""
    names = {known.print.posting_id: name for name, known in postings}
    jobs = same_jobs([(known, keys_of(known.print)) for _, known in postings])
    return {names[one.posting_id]: names[one.duplicate_of] for one in jobs.values()}


def made(met, **each):
    return [(name, met(name, **fields)) for name, fields in each.items()]


def test_one_ad_for_seven_towns_is_one_job(met):
    towns = ("Leeds", "York", "Hull", "Derby", "Bath", "Exeter", "Oxford")
    days = iter(range(1, 8))
    ad = made(
        met,
        **{t: {"location": t, "salary": BAND, "posted": f"2026-10-0{next(days)}"} for t in towns},
    )
    assert found(*ad) == dict.fromkeys(towns[1:], "Leeds")


def test_the_first_posting_stands_for_the_others_in_any_order(met):
    ads = made(
        met,
        a={"salary": BAND, "posted": "2026-10-03"},
        b={"salary": BAND, "posted": "2026-09-28"},
        c={"salary": BAND, "posted": "2026-10-04"},
        d={"salary": "£30,000 - £35,000", "posted": "2026-09-20"},
    )
    for order in itertools.permutations(ads):
        assert found(*order) == {"a": "b", "c": "b"}


def test_of_two_of_a_day_the_lower_id_is_first(met):
    ads = made(met, a={"salary": BAND}, b={"salary": BAND})
    first, second = sorted(ads, key=lambda ad: ad[1].print.posting_id)
    assert found(*ads) == {second[0]: first[0]}


def test_two_ids_of_a_full_listing_stay_two_even_through_a_third(met):
    own = {"source": "greenhouse", "board": "northmoor", "description_html": TEXT}
    ads = made(met, a=own, b=own, c={"description_html": TEXT, "posted": "2026-11-01"})
    names = set(found(*ads))
    assert len(names) == 1
    assert found(*ads[:2]) == {}


@pytest.mark.parametrize(
    "other",
    [
        {"source": "greenhouse", "board": "other"},
        {"source": "lever", "board": "northmoor"},
        {"source": "arbeitnow", "board": ""},
    ],
)
def test_ids_of_two_listings_may_be_one_job(met, other):
    own = {"source": "greenhouse", "board": "northmoor", "description_html": TEXT}
    assert len(found(*made(met, a=own, b=own | other))) == 1


def test_ids_of_a_window_may_be_one_job(met):
    ad = {"source": "arbeitnow", "description_html": TEXT}
    assert len(found(*made(met, a=ad, b=ad))) == 1


def test_an_agencys_generic_title_at_other_pay_is_another_job(met):
    ads = made(met, a={"salary": BAND}, b={"salary": "£65,000 - £75,000"}, c={"salary": "£90,000"})
    assert found(*ads) == {}


def test_a_numbered_opening_is_the_same_whatever_else_is_said(met):
    numbered = {"source": "greenhouse", "extra": {"requisition_id": "R-2041"}}
    ads = made(
        met,
        a=numbered | {"board": "one", "title": "Data Scientist"},
        b=numbered | {"board": "two", "title": "Analyst, Pricing", "location": "Oslo, Norway"},
        c=numbered | {"board": "three", "extra": {"requisition_id": "R-2042"}},
        d=numbered | {"board": "four", "company": "Elsewhere Ltd"},
    )
    assert set(map(frozenset, found(*ads).items())) == {frozenset("ab")}


def test_two_numbers_of_one_book_are_two_jobs_with_the_same_text(met):
    one = {"description_html": TEXT, "title": "Data Engineer JR2018244"}
    two = one | {"title": "Data Engineer JR2018245"}
    assert found(*made(met, a=one, b=two)) == {}
    assert len(found(*made(met, a=one, b=one))) == 1


def test_links_to_one_place_to_apply_are_one_job(met):
    ads = made(
        met,
        a={"source": "ats", "url": "https://boards.greenhouse.io/northmoor/jobs/4510010007"},
        b={
            "url": "https://feed.example/jobs/99812",
            "company": "Northmoor Group",
            "extra": {"apply": "https://northmoor.example/jobs?gh_jid=4510010007"},
        },
        c={"url": "https://feed.example/jobs/99813", "company": "Elsewhere"},
        d={"url": "https://boards.greenhouse.io/x/jobs/4510010007", "title": "Office Cook"},
        e={"url": "https://feed.example/jobs/99812", "title": "Lead Data Scientist"},
    )
    assert set(map(frozenset, found(*ads).items())) == {frozenset("ab")}


def test_two_months_later_it_is_another_job(met):
    ad = {"salary": BAND, "fetched_at": None}
    soon = made(met, a=ad | {"posted": "2026-06-01"}, b=ad | {"posted": "2026-07-31"})
    late = made(met, a=ad | {"posted": "2026-06-01"}, b=ad | {"posted": "2026-08-01"})
    assert found(*soon) == {"b": "a"}
    assert found(*late) == {}


def test_nothing_is_joined_through_a_third(met):
    bands = ("£60,000 - £80,000", "£60,000 - £85,000", "£60,000 - £90,000")
    ads = made(
        met, **{f"n{n}": {"salary": b, "posted": f"2026-10-0{n + 1}"} for n, b in enumerate(bands)}
    )
    assert found(*ads) == {"n1": "n0"}


def test_a_posting_without_anything_is_nobodys_duplicate(met):
    blank = {"title": "", "company": "", "location": "", "country": ""}
    assert found(*made(met, a=blank, b=blank)) == {}


def test_one_posting_twice_in_a_table_is_no_duplicate_of_itself(met):
    ad = met("a", salary=BAND)
    assert found(("a", ad), ("a", ad)) == {}


def test_keys_are_the_same_on_any_machine(met):
    assert (
        len(keys_of(met("1", salary=BAND, description_html=TEXT).print)) == 5 + 14 + 3 + 2 + 2 + 17
    )
    bare = Fingerprint(
        posting_id="1", source="board", company="northmoor", title=("data", "scientist")
    )
    assert keys_of(bare) == (-2547197341175037902, -1816505162378261542)


def test_each_posting_says_which_it_is_like_when_a_new_first_comes(met):
    clusters = Clusters()
    days = {"a": "2026-10-04", "b": "2026-10-05", "c": "2026-10-03", "d": "2026-10-02"}
    ads = {name: met(name, salary=BAND, posted=day) for name, day in days.items()}
    for ad in ads.values():
        clusters.put(ad, keys_of(ad.print))
        said = {one.posting_id: one for one in clusters.found()}
        first = min(clusters.known.values(), key=lambda one: one.order).print.posting_id
        assert set(said) == set(clusters.known) - {first}
        assert {one.duplicate_of for one in said.values()} <= {first}
        assert all(one.matched in clusters.known and one.matched != i for i, one in said.items())
        for posting in said:  # the way from one to the next ends at the first
            way = [posting]
            while way[-1] in said:
                way.append(said[way[-1]].matched)
                assert len(way) <= len(ads)
            assert way[-1] == first


def test_what_was_found_before_is_taken_up_again(met):
    ads = [met(name, salary=BAND, posted=f"2026-10-0{n}") for n, name in enumerate("abcd", 1)]
    whole = Clusters()
    for ad in ads:
        whole.put(ad, keys_of(ad.print))
    again = Clusters()
    before = {one.posting_id: one for one in whole.found()}
    for ad in reversed(ads[:3]):
        again.restore(ad, keys_of(ad.print), before.get(ad.print.posting_id))
    again.put(ads[3], keys_of(ads[3].print))
    by_id = {one.posting_id: one for one in again.found()}
    assert by_id == before
    assert {one.rule for one in by_id.values()} == {"variant"}
