"""The store: what remains to be fetched and what was written, in one transaction."""

from pathlib import Path
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from pipelines.store.steps import Steps
from pipelines.store.store import Counts, Outcome, Store, StoreError

__all__ = ["Counts", "Outcome", "Store", "StoreError", "store_of"]

_stores: "WeakKeyDictionary[Crawler, Store]" = WeakKeyDictionary()


def store_of(crawler: Crawler) -> Store:
    """The one store of a crawl, opened when it is first asked for. Raises ``StoreError``.

    Its folder is the setting GOVNEWS_FOLDER, which the spider derives from its portal.
    """
    store = _stores.get(crawler)
    if store is None:
        settings = crawler.settings
        store = _stores[crawler] = Store(
            Path(settings["GOVNEWS_FOLDER"]),
            seconds=settings.getfloat("GOVNEWS_COMMIT_SECONDS"),
            requests=settings.getint("GOVNEWS_COMMIT_REQUESTS"),
            steps=Steps(settings.getint("GOVNEWS_CRASH_AT") or None),
        )
    return store
