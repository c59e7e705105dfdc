"""A file that computes the SHA-256 of what is written to it."""

import hashlib
from typing import Any, BinaryIO


class Hashed:
    """A file that computes the size and SHA-256 of its content as it is written."""

    closed = False

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.size = 0
        self.digest = hashlib.sha256()

    def write(self, data: Any) -> int:
        """Write bytes."""
        content = memoryview(data)
        self.digest.update(content)
        self.size += content.nbytes
        return self.file.write(content)

    def flush(self) -> None:
        """Flush the buffer."""
        self.file.flush()

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self.size
