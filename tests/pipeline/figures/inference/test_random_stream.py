import numpy as np
import pytest

from pipeline.figures.inference.random_stream import MASK, random_words, resamples


def step_by_step(seed, count):
    """The generator as its authors give it, in whole numbers."""
    state, words = seed, []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        words.append(z ^ (z >> 31))
    return words


@pytest.mark.parametrize("seed", [0, 1, 1_234_567, MASK])
def test_the_stream_is_the_published_generator(seed):
    assert random_words(seed, 50).tolist() == step_by_step(seed, 50)


def test_the_stream_starts_with_the_published_numbers():
    assert random_words(1_234_567, 3).tolist() == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
    ]  # fmt: skip


def test_each_resample_draws_as_many_as_there_are():
    counts = resamples(1, 37, 200)
    assert counts.shape == (200, 37)
    assert set(counts.sum(axis=1)) == {37}


def test_every_item_is_drawn_as_often_as_chance_has_it():
    counts = resamples(3, 20, 5_000)
    assert np.allclose(counts.mean(axis=0), 1, atol=0.05)
    assert counts.var() == pytest.approx(1 - 1 / 20, abs=0.02)


def test_another_seed_gives_other_resamples():
    assert not np.array_equal(resamples(1, 10, 5), resamples(2, 10, 5))
