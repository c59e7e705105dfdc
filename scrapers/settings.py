"""Scrapy's settings: each one that differs from the default, with the reason."""

from pathlib import Path

from pipeline.operate.crawls import deadline

BOT_NAME = "payband"
SPIDER_MODULES = ["scrapers.spiders"]
NEWSPIDER_MODULE = "scrapers.spiders"
# Our templates for `scrapy genspider`. The path is absolute because Scrapy resolves it from the
# current folder.
TEMPLATES_DIR = str(Path(__file__).parent / "templates")

# --- who asks, and how politely ---
# USER_AGENT is set by run_mode.py: name, version and the user's contact.
ROBOTSTXT_OBEY = True  # default off
ROBOTSTXT_USER_AGENT = "payband"  # the name a robots.txt would use, without version and contact
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # default 8: one request at a time is enough for a job board
DOWNLOAD_DELAY = 1.0  # seconds; default none
AUTOTHROTTLE_ENABLED = True  # slows down further where the site is slow
AUTOTHROTTLE_START_DELAY = 2.0  # default 5 s: a board is a single request
COOKIES_ENABLED = False  # no source needs a session, and cookies would allow tracking
REFERER_ENABLED = False  # no site needs to know where a request came from; GHSA-cwxj-rr6w-m6w7

# --- where it may go, and what may come in ---
DOWNLOAD_HANDLERS = {
    "http": "scrapers.polite_handler.PoliteHandler",
    "https": "scrapers.polite_handler.PoliteHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
TWISTED_DNS_RESOLVER = (
    "scrapers.downloader.resolver.PublicResolver"  # no name leads to a private address
)
DOWNLOAD_VERIFY_CERTIFICATES = True  # default off
DOWNLOAD_MAXSIZE = 16 * 1024**2  # default 1 GiB: a zip bomb of 0.9 MB took 1.9 GB
DOWNLOAD_WARNSIZE = 4 * 1024**2
DOWNLOAD_TIMEOUT = 60  # seconds, default 180: too long for a nightly run
REDIRECT_MAX_TIMES = 5  # default 20
METAREFRESH_ENABLED = False  # a meta refresh isn't an HTTP redirect
DEPTH_LIMIT = 50  # ends a listing that links its pages in a circle
URLLENGTH_LIMIT = 4096  # default 2083: some listing addresses carry long cursors

# --- what stays closed ---
TELNETCONSOLE_ENABLED = False  # default on: a port, and its password in the log
REMOTE_CONTROL_ENABLED = False  # default on since 2.19: a port that runs Python

# --- how long, how much ---
CLOSESPIDER_TIMEOUT = deadline.CRAWL_SECONDS  # a crawl that takes longer ends as partial
PAYBAND_GRACE = 10.0  # seconds that a sent request may still take when the crawl closes
PAYBAND_LAST = 25.0  # seconds after CLOSESPIDER_TIMEOUT at which the system kills the crawl
MEMUSAGE_LIMIT_MB = 1024
WARN_ON_GENERATOR_RETURN_VALUE = False  # it parses the source of a callback again and again
DOWNLOADER_STATS = False  # it measures each header for a dump that is off
CONCURRENT_ITEMS = 4  # default 100 starts 100 tasks a response: a third of Scrapy's time

# --- what we add ---
# No JOBDIR (loses items after a kill) and no HTTPCACHE (not atomic): the archive does both.
DOWNLOADER_MIDDLEWARES = {
    "scrapers.middlewares.key_guard.KeyGuard": 10,  # first: no key may go to another origin
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # crawls on a 503
    "scrapers.middlewares.resume.Resume": 90,  # before robots.txt: it answers what isn't sent
    "scrapers.middlewares.robots.RobotsGate": 100,  # the same place: before anything is sent
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # no source has a password
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,  # misses cuts
    "scrapers.middlewares.complete_body.CompleteBody": 590,  # the same place
    "scrapers.middlewares.archive.Recorder": 1000,  # next to the downloader: as received
    "scrapers.middlewares.redact_responses.RedactResponses": 1002,  # no keys of ours
    "scrapers.middlewares.conditional_requests.ConditionalRequests": 1010,  # nearest to it
}
SPIDER_MIDDLEWARES = {  # each handles every item, so unused ones are costly
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,  # sets a flag that nothing reads
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,  # a developer's lint
    "scrapers.middlewares.request_ledger.RequestLedger": 1100,  # next to the spider
}
ITEM_PIPELINES = {
    "scrapers.item_pipelines.CheckPosting": 100,
    "scrapers.item_pipelines.StorePostings": 200,
}
EXTENSIONS = {
    "scrapy.extensions.memusage.MemoryUsage": None,  # counts the memory of the starting process
    "scrapers.extensions.memory_limit.MemoryLimit": 0,  # the same place
    "scrapers.extensions.parent_watch.ParentWatch": 10,
    "scrapers.crawl_hub.CrawlHub": 15,  # the others take the crawl's stats and store from it
    "scrapers.downloader.closing.Closing": 20,
    "scrapers.extensions.reach.Reach": 30,
    "scrapers.extensions.run_stats.RunStats": 100,
    "scrapers.extensions.check_boards.CheckBoards": 110,
    "scrapers.extensions.gc_freeze.GcFreeze": 900,  # last: it also freezes what the others load
}

PAYBAND_REST = 5.0  # seconds a host rests after an error; doubled with each retry
PAYBAND_PATIENCE = 300.0  # seconds; a host that asks for a longer wait is not asked again
# Hosts of private networks that may be reached, beside `reachable_hosts` of payband.toml.
PAYBAND_REACHABLE: list[str] = []
# PAYBAND_CHECK: request only the listing of each board, and print whether the board exists.
# PAYBAND_RUN_ID: store raw postings and crawl_run rows under this run.
# PAYBAND_ARCHIVE: the file that every response is written to.
# PAYBAND_RESUME: archives of the source's killed crawls, separated as in PATH.
# PAYBAND_TIED: end when standard input ends, which it does with the process that started this one.
# PAYBAND_REPLAY: the file or folder that answers the crawl instead of the network.
PAYBAND_STORE = (
    "pipeline.store.postings.raw.RawStore"  # where raw postings go; tests bring their own
)

LOG_LEVEL = "INFO"  # DEBUG logs whole items
LOG_VERSIONS: list[str] = []  # requirements.txt has them
STATS_DUMP = False  # fifty lines a crawl; crawl_run has the useful counts
FEED_EXPORT_ENCODING = "utf-8"  # `-O x.jsonl` readable, not escaped
