"""What people do with a page: read it on a phone, in the dark, by keyboard, on paper."""

import pytest

from tests.pipeline.publish.browser.every_page import KINDS, write
from tests.pipeline.publish.hostile_texts import PAYLOADS

pytestmark = pytest.mark.proof

LOOKS = [("phone", "light"), ("phone", "dark"), ("desktop", "light"), ("desktop", "dark")]
NODES = """() => [...document.querySelectorAll('*')].flatMap((node) => [...node.attributes]
  .filter(({name, value}) => name.startsWith('on') || /^\\s*(javascript|data):/i.test(value))
  .map(({name, value}) => `${node.tagName} ${name}=${value}`))"""
TAGS = "() => [...new Set([...document.querySelectorAll('*')].map((node) => node.localName))]"
FOREIGN = {
    "a": "() => [...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))",
    "wide": "() => document.documentElement.scrollWidth - document.documentElement.clientWidth",
}
SHOWN = """() => [...document.querySelectorAll('tr[data-role]')]
  .filter((row) => row.checkVisibility()).map((row) => row.id)"""
JOBS = """() => [...document.querySelectorAll('#disclosure ~ table tbody tr')]
  .map((row) => Number(row.cells[3].textContent.replace(',', '')))"""
CLOSED = """() => [...document.querySelectorAll('details tr')]
  .filter((row) => !row.checkVisibility()).length"""
UNWANTED = {
    "img", "iframe", "object", "embed", "link", "base", "math", "video", "audio", "source",
    "template", "marquee", "portal", "animate", "foreignobject", "textarea",
}  # fmt: skip
UNPRINTED = """() => [...document.querySelectorAll('thead th, .wide')]
  .filter((part) => !part.checkVisibility()).map((part) => part.textContent)"""
BROKEN_WORDS = """() => [...document.querySelectorAll('#comparisons ~ * tbody :is(th, td)')]
  .filter((cell) => cell.checkVisibility() && cell.clientWidth < 40)
  .map((cell) => cell.textContent)"""
TWO_LABELS = """() => document.querySelectorAll('.cells .label').forEach((label) => {
  label.textContent = 'medium by job, counts only by employer'; })"""
BROKEN_LABELS = """() => [...document.querySelectorAll('.cells .label')]
  .filter((label) => label.checkVisibility()).flatMap((label) => {
    const text = label.firstChild;
    return [...text.data.matchAll(/\\S+/g)].filter((word) => {
      const range = new Range();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const cell = label.closest('td').getBoundingClientRect();
      return range.getClientRects().length > 1 || range.getBoundingClientRect().right > cell.right;
    }).map((word) => word[0]);
  })"""
OVERLAPPING = """() => [...document.querySelectorAll('svg.scale')].filter((scale) => {
  const boxes = [...scale.querySelectorAll('text')].filter((text) => text.checkVisibility())
    .map((text) => text.getBoundingClientRect());
  return boxes.some((box, n) => n && box.left < boxes[n - 1].right);
}).map((scale) => scale.textContent)"""
KEPT = """() => [...document.querySelectorAll('h2 + .note:has(+ table), thead, thead button')]
  .map((part) => [part.localName, getComputedStyle(part)])
  .filter(([name, style]) => name === 'button' ? style.display !== 'contents'
    : style.breakAfter !== 'avoid').map(([name]) => name)"""
