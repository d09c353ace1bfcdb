"""An input of the command line to what was asked of it: its record, its failure, or its text."""

from govnews.charset import decode
from govnews.commands.inputs import Input
from govnews.errors import GovnewsError, NotText
from govnews.magic import binary_kind, is_readable
from govnews.model import Article, Candidate, Decoded, Failure
from govnews.outcome import verdict
from govnews.script import to_simplified
from govnews.sites.profile import Profiles, Use
from govnews.whole import extract_page


def read_page(
    page: Input, profiles: Use | Profiles, *, simplify: bool, trace: list[Candidate] | None = None
) -> Article | Failure:
    """The record of an input (``simplify``: in Simplified script), or the failure of one that is no article. A fault of
    ours is a failure as well. ``trace`` takes what was weighed for each field.
    """
    try:
        article = extract_page(page.as_page(), profiles=profiles, trace=trace)
        if failed := verdict(article, page.url or page.name):
            return failed
        return to_simplified(article) if simplify else article
    except GovnewsError as error:
        return failure(page, error.reason, error.stage, str(error))
    except Exception as error:  # a fault of ours costs this page, not the ten thousand after it
        fault = f"{type(error).__name__}: {error}"
        message = f"this page broke the extractor, please report it ({fault})"
        return failure(page, "extract_failed", "extract", message)


def failure(page: Input, reason: str, stage: str, message: str) -> Failure:
    """The line of errors.jsonl for an input."""
    status = page.fetch.status if page.fetch else None
    return Failure(page.url or page.name, reason, status, stage, message)


def read_text(page: Input) -> Decoded:
    """The decoded text of an input, markup and all. Raises ``NotText`` for an image, a program, random bytes."""
    if kind := binary_kind(page.body):
        raise NotText(f"this is {kind}, not text")
    decoded = decode(page.body, page.content_type)
    if not is_readable(decoded):
        raise NotText("this is neither markup nor text in any known encoding")
    return decoded
