"""The clock of the fortnight, and what its two sites do run by run."""

from datetime import timedelta

DAY = timedelta(days=1)
JITTER = timedelta(hours=3)  # the jitters of a fortnight together are less


class FakeClock:
    """The real time and what was waited: a wait takes no time. It stops before it is `until`."""

    def __init__(self, real):
        self.real, self.lead = real, timedelta()
        self.begun = real()
        self.until = self.begun

    def time(self):
        return self.real() + self.lead

    def now(self):
        return self.time().replace(microsecond=0)

    def wait(self, length):
        if self.now() + length >= self.until:
            self.lead += max(self.until - self.now(), timedelta())
            return True
        self.lead += length
        return False

    @property
    def day(self):
        return (self.time() - self.begun + JITTER) // DAY


def dearer(job):
    """Return a job with a tenth more pay."""
    return job | {name: job[name] * 11 // 10 for name in ("low", "high")}


class Script:
    """What a site does: each method is a word of the table's column `site`.

    `jobs` makes so many of them; `broken` renames what the reader looks for.
    """

    def __init__(self, site, jobs, many, broken):
        self.site, self.make, self.many, self.broken_by = site, jobs, many, broken
        self.jobs = self.today = jobs(many)

    def play(self, word, date):
        self.site.answer, self.site.date = None, date
        self.site.rename = lambda text: text
        getattr(self, word)()
        self.site.jobs = self.today

    def same(self):
        self.today = self.jobs

    back = same

    def new(self):
        self.jobs = self.today = self.make(self.many + 5)

    def edited(self):
        edits = [job | {"title": job["title"] + " (m/f/d)"} for job in self.jobs[:5]]
        self.jobs = self.today = [*edits, *self.jobs[5:]]

    def gone(self):
        self.today = self.jobs[:-3]

    def renamed(self):
        kept, moved = self.jobs[:-4], self.jobs[-4:]
        self.jobs = self.today = [*kept, *(job | {"id": job["id"] + 5000} for job in moved)]

    def empty(self):
        self.today = []

    def blocked(self):
        self.site.answer = ("Access denied", 403)

    def broken(self):
        self.site.rename = lambda text: text.replace(*self.broken_by)

    def dearer(self):
        self.today = self.jobs = [dearer(job) for job in self.jobs]

    def halved(self):
        self.today = self.jobs = self.jobs[: self.many // 2]
