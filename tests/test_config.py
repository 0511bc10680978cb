"""config.toml: what it says, every mistake in it as one line, and nothing that gives a traceback."""

import string
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeder.config import LISTS, TABLES, load
from feeder.config import values as v
from feeder.errors import ConfigError

KEY = "whsec_" + "QUJD" * 11  # 33 bytes
HOOK = f'[[webhooks]]\nslug = "desk"\nurl = "https://desk.example.org/hook"\nsecret = "{KEY}"\n'


@pytest.fixture
def config(tmp_path):
    """Writes config.toml and reads it."""

    def read(text: str | bytes = ""):
        path = tmp_path / "config.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load(path)

    return read


def mistakes(config, text):
    with pytest.raises(ConfigError) as caught:
        config(text)
    assert str(caught.value) == "\n".join(caught.value.mistakes)
    return list(caught.value.mistakes)


class TestWhatItSays:
    def test_without_a_file_everything_has_its_default(self, tmp_path):
        found = load(tmp_path / "config.toml")
        assert found.root == tmp_path.resolve()
        assert (found.title, found.timezone, found.language) == ("Press releases", "UTC", "en")
        assert (found.every, found.min_every, found.max_every) == (
            timedelta(minutes=15),
            timedelta(minutes=5),
            timedelta(hours=6),
        )
        assert (found.listen, found.url, found.token) == ("127.0.0.1:8080", "http://127.0.0.1:8080", None)
        assert found.store == f"sqlite:///{tmp_path.resolve()}/state/feeder.db"
        assert found.allow_private is False
        assert (found.feeds, found.endpoints, found.notices) == ((), (), ())

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param(b"", id="an empty file"),
            pytest.param(b"\r\n\r\n", id="blank lines"),
            pytest.param(b"# nothing but a comment", id="a comment without a line's end"),
            pytest.param(b"\xef\xbb\xbf[feeder]\r\n", id="a byte order mark and the lines' ends of Windows"),
            pytest.param(b"[feeder]\n[fetch]\n", id="empty sections"),
        ],
    )
    def test_a_file_that_says_nothing_is_well(self, config, text):
        assert config(text).title == "Press releases"

    def test_every_setting_arrives_where_it_belongs(self, config):
        found = config(
            '[feeder]\ntitle = "Küste"\nurl = "https://feeds.example.org/"\ncontact = "press@example.org"\n'
            'timezone = "Europe/Berlin"\nlanguage = "de"\n[schedule]\nevery = "1h30m"\nmax = "1d"\n'
            '[fetch]\nconcurrency = 5\nper_host = 1\ndelay = "0s"\ntimeout = "10s"\nmax_bytes = "500 kB"\n'
            'allow_private = true\n[server]\nlisten = "[::1]:8443"\ntoken = "abc"\n'
            'trusted_proxies = ["10.0.0.2", "2001:db8::/32"]\nrate = 7\n'
        )
        assert (found.title, found.contact, found.language) == ("Küste", "press@example.org", "de")
        assert found.url == "https://feeds.example.org"
        assert (found.every, found.max_every) == (timedelta(minutes=90), timedelta(days=1))
        assert (found.concurrency, found.per_host, found.max_bytes) == (5, 1, 500_000)
        assert (found.delay, found.timeout) == (timedelta(0), timedelta(seconds=10))
        assert (found.listen, found.token, found.allow_private) == ("[::1]:8443", "abc", True)
        assert (found.trusted_proxies, found.rate) == (("10.0.0.2", "2001:db8::/32"), 7)

    def test_back_off_never_ends_below_the_interval_itself(self, config):
        assert config('[schedule]\nevery = "1d"\nmax = "1h"').max_every == timedelta(days=1)

    def test_auto_is_an_interval_too(self, config):
        found = config('[schedule]\nevery = "auto"\nmin = "1m"\nmax = "1d"')
        assert (found.every, found.min_every, found.max_every) == ("auto", timedelta(minutes=1), timedelta(days=1))

    def test_the_shortest_is_never_longer_than_the_longest(self, config):
        found = config('[schedule]\nevery = "10s"\nmax = "1m"')
        assert (found.min_every, found.max_every) == (timedelta(minutes=1), timedelta(minutes=1))

    def test_alerts_go_to_the_webhook_they_name(self, config):
        found = config(HOOK + HOOK.replace('"desk"', '"ops"') + '[alerts]\nto = "ops"')
        assert {one.slug: one.alerts for one in found.endpoints} == {"desk": False, "ops": True}

    def test_a_feed_without_a_title_gets_one(self, config):
        (feed,) = config('[feeder]\ntitle = "Agency"\n[[feeds]]\nslug = "energy"').feeds
        assert (feed.title, feed.limit, feed.sources) == ("Agency: energy", 50, ())

    @pytest.mark.parametrize(
        ("fetch", "hook", "expected"),
        [("", "", False), ("true", "", True), ("true", "false", False), ("false", "true", True)],
    )
    def test_a_webhook_may_reach_private_addresses_as_fetch_may_unless_it_says_otherwise(
        self, config, fetch, hook, expected
    ):
        text = f"[fetch]\nallow_private = {fetch}\n" if fetch else ""
        text += HOOK + (f"allow_private = {hook}\n" if hook else "")
        assert config(text).endpoints[0].allow_private is expected

    @pytest.mark.parametrize(("said", "meant"), [('"all"', None), ('"none"', 0), ("0", 0), ("25", 25)])
    def test_a_webhook_says_how_much_backlog_it_wants(self, config, said, meant):
        assert config(f"{HOOK}backlog = {said}").endpoints[0].backlog == meant

    def test_paths_are_relative_to_the_folder_that_the_file_is_seen_in(self, tmp_path):
        """A mounted configuration is often a link to a folder that is replaced."""
        (tmp_path / "mounted").mkdir()
        (tmp_path / "mounted" / "config.toml").write_text('[feeder]\ntitle = "Linked"')
        (tmp_path / "house").mkdir()
        link = tmp_path / "house" / "config.toml"
        link.symlink_to(tmp_path / "mounted" / "config.toml")
        found = load(link)
        assert (found.title, found.root) == ("Linked", (tmp_path / "house").resolve())

    def test_an_absolute_store_stays_where_it_is(self, config):
        assert config('[store]\nurl = "sqlite:////var/lib/feeder.db"').store == "sqlite:////var/lib/feeder.db"

    def test_the_password_of_a_store_may_stand_elsewhere(self, config, monkeypatch):
        monkeypatch.setenv("PGSECRET", "hunter2")
        assert config('[store]\nurl = "postgresql://u:env:PGSECRET@h/db"').store == "postgresql://u:hunter2@h/db"


