"""Take markup out of a text of pay: Markdown escapes, HTML tags and entities."""

import re

from pipeline.text.html_text import TAG, unescape

_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"(?<=\S)[*`]+|[*`]+(?=\S)|__+")
"""Signs around bold words, `**$50,000**`. The star of a list, `* $50,000`, is none."""
_ENTITY = re.compile(r"&[#a-z]", re.IGNORECASE)


def without_markup(text: str) -> str:
    r"""Return the text as a reader sees it: `\$120,000 \- \$140,000` has no escapes.

    A tag becomes a space, so that the `>` of `<b>$50,000` is not read as "more than".
    """
    if "&" in text and _ENTITY.search(text):
        text = unescape(text)
    if "<" in text:
        text = TAG.sub(" ", text)
    if "\\" in text:
        text = _ESCAPED.sub("", text)
    return _EMPHASIS.sub("", text) if "*" in text or "_" in text or "`" in text else text
