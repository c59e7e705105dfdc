"""Progress in lines tells how long the rest takes, at the rate so far."""

from pipeline.cli.output.show import PlainProgress


def test_the_rest_is_told_at_the_rate_since_the_first_line(capsys):
    times = iter([100.0, 110.0, 160.0, 161.0, 170.0])
    tell = PlainProgress(clock=lambda: next(times))
    tell("cleaned rows", 50, 200)  # 50 were done by an earlier command
    tell("cleaned rows", 60, 200)
    tell("cleaned rows", 110, 800)
    tell("other", 10, 20)
    tell("cleaned rows", 800, 800)
    assert capsys.readouterr().err.splitlines() == [
        "cleaned rows 50/200",
        "cleaned rows 60/200, about 2 min left",
        "cleaned rows 110/800, about 12 min left",
        "other 10/20",
        "cleaned rows 800/800",
    ]