class TestWhatIsNotThereYet:
    @pytest.mark.parametrize(
        ("text", "notice"),
        [
            ('[alerts]\nto = "slack://s3cret/"', "config.toml: [alerts] to: a chat has no effect in this version of feeder; name a webhook"),
            ('[[feeds]]\nslug = "a"\nprivate = true', "config.toml: [[feeds]] a private has no effect in this version of feeder"),
            (f"{HOOK}rate = 3", "config.toml: [[webhooks]] desk rate has no effect in this version of feeder"),
        ],
    )  # fmt: skip
    def test_a_setting_of_the_plan_is_told_and_not_refused(self, config, text, notice):
        assert config(text).notices == (notice,)

    def test_what_it_holds_is_not_shown(self, config):
        found = config('[[chat]]\nslug = "ops"\nurl = "https://chat.example.org/s3cret"')
        assert len(found.notices) == 2
        assert "s3cret" not in " ".join(found.notices)


ONE_LINE = [
    # sections
    ("[fetsch]\n", 'config.toml: fetsch is not a section; did you mean "fetch"?'),
    ("[xyz]\n", "config.toml: xyz is not a section; known here: feeder, store, schedule, fetch, server, keep, alerts, feeds, webhooks, chat"),
    ('title = "A"', "config.toml: title is not a section; it belongs below [feeder]"),
    ("feeder = 3", "config.toml: [feeder] is one value; write it as a table of settings"),
    ('[[feeder]]\ntitle = "A"', "config.toml: [feeder] is one value; write it as a table of settings"),
    ('[feeds]\nslug = "a"', "config.toml: [feeds] is not a list; write it as [[feeds]], once for each"),
    ('feeds = ["a"]', "config.toml: [[feeds]] 1 is one value; write it as a table of settings"),
    # unknown keys
    ('[schedule]\nevry = "1h"', 'config.toml: [schedule] evry is not a setting; did you mean "every"?'),
    ("[server]\nqqq = 1", "config.toml: [server] qqq is not a setting; known here: listen, token, trusted_proxies, rate"),
    ('[server]\n"a\\nb" = 1', 'config.toml: [server] "a b" is not a setting; known here: listen, token, trusted_proxies, rate'),
    # wrong values
    ("[schedule]\nevery = 15", 'config.toml: [schedule] every = 15: expected a duration such as "30s", "15m", "2h" or "1d", or "auto"'),
    ('[schedule]\nevery = "15"', 'config.toml: [schedule] every = "15": expected a duration such as "30s", "15m", "2h" or "1d", or "auto"'),
    ('[schedule]\nevery = "-5m"', 'config.toml: [schedule] every = "-5m": expected a duration such as "30s", "15m", "2h" or "1d", or "auto"'),
    ('[schedule]\nevery = "500ms"', 'config.toml: [schedule] every = "500ms": expected at least "1s", or "auto"'),
    ('[schedule]\nmin = "auto"', 'config.toml: [schedule] min = "auto": expected a duration such as "30s", "15m", "2h" or "1d"'),
    ('[schedule]\nmin = "7h"', 'config.toml: [schedule] min = "7h" is longer than max; make it shorter'),
    ('[alerts]\nto = "desk"', 'config.toml: [alerts] to = "desk": there is no such webhook; add one to [[webhooks]]'),
    (f'{HOOK}[alerts]\nto = "dsek"', 'config.toml: [alerts] to = "dsek": there is no such webhook; did you mean "desk"?'),
    (f'{HOOK}[alerts]\nto = "Desk!"', 'config.toml: [alerts] to = …: there is no such webhook; did you mean "desk"?'),
    (f"{HOOK}[alerts]\nto = 3", "config.toml: [alerts] to = …: expected text in quotes"),
    ('[schedule]\nmax = "900000000d"', 'config.toml: [schedule] max = "900000000d": expected at most ten years'),
    ("[fetch]\nconcurrency = 0", "config.toml: [fetch] concurrency = 0: expected a whole number from 1 to a million"),
    ("[fetch]\nconcurrency = true", "config.toml: [fetch] concurrency = true: expected a whole number from 1 to a million"),
    ('[fetch]\nmax_bytes = "10 MiB"', 'config.toml: [fetch] max_bytes = "10 MiB": expected a size such as "10MB" or "500kB"'),
    ('[fetch]\nallow_private = "yes"', 'config.toml: [fetch] allow_private = "yes": expected true or false'),
    ('[feeder]\ntitle = ""', 'config.toml: [feeder] title = "": expected text in quotes'),
    ('[feeder]\ntitle = "a\\u0000b"', 'config.toml: [feeder] title = "a b": expected one line of text without control characters'),
    ('[feeder]\ntimezone = "Berlin"', 'config.toml: [feeder] timezone = "Berlin": there is no such time zone; write one such as "Europe/Berlin" or "UTC"'),
    ('[feeder]\nlanguage = "German"', 'config.toml: [feeder] language = "German": expected a language tag such as "de" or "en-GB"'),
    ('[feeder]\nurl = "feeds.example.org"', 'config.toml: [feeder] url = "feeds.example.org": expected an address that begins with https:// or http://'),
    ('[feeder]\nurl = "https://bücher.example"', 'config.toml: [feeder] url = "https://bücher.example": expected plain ASCII (a host with umlauts as xn--…) without ? and #'),
    ('[feeder]\nurl = "https://example.org/?a"', 'config.toml: [feeder] url = "https://example.org/?a": expected plain ASCII (a host with umlauts as xn--…) without ? and #'),
    ('[feeder]\ncontact = "büro@example.org"', 'config.toml: [feeder] contact = "büro@example.org": expected an address in plain ASCII such as "press@example.org"'),
    ('[server]\nlisten = "8080"', 'config.toml: [server] listen = "8080": expected an address and a port such as "127.0.0.1:8080" or "[::1]:8080"'),
    ('[server]\nlisten = "127.0.0.1:99999"', 'config.toml: [server] listen = "127.0.0.1:99999": expected an address and a port such as "127.0.0.1:8080" or "[::1]:8080"'),
    ('[server]\ntrusted_proxies = ["10.0.0.2/8"]', 'config.toml: [server] trusted_proxies = […]: expected a list of addresses and networks such as ["10.0.0.2", "10.1.0.0/16"]'),
    ('[server]\ntrusted_proxies = ["proxy"]', 'config.toml: [server] trusted_proxies = […]: expected a list of addresses and networks such as ["10.0.0.2", "10.1.0.0/16"]'),
    ("[server]\nrate = 0", "config.toml: [server] rate = 0: expected a whole number from 1 to a million"),
    # the server alone
    ('[server]\nlisten = "0.0.0.0:80"', 'config.toml: [server] listen = "0.0.0.0:80" is open to other machines but no token is set; add [server] token = "env:FEEDER_TOKEN", or listen on 127.0.0.1'),
    ('[server]\nlisten = "0.0.0.0:80"\ntoken = ""', "config.toml: [server] token = …: expected text in quotes"),
    # the store: never shown, it may hold a password
    ('[store]\nurl = "mysql://u:pw@h/db"', 'config.toml: [store] url = …: expected "sqlite:///state/feeder.db" or "postgresql://user:secret@host/name"'),
    ('[store]\nurl = "sqlite://state/feeder.db"', 'config.toml: [store] url = …: expected "sqlite:///state/feeder.db" or "postgresql://user:secret@host/name"'),
    ('[fetch]\nproxy = "socks5://u:pw@proxy.example.org"', "config.toml: [fetch] proxy = …: expected an address that begins with https:// or http://"),
    ('[fetch]\nproxy = "http://proxy.example.org/way"', 'config.toml: [fetch] proxy = …: expected only a scheme, a host and a port such as "http://proxy.example.org:3128"'),
    ('[store]\nurl = "postgresql://"', 'config.toml: [store] url = …: expected "sqlite:///state/feeder.db" or "postgresql://user:secret@host/name"'),
    ('[keep]\nevents = "0s"', 'config.toml: [keep] events = "0s": expected at least "1s"'),
    ("[keep]\nversions = 5", 'config.toml: [keep] versions = 5: expected a duration such as "30s", "15m", "2h" or "1d", or "forever"'),
    # lists
    ('[[feeds]]\ntitle = "A"', "config.toml: [[feeds]] 1 has no slug; add slug = …"),
    ('[[feeds]]\nslug = "Ä b"', 'config.toml: [[feeds]] 1 slug = "Ä b": expected lower-case letters, digits and hyphens, such as "acme-news"'),
    ('[[feeds]]\nslug = "a"\n[[feeds]]\nslug = "a"', 'config.toml: [[feeds]] slug = "a" stands twice; give each its own'),
    ('[[feeds]]\nslug = "a"\ninclude = ["x", 3]', 'config.toml: [[feeds]] a include = […]: expected a list of texts such as ["one", "two"]'),
    ('[[feeds]]\nslug = "a"\ncontent = "half"', 'config.toml: [[feeds]] a content = "half": expected one of full, summary'),
    ('[[webhooks]]\nslug = "desk"\nurl = "https://d.example.org"', "config.toml: [[webhooks]] desk has no secret; add secret = …"),
    (f'{HOOK}events = ["entry.create"]', 'config.toml: [[webhooks]] desk events = […]: there is no such event; did you mean "entry.created"?'),
    (f"{HOOK}backlog = -1", 'config.toml: [[webhooks]] desk backlog = -1: expected "all", "none" or a number such as 10'),
    (f'{HOOK}retry = "5s"', 'config.toml: [[webhooks]] desk retry = "5s": expected a list of durations such as ["5s", "5m", "2h"]'),
]  # fmt: skip


