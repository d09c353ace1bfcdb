"""What a script only prints: ``document.write("来源：…")``, its words given there or in a variable of the page.

Nothing is run: what is printed must be strings joined by ``+``, and names to which the scripts so far gave one string. A
call with anything else in it prints nothing. Of calls in branches (``if … else``) the one counts that prints such a name:
a template hides an empty source so.
"""

import re
from collections.abc import Iterator
from html import unescape

_SCRIPT = 5000  # characters; what prints a headline or a source is short
_STRING = r"(?:\"[^\"\\\n]{0,300}\"|'[^'\\\n]{0,300}')"
_NAME = r"[A-Za-z_$][\w$]{0,40}"
_GIVEN = re.compile(rf"(?<![\w$.])({_NAME})\s{{0,4}}=\s{{0,4}}({_STRING})\s{{0,4}}(?=[;,\n]|$)")
_OPERAND = rf"(?:{_STRING}|{_NAME})"
_PRINTED = re.compile(
    rf"document\.write(?:ln)?\(\s{{0,4}}({_OPERAND}(?:\s{{0,4}}\+\s{{0,4}}{_OPERAND}){{0,8}})\s{{0,4}}\)"
)
_OPERANDS = re.compile(_OPERAND)
_ELSE = re.compile(r"\belse\b")
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_MOST = 200  # scripts of one page whose names may be asked for


class Scripts:
    """The scripts of a page in their order: which strings they named, and what each of them prints."""

    __slots__ = ("named", "unread")

    def __init__(self) -> None:
        self.named: dict[str, str | None] = {}
        """The one string a name was given; ``None`` where there were several."""
        self.unread: list[str] = []
        """Scripts so far that nothing has been asked of."""

    def keep(self, script: str) -> None:
        """Have what a script names at hand."""
        if len(self.unread) < _MOST:
            self.unread.append(script[:_SCRIPT])

    def printed(self, script: str) -> Iterator[str]:
        """The texts that a script prints, without their tags."""
        script = script[:_SCRIPT]
        self.keep(script)
        if "document.write" in script:
            branches: list[str] = []
            end = 0
            for match in _PRINTED.finditer(script):
                if not _ELSE.search(script, end, match.start()):
                    yield from self._texts(branches)
                    branches = []
                branches.append(match[1])
                end = match.end()
            yield from self._texts(branches)

    def _texts(self, branches: list[str]) -> Iterator[str]:
        """The text of one call, or of the one among several in branches that has a name in it."""
        if len(branches) > 1:
            named = [x for x in branches if _has_name(x) and self._joined(x)]
            branches = named if len(named) == 1 else []
        for expression in branches:
            text = _TAGS.sub(" ", self._joined(expression))
            if text and "<" not in text:
                yield unescape(text)

    def _joined(self, expression: str) -> str:
        """The value of an expression; nothing where a part of it is not known."""
        parts: list[str] = []
        for operand in _OPERANDS.findall(expression):
            value = operand[1:-1] if operand[0] in "\"'" else self._value(operand)
            if value is None:
                return ""
            parts.append(value)
        return "".join(parts)

    def _value(self, name: str) -> str | None:
        for script in self.unread:
            for known, quoted in _GIVEN.findall(script):
                value = quoted[1:-1]
                if self.named.setdefault(known, value) != value:
                    self.named[known] = None
        self.unread.clear()
        return self.named.get(name)


def _has_name(expression: str) -> bool:
    return any(operand[0] not in "\"'" for operand in _OPERANDS.findall(expression))
