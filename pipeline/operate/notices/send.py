"""Send notices on every channel that is set: tried again for a while, and never for long."""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from threading import Thread

from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from pipeline.errors import UsageError
from pipeline.operate.notices import channels
from pipeline.operate.notices.channels import NotSentError
from pipeline.operate.notices.notice import Notice
from pipeline.settings.notify_settings import NotifySettings, value_of

TRIES = 3
BACKOFF = 2.0  # seconds; doubled with each try
WITHIN = 60.0  # seconds for all channels together; a run waits no longer

Sends = Iterator[tuple[str, Callable[[], None]]]


def send(notify: NotifySettings, notice: Notice, within: float = WITHIN) -> list[str]:
    """Send a notice on every channel at once; return a message for each that failed.

    No message has an address or a password in it. It returns after `within` seconds at the latest.
    """
    return list(send_each(notify, dict.fromkeys(channel_names(notify), notice), within).values())


def send_each(
    notify: NotifySettings, notices: Mapping[str, Notice], within: float = WITHIN
) -> dict[str, str]:
    """Send each channel its notice, as `send` does; return the messages by channel."""
    return _deliver(_channels(notify, notices), within)


def beat(notify: NotifySettings, within: float = WITHIN) -> list[str]:
    """Ask for the heartbeat address, if there is one; return the message where that failed."""
    if not notify.heartbeat:
        return []
    url = notify.heartbeat
    call = ("heartbeat", lambda: channels.heartbeat(value_of("heartbeat", url)))
    return list(_deliver(iter([call]), within).values())


def channel_names(notify: NotifySettings) -> list[str]:
    """Return the channels that are set."""
    return [name for name in ("slack", "webhook", "command", "smtp") if getattr(notify, name)]


def _channels(notify: NotifySettings, notices: Mapping[str, Notice]) -> Sends:
    if notify.slack and (to_slack := notices.get("slack")):
        yield "slack", lambda: channels.slack(value_of("slack", notify.slack), to_slack)
    if notify.webhook and (to_hook := notices.get("webhook")):
        yield "webhook", lambda: channels.webhook(value_of("webhook", notify.webhook), to_hook)
    if notify.command and (to_command := notices.get("command")):
        yield "command", partial(channels.command, notify.command, to_command)
    if notify.smtp and (to_mail := notices.get("smtp")):
        yield "smtp", partial(channels.mail, notify.smtp, to_mail)


def _deliver(calls: Sends, within: float) -> dict[str, str]:
    failed: dict[str, str] = {}
    threads: dict[str, Thread] = {}
    for name, call in calls:
        failed[name] = f"not sent within {within:g} s"
        threads[name] = Thread(target=_try, args=[name, call, failed], daemon=True)
        threads[name].start()
    until = time.monotonic() + within
    for thread in threads.values():
        thread.join(max(0, until - time.monotonic()))
    return {n: f"the notice by {n} was not sent: {why}" for n, why in failed.items() if why}


def _try(name: str, call: Callable[[], None], failed: dict[str, str]) -> None:
    """Try a call a few times; write into `failed` why it failed, or nothing where it did not."""
    tries = Retrying(
        retry=retry_if_exception(lambda error: isinstance(error, NotSentError) and error.again),
        stop=stop_after_attempt(TRIES),
        wait=wait_random_exponential(multiplier=BACKOFF, max=20),
        reraise=True,
    )
    try:
        tries(call)
    except (NotSentError, UsageError) as error:
        failed[name] = str(error)
    except Exception as error:  # noqa: BLE001  # a notice must not end a run
        failed[name] = type(error).__name__
    else:
        failed[name] = ""
