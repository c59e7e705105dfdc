"""The ways a notice is sent: one function for each, which raises where it did not arrive."""

import json
import smtplib
import ssl
import subprocess
import urllib.request
from collections.abc import Sequence
from email.message import EmailMessage
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from pipeline.operate.notices.notice import Notice
from pipeline.settings.notify_settings import Security, SmtpSettings, value_of
from pipeline.version import VERSION

SECONDS = 10.0  # for each connection and answer
AGAIN = (408, 425, 429)  # of the answers below 500, those that may be better next time


class NotSentError(Exception):
    """A notice did not arrive; the message names no address. `again`: another try may help."""

    def __init__(self, why: str, *, again: bool = True) -> None:
        super().__init__(why)
        self.again = again


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A notice goes where the user said, and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        """Follow no redirect: urllib then raises the HTTPError."""


def slack(url: str, notice: Notice) -> None:
    """Post to Slack's incoming webhook. Its `<!channel>` and links in our words stay words."""
    text = f"*{notice.subject}*\n{notice.text}"
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(sign, name)
    _request(url, {"text": text})


def webhook(url: str, notice: Notice) -> None:
    """Post the notice as JSON: run_id, subject, text, and news with event, source, what, why."""
    _request(url, notice.as_json)


def heartbeat(url: str) -> None:
    """Ask for an address that raises the alarm when nobody asks for it."""
    _request(url, None)


def command(words: Sequence[str], notice: Notice) -> None:
    """Run a command with the notice as JSON on its standard input."""
    text = json.dumps(notice.as_json, ensure_ascii=False)
    try:
        done = subprocess.run(
            words, input=text.encode(), capture_output=True, timeout=2 * SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotSentError("it took too long", again=False) from None
    except OSError as error:
        raise NotSentError(f"{words[0]}: {error.strerror}", again=False) from None
    if done.returncode:
        raise NotSentError(f"exit code {done.returncode}")


def mail(smtp: SmtpSettings, notice: Notice) -> None:
    """Send the notice by mail."""
    message = EmailMessage()
    message["Subject"], message["From"] = notice.subject, smtp.sender
    message["To"] = ", ".join(smtp.to)
    message.set_content(notice.text)
    try:
        with _connected(smtp) as server:
            if smtp.security is Security.STARTTLS:
                server.starttls(context=ssl.create_default_context())
            if smtp.user:
                server.login(smtp.user, value_of("smtp.password", smtp.password))
            server.send_message(message)
    except smtplib.SMTPAuthenticationError:
        raise NotSentError("user or password was refused", again=False) from None
    except smtplib.SMTPNotSupportedError as error:
        raise NotSentError(str(error), again=False) from None
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError(f"{smtp.host}: {type(error).__name__}") from None


def _connected(smtp: SmtpSettings) -> smtplib.SMTP:
    if smtp.security is Security.TLS:
        tls = ssl.create_default_context()
        return smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=SECONDS, context=tls)
    return smtplib.SMTP(smtp.host, smtp.port, timeout=SECONDS)


def _request(url: str, body: Any) -> None:
    data = None if body is None else json.dumps(body).encode()
    headers = {"User-Agent": f"payband/{VERSION}"}
    if data is not None:
        headers["Content-Type"] = "application/json"
    try:
        asked = urllib.request.Request(url, data=data, headers=headers)  # noqa: S310  # http(s) only
        opener = urllib.request.build_opener(_NoRedirect)
        with opener.open(asked, timeout=SECONDS) as answer:
            answer.read(1)
    except HTTPError as error:
        error.close()
        again = error.code >= 500 or error.code in AGAIN
        raise NotSentError(f"{_host(url)} answered {error.code}", again=again) from None
    except (URLError, OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise NotSentError(f"{_host(url)}: {type(reason).__name__}") from None


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "the address"
    except ValueError:
        return "the address"
