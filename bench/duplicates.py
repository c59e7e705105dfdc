"""Measure the finding of duplicates: postings a second, and how many planted copies are found.

    python -m bench.duplicates [--postings 20000] [--planted 3000]

The postings are those of bench/postings.py, each with its own text of 3 KB. The planted ones are
copies on another board: up to 15 words differ, and the employer's name and the title are written
differently. The bench first measures texts alone, from the same shingles: by our sketches, by
rensa's bare MinHash and LSH, and by datasketch. rensa's bands must divide the sketch, so there are
16 of 8 numbers instead of 9 of 9. Then the bench measures all that `payband clean` does with a
cleaned posting. Rates are of CPU time, so other work on the machine does not count.

The last line is the aim: all of it, vocabularies, keys and rules included, in at most twice the
time of rensa alone. With 200,000 postings it takes a quarter of an hour and 4 GB:
`python -m bench.duplicates --postings 200000 --planted 30000 --without-datasketch`.
"""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

from bench.figures import figure
from bench.postings import WORDS, postings
from models.raw import RawPosting
from pipeline.clean.posting_text import description_text
from pipeline.dedupe.batch import same_jobs
from pipeline.dedupe.blocking import keys_of
from pipeline.dedupe.compare import known
from pipeline.dedupe.fingerprint import fingerprint_of
from pipeline.dedupe.sketches.layout import SIZE
from pipeline.dedupe.sketches.minhash import BANDS, ROWS, SEED, WIDTH, bands, share, sketch_of
from pipeline.dedupe.sketches.text_words import text_words
from pipeline.dedupe.texts.texts import SAME_TEXT
from pipeline.tables.rows import clean_seen

RENSA_BANDS = 16
CHANGED = 15
"""Most words changed in a copy."""


def planted(raws: list[RawPosting], count: int, seed: int = 5) -> tuple[list[RawPosting], set]:
    """Return postings with `count` copies among them, and the pairs of ids of the copies."""
    draw = random.Random(seed)
    copies = [copy(draw, raw) for raw in draw.sample(raws, count)]
    pairs = {frozenset((raw.posting_id, twin.posting_id)) for raw, twin in copies}
    everything = raws + [twin for _, twin in copies]
    draw.shuffle(everything)
    return everything, pairs


def copy(draw: random.Random, raw: RawPosting) -> tuple[RawPosting, RawPosting]:
    """Return a posting and its copy on another board."""
    words = raw.description_html.split(" ")
    for at in draw.sample(range(len(words)), draw.randint(0, CHANGED)):
        words[at] = draw.choice(WORDS)
    key = f"copy-{raw.source_key}"
    return raw, replace(
        raw,
        source="feed",
        source_key=key,
        url=f"https://feed.example/{key}",
        company=draw.choice(("{}", "{} Inc.", "{} GmbH")).format(raw.company),
        title=draw.choice(("{}", "{} (m/w/d)", "{} - urgent")).format(raw.title),
        description_html=" ".join(words),
    )


def by_sketches(texts: dict[str, str]) -> set[frozenset[str]]:
    """Return the pairs with the same text, by our sketches."""
    index: defaultdict[bytes, list[str]] = defaultdict(list)
    sketches: dict[str, bytes] = {}
    found = set()
    for posting, text in texts.items():
        _, sketch = sketch_of(text)
        assert sketch is not None
        met = set()
        for band in bands(sketch):
            met.update(index[band])
            index[band].append(posting)
        found |= {
            frozenset((posting, other))
            for other in met
            if share(sketch, sketches[other]) >= SAME_TEXT
        }
        sketches[posting] = sketch
    return found


def by_rensa(texts: dict[str, str]) -> set[frozenset[str]]:
    """Return the same by rensa's bare MinHash and LSH, with as many numbers."""
    index = RMinHashLSH(SAME_TEXT, SIZE, RENSA_BANDS)
    sketches: list[RMinHash] = []
    postings = list(texts)
    found = set()
    for at, posting in enumerate(postings):
        sketch = RMinHash(num_perm=SIZE, seed=SEED)
        sketch.update(shingles_of(texts[posting]))
        found |= {
            frozenset((posting, postings[other]))
            for other in index.query(sketch)
            if sketch.jaccard(sketches[other]) >= SAME_TEXT
        }
        index.insert(at, sketch)
        sketches.append(sketch)
    return found


def shingles_of(text: str) -> list[str]:
    """Return the distinct shingles of a text."""
    words = text_words(text)
    return list({" ".join(run) for run in zip(*(words[n:] for n in range(WIDTH)), strict=False)})


def by_datasketch(texts: dict[str, str]) -> set[frozenset[str]]:
    """Return the same by datasketch, with as many numbers and bands of the same size."""
    index = MinHashLSH(num_perm=SIZE, params=(BANDS, ROWS))
    sketches: dict[str, MinHash] = {}
    found = set()
    for posting, text in texts.items():
        sketch = MinHash(num_perm=SIZE)
        sketch.update_batch([shingle.encode() for shingle in shingles_of(text)])
        found |= {
            frozenset((posting, other))
            for other in index.query(sketch)
            if sketch.jaccard(sketches[other]) >= SAME_TEXT
        }
        index.insert(posting, sketch)
        sketches[posting] = sketch
    return found


def by_jobs(cleaned: Iterable[tuple[RawPosting, Any, str]]) -> set[frozenset[str]]:
    """Return pairs of a posting and the first posting of its job, as `payband clean` finds them."""
    keyed = []
    for raw, posting, text in cleaned:
        print_ = fingerprint_of(raw, posting, text)
        keyed.append((known(print_, posting.first_seen), keys_of(print_)))
    return {frozenset((one.posting_id, one.duplicate_of)) for one in same_jobs(keyed).values()}


def measure(name: str, find: Callable[[], set], count: int, pairs: set) -> float:
    """Print how fast pairs are found and how many of them were planted; return CPU seconds."""
    began = time.process_time()
    found = find()
    took = time.process_time() - began
    good = len(found & pairs)
    print(
        f"  {name:22}{count / took:>9,.0f}/s   {good:,} of {len(pairs):,} planted, "
        f"{len(found - pairs):,} others"
    )
    return took


def main() -> None:
    """Read the options and measure."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--postings", type=int, default=20_000)
    options.add_argument("--planted", type=int, default=3_000)
    options.add_argument("--without-datasketch", action="store_true")
    asked = options.parse_args()
    raws = postings(asked.postings - asked.planted, described=True)
    everything, pairs = planted(raws, asked.planted)
    texts = {raw.posting_id: description_text(raw.description_html)[0] for raw in everything}
    print(
        f"{len(everything):,} postings with 3 KB of description, {asked.planted:,} of them planted"
    )
    measure("texts by our sketches", lambda: by_sketches(texts), len(texts), pairs)
    bare = measure("texts by rensa", lambda: by_rensa(texts), len(texts), pairs)
    if not asked.without_datasketch:
        measure("texts by datasketch", lambda: by_datasketch(texts), len(texts), pairs)
    read = zip(everything, clean_seen(everything), strict=True)
    cleaned = [(raw, one.posting, texts[raw.posting_id]) for raw, one in read]
    ours = measure("prints, keys and jobs", lambda: by_jobs(cleaned), len(cleaned), pairs)
    figure("duplicates.jobs", ours, bare, f"{len(cleaned):,} postings")
    print(f"all of it takes {ours / bare:.2f} times as long as rensa alone (aim: 2)")


if __name__ == "__main__":
    main()
