import pytest

from scrapers.platforms.schema_org.scripts import scripts


@pytest.mark.parametrize(
    ("page", "bodies"),
    [
        ("<script>a</script><p><script x=1>b</script >", ["a", "b"]),
        ("<SCRIPT>a</Script\n>", ["a"]),
        ("<!-- <script>a</script> --><script>b</script>", ["b"]),
        ("<!--><script>a</script>", ["a"]),
        ("<!-- never closed <script>a</script>", []),
        ("<script>'<!--'</script><script>b</script>", ["'<!--'", "b"]),
        ("<scripted>a</scripted><script>b</script>", ["b"]),
        (r'<script>"<\/script>"</script>', [r'"<\/script>"']),
        ("<script>a", []),
        ("<script", []),
        ("\u0130<script>\u0130</script>", ["\u0130"]),
    ],
)
def test_bodies(page, bodies):
    assert [script.body for script in scripts(page)] == bodies


@pytest.mark.parametrize(
    ("attributes", "declared"),
    [
        (' type="application/ld+json"', True),
        (" type=application/ld+json", True),
        (" id=\"x\" TYPE='Application/LD+JSON; charset=utf-8'", True),
        (' type="application/ld&#x2B;json"', True),
        (' type="application/json"', False),
        ("", False),
    ],
)
def test_which_are_json_ld(attributes, declared):
    (script,) = scripts(f"<script{attributes}>x</script>")
    assert script.is_json_ld is declared
