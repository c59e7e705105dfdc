"""Fuzz the reader of pay: it raises no error, and each reading keeps its invariants.

    python -m bench.fuzz_pay [SECONDS]      600 by default; 0 skips it

Atheris (libFuzzer) turns bytes into texts of the lexicon's words, figures, signs and any other
characters, and prefers those that reach new branches of pipeline/pay. The bench writes down each
violation once for each place and kind, and goes on. At the end it prints all of them. The exit
code is 1 if there are any.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import nullcontext
from pathlib import Path

try:
    import atheris
except ImportError:  # Linux only, and not for the newest Python
    atheris = None

CHILD = sys.argv[1:2] == ["child"]
with atheris.instrument_imports(include=["pipeline.pay"]) if CHILD else nullcontext():
    from models.raw import PayField
    from pipeline.pay.fields import read_fields
    from pipeline.pay.grammar import layout
    from pipeline.pay.lexing.lexicon import WORD_ROWS
    from pipeline.pay.reader import read_pay
    from pipeline.rules.rows.pay import CurrencyRule
    from pipeline.rules.rulebook import read_rules

MOST_BYTES = 160
SLOW = 1.0  # seconds of one core for one text of a few hundred characters
COUNTRIES = [None, *"US IN GB DE JP CN VN RU PL SE AU CA CH".split()]  # noqa: SIM905  # short
FIGURES = """0 1 9 12 15 40 45 55 80 99 100 120 150 401 999 1000 1234 2024 9999 12345 65000 120000
1111111 99999999""".split()  # noqa: SIM905
JOINS = [*" ,.-/|'()\n", "", " - ", "\u2013", " to ", "; ", "\u202f"]
SIGNS = [*"+~%:·•…$€£¥₹億万千kKmM薪円元zł²½", *"\uff04\uff10\uff19\u0663\u200b\ufeff\0\ud83d\udcb0"]
WORDS = [
    *(row.phrase for row in read_rules(CurrencyRule)),
    *(row.phrase for words in WORD_ROWS for row in read_rules(words)),
]


def text_of(source, longest=40):
    """Return a text; the bytes choose its pieces."""
    pieces = []
    while source.remaining_bytes() and len(pieces) < longest:
        kind = source.ConsumeIntInRange(0, 9)
        if kind == 9:
            pieces.append(source.ConsumeUnicode(source.ConsumeIntInRange(1, 6)))
        else:
            known = (WORDS, WORDS, WORDS, FIGURES, FIGURES, FIGURES, JOINS, JOINS, SIGNS)[kind]
            pieces.append(source.PickValueInList(known))
    return "".join(pieces)


def given(data):
    """Return the input: a text or, one time in four, the cells of a field."""
    source = atheris.FuzzedDataProvider(data)
    country = source.PickValueInList(COUNTRIES)
    kind = source.ConsumeIntInRange(0, 3)
    if kind:
        return {"text": text_of(source), "country": country, "prose": kind == 1}
    cells = [text_of(source, longest) for longest in (3, 3, 2, 3, 6, 12)]
    return {"field": PayField(*cells, is_ote=source.ConsumeBool()), "country": country}


def read(field=None, text="", **context):
    if field is not None:
        check(read_fields.__wrapped__((field,), **context))
        return
    reading = read_pay.__wrapped__(text, **context)
    check(reading, squeezed(text))
    shared, layout._LONGEST_SHARED = layout._LONGEST_SHARED, -1  # noqa: SLF001  # see below
    try:
        alone = read_pay.__wrapped__(text, **context)
    finally:
        layout._LONGEST_SHARED = shared  # noqa: SLF001  # no other way to read without it
    assert alone == reading, "another text of its shape changes the reading"


def squeezed(text):
    return "".join(text.split()).replace(":", "")  # a heading's line break is read as a blank


def check(reading, within=None):
    """Assert the invariants of a reading."""
    for band in reading.bands:
        check_band(band)
        assert within is None or squeezed(band.evidence) in within, "evidence not in the text"
    if reading.band is None:
        assert not reading.bands, "bands without a headline"
        assert reading.status in ("absent", "unparsed"), "the status of a band, and none"
    else:
        assert reading.status == ("flagged" if reading.band.flags else "ok"), "status and flags"


def check_band(band):
    ends = [band.min, band.max, band.annual_min, band.annual_max]
    assert all(end is None or (end.is_finite() and end >= 0) for end in ends), "no amount"
    assert band.min is not None or band.max is not None, "both ends are open"
    assert band.min is None or band.max is None or band.min <= band.max, "the ends are inverted"
    assert band.annual_min is None or band.min is not None, "a year of an open end"
    assert len(band.flags) == len(set(band.flags)) == len(band.reasons), "flags without reasons"
    for flag, reason in zip(band.flags, band.reasons, strict=True):
        assert reason.startswith(f"{flag}: "), "a reason of another flag"
    assert band.currency is None or re.fullmatch(r"[A-Z]{3}", band.currency), "no currency code"
    assert band.currency is not None or not band.currency_inferred, "a currency from nowhere"
    assert band.period is not None or not band.period_inferred, "a period from nowhere"


class Case:
    """Reads one input and writes down violations, once for each place and kind."""

    def __init__(self, findings):
        self.findings, self.seen = findings, set()

    def __call__(self, data):
        what = given(data)
        started = time.process_time()
        try:
            read(**what)
            assert time.process_time() - started < SLOW, "it takes long"
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what is looked for
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(frame.filename).name}:{frame.lineno}: {type(error).__name__}"
            if place not in self.seen:
                self.seen.add(place)
                with self.findings.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(f"{place}: {error}\n    {what!r}") + "\n")


def fuzz(folder, seconds):
    """Fuzz until the time is over; libFuzzer then ends the process."""
    options = [f"-max_total_time={seconds}", f"-max_len={MOST_BYTES}", "-print_final_stats=1"]
    options += [f"-artifact_prefix={folder}/", "-timeout=60", "-rss_limit_mb=4096", "-verbosity=0"]
    (folder / "corpus").mkdir()
    arguments = [sys.argv[0], str(folder / "corpus"), *options]
    atheris.Setup(arguments, Case(folder / "findings.jsonl"), enable_python_coverage=True)
    atheris.Fuzz()


def main(seconds):
    with tempfile.TemporaryDirectory() as name:
        folder, started = Path(name), time.monotonic()
        command = [sys.executable, __file__, "child", name, str(seconds)]
        done = subprocess.run(command, capture_output=True, check=False)
        told = done.stderr.decode(errors="replace")
        path = folder / "findings.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for line in lines:
            print(json.loads(line))
        count = re.search(r"stat::number_of_executed_units:\s+(\d+)", told)
        crashes = int(done.returncode != 0 or count is None)
        print(
            f"{int(count[1]) if count else 0:,} executions in {time.monotonic() - started:.0f} s, "
            f"{len(list(folder.glob('corpus/*'))):,} inputs that reached something new, "
            f"{len(lines)} violations, {crashes} crashes"
        )
        print(told[-2000:] if crashes else "", end="")
    return int(bool(crashes or lines))


if __name__ == "__main__":
    if CHILD:
        fuzz(Path(sys.argv[2]), int(sys.argv[3]))
    elif atheris is None:
        print("atheris is not installed here: nothing was fuzzed")
    elif (length := int(sys.argv[1]) if len(sys.argv) > 1 else 600) > 0:
        sys.exit(main(length))
