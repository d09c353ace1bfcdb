"""What surrounds the text on news pages in Latin and other alphabetic scripts, where mastheads carry no Chinese labels.

Captions of figures go too: such pages print them as part of the picture, and ``images`` keeps them. On Chinese pages a
caption is a paragraph of the text and stays (DESIGN §5).
"""

import re

from govnews.dom import Box, Line, Tree
from govnews.fields.words import words
from govnews.values.dates import find_date

_WIDGET_WORDS = """caption credit credits byline author authors bio meta metadata dateline timestamp share sharing social
related recirc recommended recommendations more also trending popular read newsletter signup subscribe subscription promo
advert advertisement ad ads sponsored sponsor outbrain taboola tags tag topics categories category breadcrumb breadcrumbs
comments comment follow toolbar tools gallery slideshow carousel copyright disclaimer footer footnote pagination pager
print player video overlay popup modal tooltip infobox rollover nav prev next widget sidebar inline"""
_WIDGETS = frozenset(_WIDGET_WORDS.split())
_TAGS = frozenset(
    {
        "figcaption",
        "figure",
        "aside",
        "nav",
        "footer",
        "header",
        "form",
        "iframe",
        "video",
        "address",
    }
)
_MOST = 0.25  # share of the text that no widget holds
_SAYS_NOTHING = re.compile(
    r"^\W{0,4}(?:advertisement|advert|close|caption|video|play|share(?: this)?.{0,40}|tweet|e-?mail|print|comments?|\d{0,5} (?:comments?|shares?)|read more.{0,80}|"
    r"see (?:more|also).{0,100}|(?:also|related|more|watch|listen|recommended)(?: (?:on|read|stories|articles|from|coverage))?\s?:.{0,160}|related.{0,20}|"
    r"sign up.{0,120}|subscribe.{0,120}|follow (?:us|me|@).{0,120}|click here.{0,120}|image (?:copyright|caption|source|credit).{0,200}|\(?(?:photo|image|picture|credit|source)s?\s?(?:by|:|credit|courtesy).{0,160}|"
    r"getty images.{0,60}|(?:ap|reuters|afp) (?:photo|file).{0,60}|copyright.{0,160}|©.{0,160}|all rights reserved.{0,60}|loading.{0,20}|this (?:slideshow|video|feature) requires.{0,60}|"
    r"you may also like.{0,40}|more from.{0,60}|most (?:read|popular|viewed).{0,60}|trending.{0,40}|have a tip\?.{0,200}|download our app.{0,60}|view (?:gallery|comments|all).{0,40}|"
    r"\d{1,3} (?:of|/) \d{1,3}|reading time.{0,40}|wordcount.{0,20}|filed under.{0,200}|tags?\s?:.{0,200}|posted (?:in|by|on).{0,160}|\[[^\]]{0,80}\])\W{0,4}$",
    re.I,
)
_BYLINE = re.compile(
    r"^\W{0,3}(?:by|written by|posted by|from|par|por|von|di|af|door|autor|author)\s?:?\s{1,3}\S.{0,100}$",
    re.I,
)
_HEAD = 16
_SHORT = 120


def is_alphabetic(lines: list[Line]) -> bool:
    """Whether a text is written in letters rather than in Han, kana or hangul."""
    sample = "".join(line.text[:200] for line in lines[:60])
    wide = (len(sample.encode("utf-8", "replace")) - len(sample)) / 2  # three bytes a character
    return bool(sample) and wide * 8 < len(sample)


def surrounding(tree: Tree, body_boxes: list[Box], kept: list[int]) -> set[int]:
    """Indexes among ``kept`` that are no text: headline and byline, captions, teasers, widgets."""
    lines = tree.lines
    total = sum(len(lines[i].text) for i in kept) or 1
    gone = _head(lines, kept)
    known: dict[Box, bool] = {}
    limits = set(body_boxes)
    for i in kept:
        line = lines[i]
        if i in gone:
            continue
        if _in_widget(tree, line.box, limits, total, known) or _is_teaser(line):
            gone.add(i)
    return gone


def _head(lines: list[Line], kept: list[int]) -> set[int]:
    """Up to the headline, and the byline and dates below it."""
    cut = 0
    titled = False
    for place, i in enumerate(kept[:_HEAD]):
        line = lines[i]
        if line.box.tag == "h1":
            titled, cut = True, place + 1
        elif _is_byline(line):
            cut = place + 1 if titled or place - cut <= 2 else cut
        elif len(line.text) > _SHORT and not line.linked * 2 > len(line.text):
            break
    return set(kept[:cut])


def _is_byline(line: Line) -> bool:
    text = line.text
    if len(text) > _SHORT:
        return False
    if _BYLINE.match(text) and text[-1] not in ".!?":
        return True
    found = find_date(text)
    return found is not None and len(text) - len(found.raw) <= 60 and text[-1] not in ".!?"


def _in_widget(tree: Tree, box: Box, limits: set[Box], total: int, known: dict[Box, bool]) -> bool:
    chain: list[Box] = []
    at: Box | None = box
    answer = False
    while at is not None and at not in limits:
        if at in known:
            answer = known[at]
            break
        chain.append(at)
        if at.tag in _TAGS or (at.token and words(at.token) & _WIDGETS):
            size = tree.sizes[at.last] - tree.sizes[at.first]
            if size < total * _MOST:
                answer = True
                break
        at = at.parent
    known.update(dict.fromkeys(chain, answer))
    return answer


def _is_teaser(line: Line) -> bool:
    text = line.text
    if line.linked * 10 >= len(text) * 9:
        return True
    return len(text) <= 240 and bool(_SAYS_NOTHING.match(text))
