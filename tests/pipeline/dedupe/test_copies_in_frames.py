"""Copies in the frames of two boards, each beside the least change that makes them two jobs."""

import pytest

from pipeline.dedupe.batch import same_jobs
from pipeline.dedupe.blocking import keys_of
from pipeline.dedupe.employers import employers
from pipeline.dedupe.same_place import place
from pipeline.dedupe.sketches.marks import marks_of
from pipeline.dedupe.texts.middles import middle

ABOUT = (
    "Brackwater Looms weaves sails for tall ships and roofs for circuses. Forty of us work in a "
    "mill from 1871 beside the canal. "
)
WORK = (
    "You plan 1,900 metres of cloth a week on twelve Dornier looms, order flax from Kortrijk, "
    "keep the dye book in Textronic, and train two apprentices. You share the Saturday shift with "
    "three colleagues and answer to the mill manager. We ask for four years in weaving, a calm "
    "voice, and a licence for the forklift. Pay follows the union's table, and the tea is free. "
)
OTHER_WORK = WORK.replace(
    "order flax from Kortrijk, keep the dye book in Textronic, and train two apprentices",
    "mend broken selvedges by hand, measure tension at each beam, and report faults before noon",
)
NOTICE = "Apply on the next page with your profile. Members receive alerts for similar positions. "
AD = {
    "company": "Brackwater Looms", "title": "Weaving Planner", "location": "Sundmaela",
    "country": "", "description_html": ABOUT + WORK,
}  # fmt: skip
SWEDISH = (
    "Vi söker en planerare till vårt väveri i Falun som tar hand om våra omkring 1900 meter tyg i "
    "veckan. Du beställer lin, för färgbok i Textronic och lär upp två lärlingar. Du delar "
    "lördagspasset med tre kollegor och rapporterar till chefen för väveriet. Vi vill att du har "
    "fyra års erfarenhet av vävning, lugn röst och truckkort, och vi bjuder på te varje dag."
)
LONG = " ".join(f"Loom l{n} has warp w{n}, weft f{n} and rope r{n}." for n in range(90))
FEED = {"source": "feed"}
THREAD = {"source": "hackernews"}
TOOLS = "The mill runs Stoll and Karl Mayer machines, with SAP, Centric and ISO 9001. "
CLIENT = (
    "On behalf of a client that weaves sails, with forty people in a mill from 1871: "
    + WORK.replace("You plan", "They plan").replace("We ask for", "They want")
    + TOOLS
)
LISTED = {"source": "greenhouse", "board": "brackwater"}
COPY = FEED | {"description_html": WORK + NOTICE}
KINDS = {
    "each board has a frame of its own": (AD, COPY, {"description_html": OTHER_WORK + NOTICE}),
    "under a title in words of the text": (
        AD, COPY | {"title": "Dornier Planner"}, {"description_html": OTHER_WORK + NOTICE},
    ),
    "in a frame under another title": (
        AD,
        FEED | {"title": "Textile Scheduler", "description_html": ABOUT + WORK + NOTICE},
        {"description_html": ABOUT + OTHER_WORK + NOTICE},
    ),
    "at the larger town nearby": (
        AD | {"location": "Dorking, United Kingdom",
              "description_html": f"{ABOUT}The mill is in Dorking. {WORK}"},
        FEED | {"location": "Leatherhead, United Kingdom",
                "description_html": f"The mill is in Dorking. {WORK}{NOTICE}"},
        {"description_html": f"The mill is in Leatherhead. {WORK}{NOTICE}"},
    ),
    "at the county of the town": (
        AD | {"location": "De Pere, Wisconsin"},
        COPY | {"location": "Brown County, Wisconsin"},
        {"location": "Kenosha, Wisconsin"},
    ),
    "posted again with edits and other pay on one board": (
        AD | {"salary": "$45,000 - $52,000"},
        {"salary": "$48,000 - $55,000", "title": "Weaving Planner (again)",
         "description_html": ABOUT + WORK.replace("1,900", "2,100")},
        {"description_html": ABOUT + OTHER_WORK},
    ),
    "posted again with edits in one listing": (
        AD | LISTED,
        {"description_html": ABOUT + WORK.replace("1,900", "2,100") + "We look again. "},
        {"description_html": ABOUT + WORK},
    ),
    "under the name of a recruiter who hides the client": (
        AD | {"location": "Leeds, United Kingdom", "description_html": ABOUT + WORK + TOOLS},
        FEED | {"company": "Tarn Search", "description_html": CLIENT},
        {"description_html": CLIENT.replace("twelve Dornier", "nine Picanol").replace(
            "Textronic", "Loomwise").replace("Kortrijk", "Armagh")},
    ),
    "under the name of an agency's parent, near to the town of the text": (
        AD | {"location": "Dorking, United Kingdom", "salary": "£30,000 - £36,000"},
        FEED | {"company": "Tarn plc", "location": "Leatherhead, United Kingdom",
                "salary": "£30,000 - £36,000",
                "description_html": f"{ABOUT}{WORK}The mill is near Dorking. {NOTICE}"},
        {"description_html": f"{ABOUT}{WORK}The mill is near Leatherhead. {NOTICE}"},
    ),
    "under the initials of the employer": (
        AD | {"company": "Brackwater Royal Looms", "location": ""},
        FEED | {"company": "Ministry of Cloth, BRL", "description_html": WORK},
        {"company": "Ministry of Cloth, BRM"},
    ),
    "cut, at pay in whole thousands": (
        AD | {"salary": "$108,400 - $129,600"},
        FEED | {"salary": "$108k - $130k", "description_html": WORK},
        {"salary": "$108k - $133k"},
    ),
    "posted again with its sentences in another order, at other pay": (
        AD | {"salary": "$45,000 - $52,000"},
        {"salary": "$48,000 - $55,000",
         "description_html": f"{ABOUT}{'. '.join(WORK.strip('. ').split('. ')[::-1])}."},
        {"description_html": ABOUT + OTHER_WORK},
    ),
    "posted again in one listing with a notice in Swedish": (
        AD | LISTED | {"description_html": SWEDISH},
        {"description_html": SWEDISH.replace("omkring", "drygt")
         + " Sista ansökningsdag är förlängd till 30 november."},
        {"description_html": SWEDISH.replace("Falun", "Borlänge") + " Butiken är nyöppnad."},
    ),
    "posted again in one listing with one word changed in a long text": (
        AD | LISTED | {"description_html": LONG},
        {"description_html": LONG.replace("weft f40 and", "weft f41x and")},
        {"description_html": LONG},
    ),
    "posted again in a later thread with words swapped": (
        AD | THREAD | {"posted": "2026-08-03"},
        {"posted": "2026-09-01", "description_html": ABOUT + OTHER_WORK},
        {"posted": "2026-08-04"},
    ),
    "posted again in a later thread, written anew at other pay": (
        AD | THREAD | {"title": "Lead Weaving Planner", "salary": "$45,000 - $52,000",
                       "posted": "2026-08-03"},
        {"posted": "2026-09-01", "salary": "$48,000 - $55,000",
         "description_html": "Our sails need a planner: flax, dye and a crew of two. " * 3},
        {"posted": "2026-08-04"},
    ),
    "posted again in a later thread under a longer title": (
        AD | THREAD | {"posted": "2026-08-03"},
        {"posted": "2026-09-01", "title": "Weaving Planner (Flax)", "salary": "$48,000 - $55,000",
         "description_html": ABOUT + WORK.replace("three colleagues", "three weavers")},
        {"posted": "2026-08-04"},
    ),
}  # fmt: skip


