"""Repair of a page's text nodes: what all of them together show decides for each of them."""

from govnews.dom import Element, etext, rewrite
from govnews.model import Problem, Step
from govnews.mojibake import diagnose, repair_part


def repair_nodes(root: Element) -> tuple[list[Step], list[Problem], bool]:
    """Repair every text a reader may see, in place: never scripts, styles or code. A clean page is not walked.

    Gives the steps done, what is damaged beyond repair, and whether readings had been injected.
    """
    steps: list[Step] = []
    problems: list[Problem] = []
    diagnosis = diagnose(etext(root))
    if diagnosis.clean:
        return steps, problems, False

    def change(text: str) -> str:
        repaired = repair_part(text, diagnosis)
        steps.extend(repaired.plan)
        problems.extend(repaired.problems)
        return repaired.text

    rewrite(root, change)
    return steps, list(dict.fromkeys(problems)), diagnosis.glossed
