"""One table, in every kind of file and encoding that people have."""

import csv
import gzip
import io
import json
import sys
import zipfile

import pytest

from pipeline.errors import InputError, UsageError
from pipeline.operate.tables.clean_table import TableOptions, clean_table
from pipeline.tables.read import ReadingOptions, posting_table
from pipeline.tables.reading.charsets import encoding_of, known_encoding
from pipeline.tables.reading.table_file import TableFile

HEADER = ("Titel", "Firma", "Ort", "Gehalt")
ROW = ("Data Engineer", "Müller & Söhne", "Köln", "65.000 € - 80.000 €")
RECORD = dict(zip(HEADER, ROW, strict=True))


def text(mark, ending="\n"):
    return "".join(mark.join(cells) + ending for cells in (HEADER, ROW))


def sheet(*rows):
    """Return a small workbook, written by hand."""
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    lines = ["".join(map(cell.format, row)) for row in rows]
    cells = "".join(f"<row>{line}</row>" for line in lines)
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{kinds}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{kinds}"><sheets>'
        '<sheet name="Jobs" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        f'package/2006/relationships"><Relationship Id="r1" Type="{kinds}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{cells}</sheetData></worksheet>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return packed.getvalue()


def parquet():
    arrow = pytest.importorskip("pyarrow")
    written = io.BytesIO()
    table = arrow.table({name: [value] for name, value in RECORD.items()})
    pytest.importorskip("pyarrow.parquet").write_table(table, written)
    return written.getvalue()


escaped = [c.replace("&", "&amp;") for c in ROW]
KINDS = {
    "commas.csv": text(",").encode(),
    "semicolons.csv": text(";", "\r\n").encode(),
    "tabs.tsv": text("\t").encode(),
    "bars.txt": text("|").encode(),
    "mark.csv": text(";").encode("utf-8-sig"),
    "windows.csv": text(";").encode("cp1252"),
    "utf-16.csv": text("\t").encode("utf-16"),
    "utf-16-le.csv": text("\t").encode("utf-16-le"),
    "utf-16-be.csv": text(",").encode("utf-16-be"),
    "excel-mark.csv": b"sep=;\r\n" + text(";").encode(),
    "gzip.csv.gz": gzip.compress(text(",").encode()),
    "gzip-unnamed.csv": gzip.compress(text(",").encode()),
    "lines.jsonl": (json.dumps(RECORD) + "\n").encode(),
    "lines.json": (json.dumps(RECORD) + "\n" + json.dumps(RECORD) + "\n").encode(),
    "list.json": json.dumps([RECORD]).encode(),
    "inside.json": json.dumps({"total": 1, "jobs": [RECORD]}).encode(),
    "list.json.gz": gzip.compress(json.dumps([RECORD]).encode()),
    "no-ending": text(";").encode(),
    "sheet.xlsx": sheet(HEADER, escaped),
    "misnamed.csv": sheet(HEADER, escaped),
    "sheet.xlsx.gz": gzip.compress(sheet(HEADER, escaped)),
    "table.parquet": None,
    "table.parquet.gz": None,
}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def content_of(name):
    if KINDS[name] is None:
        return gzip.compress(parquet()) if name.endswith(".gz") else parquet()
    return KINDS[name]


@pytest.mark.parametrize("name", KINDS)
def test_a_table_of_this_kind_is_read(tmp_path, name):
    if "xlsx" in name or name == "misnamed.csv":
        pytest.importorskip("python_calamine")
    path = tmp_path / name
    path.write_bytes(content_of(name))
    clean_table(path, tmp_path / "out.csv")
    out = rows(tmp_path / "out.csv")[0]
    assert (out["company"], out["country"]) == ("Müller & Söhne", "DE")
    assert (out["salary_min"], out["salary_max"], out["salary_currency"]) == (
        "65000",
        "80000",
        "EUR",
    )


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "title,company\nA,B\nC,Müller\n"),
        ("cp1252", "Ingénieur données,Île-de-France,45\u00a0000 €"),
        ("cp1250", "Inżynier danych;Kraków;15 000 zł miesięcznie"),
        ("cp1251", "Аналитик данных;Москва;150 000 руб"),
        ("shift_jis", "データエンジニア,東京,年収600万円"),
    ],
)
def test_a_legacy_encoding_is_told_from_its_letters(tmp_path, encoding, words):
    path = tmp_path / "in.csv"
    path.write_bytes(words.encode(encoding))
    assert words.encode(encoding).decode(encoding_of(TableFile(path, "in.csv"))) == words


def test_encoding_and_delimiter_can_be_said(tmp_path):
    path = tmp_path / "in.csv"
    path.write_bytes("Titel^Firma\nA^Жук\n".encode("koi8-r"))
    with posting_table(path, ReadingOptions({}, known_encoding("KOI8-R"), "^")) as read:
        assert read.reader.posting(next(read.table.rows()), 1).company == "Жук"
    with pytest.raises(UsageError, match="there is no encoding 'klingon'"):
        known_encoding("klingon")
    with pytest.raises(InputError, match=r"not ascii \(near line 1\); give --encoding"):
        posting_rows(path, "ascii")


def posting_rows(path, encoding):
    with posting_table(path, ReadingOptions({}, encoding, "^")) as read:
        return list(read.table.rows())


def test_values_of_json_that_are_no_text(tmp_path):
    record = {
        "jobTitle": "Data Engineer",
        "locations": ["Berlin, Germany", "Paris, France"],
        "is_remote": True,
        "company": {"name": "Dovetrace", "size": 10},
        "salary": {"min": 60000, "max": 70000.0, "currency": "EUR", "unit": "YEAR"},
        "tags": ["dbt", "Airflow"],
    }
    path = tmp_path / "in.json"
    path.write_text(json.dumps([record]))
    clean_table(path, tmp_path / "out.csv")
    [out] = rows(tmp_path / "out.csv")
    assert (out["company"], out["city"], out["workplace"]) == (
        "Dovetrace",
        "Berlin; Paris",
        "remote",
    )
    assert (out["salary_min"], out["salary_max"], out["salary_period"]) == (
        "60000",
        "70000",
        "year",
    )
    assert set(out["skills"].split("; ")) == {"dbt", "Airflow"}


def test_excel_without_its_reader(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    path = tmp_path / "in.xlsx"
    path.write_bytes(sheet(HEADER))
    with pytest.raises(InputError, match=r"pip install 'payband\[excel\]'"), posting_table(path):
        pass


def test_columns_without_a_name_are_kept_apart(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text(",title,\n7,ML Engineer,x\n")
    clean_table(path, tmp_path / "out.csv", options=TableOptions(keep_extra=True))
    [out] = rows(tmp_path / "out.csv")
    assert (out["column_1"], out["column_2"], out["title"]) == ("7", "x", "ML Engineer")
