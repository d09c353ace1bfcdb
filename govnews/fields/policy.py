"""The policy block of a page: its metadata table and the text of its body, read as an official document."""

from govnews.fields.found import Context
from govnews.fields.labels import read_labels
from govnews.model import Policy
from govnews.values.official import Statement, read_policy


def find_policy(ctx: Context, title: str | None, published: str | None) -> Policy:
    """The policy block; all null for a page that is no official document."""
    lines = [ctx.tree.lines[i] for i in ctx.body.indexes]
    statements = [Statement(x.text, tuple(x.row.cells) if x.row else ()) for x in lines]
    policy, evidence = read_policy(statements, read_labels(ctx), title, published)
    ctx.evidence.extend(evidence)
    return policy
