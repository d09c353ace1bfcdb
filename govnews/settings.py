"""Scrapy settings of the crawl. Literals only: what stands here is what happens.

Reasons and measurements: each value was chosen against a loopback server; politeness first. Any of them can be
overridden for one run with ``-s NAME=VALUE``.
"""

BOT_NAME = "govnews"
SPIDER_MODULES = ["spiders"]
COMMANDS_MODULE = "spiders.commands"

# What `scrapy crawl govportal` crawls when nothing is said: the small portal built into this repository.
GOVNEWS_PORTAL = "sample"
# Where the folders of the portals go. None: the environment variable of the same name, else output/ of the checkout.
GOVNEWS_OUTPUT = None
# The folder of this one crawl. None: the portal's own below GOVNEWS_OUTPUT. Names a folder made by -a fresh=1 again.
GOVNEWS_FOLDER = None
# "hans": records are converted to Simplified script. None: the environment variable, else as printed.
GOVNEWS_SCRIPT = None
# Fetch the files that articles offer; -a attachments=1 sets it.
GOVNEWS_ATTACHMENTS = False
# Keep every response on the wire in WARC files beside the lines.
GOVNEWS_WARC = True
GOVNEWS_WARC_MAXSIZE = 1 << 30
# Seconds and finished requests after which the store makes its work durable.
GOVNEWS_COMMIT_SECONDS = 1.0
GOVNEWS_COMMIT_REQUESTS = 200
# A request that was begun so often without ending (the process died each time) is given up and reported.
GOVNEWS_MAX_ATTEMPTS = 5
# Fewer articles than this in a whole crawl end it with exit code 4. None: what the portal's profile expects.
GOVNEWS_MIN_ARTICLES = None
# For tests of recovery: the process kills itself at the n-th step that changes the disk.
GOVNEWS_CRASH_AT = None
# A live display: 1 or 0. None: where standard error is a terminal.
GOVNEWS_PROGRESS = None
# Stop after so many pages and leave the rest for the next run; -a max_pages=N sets it.
GOVNEWS_MAX_PAGES = None

# Leave out articles with an older date (ISO 8601 day); -a since=2024-01-31 sets it.
GOVNEWS_SINCE = None

# An honest name. Whoever runs a large crawl adds a way to be reached: -s 'USER_AGENT=govnews/0.1 (+mailto:…)'.
USER_AGENT = "govnews/0.1 (crawler of public government pages; obeys robots.txt)"
ROBOTSTXT_USER_AGENT = "govnews"
ROBOTSTXT_OBEY = True

# One request at a time to a host, never less than one second apart: 1.25 s, jittered by a fifth.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.25
DOWNLOAD_DELAY_JITTER = 0.2
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.25
CONCURRENT_REQUESTS = 32
# Scrapy starts this many tasks for every response; 4 instead of 100 saves a fifth of the CPU.
CONCURRENT_ITEMS = 4

DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 20 << 20
DOWNLOAD_WARNSIZE = 5 << 20
# Old servers close early; the body is kept and marked instead of being fetched again and again.
DOWNLOAD_FAIL_ON_DATALOSS = False
RETRY_TIMES = 2
REDIRECT_MAX_TIMES = 5
# Scrapy would follow these by reading response.text; spiders/redirects.py reads bytes.
METAREFRESH_ENABLED = False
DEPTH_LIMIT = 20
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,zh-TW;q=0.8,en;q=0.5",
}

# Pages come over http and https only; nothing else can be reached from a hostile page.
DOWNLOAD_HANDLERS = {"file": None, "data": None, "ftp": None, "s3": None}
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
TWISTED_DNS_RESOLVER = "spiders.guard.GuardedResolver"

SCHEDULER = "pipelines.store.frontier.Frontier"
REQUEST_FINGERPRINTER_CLASS = "spiders.identity.PageFingerprinter"
# Every answer reaches the spider, which names what is wrong with it.
HTTPERROR_ALLOW_ALL = True
SPIDER_MIDDLEWARES = {
    "pipelines.store.tally.Tally": 1,  # the last to see what a callback yields
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the guard knows hosts exactly
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "spiders.guard.Guard": 50,
    "spiders.robots.Robots": 100,
    "spiders.decompress.LenientCompression": 590,
    "pipelines.store.revisit.Revisit": 540,  # outside of retries and redirects, inside of robots.txt
    "pipelines.store.archive.Archive": 870,  # the nearest to the wire
    "spiders.sample.mapping.SampleMapping": 740,  # before HttpProxyMiddleware
}
ITEM_PIPELINES = {
    "pipelines.store.revisit.Recall": 50,
    "pipelines.extract.Extract": 100,
    "pipelines.validate.Validate": 200,
    "pipelines.attachments.Attachments": 300,
    "pipelines.store.versions.Versions": 900,
}
EXTENSIONS = {
    "scrapy.extensions.throttle.AutoThrottle": None,  # the subclass below keeps to Crawl-delay
    "spiders.politeness.Politeness": 0,
    "pipelines.progress.Progress": 0,
}
# One serialiser for every line, whatever writes it.
FEED_EXPORTERS = {
    "jsonl": "pipelines.export.LineExporter",
    "jl": "pipelines.export.LineExporter",
    "jsonlines": "pipelines.export.LineExporter",
    "csv": "pipelines.export.TableExporter",
}
FEED_EXPORT_ENCODING = "utf-8"
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
LOG_DATEFORMAT = "%H:%M:%S"
LOG_FORMATTER = "pipelines.logformat.QuietFormatter"
STATS_DUMP = False
WARN_ON_GENERATOR_RETURN_VALUE = False  # reads the source of every callback at each start
