"""str → tree: parsing, the one walk, selecting. Nothing else in govnews calls XPath or CSS."""

from govnews.dom.parse import Element, etext, parse_html, rewrite
from govnews.dom.select import attribute, matches, one, optional, some, text_of
from govnews.dom.tree import Anchor, Box, Line, Picture, Row, Tree
from govnews.dom.walk import read_tree

__all__ = [
    "Anchor",
    "Box",
    "Element",
    "Line",
    "Picture",
    "Row",
    "Tree",
    "attribute",
    "etext",
    "matches",
    "one",
    "optional",
    "parse_html",
    "read_tree",
    "rewrite",
    "some",
    "text_of",
]