class TestMistakes:
    @pytest.mark.parametrize(("text", "line"), ONE_LINE, ids=[text.replace("\n", " ")[-50:] for text, _ in ONE_LINE])
    def test_each_is_one_line_with_file_key_and_remedy(self, config, text, line):
        assert mistakes(config, text) == [line]

    def test_all_are_told_at_once_and_in_order(self, config):
        text = '[feeder]\ntitel = "A"\n[schedule]\nevery = 3\n[[feeds]]\nslug = "B"\n[[webhooks]]\nslug = "c"\n'
        told = mistakes(config, text)
        assert [line.split(": ")[1].split(" ")[0] for line in told] == [
            "[feeder]",
            "[schedule]",
            "[[feeds]]",
            "[[webhooks]]",
            "[[webhooks]]",
        ]

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            (b"[feeder", "config.toml: not valid TOML: Expected ']'"),
            (
                b"[feeder]\ntitle = Press",
                "config.toml: not valid TOML: Invalid value (at line 2, column 9); text needs",
            ),
            (b"[feeder]\ntitle = 'a'\ntitle = 'b'", "config.toml: not valid TOML: Cannot overwrite a value (at "),
            (b"\xff\xfe[\x00f\x00", "config.toml: not UTF-8 text; save the file as UTF-8"),
            ('[feeder]\ntitle = "Küste"'.encode("latin-1"), "config.toml: not UTF-8 text; save the file as UTF-8"),
            (b"[fetch]\nconcurrency = " + b"9" * 5000, "config.toml: not valid TOML: a value is too long or too deep"),
            (b"a = " + b"[" * 20_000, "config.toml: not valid TOML: a value is too long or too deep; shorten it"),
        ],
    )
    def test_a_file_that_is_no_toml_is_told_in_one_line(self, config, text, line):
        (told,) = mistakes(config, text)
        assert told.startswith(line)

    def test_a_folder_or_a_dead_link_of_that_name_is_told(self, tmp_path):
        (tmp_path / "config.toml").mkdir()
        (tmp_path / "dead").mkdir()
        (tmp_path / "dead" / "config.toml").symlink_to(tmp_path / "nothing")
        for place in (tmp_path, tmp_path / "dead"):
            with pytest.raises(
                ConfigError, match=r"^config\.toml: cannot be read \(.+\); check the path and its rights$"
            ):
                load(place / "config.toml")

    @pytest.mark.parametrize(
        "huge",
        [
            pytest.param("0x" + "f" * 10_000, id="more digits than Python prints"),
            pytest.param("9" * 400, id="larger than a float"),
            pytest.param('"' + "9" * 400 + 'GB"', id="infinitely many bytes"),
            pytest.param('"' + "9" * 400 + 'd"', id="infinitely long"),
            pytest.param("nan", id="not a number"),
            pytest.param("inf", id="infinite"),
            pytest.param('"' + "x" * 10_000 + '"', id="ten thousand letters"),
        ],
    )
    @pytest.mark.parametrize("key", ["concurrency", "max_bytes", "timeout", "delay"])
    def test_an_absurd_value_is_refused_and_shown_short(self, config, key, huge):
        (told,) = mistakes(config, f"[fetch]\n{key} = {huge}")
        assert told.startswith(f"config.toml: [fetch] {key} = ")
        assert len(told) < 200

    @pytest.mark.parametrize("listen", ["127.0.0.1:80", "[::1]:80", "localhost:80", "LocalHost:80", "127.8.8.8:80"])
    def test_this_machine_alone_needs_no_token(self, config, listen):
        assert config(f'[server]\nlisten = "{listen}"').listen == listen

    @pytest.mark.parametrize("listen", ["0.0.0.0:80", "[::]:80", "192.168.1.5:80", "feeds.example.org:80"])
    def test_other_machines_need_a_token(self, config, listen):
        (told,) = mistakes(config, f'[server]\nlisten = "{listen}"')
        assert "no token is set" in told
        assert config(f'[server]\nlisten = "{listen}"\ntoken = "abc"').token == "abc"


