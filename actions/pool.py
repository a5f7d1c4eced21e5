"""Actions run in processes of their own: one that hangs is ended in time, and stops nobody else's meanwhile.

Threads would not do: a pattern that runs wild holds Python's lock until it is done.
"""

from __future__ import annotations

import asyncio
import json
import logging
import multiprocessing
import queue
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext

from shortfall.base.firm import load_firm
from shortfall.content.questions import Language
from shortfall.content.texts import text
from shortfall.talk.case import Case

logger = logging.getLogger(__name__)

Answer = tuple[int, bytes]
"""HTTP status and body, as Rasa expects them."""
Runner = Callable[[bytes], Answer]
START_SECONDS = 60.0


class Died(Exception):
    """The process of an action ended in the middle of it: nobody knows how far it came."""


def sorry(call: bytes) -> Answer:
    """What is said in place of an action that took too long; the conversation stays as it was."""
    slots = json.loads(call).get("tracker", {}).get("slots") or {}
    language: Language = "es" if Case.of(slots.get("case"))["language"] == "es" else "en"
    said = {"text": text("error", language, phone=str(load_firm()["phone"])), "metadata": {"topic": "error"}}
    return 200, json.dumps({"events": [], "responses": [said]}).encode()


class Pool:
    """So many processes that each run one action at a time.

    Args:
        size: how many.
        seconds: an action may take.
        make: gives the function that runs one; called once in each process, so a function of a module.
        modules: what they need, loaded once for all.
    """

    def __init__(self, size: int, seconds: float, make: Callable[[], Runner], modules: Sequence[str] = ()) -> None:
        # A process made anew is forked from one that has loaded everything and has no threads.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([make.__module__, *modules])
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(size, "action")
        self._workers = [_Worker(context, make) for _ in range(size)]
        self._free: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._free.put(worker)

    def wait(self) -> None:
        """Until all have loaded what they need.

        Raises:
            Died: one could not.
        """
        for worker in self._workers:
            worker.wait()

    async def run(self, call: bytes) -> Answer:
        """What an action answers to a call (a JSON object, as Rasa sends it); `sorry` where it takes too long.

        Raises:
            Died: it took its process with it.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, call)

    def _run(self, call: bytes) -> Answer:
        worker = self._free.get_nowait()  # there are as many as threads
        try:
            answer = worker.run(call, self._seconds)
        finally:
            self._free.put(worker)
        if answer is None:
            logger.error("an action took longer than %s s and was ended", self._seconds)
        return answer or sorry(call)

    def close(self) -> None:
        """End all."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.end()


class _Worker:
    """One process at a time, and the way to it."""

    def __init__(self, context: ForkServerContext, make: Callable[[], Runner]) -> None:
        self._context = context
        self._make = make
        self._begin()

    def _begin(self) -> None:
        self._way, theirs = self._context.Pipe()
        self._process = self._context.Process(target=_serve, args=(theirs, self._make), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def wait(self) -> None:
        """Until the process has loaded what it needs, which takes longer than any action may.

        Raises:
            Died: it could not.
        """
        if self._ready:
            return
        try:
            if not self._way.poll(START_SECONDS):
                raise Died
            self._way.recv()
        except (EOFError, OSError):
            raise Died from None
        self._ready = True

    def run(self, call: bytes, seconds: float) -> Answer | None:
        """The answer; None when there was none in time. When this one has no answer, the next call has another process.

        Raises:
            Died: the process ended.
        """
        answer: Answer | None = None
        try:
            self.wait()
            self._way.send_bytes(call)
            if self._way.poll(seconds):
                status: int = self._way.recv()
                answer = status, self._way.recv_bytes()
        except (EOFError, OSError):
            raise Died from None
        finally:
            if answer is None:
                self.end()
                self._begin()
        return answer

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._way.close()


def _serve(way: Connection, make: Callable[[], Runner]) -> None:
    """Run what comes, one after the other, until nobody is there any more."""
    # Ctrl-C reaches every process of a terminal; this one ends with the server.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    run = make()
    way.send("ready")
    while True:
        try:
            call = way.recv_bytes()
        except (EOFError, OSError):
            return
        status, body = run(call)
        way.send(status)
        way.send_bytes(body)
