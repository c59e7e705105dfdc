"""Look at the characters of a text beyond ASCII: few, so that rules about them are fast."""

from pipeline.caches import cached_reader

ASCII = bytes(range(128))


@cached_reader(256)
def beyond_ascii(text: str) -> str:
    """Return the characters of a text that are not ASCII, in order."""
    if text.isascii():
        return ""
    return text.encode("utf-8", "surrogatepass").translate(None, ASCII).decode("utf-8", "replace")
