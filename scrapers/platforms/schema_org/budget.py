"""Track how much of one page may still be read, across its blocks of data."""

from dataclasses import dataclass, field

from scrapers.limits import MOST_BLOCKS, MOST_MENDED, MOST_REPEATED, MOST_VALUES


@dataclass(slots=True)
class Budget:
    """The remaining limits of a page, and messages about what they left out."""

    blocks: int = MOST_BLOCKS
    values: int = MOST_VALUES
    mended: int = MOST_MENDED
    repeated: int = MOST_REPEATED
    left_out: list[str] = field(default_factory=list)

    def take_block(self, values: int) -> str:
        """Take a block of so many values; return a message if a limit forbids it, or ""."""
        if self.blocks < 1:
            return f"more than {MOST_BLOCKS} blocks on the page"
        if self.values < values:
            return f"more than {MOST_VALUES} values on the page"
        self.blocks -= 1
        self.values -= values
        return ""

    def take_mended(self, characters: int) -> bool:
        """Return whether so many characters may be repaired, and take them."""
        allowed = characters <= self.mended
        self.mended -= characters if allowed else 0
        return allowed

    def take_repeated(self, characters: int) -> bool:
        """Return whether references may repeat so many characters, and take them."""
        allowed = characters <= self.repeated
        self.repeated -= characters if allowed else 0
        return allowed
