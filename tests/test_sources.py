"""sources/: what each file and folder means, and what a wrong one says. One that is wrong fails alone."""

import os
import shutil
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeder.config import load
from feeder.config.sources import SOURCE, SourceFiles, read_sources, slugify
from feeder.config.values import SLUG
from feeder.fetch.imap import Address
from feeder.model import ListRule

URL = "https://acme.example.org/press"


class House:
    """A folder with config.toml and sources/."""

    def __init__(self, root):
        self.root = root
        self.folder = root / "sources"
        self.folder.mkdir(parents=True)

    def add(self, name, text=""):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def configure(self, text):
        (self.root / "config.toml").write_text(text, encoding="utf-8")
        return self

    def read(self):
        return read_sources(load(self.root / "config.toml"))

    def sources(self):
        """The sources by slug, where nothing is wrong."""
        found, broken, notices = self.read()
        assert (broken, notices) == ([], [])
        return {source.slug: source for source in found}

    def one(self):
        (source,) = self.sources().values()
        return source

    def mistakes(self):
        """What is wrong by slug, each in one line."""
        _, broken, _ = self.read()
        assert all(len(one.mistake.splitlines()) == 1 for one in broken)
        return {one.slug: one.mistake for one in broken}


@pytest.fixture
def house(tmp_path):
    return House(tmp_path / "house")