SERIOUS = {"serious", "critical"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_quiet_and_accessible_and_fits(kind, people, store, opened, tmp_path):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    file = write(kind, store(people()), tmp_path, "USD 100k - 120k")
    for size, scheme in LOOKS:
        with opened(file, size, scheme) as page:
            for part in page.tab.query_selector_all("details:not([open]) > summary"):
                part.click()
            found = axe.Axe().run(page.tab).response["violations"]
            bad = [(each["id"], each["nodes"][0]["html"]) for each in found
                   if each["impact"] in SERIOUS]  # fmt: skip
            assert bad == [], (size, scheme)
            assert page.tab.evaluate(FOREIGN["wide"]) == 0, (size, scheme)
            assert (page.errors, page.requests) == ([], []), (size, scheme)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_prints(kind, people, store, opened, tmp_path):
    file = write(kind, store(people()), tmp_path, "USD 100k - 120k")
    with opened(file, "paper") as page:
        page.tab.emulate_media(media="print")
        assert page.tab.evaluate(FOREIGN["wide"]) == 0
        assert page.tab.pdf()[:4] == b"%PDF"
        assert (page.errors, page.requests) == ([], [])
        closed = (
            "() => [...document.querySelectorAll('details tr')].filter((r) => !r.checkVisibility())"
        )
        assert len(page.tab.evaluate(closed)) == 0
        assert page.tab.evaluate(UNPRINTED) == []
        assert page.tab.evaluate(OVERLAPPING) == [], "labels of an axis"
        assert page.tab.evaluate(KEPT) == [], "heads stay with rows; buttons are not repeated"


def test_no_word_of_trust_breaks(people, store, opened, tmp_path):
    file = write("report", store(people()), tmp_path)
    with opened(file) as page:
        assert page.tab.query_selector(".cells .label")
        page.tab.evaluate(TWO_LABELS)
        for width in (900, 1024, 1280):  # the column is shown from 56rem on
            page.tab.set_viewport_size({"width": width, "height": 900})
            assert page.tab.evaluate(BROKEN_LABELS) == [], width


def test_no_column_of_a_phone_is_too_narrow_for_a_word(people, store, opened, tmp_path):
    file = write("report", store(people()), tmp_path)
    with opened(file, "phone") as page:
        assert page.tab.query_selector("#comparisons")
        assert page.tab.evaluate(BROKEN_WORDS) == []


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_texts_stay_texts(kind, people, store, opened, tmp_path):
    """Each of 60 texts is in a field that the page shows; none becomes a node or a handler."""
    texts = [text.replace("\0", "") for text in PAYLOADS]
    rows = list(people(lambda n: texts[n % len(texts)]))
    for n, row in enumerate(rows):
        row.industry = row.region = row.city = texts[n % len(texts)]
        row.skills = (texts[n // 10 % len(texts)], "Python")
        row.flags = ()
    file = write(kind, store(rows), tmp_path, "".join(texts))
    with opened(file) as page:
        page.tab.wait_for_timeout(300)
        assert page.dialogs == []
        assert (page.errors, page.requests) == ([], [])
        assert page.tab.evaluate(NODES) == []
        assert not set(page.tab.evaluate(TAGS)) & UNWANTED
        links = page.tab.evaluate(FOREIGN["a"])
        assert all(link.startswith(("https://", "#", kind)) for link in links)


@pytest.mark.parametrize("roles", [PAYLOADS[start : start + 3] for start in range(0, 60, 12)])
def test_hostile_names_of_roles_pass_through_the_script(roles, people, store, opened, tmp_path):
    roles = [role.replace("\0", "") for role in roles]
    file = write("report", store(people(roles=roles)), tmp_path)
    with opened(file) as page:
        offered = "() => [...document.querySelectorAll('[name=role] option')].map((o) => o.value)"
        assert set(page.tab.evaluate(offered)) == {"", *roles}
        page.tab.select_option("[name=role]", roles[0])
        page.tab.fill("[name=offer]", "100000")
        assert roles[0] in page.tab.inner_text("#card")
        assert (page.errors, page.dialogs, page.tab.evaluate(NODES)) == ([], [], [])


def test_everything_can_be_reached_by_keyboard(people, store, opened, tmp_path):
    file = write("report", store(people()), tmp_path)
    with opened(file) as page:
        seen = []
        now = "() => { const e = document.activeElement; return e.name || e.id || e.localName; }"
        for _ in range(60):
            page.tab.keyboard.press("Tab")
            seen.append(page.tab.evaluate(now))
        fields = ["country", "role", "level", "workplace", "offer", "period", "copy", "clear"]
        at = seen.index("country")
        assert seen[at : at + len(fields)] == fields
        assert {"summary", "button"} <= set(seen)
        page.tab.focus("[name=offer]")
        page.tab.keyboard.type("150k")
        assert page.tab.is_visible("#card")
        page.tab.focus("details.country:not([open]) > summary")
        page.tab.keyboard.press("Enter")
        assert page.tab.query_selector("details.country:not([open])") is None
        ring = "() => getComputedStyle(document.activeElement).outlineStyle"
        assert page.tab.evaluate(ring) == "solid"


def test_filters_reach_published_rows_and_the_address(people, store, opened, tmp_path):
    file = write("report", store(people()), tmp_path)
    with opened(file) as page:
        page.tab.select_option("[name=country]", "DE")
        page.tab.select_option("[name=level]", "senior")
        rows = page.tab.evaluate(SHOWN)
        assert rows
        assert all("country=DE" in row for row in rows)
        assert all("level" not in row or "level=senior" in row for row in rows)
        address = page.tab.evaluate("() => location.hash")
        assert address == "#country=DE&level=senior"
        page.tab.select_option("[name=workplace]", "remote")
        assert page.tab.evaluate(SHOWN) == []
        nothing = page.tab.inner_text("details.country:not([hidden]) .nothing")
        assert nothing.startswith("Pay by workplace is published for all levels together")
        page.tab.select_option("[name=level]", "")
        assert any("workplace=remote" in row for row in page.tab.evaluate(SHOWN))
        page.tab.click("#clear")
        assert page.tab.evaluate("() => location.hash") == ""
    with opened(file, anchor="#country=DE&level=senior&offer=90k&period=year") as page:
        assert page.tab.evaluate(SHOWN) == rows
        assert "Germany" in page.tab.inner_text("#fineprint")
        assert page.errors == []


def test_a_link_to_a_country_without_a_median_says_that_it_was_dropped(
    people, store, opened, tmp_path
):
    file = write("report", store(people()), tmp_path)
    with opened(file, anchor="#country=CA&offer=100000") as page:
        said = page.tab.inner_text("#dropped")
        assert said == "The address asks for country CA, of which this page has no median."
        assert page.tab.input_value("[name=offer]") == ""
        assert page.errors == []
    with opened(file, anchor="#country=DE&offer=100000") as page:
        assert not page.tab.is_visible("#dropped")
        assert page.tab.input_value("[name=offer]")


def test_tables_sort(people, store, opened, tmp_path):
    file = write("report", store(people()), tmp_path)
    with opened(file) as page:
        button = "#disclosure ~ table thead th:nth-child(4) button"
        page.tab.click(button)
        rising = page.tab.evaluate(JOBS)
        assert rising == sorted(rising)
        page.tab.click(button)
        assert page.tab.evaluate(JOBS) == sorted(rising, reverse=True)
        assert (
            page.tab.get_attribute("#disclosure ~ table thead th:nth-child(4)", "aria-sort")
            == "descending"
        )
