"""The letters of each script, as ranges for the character classes of regular expressions."""

import re

KANA = "\u3040-\u30ff"
HAN = "\u3005\u3400-\u9fff\uf900-\ufaff"
"""Chinese characters, with the sign that repeats one."""
HANGUL = "\uac00-\ud7af"
UNSPACED = f"{HAN}{KANA}"
"""Scripts without spaces between words: Chinese and Japanese."""
THAI_TO_KHMER = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Scripts without spaces of South-East Asia: Thai, Lao, Burmese, Khmer."""
CJK = f"{UNSPACED}{HANGUL}"
"""Scripts that join a Latin word to their own without a space."""

CYRILLIC = "\u0430-\u044f"
GREEK = "\u03b1-\u03c9"
HEBREW = "\u05d0-\u05ea"
ARABIC = "\u0627-\u064a"
THAI = "\u0e01-\u0e5b"
DEVANAGARI = "\u0905-\u0939"
"""Small letters of the scripts with one language, or with few."""
NOT_LATIN = f"\u0370-\u1dff{HAN}{KANA}{HANGUL}"

FULL_STOPS = "\u3002\u0964\u06d4\u1362"
"""The points that end a sentence in Chinese and Japanese, Hindi, Urdu and Amharic."""

HAS_CJK = re.compile(f"[{CJK}]")
HIRAGANA = re.compile("[\u3041-\u309f]")
IN_ONE_RUN = re.compile(f"[{UNSPACED}{THAI_TO_KHMER}]")
"""Matches a sign of a script that writes no spaces between words."""
IS_CYRILLIC = re.compile(f"[{CYRILLIC}]")
