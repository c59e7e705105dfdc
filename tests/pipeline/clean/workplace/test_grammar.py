"""Sentences that name no arrangement: what their words tell together."""

import pytest

from models.vocab import Workplace
from pipeline.clean.workplace.description import read_prose
from pipeline.clean.workplace.known_words import names_place, naming_places
from pipeline.clean.workplace.word_kinds import kinds_of
from pipeline.clean.workplace.word_sentences import read_told
from pipeline.rules.rows.place import WorkplaceWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.patterns import plain
from pipeline.text.traditional import traditional
from tests.support.rows import every_row

WORDS = read_rules(WorkplaceWords)


@every_row("row", WORDS, ids=lambda row: f"{row.kind} {row.language}")
def test_each_row_has_its_example_and_no_word_twice(row):
    words = row.words.split("; ")
    assert row.example in {word.strip("*") for word in words}
    assert len(words) == len(set(words))
    assert all(word == plain(word) for word in words)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Come in on Mondays and work wherever you like.", Workplace.HYBRID),
        ("You sell bread at the counter of our bakery.", Workplace.ONSITE),
        ("You are at our bakery every day.", Workplace.ONSITE),
        ("We have a bakery and open it every day.", None),
        ("You can be at our bakery every day.", None),
        ("Our clients work from home every day.", None),
        ("Twice a year we meet at our plant.", None),
        ("Do you like to work from home?", None),
        ("We do not work from home.", Workplace.ONSITE),
        ("We have no phones, and we work from home.", Workplace.REMOTE),
        ("You report to our plant manager every day.", None),
        ("You will be in the shop from Tuesday to Saturday.", Workplace.ONSITE),
        ("Wir arbeiten nicht von zu Hause.", Workplace.ONSITE),
        ("Wir haben kein Büro und arbeiten von zu Hause.", Workplace.REMOTE),
        ("ทำงานจากที่บ้าน 100% ไม่ต้องเข้าออฟฟิศ", Workplace.REMOTE),
        ("Гібридний формат: вівторок і четвер в офісі, інші дні з дому.", Workplace.HYBRID),
        ("You care for people in their own homes every day.", None),
        ("Ostrava | On site | Full-time", None),
        ("Everyone works from home and never comes to the office.", Workplace.REMOTE),
        ("We work from home and have no office.", Workplace.REMOTE),
        ("Not every day at home and not every day in the office.", Workplace.HYBRID),
        ("No home or hybrid working is possible at our plant.", Workplace.ONSITE),
        ("An drei von fünf Tagen arbeitest du zu Hause.", Workplace.HYBRID),
        ("Otto giorni al mese in smart working, gli altri in sede.", Workplace.HYBRID),
        ("Wir arbeiten zu 40 Prozent im Büro.", Workplace.HYBRID),
        ("Vai operar as máquinas da nossa fábrica.", Workplace.ONSITE),
        ("Ankara'daki mağazamızda çalışacaksınız.", Workplace.ONSITE),
        ("In our bakery we sell bread.", None),
        ("At home most days, but at the office at least six days a month.", Workplace.HYBRID),
        ("You'll be at the plant one day a week.", None),
        ("You work three days a week in our bakery.", Workplace.ONSITE),
        ("You'll model remote work trends for our newsletter.", None),
        ("Le poste s'exerce exclusivement dans nos laboratoires.", Workplace.ONSITE),
        ("Práca prebieha každý deň v závode, prácu z domu neposkytujeme.", Workplace.ONSITE),
        ("You will run workshops at our offices in Rome.", None),
        ("The job is done at our offices in Rome.", Workplace.ONSITE),
        ("Your place of work is the bakery in Kendal.", Workplace.ONSITE),
        ("Presence in the office is required.", Workplace.ONSITE),
        ("Our app helps companies manage work from home every day.", None),
        ("Experience of work from home every day is a plus.", None),
        ("Some of your colleagues work from home every day.", None),
        ("Homeoffice können wir nicht anbieten - wir arbeiten im Pflegeheim.", Workplace.ONSITE),
        ("כל הצוות עובד מהבית ואין לנו משרדים", Workplace.REMOTE),
        ("每週遠端工作兩天,其餘時間在辦公室。", Workplace.HYBRID),
        ("Radiš dva dana u uredu i tri dana od kuće.", Workplace.HYBRID),
        ("You will test the arm in our kitchen every Friday.", None),
        ("Ship on Fridays, and live in any country.", Workplace.REMOTE),
        ("On-premises deployments are required.", None),
        ("On-site audits are required every year.", None),
        ("On the other days you work from home.", Workplace.HYBRID),
        ("You work at our client's office every day.", Workplace.ONSITE),
        ("You work at our client's office, home office is not possible.", Workplace.ONSITE),
        ("You install sensors at our client's office.", None),
        ("You go to our client's office twice a week.", None),
        ("Pracujete v našej pekárni.", Workplace.ONSITE),
        ("You're not tied to the office every day: three days in, two at home.", Workplace.HYBRID),
        ("Die Arbeit findet im Werk in Jena statt, nicht im Homeoffice.", Workplace.ONSITE),
        ("Not at home and not in the office, always outdoors.", None),
        ("Statt im Büro arbeitest du von zu Hause.", Workplace.REMOTE),
        ("재택근무는 제공되지 않으며 본사에서만 근무합니다.", Workplace.ONSITE),
    ],
)
def test_who_where_how_often_and_denial(text, meant):
    told = [kind for _, _, kind, _ in read_told(text)]
    assert told == ([] if meant is None else [meant])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("While our office is in Oslo, you work from home every day.", Workplace.REMOTE),
        ("Obwohl das Büro in Bonn ist, arbeitest du immer von zu Hause.", Workplace.REMOTE),
        ("Interviews are online, but you work in our plant every day.", Workplace.ONSITE),
        ("Interviews are in person; you work from home every day.", Workplace.REMOTE),
        ("Interviews are online, but you work in our plant or from home every day.", None),
        ("Some of our colleagues like it; they come in every day.", None),
        ("Though we interview online, you choose.", None),
        ("Interviews are online; the last takes place at our office.", None),
        ("The final round takes place at our office.", None),
        ("First we interview you. The second talk takes place at our office.", None),
        ("We make bread. The second part of the work takes place at our office.", Workplace.ONSITE),
        ("Interviews are online; the work takes place at our office.", Workplace.ONSITE),
    ],
)
def test_a_sentence_that_tells_nothing_is_read_by_its_parts(text, meant):
    told = [kind for _, _, kind, _ in read_told(text)]
    assert told == ([] if meant is None else [meant])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Presenza in ufficio cinque giorni su cinque.", Workplace.ONSITE),
        ("Office attendance 5/5 days.", Workplace.ONSITE),
        ("Работа в офисе пять дней из пяти.", Workplace.ONSITE),
        ("Toimistolla viitenä päivänä viidestä.", Workplace.ONSITE),
        ("We work at home four days, four people in a team.", Workplace.HYBRID),
        ("Home office 5/5 days.", Workplace.REMOTE),
        ("Teletrabajo 2 de 5 días.", Workplace.HYBRID),
        ("Tre giorni su cinque in sede, due da casa.", Workplace.HYBRID),
    ],
)
def test_days_of_as_many_days_are_the_whole_week(text, meant):
    assert read_prose(text).workplace is meant


