"""The boards a spider is given: what the pipeline reads of `boards.csv`."""

from pipeline.operate.crawls.boards import Board, load_boards

__all__ = ["Board", "load_boards"]
