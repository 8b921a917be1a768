"""How long something takes: hostile text is told from slow code by seconds instead of milliseconds."""

import time
from collections.abc import Callable


def seconds_of(act: Callable[[], object]) -> float:
    """The processor time of one call; what else runs on the machine does not count."""
    began = time.process_time()
    act()
    return time.process_time() - began