class TestWhatAFileMeans:
    def test_a_url_is_a_source_with_the_defaults_of_config_toml(self, house):
        house.configure('[feeder]\ntimezone = "Europe/Berlin"\n[schedule]\nevery = "1h"')
        source = house.add("acme.toml", f'url = "{URL}"').one()
        assert (source.slug, source.location, source.shape) == ("acme", URL, "auto")
        assert (source.every, source.timezone, source.follow) == (timedelta(hours=1), "Europe/Berlin", True)
        assert (source.paused, source.allow_private, source.rule) == (False, False, None)

    def test_every_setting_of_its_own_counts(self, house):
        source = house.add(
            "acme.toml",
            f'url = "{URL}"\nuid = "6F9619FF-8B86-4D01-B42D-00CF4FC964FF"\ntitle = "Acme"\nevery = "5m"\n'
            'shape = "listing"\nfollow = false\nlanguage = "de"\ntimezone = "Asia/Tokyo"\ninclude = "steel"\n'
            'exclude = ["job", "sport"]\ncontent = "summary"\nallow_private = true\npaused = true\n'
            'headers = { Accept-Language = "de" }\ncookies = { consent = "yes", theme = "plain" }\n'
            '[rule]\nitems = "ul > li"\ndate = "time"\n',
        ).one()
        assert source.uid == "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
        assert (source.title, source.every, source.shape, source.follow) == (
            "Acme",
            timedelta(minutes=5),
            "listing",
            False,
        )
        assert (source.language, source.timezone) == ("de", "Asia/Tokyo")
        assert (source.include, source.exclude) == (("steel",), ("job", "sport"))
        assert (source.content, source.allow_private, source.paused) == ("summary", True, True)
        assert source.headers == {"Accept-Language": "de", "Cookie": "consent=yes; theme=plain"}
        assert source.rule == ListRule(items="ul > li", date="time")

    @pytest.mark.parametrize(
        ("line", "every", "cron"),
        [
            ("", timedelta(minutes=15), None),
            ('every = "auto"', "auto", None),
            ('every = "1h"', timedelta(hours=1), None),
            ('cron = " 0  8 * * MON-fri "', timedelta(minutes=15), "0 8 * * MON-fri"),
        ],
    )
    def test_it_says_when_it_is_visited(self, house, line, every, cron):
        source = house.add("acme.toml", f'url = "{URL}"\n{line}').one()
        assert (source.every, source.cron) == (every, cron)

    def test_a_byte_order_mark_and_the_lines_ends_of_windows_are_nothing(self, house):
        assert house.add("acme.toml", f'\ufeffurl = "{URL}"\r\nevery = "5m"\r\n').one().every == timedelta(minutes=5)

    def test_a_folder_is_a_source_by_itself(self, house):
        source = house.add("Presse 2024 ä/one.txt").one()
        assert (source.slug, source.shape, source.title) == ("presse-2024-ae", "folder", "Presse 2024 ä")
        assert source.location == str(house.folder / "Presse 2024 ä")

    def test_a_file_without_url_configures_the_folder_of_its_name(self, house):
        source = house.add("acme/one.txt").add("acme.toml", 'title = "Acme"\nlanguage = "de"').one()
        assert (source.slug, source.shape, source.title, source.language) == ("acme", "folder", "Acme", "de")

    def test_a_file_named_by_the_slug_of_a_folder_configures_it_too(self, house):
        assert house.add("Presse 2024 ä/one.txt").add("presse-2024-ae.toml", 'title = "Us"').one().title == "Us"

    def test_an_empty_file_beside_a_folder_says_nothing(self, house):
        assert house.add("acme/one.txt").add("acme.toml").one().title == "acme"

    def test_a_path_is_a_folder_elsewhere_seen_from_config_toml(self, house):
        (house.root / "releases").mkdir()
        source = house.add("acme.toml", 'path = "releases"').one()
        assert (source.location, source.shape) == (str(house.root / "releases"), "folder")

    def test_loose_documents_are_a_source_named_documents(self, house):
        source = house.add("note.txt").one()
        assert (source.slug, source.loose, source.location) == ("documents", True, str(house.folder))

    def test_documents_toml_configures_the_loose_documents(self, house):
        source = house.add("note.txt").add("documents.toml", 'title = "Notes"').one()
        assert (source.slug, source.loose, source.title) == ("documents", True, "Notes")

    def test_a_folder_of_documents_beside_loose_ones_hides_them_and_says_so(self, house):
        found, broken, notices = house.add("note.txt").add("documents/one.txt").read()
        assert [(source.slug, source.loose) for source in found] == [("documents", False)]
        assert broken == []
        assert notices == ["sources/: documents beside the folder documents/ are not read; move them into it"]

    def test_a_link_to_a_folder_or_file_is_what_it_leads_to(self, house, tmp_path):
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "real.toml").write_text(f'url = "{URL}"')
        (house.folder / "acme").symlink_to(tmp_path / "elsewhere")
        (house.folder / "room.toml").symlink_to(tmp_path / "real.toml")
        assert {slug: source.shape for slug, source in house.sources().items()} == {"acme": "folder", "room": "auto"}

    @pytest.mark.parametrize(
        "name",
        [".acme.toml", ".git/config", ".DS_Store", "acme.toml~", ".acme.toml.swp", "#acme.toml#", "~$note.docx",
         "note.txt.tmp", "note.txt.part", "acme.toml.bak"],
    )  # fmt: skip
    def test_what_is_hidden_or_half_written_is_no_source(self, house, name):
        assert house.add(name).sources() == {}

    def test_without_the_folder_there_are_none(self, tmp_path):
        assert read_sources(load(tmp_path / "config.toml")) == ([], [], [])

    def test_they_come_in_order_of_slug(self, house):
        house.add("b.toml", 'url = "https://b.example.org"').add("a/one.txt").add(
            "C.toml", 'url = "https://c.example.org"'
        )
        assert list(house.sources()) == ["a", "b", "c"]