def test_a_denial_refuses_telework_that_a_pattern_reads():
    assert read_prose("The post isn't eligible for telework.").workplace is Workplace.ONSITE
    assert read_prose("The post is eligible for telework.").workplace is Workplace.HYBRID


def test_the_language_of_a_sentence_is_the_one_with_most_of_its_words():
    assert kinds_of("wir arbeiten remote in unserem büro").language == "de"
    assert kinds_of("we work remote in our office").language == "en"


def test_a_sentence_that_a_pattern_reads_is_not_read_by_its_words():
    text = "This is a hybrid role. You work from home always."
    assert read_prose(text).workplace is Workplace.HYBRID
    said = read_prose("We make bread. You work from home always. Apply!")
    assert (said.workplace, said.text) == (Workplace.REMOTE, "You work from home always")
    assert said.rule.startswith("place/workplace_words.csv:")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Hibrit çalışma.", Workplace.HYBRID),
        ("Hibrit bulut mimarileri.", None),
        ("We are a hybrid team.", Workplace.HYBRID),
        ("You enjoy working in hybrid teams of humans and agents.", None),
        ("There is no option for hybrid working, the job is office-based only.", Workplace.ONSITE),
        ("Our product helps companies manage hybrid work.", None),
        ("Работа на заводе, удалённый формат невозможен.", Workplace.ONSITE),
        ("Вся команда работает удалённо, офиса у нас нет.", Workplace.REMOTE),
        ("Remote-first with no required commute", Workplace.REMOTE),
        ("The interview process is entirely remote: a call and a panel.", None),
        ("You get a stipend and work fully remote.", Workplace.REMOTE),
        ("This isn't necessarily a fully remote position.", None),
        ("Our drones are fully remotely operated.", None),
    ],
)
def test_words_around_a_pattern_speak_against_it(text, meant):
    assert read_prose(text).workplace is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Work model: Office.", Workplace.ONSITE),
        ("Remote work: 2 days.", Workplace.HYBRID),
        ("Remote work: not possible.", Workplace.ONSITE),
        ("Remote work: to be discussed.", None),
        ("Arbeitsort: Homeoffice", Workplace.REMOTE),
        ("Miejsce pracy: sklep w Elblągu", Workplace.ONSITE),
        ("Place of work: Bristol", None),
        ("Position: Lab Manager", None),
    ],
)
def test_a_label_is_read_in_the_light_of_its_head(text, meant):
    assert read_prose(text).workplace is meant


def test_a_sentence_is_looked_at_for_the_rarest_word_of_a_phrase():
    low = "we write code at work, and from time to time we meet people"
    assert naming_places(low, low.split()) == []
    assert naming_places("we stay at home", ["we", "stay", "at", "home"]) == ["home"]
    assert names_place("we stay at home")
    assert not names_place("the home page")


def test_a_stem_and_an_ending_of_one_word_both_count():
    kinds = kinds_of("trabajarás en casa")
    assert kinds["job"] == kinds["you"] == [(0, 1)]


def test_traditional_characters_are_known_with_the_simplified():
    assert traditional("远程办公") == "遠程辦公"
    assert kinds_of("遠程辦公")["home"] == kinds_of("远程办公")["home"]
