"""What is wrong with a page, learned once from all its text."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from govnews.mojibake.commas import shows_commas
from govnews.mojibake.escapes import unescape
from govnews.mojibake.glosses import Glossary, learn
from govnews.mojibake.losses import find_losses
from govnews.mojibake.memory import Memory, remember
from govnews.mojibake.plan import apply
from govnews.mojibake.reversals import find_reversals
from govnews.mojibake.screen import CERTAIN, Look, look
from govnews.mojibake.shifts import Patience, find_shifts


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the text of a page as a whole shows; each of its parts is repaired by it."""

    clean: bool
    """Nothing to do: the caller need not look at the parts."""
    glossary: Glossary | None = None
    """The injected readings, or ``None``."""

    misread: frozenset[str] = frozenset()
    """Names of the wrong readings found, such as ``gbk>utf-8``."""

    memory: Memory | None = None
    """What the intact text says, where characters of the rest were lost in a wrong reading."""

    escaped: bool = False
    """Chinese stands in an escaped form."""
    commas: bool = False
    """Commas were injected in front of other marks."""
    lossy: bool = False
    """Something is lost for good; the parts' problems name it."""
    patience: Patience = field(default_factory=Patience, compare=False)
    """How long the parts together may be searched for lost bytes."""

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
    return diagnose_seen(text, look(text.encode("utf-8", "surrogatepass")))


def diagnose_seen(text: str, seen: Look) -> Diagnosis:
    """The same where a first look has been taken already."""
    if not any(seen):
        return CLEAN
    escapes = unescape(text) if seen.escaped else []
    if escapes:
        text, seen = apply(escapes, text), CERTAIN
    misread: frozenset[str] = frozenset()
    memory: Memory | None = None
    steps = find_reversals(text) if seen.strange else []
    if steps:
        misread = frozenset(step.step for step in steps)
        if "gbk>utf-8" in misread:
            memory = remember(apply(steps, text))
        text, seen = apply(steps, text), CERTAIN
    glossary = learn(text) if seen.glossed else None
    if glossary is None and seen.glossed and find_shifts(text, None, Patience()):
        glossary = learn(text, proven=True)
    lossy = seen.lost and bool(find_losses(text))
    commas = seen.commas and shows_commas(text)
    escaped = bool(escapes)
    if not (glossary or misread or escaped or lossy or commas):
        return CLEAN
    return Diagnosis(False, glossary, misread, memory, escaped, commas, lossy)