class TestSlugs:
    @pytest.mark.parametrize(
        ("name", "slug"),
        [
            ("Presse 2024 ä", "presse-2024-ae"),
            ("Presse 2024 a\u0308", "presse-2024-ae"),  # as macOS writes it
            ("Straße & Öl", "strasse-oel"),
            ("Åland Ærø", "aaland-aeroe"),
            ("Łódź", "lodz"),
            ("Société Générale", "societe-generale"),
            ("  --acme__news..", "acme-news"),
            ("ACME", "acme"),
            ("x" * 250, "x" * 100),
        ],
    )
    def test_a_name_becomes_ascii_letters_digits_and_hyphens(self, name, slug):
        assert slugify(name) == slug

    @pytest.mark.parametrize("name", ["пресса", "新闻", "…", "\udcff\udcfe", ""])
    def test_a_name_without_latin_letters_gets_a_slug_of_its_own(self, name):
        assert slugify(name) not in {slugify("новости"), slugify("公告")}
        assert slugify(name).startswith("s-")

    @given(st.text(st.characters(), max_size=300))
    def test_any_name_has_one_that_config_toml_can_name(self, name):
        assert SLUG.fullmatch(slugify(name))
        assert len(slugify(name)) <= 100

    def test_two_names_with_one_slug_are_both_refused_and_named(self, house):
        house.add("acme news/one.txt").add("Acme-News/one.txt").add("acme_news.toml").add("well/one.txt")
        found, _, _ = house.read()
        assert [source.slug for source in found] == ["well"]
        assert house.mistakes() == {
            "acme-news": 'sources/: Acme-News and "acme news" have the same slug "acme-news"; rename one of them'
        }


class TestUids:
    """A lost store gives the same ids again, wherever the installation lies."""

    def test_they_do_not_depend_on_where_the_installation_lies(self, tmp_path):
        uids = []
        for place in ("one", "two/deep"):
            house = House(tmp_path / place)
            (house.root / "releases").mkdir()
            house.add("a/x.txt").add("b.toml", 'path = "./releases"').add("c.toml", f'url = "{URL}"').add("x.txt")
            uids.append({slug: source.uid for slug, source in house.sources().items()})
        assert uids[0] == uids[1]
        assert len(set(uids[0].values())) == 4

    def test_they_stay_when_the_installation_is_moved(self, house, tmp_path):
        before = house.add("acme/x.txt").one().uid
        shutil.move(house.root, tmp_path / "moved")
        moved = House.__new__(House)
        moved.root, moved.folder = tmp_path / "moved", tmp_path / "moved" / "sources"
        assert moved.one().uid == before

    def test_the_spelling_of_an_address_does_not_matter(self, house):
        first = house.add("acme.toml", 'url = "http://www.acme.example.org/press/"').one().uid
        assert house.add("acme.toml", f'url = "{URL}?utm_source=feed"').one().uid == first

    def test_the_name_of_a_file_does_not_matter(self, house):
        first = house.add("acme.toml", f'url = "{URL}"').one().uid
        (house.folder / "acme.toml").rename(house.folder / "room.toml")
        assert house.one().uid == first

    @pytest.mark.parametrize(
        ("other", "why"),
        [
            (f'url = "{URL}/"', "the same address in another spelling"),
            ('url = "https://b.example.org"\nuid = "0b8a3bbd-0ab9-5f0d-a3bc-1bd1b3e4e1aa"', "the same uid"),
        ],
    )
    def test_two_with_one_uid_are_told_and_the_first_is_kept(self, house, other, why):
        uid = '\nuid = "0b8a3bbd-0ab9-5f0d-a3bc-1bd1b3e4e1aa"' if "uid" in other else ""
        house.add("acme.toml", f'url = "{URL}"{uid}').add("room.toml", other)
        assert [source.slug for source in house.read()[0]] == ["acme"], why
        assert house.mistakes() == {
            "room": 'sources/room: the same place as "acme", or the same uid; remove one, or give it its own uid'
        }

    def test_the_same_folder_twice_is_told(self, house):
        house.add("acme/x.txt").add("room.toml", 'path = "sources/acme"')
        assert list(house.mistakes()) == ["room"]


