"""A regular expression that is compiled when it is first used.

The rules have some 250 of them, which take 50 ms to compile, a quarter of what `check` may take for ten endpoints; and most
specifications give most rules nothing to look for.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any


class Pattern:
    """The methods of `re.Pattern` that rules use."""

    def __init__(self, text: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = text
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        return self._compiled.search

    @cached_property
    def match(self) -> Callable[[str], re.Match[str] | None]:
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[[str], re.Match[str] | None]:
        return self._compiled.fullmatch

    @cached_property
    def findall(self) -> Callable[[str], list[Any]]:
        return self._compiled.findall

    @cached_property
    def finditer(self) -> Callable[[str], Iterator[re.Match[str]]]:
        return self._compiled.finditer

    @cached_property
    def split(self) -> Callable[[str], list[str]]:
        return self._compiled.split

    def sub(self, new: str, text: str, count: int = 0) -> str:
        return self._compiled.sub(new, text, count)
