"""Notices on their way: to real servers on this machine."""

import json
import socket
import sys
import time

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from werkzeug import Response

from pipeline.config import Settings, load_settings
from pipeline.errors import UsageError
from pipeline.operate.notices import send as send_module
from pipeline.operate.notices.notice import Event, News, Notice
from pipeline.operate.notices.send import beat, send
from pipeline.settings.notify_settings import NotifySettings, SmtpSettings
from pipeline.settings.redactor import redactor

TOKEN = "T024BE7LD/B01/abcdefghijk"
NOTICE = Notice("r1", (News(Event.HOLD, "lever", "lever is held", "<!channel> & more", "look"),))


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(send_module, "BACKOFF", 0.01)


def bodies(server):
    return [request.get_json() for request, _ in server.log]


def test_slack_gets_a_text_in_which_nothing_calls_the_channel(httpserver):
    httpserver.expect_request(f"/services/{TOKEN}", method="POST").respond_with_data("ok")
    assert send(NotifySettings(slack=httpserver.url_for(f"/services/{TOKEN}")), NOTICE) == []
    ((text,),) = [list(body.values()) for body in bodies(httpserver)]
    assert text.startswith("*Payband: 1 hold (lever)*\nhold: lever is held")
    assert "&lt;!channel&gt; &amp; more" in text


def test_a_webhook_gets_the_notice_as_json(httpserver, monkeypatch):
    httpserver.expect_request("/hook", method="POST").respond_with_data("", 204)
    monkeypatch.setenv("OUR_HOOK", httpserver.url_for("/hook"))
    assert send(NotifySettings(webhook="env:OUR_HOOK"), NOTICE) == []
    (body,) = bodies(httpserver)
    assert body == json.loads(json.dumps(NOTICE.as_json))


@pytest.mark.parametrize(("codes", "asked"), [([503, 429, 200], 3), ([503] * 3, 3), ([404], 1)])
def test_what_may_be_better_next_time_is_tried_again(httpserver, codes, asked):
    answers = iter(codes)
    httpserver.expect_request("/hook").respond_with_handler(lambda _: Response("", next(answers)))
    failed = send(NotifySettings(webhook=httpserver.url_for("/hook")), NOTICE)
    assert len(httpserver.log) == asked
    said = f"the notice by webhook was not sent: 127.0.0.1 answered {codes[-1]}"
    assert failed == ([] if codes[-1] == 200 else [said])


def test_a_redirect_is_not_followed(httpserver):
    to = {"Location": httpserver.url_for("/elsewhere")}
    httpserver.expect_request("/hook").respond_with_data("", 302, to)
    (failed,) = send(NotifySettings(webhook=httpserver.url_for("/hook")), NOTICE)
    assert "answered 302" in failed
    assert [request.path for request, _ in httpserver.log] == ["/hook"]


def late(_request):
    time.sleep(3)
    return Response("")


def test_a_server_that_does_not_answer_costs_no_more_than_its_time(httpserver):
    httpserver.expect_request("/hook").respond_with_handler(late)
    began = time.monotonic()
    (failed,) = send(NotifySettings(webhook=httpserver.url_for("/hook")), NOTICE, within=0.3)
    assert time.monotonic() - began < 2
    assert "not sent within 0.3 s" in failed


def test_no_message_has_the_token_of_an_address(httpserver, monkeypatch):
    monkeypatch.setenv("SLACK", f"http://127.0.0.1:1/services/{TOKEN}")
    httpserver.expect_request(f"/{TOKEN}").respond_with_data("", 500)
    notify = NotifySettings(slack="env:SLACK", webhook=httpserver.url_for(f"/{TOKEN}"))
    failed = send(notify, NOTICE)
    assert len(failed) == 2
    assert TOKEN not in "".join(failed)
    told = f"see http://127.0.0.1:1/services/{TOKEN} for more"
    assert TOKEN not in redactor(Settings(notify=notify)).text(told)


def test_a_variable_that_is_not_set_is_named():
    (failed,) = send(NotifySettings(webhook="env:NOT_THERE_AT_ALL"), NOTICE)
    assert "the environment variable NOT_THERE_AT_ALL is not set" in failed


def test_a_heartbeat_is_asked_for(httpserver):
    httpserver.expect_request("/ping/1").respond_with_data("OK")
    assert beat(NotifySettings(heartbeat=httpserver.url_for("/ping/1"))) == []
    assert beat(NotifySettings()) == []
    ((request, _),) = httpserver.log
    assert request.method == "GET"


def test_a_command_gets_the_notice_on_its_standard_input(tmp_path):
    save = f"import sys; open({str(tmp_path / 'got')!r}, 'w').write(sys.stdin.read())"
    assert send(NotifySettings(command=[sys.executable, "-c", save]), NOTICE) == []
    assert json.loads((tmp_path / "got").read_text())["subject"] == NOTICE.subject
    (failed,) = send(NotifySettings(command=[sys.executable, "-c", "raise SystemExit(3)"]), NOTICE)
    assert "exit code 3" in failed
    (absent,) = send(NotifySettings(command=["/no/such/program"]), NOTICE)
    assert "No such file" in absent


class Post:
    """A mail server that keeps what it gets."""

    def __init__(self, **more):
        self.got = []
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port, **more)

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  # aiosmtpd's name
        self.got.append((envelope.mail_from, envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@pytest.fixture
def post(request):
    made = Post(**getattr(request, "param", {}))
    made.controller.start()
    yield made
    made.controller.stop()


def mail(port, **more):
    given = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "payband@example.org"}
    return NotifySettings(smtp=SmtpSettings(**given | {"to": ["me@example.org"]} | more))


def test_a_mail_arrives(post):
    assert send(mail(post.port), NOTICE) == []
    ((sender, to, content),) = post.got
    assert (sender, to) == ("payband@example.org", ["me@example.org"])
    assert "Subject: Payband: 1 hold (lever)" in content
    assert "why: <!channel> & more" in content


def accept(_server, _session, _envelope, _mechanism, data):
    return AuthResult(success=data.password == b"s3cret-word", handled=False)


WITH_WORD = {"authenticator": accept, "auth_require_tls": False}


@pytest.mark.parametrize("post", [WITH_WORD], indirect=True)
@pytest.mark.parametrize(("word", "arrives"), [("s3cret-word", True), ("wrong-word", False)])
def test_the_password_comes_from_the_environment(post, monkeypatch, word, arrives):
    monkeypatch.setenv("MAIL_WORD", word)
    failed = send(mail(post.port, user="me", password="env:MAIL_WORD"), NOTICE)
    refused = "the notice by smtp was not sent: user or password was refused"
    assert failed == ([] if arrives else [refused])
    assert len(post.got) == arrives
    assert word not in "".join(failed)


def test_a_server_without_starttls_gets_nothing(post):
    (failed,) = send(mail(post.port, security="starttls"), NOTICE)
    assert "STARTTLS" in failed
    assert post.got == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[notify]\nslakc = "x"',
            "'notify.slakc'; did you mean 'notify.slack'",
        ),
        ('[notify]\nslack = "hooks.example.org/T024BE7LD"', "notify.slack: is neither an address"),
        ('[notify]\nslack = ["https://hooks.example.org/T024BE7LD"]', "notify.slack"),
        ('[notify.smtp]\nhost = "x"\nsender = "a@b.org"\nto = []', "notify.smtp.to"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not(tmp_path, monkeypatch, text, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "payband.toml").write_text(text)
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert said in str(caught.value)
    assert "T024BE7LD" not in str(caught.value)
