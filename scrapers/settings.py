"""Scrapy's settings: every one that isn't the default, and why."""

from pathlib import Path

from pipeline.operate.crawls import deadline

BOT_NAME = "payband"
SPIDER_MODULES = ["scrapers.spiders"]
NEWSPIDER_MODULE = "scrapers.spiders"
# Ours for `scrapy genspider`; an absolute path, as Scrapy would look from the current folder.
TEMPLATES_DIR = str(Path(__file__).parent / "templates")

# --- who asks, and how politely ---
# USER_AGENT is set by run_mode.py: name, version and the user's contact.
ROBOTSTXT_OBEY = True  # default off
ROBOTSTXT_USER_AGENT = "payband"  # the name a robots.txt would use, without version and contact
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # default 8: one request at a time is enough for a job board
DOWNLOAD_DELAY = 1.0  # seconds; default none
AUTOTHROTTLE_ENABLED = True  # slows down further where the site is slow
AUTOTHROTTLE_START_DELAY = 2.0  # default 5 s: a board is a single request
COOKIES_ENABLED = False  # nothing here needs a session, and nobody should be able to track one
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
DOWNLOAD_MAXSIZE = 16 * 1024**2  # default 1 GiB: a bomb of 0.9 MB took 1.9 GB of memory
DOWNLOAD_WARNSIZE = 4 * 1024**2
DOWNLOAD_TIMEOUT = 60  # seconds, default 180: too long for a nightly run
REDIRECT_MAX_TIMES = 5  # default 20
METAREFRESH_ENABLED = False  # a page's own idea of where to go next isn't an HTTP redirect
DEPTH_LIMIT = 50  # a listing that pages in a circle ends
URLLENGTH_LIMIT = 4096  # default 2083: some listing addresses carry long cursors

# --- what stays closed ---
TELNETCONSOLE_ENABLED = False  # default on: a port, and its password in the log
REMOTE_CONTROL_ENABLED = False  # default on since 2.19: a port that runs Python

# --- how long, how much ---
CLOSESPIDER_TIMEOUT = deadline.CRAWL_SECONDS  # a crawl that takes longer ends as partial
PAYBAND_GRACE = 10.0  # seconds that a request under way may still take when the crawl closes
PAYBAND_LAST = 25.0  # seconds after CLOSESPIDER_TIMEOUT at which the system kills the crawl
MEMUSAGE_LIMIT_MB = 1024
WARN_ON_GENERATOR_RETURN_VALUE = False  # reads the source of a callback again and again
DOWNLOADER_STATS = False  # the size of each header, for a dump that nobody reads
CONCURRENT_ITEMS = 4  # default 100 starts 100 tasks a response: a third of Scrapy's time

# --- what we add ---
# No JOBDIR (loses items after a kill) and no HTTPCACHE (not atomic): the archive does both.
DOWNLOADER_MIDDLEWARES = {
    "scrapers.middlewares.key_guard.KeyGuard": 10,  # first: no key may go astray
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # crawls on a 503
    "scrapers.middlewares.robots.RobotsGate": 100,  # the same place: before anything is sent
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # no source has a password
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,  # cuts pass
    "scrapers.middlewares.complete_body.CompleteBody": 590,  # the same place
    "scrapers.middlewares.archive.Recorder": 1000,  # next to the downloader: as received
    "scrapers.middlewares.redact_responses.RedactResponses": 1002,  # no keys of ours
    "scrapers.middlewares.resume.Resume": 1005,  # what it answers is archived and not asked for
    "scrapers.middlewares.conditional_requests.ConditionalRequests": 1010,  # nearer still
}
SPIDER_MIDDLEWARES = {  # each passes on every item, so those of no use cost the most
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,  # a mark that nobody reads
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,  # a developer's lint
    "scrapers.middlewares.request_ledger.RequestLedger": 1100,  # next to the spider
}
ITEM_PIPELINES = {
    "scrapers.item_pipelines.CheckPosting": 100,
    "scrapers.item_pipelines.StorePostings": 200,
}
EXTENSIONS = {
    "scrapy.extensions.memusage.MemoryUsage": None,  # counts what the starting process held
    "scrapers.extensions.memory_limit.MemoryLimit": 0,  # the same place
    "scrapers.extensions.parent_watch.ParentWatch": 10,
    "scrapers.downloader.closing.Closing": 20,
    "scrapers.extensions.reach.Reach": 30,
    "scrapers.extensions.run_stats.RunStats": 100,
    "scrapers.extensions.check_boards.CheckBoards": 110,
    "scrapers.extensions.gc_freeze.GcFreeze": 900,  # last: what the others load stays, too
}

PAYBAND_REST = 5.0  # seconds a host rests after an error; doubled with each retry
PAYBAND_PATIENCE = 300.0  # seconds; a host that asks for a longer wait is left for this crawl
# What may be reached inside our own networks, beside `reachable_hosts` of payband.toml.
PAYBAND_REACHABLE: list[str] = []
# PAYBAND_CHECK: ask each board for its listing only, and print whether it is there.
# PAYBAND_RUN_ID: store raw postings and crawl_run rows under this run.
# PAYBAND_ARCHIVE: file that every response is written to.
# PAYBAND_RESUME: archives of crawls of the source that were killed, parted as in PATH.
# PAYBAND_TIED: end where standard input ends, as it does with the process that started us.
# PAYBAND_REPLAY: file or folder that answers the crawl instead of the network.
PAYBAND_STORE = (
    "pipeline.store.postings.raw.RawStore"  # where raw postings go; tests bring their own
)

LOG_LEVEL = "INFO"  # DEBUG logs whole items
LOG_VERSIONS: list[str] = []  # requirements.txt knows them
STATS_DUMP = False  # fifty lines a crawl that crawl_run says better
FEED_EXPORT_ENCODING = "utf-8"  # `-O x.jsonl` readable, not escaped
