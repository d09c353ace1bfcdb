"""A page that was wanted and gave no record leaves the pipelines as a dropped item that knows why."""

from scrapy.exceptions import DropItem

from govnews import Failure


class Failed(DropItem):
    """Drops an item; ``failure`` becomes a line of errors.jsonl."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.reason}: {failure.url}: {failure.message}", log_level="INFO")
        self.failure = failure
