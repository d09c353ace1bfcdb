"""What the commands say to a person, on stderr, and how they write to stdout so that a closed pipe is no error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os import devnull
from typing import BinaryIO

from rich.console import Console

# Exit codes; 2, a usage error, is click's own.
FAILED = 1
STOPPED = 5


# On stderr; colours only where a person watches, and NO_COLOR is obeyed.
CONSOLE = Console(stderr=True, highlight=False, soft_wrap=True)


def say(sentence: str) -> None:
    """One sentence on stderr, on one line, never read as markup. Control characters are shown, not sent."""
    safe = "".join(c if c.isprintable() else repr(c)[1:-1] for c in sentence)
    CONSOLE.print(safe, markup=False)


@contextmanager
def stdout_bytes() -> Iterator[BinaryIO]:
    """Standard output as bytes, so that the output is UTF-8 with LF whatever the locale.

    When the reader closes the pipe (``| head``) the block ends early and quietly.
    """
    stream = sys.stdout.buffer
    try:
        yield stream
        stream.flush()
    except BrokenPipeError:
        # the interpreter flushes stdout once more at exit: give it somewhere to go
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        sys.stdout = open(devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  (kept until exit)
