"""Tables as Markdown: parts of a row keep its name, and what is dim on the page is in italics."""

from markdown_it import MarkdownIt

from pipeline.publish.markdown import escaped, linked, markdown_table
from pipeline.publish.page_table import Column, Row, Table, words
from pipeline.publish.pages import environment


def a_table(*rows):
    return Table(
        "k", "Heading", (Column("Role"), Column("Jobs", number=True)), rows, "A note.",
        dim="could be chance",
    )  # fmt: skip


def row(name, part=False, dim=False):
    return Row(name, words("12"), part=part, dim=dim)


def drawn(table):
    source = '{% from "table.html.j2" import table_section %}{{ table_section(table) }}'
    return environment().from_string(source).render(table=table)


def test_a_part_is_named_with_the_row_it_belongs_to():
    text = markdown_table(
        a_table(
            row("All jobs"), row("Senior", part=True), row("Data Analyst"), row("Mid", part=True)
        )
    )
    names = [line.split(" | ")[0] for line in text.splitlines() if line.endswith("12 |")]
    assert names == ["| All jobs", "| All jobs: Senior", "| Data Analyst", "| Data Analyst: Mid"]


def test_dim_rows_are_in_italics_and_the_text_says_so():
    table = a_table(row("A_b", dim=True), row("C"))
    text = markdown_table(table)
    assert "In italics: could be chance." in text
    assert r"| *A\_b* | 12 |" in text
    assert "| C | 12 |" in text
    assert "A note. Dim: could be chance." in drawn(table)


def test_without_dim_rows_nothing_is_said_of_them():
    table = a_table(row("C"))
    assert "italics" not in markdown_table(table)
    assert "Dim" not in drawn(table)


def test_addresses_are_whole():
    said = "Himalayas, https://himalayas.example/jobs?a=1_b. Mail a@b.example, www.c.example"
    for write, links in ((escaped, 0), (linked, 1)):
        shown = MarkdownIt("commonmark").render(write(said))
        assert shown.count("<a href=") == links
        assert (
            shown.replace('<a href="https://himalayas.example/jobs?a=1_b">', "").replace("</a>", "")
            == f"<p>{said}</p>\n"
        )
    assert linked(said).startswith("Himalayas, <https://himalayas.example/jobs?a=1_b>. Mail a\\@b")
