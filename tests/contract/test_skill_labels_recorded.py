"""Skills of recorded descriptions: the labels point at a text, which stays out of this project."""

import json
import re
from pathlib import Path

import pytest

from pipeline.clean.posting_text import description_text
from pipeline.clean.requirements.skill_finder import read_skills

PAYLOADS = Path(__file__).resolve().parents[3] / "shared/payloads"
LABELS = json.loads(Path(__file__).with_name("skill_labels.json").read_text(encoding="utf-8"))
SCRIPT = re.compile(r"<script[^>]*ld\+json[^>]*>(.*?)</script>", re.DOTALL)

pytestmark = pytest.mark.skipif(
    not PAYLOADS.is_dir(),
    reason=f"there are no recorded payloads in {PAYLOADS.name}/ beside this checkout",
)


def document(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return json.loads(text)
    found = [json.loads(script, strict=False) for script in SCRIPT.findall(text)]
    return next(each for each in found if each.get("@type") == "JobPosting")


def at(value, pointer):
    for step in pointer.strip("/").split("/"):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def named(label):
    whole = document(PAYLOADS / label["file"])
    source = "\n".join(at(whole, pointer) for pointer in label["texts"])
    found = {n.skill for n in read_skills("", description_text(source)[0])}
    return {skill for skill in found if skill.casefold() != label["company"].casefold()}


def test_skills_are_read_as_labelled():
    hits = misses = inventions = 0
    for label in LABELS:
        wanted, read = set(label["skills"]), named(label)
        hits += len(wanted & read)
        misses += len(wanted - read)
        inventions += len(read - wanted)
    # Few of these jobs are about data; what the employer says of itself names soft skills.
    assert hits / (hits + inventions) >= 0.9
    assert hits / (hits + misses) >= 0.9
