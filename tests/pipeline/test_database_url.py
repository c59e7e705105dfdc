import pytest

from pipeline.database_url import hide, secrets_in, shown

CASES = [
    ("sqlite:///data/payband.db", "sqlite:///data/payband.db"),
    ("sqlite:data.db", "sqlite:data.db"),
    ("data.db", "data.db"),
    ("postgresql:s3cret@db", "***"),
    ("password=s3cret", "***"),
    ("sqlite:///data/p@th:x.db?timeout=3", "sqlite:///data/p@th:x.db?timeout=3"),
    ("sqlite+pysqlcipher://:s3cret@/x?cipher=aes", "sqlite+pysqlcipher://:***@/x?cipher=***"),
    ("postgresql://me@h/db", "postgresql://me@h/db"),
    (
        "postgresql+psycopg://me:s3cret@h:5432/db?sslmode=require",
        "postgresql+psycopg://me:***@h:5432/db?sslmode=require",
    ),
    ("postgresql://h/db?password=s3cret&port=1", "postgresql://h/db?password=***&port=1"),
    ("postgresql://h/db?p%61ssword=s3cret;s3cret", "postgresql://h/db?p%61ssword=***"),
    (
        "postgresql://h/db?sslpassword=s3cret&sslkey=/s3cret&SSLToken=s3cret&user=a@b",
        "postgresql://h/db?sslpassword=***&sslkey=***&SSLToken=***&user=a@b",
    ),
    ("postgresql://h/db?pasword=s3cret", "postgresql://h/db?pasword=***"),
    ("postgresql://h/db?timeout=1;password=s3cret", "postgresql://h/db?timeout=***"),
    ("postgresql://me:s3@cret@h/db", "postgresql://me:***@h/db"),
    ("postgresql://me:s3/cr?et@h/db?password=s3cret", "postgresql://me:***@h/db?password=***"),
    ("postgresql://me:s3cret@[::1]:5432/db", "postgresql://me:***@[::1]:5432/db"),
    ("postgresql://[::1]/db", "postgresql://[::1]/db"),
    ("postgresql://me:s3cret/db", "postgresql://me:***/db"),
    ("postgresql://me:s3cret", "postgresql://me:***"),
    ("postgresql://h1:1,h2:2/db", "postgresql://h1:1,h2:2/db"),
    ("postgresql:///db?host=/var/run&user=x", "postgresql:///db?host=/var/run&user=x"),
    ("mysql://me:s3cret@h/db", "mysql://me:***@h/db"),
    ("host=h password=s3cret", "***"),
    ("me:s3cret@h", "***"),
    ("payband.db", "payband.db"),
]


@pytest.mark.parametrize(("url", "says"), CASES)
def test_a_url_is_shown_without_its_secrets(url, says):
    assert shown(url) == says


@pytest.mark.parametrize("url", [url for url, says in CASES if "://" in url and "***" in says])
def test_what_is_hidden_is_known_and_taken_out_of_an_error(url):
    assert secrets_in(url)
    assert "s3cret" not in hide(f'no host in "{url}"', url)


def test_secrets_are_known_as_written_and_decoded():
    assert secrets_in("postgresql://u:a%40b%2Bc@h/d?sslpassword=x+y") == [
        "a%40b%2Bc", "a@b+c", "x y", "x+y",
    ]  # fmt: skip


def test_a_password_that_the_url_shows_elsewhere_takes_nothing_out():
    url = "postgresql://payband:payband@h/payband"
    words = 'database "payband" does not exist'
    assert hide(words, url) == words


def test_a_short_password_garbles_no_error():
    assert hide('a bad port: "ab"', "postgresql://u:ab@h/d") == "a bad port: ***"
