"""How far a job on another thread has come, and a way to end it."""

from threading import Event


class Stopped(Exception):
    """Nobody waits for the work any more: raised in it to end it."""


class JobProgress:
    """Told by a job how far it came, and asked by a window: no Qt object is shared by threads."""

    def __init__(self) -> None:
        self.done = 0
        self.of = 0
        self._unwanted = Event()

    def stop(self) -> None:
        """Have the job end at its next step."""
        self._unwanted.set()

    def __call__(self, done: int, of: int) -> None:
        """Take note of how far the job came; Stopped, to the job, where it is to end."""
        if self._unwanted.is_set():
            raise Stopped
        self.done, self.of = done, of
