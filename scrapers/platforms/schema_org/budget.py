"""How much of one page may still be read, for readers that go over it block by block."""

from dataclasses import dataclass, field

from scrapers.limits import MOST_BLOCKS, MOST_MENDED, MOST_REPEATED, MOST_VALUES


@dataclass(slots=True)
class Budget:
    """What is left of a page's limits, and in words what was left out because of them."""

    blocks: int = MOST_BLOCKS
    values: int = MOST_VALUES
    mended: int = MOST_MENDED
    repeated: int = MOST_REPEATED
    left_out: list[str] = field(default_factory=list)

    def take_block(self, values: int) -> str:
        """Take a block of so many values; return in words which limit forbids it, or nothing."""
        if self.blocks < 1:
            return f"more than {MOST_BLOCKS} blocks on the page"
        if self.values < values:
            return f"more than {MOST_VALUES} values on the page"
        self.blocks -= 1
        self.values -= values
        return ""

    def take_mended(self, characters: int) -> bool:
        """Return whether so many characters may be mended, and take them."""
        allowed = characters <= self.mended
        self.mended -= characters if allowed else 0
        return allowed

    def take_repeated(self, characters: int) -> bool:
        """Return whether references may repeat so many characters, and take them."""
        allowed = characters <= self.repeated
        self.repeated -= characters if allowed else 0
        return allowed