ONE_LINE = [
    ("", 'sources/acme.toml: has no url; add url = "https://…", or make the folder sources/acme/'),
    ('title = "A"', 'sources/acme.toml: has no url; add url = "https://…", or make the folder sources/acme/'),
    ('url = "acme.example.org"', "sources/acme.toml: url = …: expected an address that begins with https:// or http://"),
    ("url = 3", "sources/acme.toml: url = …: expected text in quotes"),
    ('url = "https://a.example.org"\npath = "x"', "sources/acme.toml: url and path stand together; keep one of them"),
    ('path = "nowhere"', 'sources/acme.toml: path = "nowhere": there is no such folder; make it, or mend the path'),
    (f'path = "{"x" * 5000}"', f'sources/acme.toml: path = "{"x" * 58}…: there is no such folder; make it, or mend the path'),
    ('mailbox = "imap://hunter2@h"', 'sources/acme.toml: mailbox = …: expected an address such as "imaps://presse%40example.org:env:MAIL_PASSWORD@imap.example.org/INBOX", with name and password'),
    ('mailbox = "https://u:hunter2@h"', 'sources/acme.toml: mailbox = …: expected an address such as "imaps://presse%40example.org:env:MAIL_PASSWORD@imap.example.org/INBOX", with name and password'),
    ('mailbox = "imaps://u:hunter2%0d%0aA1@h"', "sources/acme.toml: mailbox = …: expected an address without spaces; write %20 for one"),
    (f'url = "{URL}"\nevry = "1h"', 'sources/acme.toml: evry is not a setting; did you mean "every"?'),
    (f'url = "{URL}"\nevery = "soon"', 'sources/acme.toml: every = "soon": expected a duration such as "30s", "15m", "2h" or "1d", or "auto"'),
    (f'url = "{URL}"\ncron = "0 8 * *"', 'sources/acme.toml: cron = "0 8 * *": expected five fields: minute, hour, day, month and weekday, such as "0 8 * * mon-fri"'),
    (f'url = "{URL}"\ncron = "0 25 * * *"', 'sources/acme.toml: cron = "0 25 * * *": the hour is none that crontab(5) knows; write for example "0 8 * * mon-fri"'),
    (f'url = "{URL}"\ncron = "0 8 * * mo"', 'sources/acme.toml: cron = "0 8 * * mo": the day-of-week is none that crontab(5) knows; write for example "0 8 * * mon-fri"'),
    (f'url = "{URL}"\ncron = "0 0 31 2 *"', 'sources/acme.toml: cron = "0 0 31 2 *": the day-of-month is none that crontab(5) knows; write for example "0 8 * * mon-fri"'),
    (f'url = "{URL}"\ncron = "0 0 * 2 mon#5,sat#9"', 'sources/acme.toml: cron = "0 0 * 2 mon#5,sat#9": the day-of-week is none that crontab(5) knows; write for example "0 8 * * mon-fri"'),
    (f'url = "{URL}"\ncron = "{"9" * 5000} 8 * * *"', f'sources/acme.toml: cron = "{"9" * 58}…: expected five fields: minute, hour, day, month and weekday, such as "0 8 * * mon-fri"'),
    (f'url = "{URL}"\ncron = 8', "sources/acme.toml: cron = 8: expected text in quotes"),
    (f'url = "{URL}"\nevery = "1h"\ncron = "0 8 * * *"', "sources/acme.toml: every and cron stand together; keep one of them"),
    (f'url = "{URL}"\nshape = "page"', 'sources/acme.toml: shape = "page": expected one of auto, listing, article, feed, sitemap'),
    (f'url = "{URL}"\nuid = "1"', 'sources/acme.toml: uid = "1": expected a UUID such as 6f9619ff-8b86-4d01-b42d-00cf4fc964ff'),
    (f'url = "{URL}"\nheaders = ["X: hunter2"]', 'sources/acme.toml: headers = …: expected a table of texts such as { Accept-Language = "de" }'),
    (f'url = "{URL}"\nheaders = {{ X = 1 }}', 'sources/acme.toml: headers = …: expected a table of texts such as { Accept-Language = "de" }'),
    (f'url = "{URL}"\nheaders = {{ X = "ä" }}', "sources/acme.toml: headers = …: names and values must be one line of plain ASCII, names without spaces and colons"),
    (f'url = "{URL}"\nheaders = {{ X = "a\\r\\nY: b" }}', "sources/acme.toml: headers = …: names and values must be one line of plain ASCII, names without spaces and colons"),
    (f'url = "{URL}"\ncookies = {{ "a b" = "c" }}', "sources/acme.toml: cookies = …: names and values must be one line of plain ASCII, names without spaces and colons"),
    (f'url = "{URL}"\ncookies = "hunter2"', 'sources/acme.toml: cookies = …: expected a table such as { session = "env:SESSION" }, or a text such as "name=value; name=value"'),
    (f'url = "{URL}"\ncookies = ["a=b"]', 'sources/acme.toml: cookies = …: expected a table such as { session = "env:SESSION" }, or a text such as "name=value; name=value"'),
    (f'url = "{URL}"\ncookies = {{ a = "b; c=d" }}', "sources/acme.toml: cookies = …: a cookie's value has no semicolon; write each cookie by itself"),
    (f'url = "{URL}"\nrule = "li"', 'sources/acme.toml: rule = "li": expected a table of settings'),
    (f'url = "{URL}"\n[rule]\nitems = "li"\nlnk = "a"', 'sources/acme.toml: [rule] lnk is not a setting; did you mean "link"?'),
    (f'url = "{URL}"\n[rule]\nitems = 3', "sources/acme.toml: [rule] items = 3: expected text in quotes"),
]  # fmt: skip


