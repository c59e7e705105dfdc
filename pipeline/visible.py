"""Make a text one line on which every character is visible: for terminals, logs and keys."""


def visible(text: str) -> str:
    r"""Return `text` on one line, with each character that a terminal obeys written out.

    ESC becomes `\x1b` and a line break `\n`; spaces of other widths become plain spaces. Nothing
    in the result moves the cursor, sets a title or turns the order of the letters (CWE-150).
    """
    return text if text.isprintable() else "".join(map(_written_out, text))


def _written_out(char: str) -> str:
    if char.isprintable():
        return char
    return (
        " " if char.isspace() and ord(char) > 0x9F and char not in "\u2028\u2029" else _code(char)
    )


def _code(char: str) -> str:
    return char.encode("unicode_escape").decode()
