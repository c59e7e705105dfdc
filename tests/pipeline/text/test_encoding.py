import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.encoding import repair_encoding, through_cp874


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("5 min read ยท Mar. 2, 2025", "5 min read · Mar. 2, 2025"),
        ("ML โ€“ Platform", "ML – Platform"),
        ("ML โ€” Platform", "ML — Platform"),
        ("Weโ€™re โ€œhiringโ€\x9d", "We’re “hiring”"),
        ("Featured ๐Ÿ‘€", "Featured 👀"),
        ("๐Ÿš€ Launch โ€ข now โ€ฆ", "🚀 Launch • now …"),
        ("Montrรฉal", "Montréal"),
        ("Zรผrich", "Zürich"),
        ("ยฃ40,000", "£40,000"),
    ],
)
def test_utf8_read_as_cp874_is_undone(seen, meant):
    assert repair_encoding(seen) == (meant, "utf-8 read as cp874")


@pytest.mark.parametrize(
    "thai",
    [
        "ยก",
        "ยกเลิก",
        "รก",
        "ร้าน",
        "โครงการ",
        "วิศวกรข้อมูล",
        "นักวิทยาศาสตร์ข้อมูล (Data Scientist) – กรุงเทพ",
        "รับสมัครวิศวกรปัญญาประดิษฐ์ ประจำสำนักงานใหญ่ กรุงเทพมหานคร",
        "เงินเดือน 60,000–90,000 บาท ยกเลิกได้",
        "Data Engineer ประจำ “เชียงใหม่”",
        "ทำงานที่บ้าน 100% 🚀",
        "Data Scientist ยท กรุงเทพ",  # real Thai beside it: nothing is touched
    ],
)
def test_thai_stays_thai(thai):
    assert repair_encoding(thai) == (thai, None)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("ZÃ¼rich", "Zürich"),
        ("MecÃ¡nico", "Mecánico"),
        ("Itâ€™s", "It’s"),
        ("Lead â€” Data", "Lead — Data"),
    ],
)
def test_usual_mojibake_is_undone(seen, meant):
    repaired, rule = repair_encoding(seen)
    assert repaired == meant
    assert rule


@pytest.mark.parametrize(
    "sound",
    [
        "Zürich",
        "We’re “hiring”",
        "größte Straße",
        "Đà Nẵng",
        "データ",
        "инженер",
        "São Paulo",
        "AI",
    ],
)
def test_sound_text_is_left_alone(sound):
    assert repair_encoding(sound) == (sound, None)


@given(st.text(alphabet=st.sampled_from("·–—’“…•👀🚀éüçñ£ aBz,"), min_size=1))
def test_whatever_went_through_cp874_comes_back_or_stays(text):
    seen = "".join(_as_cp874(char) for char in text)
    assert through_cp874(seen) in {text, None}


def _as_cp874(char):
    return "".join(
        bytes([b]).decode("cp874", "ignore") or bytes([b]).decode("cp1252", "ignore") or chr(b)
        for b in char.encode()
    )


def test_vietnamese_read_as_cp1252_is_undone_where_ftfy_would_not_dare():
    assert repair_encoding("Tá»›i 1,000 USD")[0] == "Tới 1,000 USD"
    assert repair_encoding("Tá»›i €1,000")[0] == "Tá»›i €1,000"  # not all of it decodes