class TestMistakes:
    @pytest.mark.parametrize(("text", "line"), ONE_LINE, ids=[text.replace("\n", " ")[-40:] for text, _ in ONE_LINE])
    def test_each_is_one_line_with_file_key_and_remedy(self, house, text, line):
        assert house.add("acme.toml", text).mistakes() == {"acme": line}

    def test_all_of_a_file_are_told_at_once(self, house):
        told = house.add("acme.toml", 'url = "x"\nevry = 1\nfollow = "no"').mistakes()["acme"]
        assert [part.split(" ")[1] for part in told.split("; sources/")] == ["evry", "url", "follow"]

    def test_a_wrong_file_fails_alone(self, house):
        house.add("bad.toml", "url = ").add("worse.toml", b"\xff\xfe").add("good.toml", f'url = "{URL}"').add(
            "docs/a.txt"
        )
        found, broken, _ = house.read()
        assert [source.slug for source in found] == ["docs", "good"]
        assert [one.slug for one in broken] == ["bad", "worse"]
        assert house.mistakes()["bad"].startswith("sources/bad.toml: not valid TOML: Invalid value")
        assert house.mistakes()["worse"] == "sources/worse.toml: not UTF-8 text; save the file as UTF-8"

    @pytest.mark.parametrize("key", [f'url = "{URL}"', 'path = "."'])
    def test_a_place_beside_the_folder_of_its_name_is_refused(self, house, key):
        name = key.split(" ")[0]
        told = house.add("acme/one.txt").add("acme.toml", key).mistakes()
        assert told == {
            "acme": f"sources/acme.toml: {name} says where the source is, and a folder of its name stands beside it; "
            "rename one of them"
        }

    @pytest.mark.parametrize("name", [b"gr\xf6sse", b"gr\xf6sse.toml"])
    def test_a_name_that_is_no_text_is_told_and_fails_alone(self, house, name):
        path = house.folder / os.fsdecode(name)
        path.touch() if path.suffix else path.mkdir()
        found, _, _ = house.add("acme.toml", f'url = "{URL}"').read()
        assert [source.slug for source in found] == ["acme"]
        (told,) = house.mistakes().values()
        assert told.startswith(r'sources/: the name "gr\xf6sse')
        assert told.endswith('" is no UTF-8 text; rename it')

    def test_a_folder_named_like_a_file_is_told(self, house):
        (house.folder / "acme.toml").mkdir()
        assert house.mistakes()["acme"].startswith("sources/acme.toml: is no file; rename it")

    def test_a_pipe_named_like_a_file_is_told_and_not_waited_for(self, house):
        os.mkfifo(house.folder / "acme.toml")
        assert house.mistakes()["acme"].startswith("sources/acme.toml: is no file; rename it")

    @pytest.mark.parametrize("target", ["nothing", "acme.toml"], ids=["a dead link", "a link to itself"])
    def test_a_link_that_leads_nowhere_is_told(self, house, target):
        (house.folder / "acme.toml").symlink_to(house.folder / target)
        assert house.mistakes()["acme"].startswith("sources/acme.toml: cannot be read (")

    def test_sources_that_is_there_and_no_folder_closes_nothing(self, tmp_path):
        """Taken for empty it would close every feed."""
        (tmp_path / "sources").write_text("")
        with pytest.raises(Exception, match=r"^sources/: cannot be read \(Not a directory\)"):
            read_sources(load(tmp_path / "config.toml"))

    def test_secrets_are_not_shown(self, house, monkeypatch):
        monkeypatch.setenv("COOKIE", "hunter2\x01")
        house.add("a.toml", 'url = "https://u:hunter2@exa mple.org"\ncookies = { s = "env:COOKIE" }')
        assert "hunter2" not in house.mistakes()["a"]
        house.add("a.toml", f'url = "{URL}"\nproxy = "http://u:hunter2@p.example.org/way"')
        assert "hunter2" not in house.mistakes()["a"]
        house.add("a.toml", f'url = "{URL}"\nheaders = {{ Authorization = "Bearer hunter2" }}')
        assert "hunter2" not in repr(house.one())
        house.add("a.toml", f'url = "{URL}"\nproxy = "http://u:hunter2@p.example.org:3128"')
        assert "hunter2" not in repr(house.one())
        assert house.one().proxy == "http://u:hunter2@p.example.org:3128"

    def test_cookies_are_a_table_or_the_text_that_a_browser_shows(self, house, monkeypatch):
        monkeypatch.setenv("SESSION", "hunter2==")
        house.add("acme.toml", f'url = "{URL}"\ncookies = "consent=yes; session=env:SESSION;"')
        assert house.one().headers == {"Cookie": "consent=yes; session=hunter2=="}