class TestSecrets:
    @pytest.mark.parametrize(
        "text",
        [
            "[server]\ntoken = 12345678",
            '[server]\ntoken = ["hunter2"]',
            'server = "hunter2"',
            'webhooks = ["hunter2"]',
            '[[webhooks]]\nslug = "a"\nurl = "https://a.example.org"\nsecret = "hunter2"',
            '[[webhooks]]\nslug = "a"\nurl = "ftp://u:hunter2@a.example.org"\nsecret = "env:DESK"',
            '[[webhooks]]\nslug = "a"\nurl = "https://a.example.org:hunter2"\nsecret = "env:DESK"',
            '[store]\nurl = "mysql://u:hunter2@h/db"',
            '[server]\ntokn = "hunter2"',
        ],
    )  # fmt: skip
    def test_no_message_shows_one(self, config, monkeypatch, text):
        monkeypatch.setenv("DESK", KEY)
        told = " ".join(mistakes(config, text))
        assert "hunter2" not in told
        assert "12345678" not in told
        assert KEY not in told

    def test_settings_do_not_print_a_webhooks_key(self, config):
        assert "ABCABC" not in repr(config(HOOK).endpoints)

    def test_settings_do_not_print_the_stores_password(self, config):
        assert "hunter2" not in repr(config('[store]\nurl = "postgresql://u:hunter2@h/db"'))

    def test_one_comes_from_the_environment(self, config, monkeypatch):
        monkeypatch.setenv("FEEDER_TOKEN", " abc\n")
        assert config('[server]\ntoken = "env:FEEDER_TOKEN"').token == "abc"

    def test_one_comes_from_a_file_beside_config_toml(self, config, tmp_path):
        (tmp_path / "my secret").write_bytes(b"\xef\xbb\xbfabc\r\n")
        assert config('[server]\ntoken = "file:my secret"').token == "abc"

    def test_they_may_stand_within_other_text(self, config, tmp_path, monkeypatch):
        monkeypatch.setenv("USER_PART", "ann")
        (tmp_path / "pw").write_text("p-w\n")
        text = HOOK.replace("desk.example.org/hook", f"env:USER_PART:file:{tmp_path}/pw@desk.example.org/x")
        assert config(text).endpoints[0].url == "https://ann:p-w@desk.example.org/x"

    def test_what_stands_there_is_not_read_again(self, config, monkeypatch):
        monkeypatch.setenv("FEEDER_TOKEN", "file:/etc/hostname env:HOME")
        assert config('[server]\ntoken = "env:FEEDER_TOKEN"').token == "file:/etc/hostname env:HOME"

    @pytest.mark.parametrize("url", ["https://wiki.example.org/Profile:/x", "https://wiki.example.org/wiki/file:abc"])
    def test_what_only_looks_like_one_stays(self, config, url):
        assert config(HOOK.replace("https://desk.example.org/hook", url)).endpoints[0].url == url

    @pytest.mark.parametrize(
        ("token", "line"),
        [
            ("env:NOT_SET", "the environment has no NOT_SET; set it before the start"),
            ("env:BLANK", "the environment has no BLANK; set it before the start"),
            ("file:missing", "the file it names cannot be read (No such file or directory); check its path and rights"),
            ("file:.", "the file it names cannot be read (Is a directory); check its path and rights"),
            ("file:binary", "the file it names cannot be read (it is no text file); check its path and rights"),
            ("file:empty", "the file it names is empty; put the secret into it"),
            ("file:~no-such-user-here/x", "the file it names cannot be read"),
            ("file:" + "x" * 5000, "the file it names cannot be read (File name too long); check its path and rights"),
        ],
    )
    def test_one_that_is_not_there_is_told_and_never_taken_as_none(self, config, tmp_path, monkeypatch, token, line):
        monkeypatch.setenv("BLANK", "  ")
        (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
        (tmp_path / "empty").write_text("\n")
        (told,) = mistakes(config, f'[server]\nlisten = "0.0.0.0:80"\ntoken = "{token}"')
        assert told.startswith(f"config.toml: [server] token = …: {line}")

    @pytest.mark.parametrize(
        "key", ["whsec_", "whsec_QUJD", "QUJD" * 11, "whsec_" + "QUJD" * 30, "whsec_ä", "whsec_!!!"]
    )
    def test_a_signing_key_has_24_to_64_bytes(self, config, key):
        (told,) = mistakes(config, HOOK.replace(KEY, key))
        assert told.endswith("`openssl rand -base64 32` makes them")


class TestValues:
    @pytest.mark.parametrize(
        ("said", "seconds"),
        [("15m", 900), ("1h30m", 5400), ("1h 30m", 5400), ("90s", 90), ("1.5h", 5400), ("0s", 0), ("2d", 172_800),
         ("1w", 604_800), ("250ms", 0.25)],
    )  # fmt: skip
    def test_a_duration_is_a_sum_of_numbers_with_units(self, said, seconds):
        assert v.duration(said) == timedelta(seconds=seconds)

    @pytest.mark.parametrize(
        "said", ["", " ", "m", "15", "15 minutes", "1h30", "h1", "-1m", "1,5h", "15M", 15, None, [], True]
    )
    def test_a_duration_is_nothing_else(self, said):
        with pytest.raises(ValueError, match="expected a duration"):
            v.duration(said)

    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("10MB", 10_000_000),
            ("500 kB", 500_000),
            ("1.5KB", 1500),
            ("2GB", 2_000_000_000),
            ("7B", 7),
            ("7", 7),
            (7, 7),
        ],
    )
    def test_a_size_is_in_bytes(self, said, meant):
        assert v.size(said) == meant

    @pytest.mark.parametrize("said", ["", "MB", "-1MB", "0B", "0.5B", "10 TB", 0, -1, 1.5, True, None, float("inf")])
    def test_a_size_is_nothing_else(self, said):
        with pytest.raises(ValueError, match="expected a size"):
            v.size(said)

    @pytest.mark.parametrize(
        "said",
        ["", "example.org", "ftp://example.org", "https://", "https:///x", "https://exa mple.org", "https://[::1",
         "https://example.org:port", "https://example.org:99999", "javascript:alert(1)", "//example.org", 3, None, {}],
    )  # fmt: skip
    def test_an_address_is_http_with_a_host(self, said):
        with pytest.raises(ValueError, match="expected"):
            v.http_url(said)

    @pytest.mark.parametrize(
        "said", ["../../etc/passwd", "/etc/localtime", "Europe", "Europe/", "\x00", "x" * 5000, "Ä", "", 1]
    )
    def test_a_zone_is_a_name_and_no_path(self, said):
        with pytest.raises(ValueError, match="time zone"):
            v.zone(said)


