"""Repair of a page's text nodes: what all of them together show decides for each of them."""

from collections.abc import Iterable, Iterator

from govnews.dom import Element, Tree, etext, read_tree, rewrite
from govnews.model import Problem, Step
from govnews.mojibake import diagnose, looks_damaged, repair_part

_LITTLE = 1000  # characters
_PATIENCE = 200_000  # characters of a damaged page that are repaired: some seconds at the most


def read_repaired(root: Element) -> tuple[Tree, list[Step], list[Problem], bool]:
    """The walked page with every text repaired that a reader may see, in place: never scripts, styles or code.

    Gives the tree, the steps done, what is damaged beyond repair, and whether readings had been injected. What the
    walk read of a clean page shows that nothing is to be done; only a damaged page is walked again. Of a damaged page
    with more than 200,000 characters the rest stays as it is, with the problem ``repair_limited``.
    """
    tree = read_tree(root)
    steps: list[Step] = []
    problems: list[Problem] = []
    if not looks_damaged("\n".join(_shown(tree)).encode("utf-8", "surrogatepass")):
        return tree, steps, problems, False
    diagnosis = diagnose(_first(etext(root), _PATIENCE))
    if diagnosis.clean:
        return tree, steps, problems, False
    left = _PATIENCE

    def change(text: str) -> str:
        nonlocal left
        part, rest = text[: max(0, left)], text[max(0, left) :]
        left -= len(text)
        repaired = repair_part(part, diagnosis)
        steps.extend(repaired.plan)
        problems.extend(repaired.problems)
        return repaired.text + rest

    rewrite(root, change)
    if left < 0:
        message = f"The last {-left} characters of a long damaged page were left as they are."
        problems.append(Problem("repair_limited", None, message))
    return read_tree(root), steps, list(dict.fromkeys(problems)), diagnosis.glossed


def _first(texts: Iterable[str], most: int) -> Iterator[str]:
    """The texts as far as ``most`` characters go."""
    for text in texts:
        yield text[:most]
        most -= len(text)
        if most <= 0:
            return


def _shown(tree: Tree) -> Iterator[str]:
    """The text of a page: title and lines; where it shows little, also what it hides, which may be the article."""
    yield tree.title
    yield from (line.text for line in tree.lines)
    if tree.hidden and tree.sizes[-1] < _LITTLE:
        yield from etext(tree.root)