class TestNotices:
    def test_a_setting_of_the_plan_is_told_and_not_refused(self, house):
        found, broken, notices = house.add("acme.toml", f'url = "{URL}"\npages = 3').read()
        assert (len(found), broken) == (1, [])
        assert notices == ["sources/acme.toml: pages has no effect in this version of feeder"]

    def test_a_name_in_config_toml_that_no_source_has_is_told(self, house):
        """No mistake: sources come and go while feeder runs."""
        house.configure(
            '[[feeds]]\nslug = "all"\nsources = ["acme", "acmee", "bad"]\n[[webhooks]]\nslug = "desk"\n'
            f'url = "https://d.example.org"\nsecret = "whsec_{"QUJD" * 8}"\nfeeds = ["acme", "al"]\nsources = ["xyz"]\n'
        )
        _, _, notices = house.add("acme.toml", f'url = "{URL}"').add("bad.toml").read()
        assert notices == [
            'config.toml: [[feeds]] all sources: there is no "acmee" now; did you mean "acme"?',
            'config.toml: [[webhooks]] desk sources: there is no "xyz" now; known here: acme, bad',
            'config.toml: [[webhooks]] desk feeds: there is no "al" now; did you mean "all"?',
        ]


class TestSecrets:
    def test_headers_and_cookies_may_hold_them(self, house, monkeypatch):
        monkeypatch.setenv("PRESS_TOKEN", "t-1")
        (house.root / "cookie").write_text("c-2\n")
        source = house.add(
            "acme.toml",
            f'url = "{URL}"\nheaders = {{ Authorization = "Bearer env:PRESS_TOKEN" }}\ncookies = {{ s = "file:cookie" }}',
        ).one()
        assert source.headers == {"Authorization": "Bearer t-1", "Cookie": "s=c-2"}

    @pytest.mark.parametrize(
        ("written", "homepage"),
        [
            ("https://a.example.org/press?page=1&key=env:PRESS_TOKEN#top", "https://a.example.org/press"),
            ("https://a.example.org/env:PRESS_TOKEN/press?page=1", "https://a.example.org"),
            ("https://reader:env:PRESS_TOKEN@a.example.org/press?page=1", "https://a.example.org/press?page=1"),
            ("env:WHOLE", "https://a.example.org/"),
            ("https://reader:hunter2@a.example.org/press", "https://a.example.org/press"),
            ("https://a.example.org/press?page=1&token=hunter2", "https://a.example.org/press"),
            ("https://a.example.org/press?page=1", None),
        ],
    )
    def test_those_in_an_address_are_told_to_nobody(self, house, monkeypatch, written, homepage):
        monkeypatch.setenv("PRESS_TOKEN", "hunter2")
        monkeypatch.setenv("WHOLE", "https://a.example.org/hunter2?x=1")
        source = house.add("acme.toml", f'url = "{written}"').one()
        assert source.homepage == homepage
        assert "hunter2" in source.location or homepage is None


