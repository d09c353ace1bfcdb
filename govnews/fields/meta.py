"""META tags: the national set, the CMS sets beside it, and what makes a value credible (reference: formats.md §1)."""

from collections.abc import Sequence

# Words that templates leave where a value belongs.
_TEMPLATE = frozenset({
    "网站名称", "关键词", "栏目名称", "文章标题", "标题", "描述", "栏目描述", "栏目关键词", "来源", "作者", "内容", "null", "undefined",
    "none", "无", "暂无", "-", "$", "网站描述", "网站关键词",
})  # fmt: skip
# What no template filled, and what a quote swallowed that was never closed.
_NO_VALUE = ("{{", "${", "<meta")


class Metas:
    """META tags of a page: names compared case-sensitively first, then without case; empty values skipped.

    Case decides because ``Author`` (national set) and ``author`` (the operator of the CMS) are two things.
    """

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._exact: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        for name, content in pairs:
            if content and content.lower() not in _TEMPLATE and not content.startswith(_NO_VALUE):
                self._exact.setdefault(name, content)
                self._folded.setdefault(name.lower(), content)

    def get(self, *names: str) -> tuple[str, str] | None:
        """``(name, content)`` of the first of ``names`` that has a value; exact case goes before any other."""
        for name in names:
            if name in self._exact:
                return name, self._exact[name]
            value = self._folded.get(name.lower())
            if value:
                return name, value
        return None

    def value(self, *names: str) -> str | None:
        """The content alone."""
        found = self.get(*names)
        return found[1] if found else None
