"""Board: a row of `boards.csv`, as the pipeline reads it for the spiders."""

from pipeline.operate.crawls.boards import Board, load_boards

__all__ = ["Board", "load_boards"]
