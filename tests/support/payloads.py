"""Texts of postings that try to be a formula, a script, a query or a command."""

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    "＝",
    "＋",
    "－",
    "＠",
    " =",
    "'=",
    '"=',
    "\u200b=",
)
CALLS = ("cmd|' /C calc'!A0", 'HYPERLINK("http://x.example","y")', "1+1", "IMPORTXML(A1)")
OTHERS = (
    "a;=1+1", "a\t@SUM(1)", "x\n=1+1", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "'; DROP TABLE job_posting;--", "{{7*7}}", "${jndi:x}", "../../etc/passwd", "%s%n%x",
    "javascript:alert(1)", "\x1b[31mred", "\u202egnp.exe", "_x0041_=1", "<r><t>=1</t></r>",
    "]]><x/>", "&lt;b&gt;", "a\x00b", "NULL", "\\N", "\ufeff=1", "nan",
)  # fmt: skip
PAYLOADS = list(dict.fromkeys([*(s + CALLS[n % 4] for n, s in enumerate(STARTS * 3)), *OTHERS]))
