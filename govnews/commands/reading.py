"""An input of the command line to what was asked of it: its record, or its text."""

from govnews.api import extract
from govnews.charset import decode
from govnews.commands.inputs import Input
from govnews.errors import NotText
from govnews.magic import binary_kind, is_readable
from govnews.model import Article, Decoded
from govnews.sites.profile import Use


def read_page(page: Input, profiles: Use) -> Article:
    """The record of an input. Raises what ``extract`` raises."""
    return extract(
        page.body, page.url, content_type=page.content_type, fetch=page.fetch, profiles=profiles
    )


def read_text(page: Input) -> Decoded:
    """The decoded text of an input, markup and all. Raises ``NotText`` for an image, a program, random bytes."""
    if kind := binary_kind(page.body):
        raise NotText(f"this is {kind}, not text")
    decoded = decode(page.body, page.content_type)
    if not is_readable(decoded.text):
        raise NotText("this is neither markup nor text in any known encoding")
    return decoded
