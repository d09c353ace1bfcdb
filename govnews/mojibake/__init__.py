"""Text that was decoded wrongly or tampered with, brought back: str in, str and a replayable plan out."""

from govnews.mojibake.clones import clone_of
from govnews.mojibake.diagnosis import Diagnosis, diagnose
from govnews.mojibake.passes import repair, repair_part
from govnews.mojibake.plan import apply
from govnews.mojibake.screen import looks_damaged

__all__ = ["Diagnosis", "apply", "clone_of", "diagnose", "looks_damaged", "repair", "repair_part"]
