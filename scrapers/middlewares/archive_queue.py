"""Queue responses for the archive: those that wait together share one thread and one fsync."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from pipeline.archive.archive import ArchiveWriter
from pipeline.archive.warc import Exchange
from pipeline.errors import StoreError

GATHERED = 0.01  # seconds to wait for more responses: a write costs more CPU than the page in it


class ArchiveQueue:
    """Hands responses to a writer, one batch after the other, off the event loop."""

    def __init__(self, writer: ArchiveWriter) -> None:
        self.writer = writer
        self.thread = ThreadPoolExecutor(
            1, "archive"
        )  # one thread: two would only wait for each other
        self.waiting: list[tuple[Exchange, asyncio.Future[int]]] = []
        self.working: asyncio.Task[None] | None = None

    async def put(self, exchange: Exchange) -> int:
        """Return a response's offset in the archive once it is on the disk. Raises StoreError."""
        written = asyncio.get_running_loop().create_future()
        self.waiting.append((exchange, written))
        if self.working is None:
            self.working = asyncio.create_task(self._work())
        offset: int = await written
        return offset

    def close(self) -> None:
        """End the thread and close the file."""
        self.thread.shutdown()
        self.writer.close()

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while self.waiting:
            await asyncio.sleep(GATHERED)
            batch, self.waiting = self.waiting, []
            found = [exchange for exchange, _ in batch]
            try:
                offsets = await loop.run_in_executor(self.thread, self.writer.responses, found)
            except StoreError as error:
                for _, written in batch:
                    written.set_exception(error)
            else:
                for (_, written), offset in zip(batch, offsets, strict=True):
                    written.set_result(offset)
        self.working = None
