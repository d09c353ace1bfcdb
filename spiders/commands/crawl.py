"""``scrapy crawl govportal``: Scrapy's own command with checked arguments, a summary and exit codes.

0 done · 2 usage · 3 unreachable · 4 expectations missed · 5 stopped with work left.
"""

import argparse
import gc
import logging
import sys
from pathlib import Path

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from spiders.plan import BadArgument, Plan, read_plan, split_portals
from spiders.summary import exit_code, summary

SPIDER = "govportal"
# What Scrapy says about itself at the start; -L DEBUG shows it.
_CHATTER = (
    "scrapy.utils.log",
    "scrapy.middleware",
    "scrapy.addons",
    "scrapy.crawler",
    "scrapy.extensions.logstats",
)


class Command(ScrapyCrawl):
    """Overrides ``scrapy crawl``. Other spiders run as Scrapy runs them."""

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Crawl a government portal to JSON Lines (-a portal=, -a url=, -a saved=)"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """As Scrapy does, and quieten what Scrapy says about itself unless a log level was asked for."""
        super().process_options(args, opts)
        if not opts.loglevel:
            for name in _CHATTER:  # a filter: Scrapy's own set-up resets the levels afterwards
                logging.getLogger(name).addFilter(lambda record: record.levelno > logging.INFO)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run one crawler a portal, all in this process."""
        if args != [SPIDER]:
            super().run(args, opts)
            return
        assert self.settings is not None
        assert self.crawler_process is not None
        parts = split_portals(opts.spargs)
        try:
            plans = [read_plan(part, self.settings) for part in parts]
        except BadArgument as error:
            raise UsageError(str(error), print_help=False) from None
        if len(plans) > 1:
            self._share_feeds()
        # A page makes tens of thousands of short-lived objects: looking for cycles after every 700 of them, through
        # all that was imported too, took 5 % of the time and saved no memory.
        gc.freeze()
        gc.set_threshold(5000)
        crawlers = [self._create_crawler(SPIDER) for _ in plans]
        for crawler, part in zip(crawlers, parts, strict=True):
            self.crawler_process.crawl(crawler, **part)
        self.crawler_process.start()
        self._report(plans, crawlers)

    def _share_feeds(self) -> None:
        """Let several crawlers append to one ``-O`` file, emptied here once."""
        assert self.settings is not None
        feeds = self.settings.getdict("FEEDS")
        for uri, options in feeds.items():
            if options.get("overwrite") and "://" not in str(uri) and "%" not in str(uri):
                Path(uri).unlink(missing_ok=True)
                options["overwrite"] = False
        self.settings.set("FEEDS", feeds, priority="cmdline")

    def _report(self, plans: list[Plan], crawlers: list[Crawler]) -> None:
        assert self.settings is not None
        to_stdout = any(str(uri).startswith(("-", "stdout:")) for uri in self.settings["FEEDS"])
        stream = sys.stderr if to_stdout else sys.stdout
        codes = []
        for plan, crawler in zip(plans, crawlers, strict=True):
            codes.append(exit_code(plan, crawler))
            text = summary(plan, crawler, codes[-1])
            print(text, file=sys.stderr if codes[-1] in (2, 3) else stream)
        # Work left weighs most: a script that repeats the command until 0 has to see it.
        self.exitcode = next((code for code in (5, 3, 2, 4) if code in codes), 0)
        if self.exitcode:
            sys.stdout.flush()