VALUES = st.sampled_from(
    ["1", "-1", "0xff", "nan", "inf", "true", "''", "'x'", "'env:NOT_SET'", "'file:/'", "'1h'", "'https://a.example.org'", "'.'",
     "[]", "[1]", "['a']", "[[]]", "{}", "{ items = 'li' }", "{ a = 'b' }", "{ '' = '' }", "2024-01-01", "2024-01-01T00:00:00Z", "12:00:00",
     "'UTC'", "'\\u0000'", '"\\u0000"', '"\\U0001F600"', "'" + "x" * 400 + "'"]
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(sorted(SOURCE)), VALUES, max_size=5))
def test_no_value_of_any_type_for_any_key_gives_a_traceback(tmp_path, written):
    (tmp_path / "sources").mkdir(exist_ok=True)
    text = "\n".join(f"{key} = {value}" for key, value in written.items())
    (tmp_path / "sources" / "acme.toml").write_text(text, encoding="utf-8")
    found, broken, _ = read_sources(load(tmp_path / "config.toml"))
    assert len(found) + len(broken) == 1
    assert all(one.mistake.startswith("sources/acme.toml: ") for one in broken)


class TestReadAgain:
    """What was not saved since is not parsed again; what was is always seen."""

    @pytest.fixture
    def read(self, house, monkeypatch):
        """Reads the sources as a running service does, by slug; a file counts as left alone at once."""
        monkeypatch.setattr("feeder.config.sources.SETTLED", -(10**9))
        files = SourceFiles()
        return lambda: {one.slug: one for one in files.read(load(house.root / "config.toml"))[0]}

    def test_only_what_was_saved_is_another_source(self, house, read):
        house.add("acme.toml", f'url = "{URL}"').add("birch.toml", f'url = "{URL}/birch"').add("notes/one.txt")
        before = read()
        house.add("acme.toml", f'url = "{URL}"\ntitle = "Acme"')
        after = read()
        assert {slug for slug in after if after[slug] is not before[slug]} == {"acme"}
        assert after["acme"].title == "Acme"

    def test_one_that_was_saved_just_now_is_read_again_whatever_its_time_says(self, house):
        """It could be saved once more within one tick of the disk's clock, with the same size."""
        files, settings = SourceFiles(), load(house.add("acme.toml", f'url = "{URL}"').root / "config.toml")
        first, second = (files.read(settings)[0][0] for _ in range(2))
        assert first == second
        assert first is not second

    def test_one_of_the_same_size_and_time_that_takes_its_place_is_seen(self, house, read):
        path, other = house.folder / "acme.toml", house.root / "other.toml"
        house.add("acme.toml", f'url = "{URL}/1"').add("../other.toml", f'url = "{URL}/2"')
        times = (path.stat().st_atime_ns, path.stat().st_mtime_ns)
        assert read()["acme"].location == f"{URL}/1"
        os.utime(other, ns=times)
        other.replace(path)
        assert read()["acme"].location == f"{URL}/2"

    def test_what_a_file_refers_to_may_change_without_it(self, house, read, monkeypatch):
        house.add("acme.toml", f'url = "{URL}"\nheaders = {{ Authorization = "Bearer env:ACME" }}')
        for secret in ("one", "two"):
            monkeypatch.setenv("ACME", secret)
            assert read()["acme"].headers["Authorization"] == f"Bearer {secret}"

    def test_a_folder_that_a_file_names_may_go_and_come_without_it(self, house, read):
        folder = house.root / "elsewhere"
        house.add("acme.toml", 'path = "elsewhere"')
        for is_there in (False, True, False):
            folder.mkdir() if is_there else shutil.rmtree(folder, ignore_errors=True)
            assert ("acme" in read()) is is_there

    def test_config_toml_counts_for_all_of_them(self, house, read):
        house.add("acme.toml", f'url = "{URL}"')
        for zone in ("Asia/Tokyo", "Europe/Berlin"):
            house.configure(f'[feeder]\ntimezone = "{zone}"')
            assert read()["acme"].timezone == zone

    def test_a_wrong_one_is_told_each_time_until_it_is_mended_or_gone(self, house, monkeypatch):
        monkeypatch.setattr("feeder.config.sources.SETTLED", -(10**9))
        files, settings = SourceFiles(), load(house.root / "config.toml")
        house.add("acme.toml", f'url = "{URL}"\npages = 2').add("wrong.toml", "url = 1")
        first = files.read(settings)
        assert [len(found) for found in first] == [1, 1, 1]
        assert files.read(settings) == first
        (house.folder / "wrong.toml").unlink()
        house.add("acme.toml", f'url = "{URL}"')
        assert [len(found) for found in files.read(settings)] == [1, 0, 0]


