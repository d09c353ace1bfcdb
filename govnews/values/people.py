"""Names of authors, reporters and editors: names only, never split where nothing separates them."""

import re

from govnews.values.text import clean

_ROLE = re.compile(
    r"(?:新华社|新華社|新华网|人民网|中新社|中新网|本报|本網|本网|本台|央视|光明日报|经济日报)?(?:特约|见习|實習|实习|驻\w{1,6}|首席|全媒体|全媒|融媒体)?"
    r"(?:责任编辑|責任編輯|责编|编辑|編輯|作者|记者|記者|通讯员|通訊員|撰稿|撰文|摄影|攝影|文图|图文|摄|攝)\s{0,3}[:：/]?\s{0,3}"
)
_BRACKETS = re.compile(r"[\[\]【】()（）<>《》“”\"]")
_CODE = re.compile(
    r"\s{0,3}(?:[A-Z]{1,4}\d{1,6}|[A-Z]?\d{2,8})$"
)  # staff number: 责任编辑：… SF183
_SEPARATOR = re.compile(r"[、，,;；/／|｜&＆]+")
_SPACED_NAME = re.compile(
    r"^[\u4e00-\u9fff] [\u4e00-\u9fff]$"
)  # 王 敏: a two-character name, padded
_HAN_NAME = re.compile(r"^[\u4e00-\u9fff·]{2,8}$")
_NOT_A_NAME = frozenset({"记者", "記者", "通讯员", "作者", "编辑", "未知", "佚名", "admin", "管理员", "系统管理员", "网站管理员", "返回", "删除", "打印", "关闭", "收藏", "分享", "图片", "文字", "摄影", "编发", "None", "null", "无"})  # fmt: skip
_LIMIT = 200  # characters: a byline longer than this is not one


def names(raw: str | None) -> tuple[str, ...]:
    """The names of a byline, roles and staff codes removed, in printed order, each once.

    Blanks separate Chinese names of two characters or more; a single character on each side of a blank is one padded
    name. Names of other scripts keep their blanks. Text that holds no name gives ``()``.

    >>> names("记者 王敏、赖臻")
    ('王敏', '赖臻')
    >>> names("[责任编辑：李四 SF183]")
    ('李四',)
    """
    if not raw or len(raw) > _LIMIT:
        return ()
    found: list[str] = []
    for piece in _SEPARATOR.split(_BRACKETS.sub(" ", clean(raw))):
        part = _CODE.sub("", clean(_ROLE.sub(" ", piece))).strip(" :：-—.。")
        for name in _split(part):
            if name and name not in _NOT_A_NAME and name not in found and not name.isdigit():
                found.append(name)
    return tuple(found)


def _split(part: str) -> list[str]:
    if " " not in part or _SPACED_NAME.match(part):
        return [part.replace(" ", "") if _SPACED_NAME.match(part) else part]
    pieces = part.split(" ")
    if all(_HAN_NAME.match(p) for p in pieces):
        return pieces
    if all(len(p) <= 4 and not p.isascii() for p in pieces):
        return _join_single(pieces)
    return [part]


def _join_single(pieces: list[str]) -> list[str]:
    joined: list[str] = []
    pending = ""
    for piece in pieces:
        if len(piece) == 1:
            pending += piece
            if len(pending) == 2:
                joined.append(pending)
                pending = ""
        else:
            joined.append(piece)
    return [*joined, pending] if pending else joined
