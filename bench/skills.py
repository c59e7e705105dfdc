"""Measure each reader of descriptions beside one bare Aho-Corasick pass.

`python -m bench.skills [POSTINGS]`. The texts consist of the labelled descriptions, 3 KB each.
"""

import sys
import time
from pathlib import Path

import ahocorasick

from pipeline.clean.employer.industry import read_industry
from pipeline.clean.language import READ, read_language
from pipeline.clean.requirements.education import read_education
from pipeline.clean.requirements.experience import read_experience
from pipeline.clean.requirements.sections import requirement_text
from pipeline.clean.requirements.skill_finder import read_skills
from pipeline.rules.rows.requirements import SkillForm
from pipeline.rules.rulebook import read_rules
from pipeline.text.matcher import folded

LABELS = Path(__file__).resolve().parent.parent / "tests/labels/skills"
SIZE = 3_000


def texts(count):
    told = [p.read_text(encoding="utf-8").partition("\n\n")[2] for p in sorted(LABELS.iterdir())]
    whole = "\n".join(told) * 2
    step = len(whole) // 2 // count or 1
    return [f"{n} {whole[n * step % (len(whole) // 2) :][:SIZE]}" for n in range(count)]


def main(count=1_000):
    made = texts(count)
    keys = [folded(text).key for text in made]
    bare = ahocorasick.Automaton()
    for row in read_rules(SkillForm):
        bare.add_word(folded(row.phrase).key, row)
    bare.make_automaton()
    read_skills("Data Analyst", made[0])
    requirement_text(made[0])
    read_industry("Acme", made[0])
    readers = {
        "one bare pass over all skills": lambda n: sum(1 for _ in bare.iter(keys[n])),
        "folding": lambda n: folded(made[n]),
        "skills": lambda n: read_skills("Data Analyst", made[n]),
        "education": lambda n: read_education(made[n]),
        "experience": lambda n: read_experience(made[n]),
        "industry": lambda n: read_industry("Acme", made[n]),
        "language": lambda n: read_language(made[n][:READ]),
    }
    spent = dict.fromkeys(readers, 0.0)
    for n in range(count):
        for name, read in readers.items():
            begun = time.process_time()
            read(n)
            spent[name] += time.process_time() - begun
    for name, seconds in spent.items():
        print(f"{name:32} {seconds / count * 1e6:8.1f} µs a posting")
    whole = sum(spent.values()) - spent["one bare pass over all skills"]
    print(
        f"{'all readers':32} {whole / count * 1e6:8.1f} µs, {count / whole:,.0f} postings/s a core"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