def found(met, one, changes):
    pair = [met("1", **one), met("2", **(one | changes))]
    return len(same_jobs([(known, keys_of(known.print)) for known in pair]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_in_a_frame_is_one_job(met, kind):
    one, changes, _ = KINDS[kind]
    assert found(met, one, changes) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_another_opening_in_the_same_words_is_another_job(met, kind):
    one, changes, against = KINDS[kind]
    assert found(met, one, changes | against) == 0


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (ABOUT + WORK + NOTICE, "framed"),
        (WORK + NOTICE, "same"),
        (ABOUT + WORK.replace("a calm voice", "two steady hands at work"), "edited"),
        (ABOUT + OTHER_WORK + NOTICE, "other"),
        (WORK + 3 * NOTICE, "same"),  # a long frame at one end only
        ("We grow hops on nine fields and dry them in an oast house. " * 3, "unknown"),
    ],
)
def test_the_middle_of_two_texts(met, other, said):
    a, b = met("1", **AD).print, met("2", **AD | {"description_html": other}).print
    assert middle(a, b) == middle(b, a) == said


def test_long_ends_of_both_texts_are_another_opening(met):
    tails = (
        WORK,
        OTHER_WORK[:30] + "Our garden team digs ponds for herons, prunes medlars and "
        "counts newts with the school each spring; you bring boots, patience and a van.",
    )
    a, b = (met(key, description_html=ABOUT * 2 + tail).print for key, tail in enumerate(tails))
    assert middle(a, b) != "same"


