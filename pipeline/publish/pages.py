"""Render HTML pages (Jinja): every text is escaped, a missing value is an error.

A page is one file that asks for nothing: its policy lets only our own style and script, known by
their SHA-256, take effect.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from importlib.resources import files
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from markupsafe import Markup

from pipeline.caches import cached_file

POLICY = (
    "default-src 'none'; style-src '{style}'; {script}img-src data:; base-uri 'none'; "
    "form-action 'none'"
)

Filters = Mapping[str, Any]


class _Compiled(BytecodeCache):
    """Keeps what templates compile to: that takes longer than to render a small page."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def environment() -> Environment:
    """Return the environment of our templates."""
    return Environment(
        loader=PackageLoader("pipeline.publish"),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_page(
    template: str,
    values: Mapping[str, Any],
    *,
    filters: Filters | None = None,
    script: str = "",
    style: str = "",
) -> str:
    """Return the page of a template that extends page.html.j2.

    `style` and `script` are files of the templates folder: rules beside those of page.css, and a
    script, none where it is "". A page of `invented` postings says so on each page of paper.
    """
    made = environment()
    made.filters |= {name: _late(each) for name, each in (filters or {}).items()}
    styles = ("page.css", style, "sample.css" if values.get("invented") else "")
    rules = "".join(_text(name) for name in styles if name)
    code = _text(script) if script else ""
    scripts = f"script-src '{_digest(code)}'; " if code else ""
    policy = POLICY.format(style=_digest(rules), script=scripts)
    # Markup: our own files, not texts of others
    own = {"page_policy": Markup(policy), "page_style": Markup(rules), "page_script": Markup(code)}  # noqa: S704
    return made.get_template(template).render({**values, **own})


def _late(each: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that is never applied when a template is compiled: each page has its own."""

    @pass_context
    def applied(_context: Any, *given: Any, **named: Any) -> Any:
        return each(*given, **named)

    return applied


@cached_file
def _text(name: str) -> str:
    return (files("pipeline.publish") / "templates" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return what a policy calls an inline text: its SHA-256 in base64."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
