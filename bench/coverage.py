"""Measure how often the 95% intervals of a report hold the true value.

    python -m bench.coverage [SIMULATIONS]

The bench runs 2,000 simulations a point, with a fixed seed. Pay is lognormal (log sd 0.35) and
correlates by rho within an employer. The sizes of employers follow Zipf's law, with a mean of 5
jobs. The bench prints a Markdown table and exits 1 if a point is outside its bounds.
"""

import sys
import time
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from pipeline.figures.inference.sign_flip import sign_flip_interval
from pipeline.figures.inference.woodruff import woodruff_interval

SEED, SIMULATIONS, LOG_SD = 20_260_701, 2_000, 0.35
EMPLOYERS, CORRELATIONS = (10, 30, 100), (0.0, 0.3, 0.6, 0.9)
MEDIANS, QUARTILES = (0.93, 0.98), (0.93, 0.99)
NORMAL = NormalDist()


@dataclass(frozen=True)
class World:
    """`shared`: share of jobs at the employer's one band; `tilt`: log size against effect;
    `largest`: one employer's share of the jobs (0: as Zipf has it)."""

    name: str
    rho: float
    shared: float = 0.0
    tilt: float = 0.0
    largest: float = 0.0


WORLDS = (
    *(World(f"rho {rho}", rho) for rho in CORRELATIONS),
    World("half share a band", 0.6, shared=0.5),
    World("larger pay more", 0.6, tilt=0.4),
    World("one has 28%", 0.6, largest=0.28),
    World("one has 50%", 0.6, largest=0.5),
)


def sizes_of(world, employers):
    ranks = np.arange(1, employers + 1)
    sizes = np.maximum(1, np.round(5 * employers / ranks / np.sum(1 / ranks))).astype(int)
    if world.largest:
        sizes[0] = round(world.largest / (1 - world.largest) * sizes[1:].sum())
    return sizes


def tilts(world, sizes):
    """The mean effect of each employer, known from its size."""
    logs = np.log(sizes)
    return world.tilt * np.sqrt(world.rho) * (logs - logs.mean()) / logs.std()


def quantile(world, sizes, weights, share):
    """The true quantile in log units of sd 1: a mixture over employers, by bisection."""
    means, low, high = tilts(world, sizes), -9.0, 9.0
    spread = np.sqrt(world.rho * (1 - world.tilt**2) + 1 - world.rho)
    while high - low > 1e-10:
        middle = (low + high) / 2
        below = [NORMAL.cdf((middle - mean) / spread) for mean in means]
        low, high = (middle, high) if np.average(below, weights=weights) < share else (low, middle)
    return low


def draw(world, sizes, random):
    employers = np.repeat(np.arange(len(sizes)), sizes)
    own = np.sqrt(world.rho * (1 - world.tilt**2)) * random.standard_normal(len(sizes))
    jobs = np.sqrt(1 - world.rho) * random.standard_normal(len(employers))
    band = np.sqrt(1 - world.rho) * random.standard_normal(len(sizes))
    jobs = np.where(random.random(len(employers)) < world.shared, band[employers], jobs)
    logs = (tilts(world, sizes) + own)[employers] + jobs
    return np.exp(LOG_SD * logs), employers


def held(interval, truth):
    return interval.low <= np.exp(LOG_SD * truth) <= interval.high


def point(world, employers, simulations):
    """The share of intervals that hold the truth: by job, by employer, p25, p75 (or None)."""
    sizes = sizes_of(world, employers)
    random = np.random.default_rng([SEED, employers, WORLDS.index(world)])
    each = np.ones(len(sizes))
    truths = [quantile(world, sizes, sizes, share) for share in (0.5, 0.25, 0.75)]
    typical = quantile(world, sizes, each, 0.5)
    rows = []
    for _ in range(simulations):
        amounts, codes = draw(world, sizes, random)
        low, high = (woodruff_interval(amounts, codes, share) for share in (0.25, 0.75))
        row = [held(sign_flip_interval(amounts, codes), truths[0])]
        row.append(held(sign_flip_interval(amounts, codes, by_employer=True), typical))
        row += [held(low, truths[1]), held(high, truths[2])] if low else []
        rows.append(row)
    return sizes, np.mean(rows, axis=0)


def outside(shares):
    bounds = (MEDIANS, MEDIANS, QUARTILES, QUARTILES)
    return [s for s, (low, high) in zip(shares, bounds, strict=False) if not low <= s <= high]


def main(simulations=SIMULATIONS):
    begun, bad = time.process_time(), 0
    print("| world | employers | jobs | k | by job | by employer | p25 | p75 |")
    print("|---|---|---|---|---|---|---|---|")
    for world in WORLDS:
        for employers in EMPLOYERS:
            sizes, shares = point(world, employers, simulations)
            k = sizes.sum() ** 2 / np.sum(sizes**2)
            cells = [f"{share:.3f}"[1:] for share in shares] + ["-"] * (4 - len(shares))
            bad += len(outside(shares))
            told = (world.name, employers, sizes.sum(), f"{k:.1f}", *cells)
            print("|", " | ".join(str(cell) for cell in told), "|", flush=True)
    print(f"\n{simulations:,} simulations a point, {time.process_time() - begun:.0f} s of CPU")
    return bad


if __name__ == "__main__":
    sys.exit(bool(main(*(int(arg) for arg in sys.argv[1:]))))
