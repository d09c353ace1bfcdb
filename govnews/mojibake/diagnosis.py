"""What is wrong with a page, learned once from all its text."""

from collections.abc import Iterable
from dataclasses import dataclass

from govnews.mojibake.glosses import Glossary, learn


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the text of a page as a whole shows; each of its parts is repaired by it."""

    clean: bool
    """Nothing to do: the caller need not look at the parts."""
    glossary: Glossary | None = None
    """The injected readings, or ``None``."""

    @property
    def glossed(self) -> bool:
        """Whether readings were injected."""
        return self.glossary is not None

    @property
    def glosses(self) -> frozenset[str]:
        """The characters that carry injected readings."""
        return self.glossary.characters if self.glossary else frozenset()


CLEAN = Diagnosis(clean=True)


def diagnose(texts: Iterable[str]) -> Diagnosis:
    """What the texts of one page (its text nodes, or one plain text) show together. Cheap where they are clean."""
    text = "\n".join(texts)
    glossary = learn(text) if "(" in text or "（" in text else None
    if glossary is None:
        return CLEAN
    return Diagnosis(clean=False, glossary=glossary)
