"""Responses on their way to the archive: those that wait at once share a thread and an fsync."""

import asyncio

from pipeline.errors import StoreError
from pipeline.store.archive import ArchiveWriter
from pipeline.store.warc import Exchange


class ArchiveQueue:
    """Hands responses to a writer, one batch after the other, off the event loop."""

    def __init__(self, writer: ArchiveWriter) -> None:
        self.writer = writer
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

    async def _work(self) -> None:
        while self.waiting:
            batch, self.waiting = self.waiting, []
            found = [exchange for exchange, _ in batch]
            try:
                offsets = await asyncio.to_thread(self.writer.responses, found)
            except StoreError as error:
                for _, written in batch:
                    written.set_exception(error)
            else:
                for (_, written), offset in zip(batch, offsets, strict=True):
                    written.set_result(offset)
        self.working = None