def test_two_towns_that_each_text_names_for_itself_are_two(met):
    shop = ABOUT + WORK + "You work in our shop in {}. "
    ads = [AD | {"location": town, "description_html": shop.format(town)}
           for town in ("Sundmaela", "Rantakyla")]  # fmt: skip
    assert found(met, ads[0], FEED | ads[1]) == 0
    assert found(met, ads[0], FEED | ads[1] | {"location": ""}) == 1


def test_one_word_of_a_long_text_is_no_other_passage(met):
    texts = LONG, *(LONG.replace(f"weft f{n} and", f"weft f{n}x and") for n in range(10, 80))
    prints = [met(str(n), description_html=text).print for n, text in enumerate(texts)]
    assert "other" not in {middle(prints[0], one) for one in prints}


def test_a_long_text_without_a_town_names_no_town(met):
    text = " ".join(f"purling{n} needle" for n in range(600))
    towns = "Leeds", "Dorking", "Leatherhead", "Winchester", "Norwich", "Exeter", "Hull", "Swindon"
    ads = [met(str(n), location=f"{town}, United Kingdom", description_html=text)
           for n, town in enumerate(towns)]  # fmt: skip
    assert {place(ads[0].print, one.print) for one in ads[1:]} == {"other"}


def test_a_figure_is_one_mark_however_a_language_writes_it():
    english = marks_of("at 6:30 we move 11,000 crates and 7,800 pots of 1.5 l", (), "en")
    others = (
        "at 06.30 we move 11 000 crates and 7 800 pots of 1,5 l",
        "at 6.30 we move 11.000 crates and 7'800 pots of 1,5 l",
    )
    assert [marks_of(text, (), "en") for text in others] == [english, english]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("두루미", "두루미헬스케어", "like"),
        ("青禾农机", "山东青禾农机", "like"),
        ("青禾", "山东青禾农机", "other"),
        ("loom", "brackwaterloom", "other"),
    ],
)
def test_a_name_of_few_letters_is_in_a_longer_one(one, other, said):
    assert employers(one, other) == employers(other, one) == said


def long_ad(number):
    """Return 800 words, none of them a name or a figure, and most of this ad alone."""
    letters = "abcdefghij"
    ends = (letters[number // 10] + letters[n // 10] + letters[n % 10] for n in range(80))
    return " ".join(f"you dye cloth{n} and warp{n} for sail{n} in vat{n} with it{n}" for n in ends)


@pytest.mark.parametrize(
    ("changes", "least"), [({"company": "Tarn Recruitment"}, 20), ({"title": "Loom Planner"}, 12)]
)
def test_a_copy_cut_to_a_fifth_mostly_shares_a_key_with_the_whole_ad(met, changes, least):
    sharing = 0
    for number in range(40):
        ad = AD | {"location": "", "description_html": long_ad(number)}
        cut = " ".join(ad["description_html"].split()[number * 8 :][:160])
        copy = ad | FEED | {"description_html": cut} | changes
        one, two = (keys_of(met(key, **each).print) for key, each in (("1", ad), ("2", copy)))
        sharing += not set(one).isdisjoint(two)
    assert sharing >= least
