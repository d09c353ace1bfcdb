"""The policy block of a page: its metadata table and the text of its body, read as an official document."""

import re
from dataclasses import replace

from govnews.fields.found import Context
from govnews.model import Policy
from govnews.values.documents import find_doc_no
from govnews.values.official import METADATA, Statement, read_policy

_LABELLED = re.compile(r"(?:发文)?[字文]号|文件编号|编号")
_ABOVE = 8  # lines above the text where its number may stand, below the headline


def find_policy(ctx: Context, title: str | None, published: str | None) -> Policy:
    """The policy block; all null for a page that is no official document."""
    lines = [ctx.tree.lines[i] for i in ctx.body.indexes]
    statements = [Statement(x.text, tuple(x.row.cells) if x.row else ()) for x in lines]
    number = _number_above(ctx) if lines else None
    policy, evidence = read_policy(
        statements, ctx.labels, title, published, above=number, choose=ctx.choose
    )
    rule = ctx.labels_rule
    ctx.evidence.extend(replace(e, rule=rule) if e.rule == METADATA else e for e in evidence)
    return policy


def _number_above(ctx: Context) -> str | None:
    """A line between headline and text that is a 发文字号 and nothing else."""
    first = ctx.body.indexes[0]
    for line in reversed(ctx.tree.lines[max(0, first - _ABOVE) : first]):
        text = line.text.strip("()（）")
        if line.linked or len(text) > 40 or text[-1:] not in "号號" or _LABELLED.match(text):
            continue
        if find_doc_no(text) == text:
            return text
    return None
