"""Repair of a page's text nodes: what all of them together show decides for each of them."""

from collections.abc import Iterator

from govnews.dom import Element, Tree, etext, read_tree, rewrite
from govnews.model import Problem, Step
from govnews.mojibake import diagnose, looks_damaged, repair_part

_LITTLE = 1000  # characters


def read_repaired(root: Element) -> tuple[Tree, list[Step], list[Problem], bool]:
    """The walked page with every text repaired that a reader may see, in place: never scripts, styles or code.

    Gives the tree, the steps done, what is damaged beyond repair, and whether readings had been injected. What the
    walk read of a clean page shows that nothing is to be done; only a damaged page is walked again.
    """
    tree = read_tree(root)
    steps: list[Step] = []
    problems: list[Problem] = []
    if not looks_damaged("\n".join(_shown(tree)).encode("utf-8", "surrogatepass")):
        return tree, steps, problems, False
    diagnosis = diagnose(etext(root))
    if diagnosis.clean:
        return tree, steps, problems, False

    def change(text: str) -> str:
        repaired = repair_part(text, diagnosis)
        steps.extend(repaired.plan)
        problems.extend(repaired.problems)
        return repaired.text

    rewrite(root, change)
    return read_tree(root), steps, list(dict.fromkeys(problems)), diagnosis.glossed


def _shown(tree: Tree) -> Iterator[str]:
    """The text of a page: title and lines; where it shows little, also what it hides, which may be the article."""
    yield tree.title
    yield from (line.text for line in tree.lines)
    if tree.hidden and tree.sizes[-1] < _LITTLE:
        yield from etext(tree.root)
