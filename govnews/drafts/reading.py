"""The fields of a page with the tree they were read from."""

from dataclasses import dataclass

from govnews.charset import decode
from govnews.dom import parse_html
from govnews.fields.context import read_context
from govnews.fields.found import Context
from govnews.fields.page import read_article
from govnews.model import Article, Page
from govnews.saved import unwrap
from govnews.sites.profile import Profiles, Use
from govnews.textnodes import read_repaired


@dataclass(frozen=True, slots=True)
class Reading:
    """A page read by the profiles that were known."""

    ctx: Context
    """The walked page, its body found."""
    article: Article
    """Its fields, with their evidence; without what needs the whole record."""

    def rule(self, field: str) -> str | None:
        """The rule that gave a field of the record; null where none did."""
        return rule_of(self.article, field)


def read(page: Page, known: Use | Profiles) -> Reading:
    """A page with markup, saved or fetched, as ``extract`` reads it up to its fields. Raises nothing of its own."""
    saved = unwrap(page.body, page.url or None, page.content_type)
    tree, *_ = read_repaired(parse_html(decode(saved.body, saved.content_type).text))
    ctx = read_context(tree, saved.url, known, local=saved.local)
    return Reading(ctx, read_article(ctx))


def rule_of(article: Article, field: str) -> str | None:
    """The rule that gave a field of a record; null where none did."""
    return next((e.rule for e in article.provenance.evidence if e.field == field), None)