class TestMailboxes:
    SAID = 'mailbox = "imaps://presse%40hafen.example:env:MAIL@imap.hafen.example/INBOX"'

    def test_the_password_is_taken_as_it_is_and_told_to_nobody(self, house, monkeypatch):
        monkeypatch.setenv("MAIL", "ge/heim@ 100%:#")
        source = house.add("post.toml", self.SAID).one()
        address = Address.of(source.location)
        assert (source.shape, source.title, source.homepage) == ("mailbox", "Post", None)
        assert (address.user, address.password, address.host) == (
            "presse@hafen.example",
            "ge/heim@ 100%:#",
            "imap.hafen.example",
        )
        assert source.secrets == ("ge/heim@ 100%:#",)

    def test_it_stays_the_same_source_with_another_password_or_port(self, house, monkeypatch):
        monkeypatch.setenv("MAIL", "eins")
        first = house.add("post.toml", self.SAID).one().uid
        monkeypatch.setenv("MAIL", "zwei")
        assert house.add("post.toml", self.SAID.replace("example/INBOX", "example:993/INBOX")).one().uid == first
        assert house.add("post.toml", self.SAID.replace("INBOX", "Presse")).one().uid != first

    def test_a_whole_address_may_be_secret(self, house, monkeypatch):
        monkeypatch.setenv("BOX", "imaps://wer:p%40ss@imap.hafen.example")
        source = house.add("post.toml", 'mailbox = "env:BOX"').one()
        assert Address.of(source.location).password == "p@ss"

    @pytest.mark.parametrize("other", ['url = "https://hafen.example"', 'path = "post"'])
    def test_it_stands_alone(self, house, other):
        told = house.add("acme.toml", f'{other}\nmailbox = "imaps://u:p@h"').mistakes()["acme"]
        assert "stand together; keep one of them" in told

    def test_no_proxy_is_promised_that_is_not_used(self, house):
        told = f'{self.SAID.replace("env:MAIL", "x")}\nproxy = "http://proxy.example:3128"'
        assert house.add("post.toml", told).mistakes() == {
            "post": "sources/post.toml: proxy is for web pages; a mail server is asked directly; take it out"
        }

    def test_senders_are_addresses_or_domains(self, house):
        told = f'{self.SAID.replace("env:MAIL", "x")}\nsenders = ["@Hafen.example", "Amt@Stadt.example"]'
        assert house.add("post.toml", told).one().senders == ("hafen.example", "amt@stadt.example")
        wrong = house.add("post.toml", told.replace("@Hafen.example", "Hafen AG")).mistakes()["post"]
        assert wrong.endswith('"hafen ag" is neither an address such as "press@example.org" nor a domain')
        assert house.add("post.toml", 'url = "https://h.example"\nsenders = ["h.example"]').mistakes() == {
            "post": "sources/post.toml: senders is for a mailbox; take it out"
        }