# Nothing gives a traceback ------------------------------------------------------------------------------------------

SCALARS = (
    st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.text(max_size=30)
    | st.sampled_from(
        ["env:HOME", "file:/", "file:~", "1h", "https://[", "0.0.0.0:1", "a", "UTC", "all", "10MB", "\x00"]
    )
)
ANYTHING = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=6)  # fmt: skip
NAMES = st.sampled_from([*TABLES, *LISTS]) | st.text(max_size=5)
KEYS = st.sampled_from(sorted({key for keys in (*TABLES.values(), *LISTS.values()) for key in keys}))
ROWS = st.dictionaries(KEYS, ANYTHING, max_size=4)


def toml(value):
    """The value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        plain = set(string.ascii_letters + string.digits + " ")
        return '"' + "".join(one if one in plain else f"\\U{ord(one):08x}" for one in value) + '"'
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(key)} = {toml(one)}" for key, one in value.items()) + "}"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NAMES, ROWS | st.lists(ROWS, max_size=2) | ANYTHING, max_size=4))
def test_no_value_of_any_type_for_any_key_gives_a_traceback(tmp_path: Path, written):
    path = tmp_path / "config.toml"
    path.write_text("\n".join(f"{toml(name)} = {toml(value)}" for name, value in written.items()), encoding="utf-8")
    try:
        load(path)
    except ConfigError as problem:
        for line in problem.mistakes:
            assert line.startswith("config.toml: ")
            assert len(line.splitlines()) == 1


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text(alphabet="[]{}=\"'#\n\\u.,0-:Te", max_size=40).map(str.encode))
def test_no_bytes_give_a_traceback(tmp_path: Path, written):
    path = tmp_path / "config.toml"
    path.write_bytes(written)
    try:
        load(path)
    except ConfigError as problem:
        told = problem.mistakes
    else:
        told = ()
    assert all(len(line.splitlines()) == 1 for line in told)
