"""A 95% interval of one figure."""

from dataclasses import dataclass

CONFIDENCE = 0.95
NORMAL_LIMIT = 1.959963984540054
"""Standard errors on either side that hold 95% of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends of a 95% interval, in the unit of its figure."""

    low: float
    high: float

    def half_width(self, value: float) -> float:
        """Return half the distance of the ends as a share of `value`, which is above 0."""
        return (self.high - self.low) / 2 / value

    def excludes(self, value: float) -> bool:
        """Return whether `value` lies outside."""
        return not self.low <= value <= self.high
