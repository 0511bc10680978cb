"""Every host is somebody's property: it is asked a few things at once, with time between them, and left alone when it
asks for that, by all sources that would ask it; no other host waits for it."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from driving import Desk
from newsroom import Newsroom
from newsroom.server import Answer, Call, Loopback
from stores import store_url

from feeder.config import load
from feeder.engine import local
from feeder.engine.house import House
from feeder.engine.housekeeping import keep_house
from feeder.engine.local import Service
from feeder.engine.overview import overview
from feeder.errors import FetchError, Waits
from feeder.fetch import politeness
from feeder.fetch.politeness import Hosts, host_of
from feeder.model import Hold, RobotsFile, rfc3339
from feeder.pipeline import Visit


class Hurried(asyncio.SelectorEventLoop):
    """A loop whose clock goes on at once to when something happens next."""

    def __init__(self) -> None:
        self.now = 0.0
        selector = selectors.SelectSelector()
        self._look = selector.select
        selector.select = self._hurry  # type: ignore[method-assign]
        super().__init__(selector)

    def time(self) -> float:
        return self.now

    def _hurry(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += max(timeout or 0, 0)
        return self._look(0 if timeout is not None else None)


def hurried(work: Coroutine[Any, Any, Any]) -> None:
    with asyncio.Runner(loop_factory=Hurried) as runner:
        runner.run(work)


class Crowd:
    """Who asks hosts, and when: each request takes `seconds`."""

    def __init__(self, *, seconds: float = 0.5, places: int = 2) -> None:
        self.hosts = Hosts(clock=self.clock)
        self.begun: list[tuple[str, float]] = []
        self.most = self._now = 0
        self._seconds = seconds
        self._places = places

    def clock(self) -> datetime:
        return datetime(2025, 3, 4, tzinfo=UTC) + timedelta(seconds=asyncio.get_running_loop().time())

    async def ask(self, host: str, *, delay: float = 1.0) -> None:
        async with self.hosts.turn(host, places=self._places, delay=delay):
            self.begun.append((host, asyncio.get_running_loop().time()))
            self._now += 1
            self.most = max(self.most, self._now)
            await asyncio.sleep(self._seconds)
            self._now -= 1

    async def insist(self, host: str, *, delay: float = 1.0) -> None:
        """Comes back as often as it is sent away."""
        while True:
            try:
                return await self.ask(host, delay=delay)
            except Waits as problem:
                await asyncio.sleep((problem.until - self.clock()).total_seconds())

    def times(self, host: str) -> list[float]:
        return [at for name, at in self.begun if name == host]


def gaps(times: Sequence[float]) -> list[float]:
    return [round(later - sooner, 6) for sooner, later in pairwise(times)]


# Turns --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "delay"), [(0.5, 1.0), (10.0, 1.0), (0.0, 0.25)])
def test_a_thousand_who_ask_one_host_at_once_ask_it_one_by_one(seconds: float, delay: float) -> None:
    crowd = Crowd(seconds=seconds)

    async def all_at_once() -> None:
        await asyncio.gather(*(crowd.insist("acme", delay=delay) for _ in range(1000)))

    hurried(all_at_once())
    assert len(crowd.begun) == 1000
    assert crowd.most <= 2
    assert min(gaps(crowd.times("acme"))) >= delay


def test_no_host_waits_for_another() -> None:
    crowd = Crowd(seconds=30.0)

    async def all_at_once() -> None:
        slow = [asyncio.create_task(crowd.insist("slow")) for _ in range(50)]
        await asyncio.sleep(0)
        await crowd.ask("acme")
        for task in slow:
            task.cancel()

    hurried(all_at_once())
    assert crowd.times("acme") == [0.0]


def test_those_who_wait_long_for_the_time_of_their_turn_are_counted_while_they_do() -> None:
    crowd = Crowd()
    counted = []

    async def watch() -> None:
        for name, delay in (("slow", 60.0), ("slower", 90.0), ("quick", 1.0)):
            await crowd.ask(name, delay=delay)
        waiting = [asyncio.create_task(crowd.ask(name)) for name in ("slow", "slower", "quick")]
        for _ in range(2):
            await asyncio.sleep(0.5)
            counted.append(crowd.hosts.asleep)
            waiting[0].cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        counted.append(crowd.hosts.asleep)

    hurried(watch())
    assert counted == [2, 1, 0]


def test_who_would_wait_long_for_a_turn_comes_back_instead() -> None:
    crowd = Crowd()

    async def queue() -> None:
        waiting = [asyncio.create_task(crowd.ask("acme", delay=60.0)) for _ in range(3)]
        await asyncio.sleep(1.0)
        with pytest.raises(
            Waits, match=r"^acme: so much waits for this host that its turn comes at 2025-03-04T00:03:00Z"
        ):
            await crowd.ask("acme", delay=60.0)
        await asyncio.gather(*waiting)

    hurried(queue())
    assert crowd.times("acme") == [0.0, 60.0, 120.0]


@pytest.mark.parametrize("delay", [0.0, 1.0])
def test_nobody_waits_long_for_a_host_whose_answers_take_long(delay: float) -> None:
    crowd = Crowd(seconds=30.0)
    told: list[str] = []

    async def ask() -> float:
        began = asyncio.get_running_loop().time()
        try:
            await crowd.ask("slow", delay=delay)
        except Waits as problem:
            told.append(str(problem))
        return asyncio.get_running_loop().time() - began

    async def queue() -> None:
        waited = await asyncio.gather(*(ask() for _ in range(50)))
        assert max(waited) <= politeness.LONGEST_QUEUE.total_seconds() + 30.0
        await crowd.ask("slow")  # those who went left their places to others

    hurried(queue())
    assert len(crowd.begun) + len(told) == 51
    assert set(told) == {
        "slow: answers so slowly that no turn came in 2 minutes; it is tried again at 2025-03-04T00:04:00Z"
    }


def test_who_is_stopped_while_he_waits_leaves_his_place_to_others() -> None:
    crowd = Crowd()

    async def queue() -> None:
        waiting = [asyncio.create_task(crowd.ask("acme")) for _ in range(10)]
        await asyncio.sleep(0.1)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await crowd.ask("acme")

    hurried(queue())
    assert len(crowd.begun) == 2


def test_hosts_that_nobody_asks_any_more_are_forgotten() -> None:
    crowd = Crowd(seconds=1.0)

    async def many() -> None:
        for number in range(5 * politeness.MANY):
            await crowd.ask(f"host-{number}")
        assert len(crowd.hosts._hosts) <= politeness.MANY

    hurried(many())


@pytest.mark.parametrize(
    ("location", "host"),
    [
        ("https://Acme.Example/press", "acme.example"),
        ("https://acme.example:443/", "acme.example"),
        ("https://acme.example:8443/", "acme.example:8443"),
        ("http://user:word@acme.example/", "acme.example"),
        ("https://acme.example./", "acme.example"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("http://[::1]:80/", "[::1]"),
    ],
)
def test_those_who_ask_one_host_are_known_by_its_name(location: str, host: str) -> None:
    assert host_of(location) == host


# Being left alone ---------------------------------------------------------------------------------------------------


def asked_to_wait(seconds: float | None, status: int = 429) -> Callable[[Crowd], FetchError]:
    return lambda crowd: FetchError(
        "https://acme.example/: too much",
        status=status,
        retry_after=None if seconds is None else crowd.clock() + timedelta(seconds=seconds),
    )


@pytest.mark.parametrize(
    ("problem", "seconds"),
    [
        (asked_to_wait(3600), 3600),
        (asked_to_wait(3600, status=503), 3600),
        (asked_to_wait(None), 60),  # 429 and no word of when
        (asked_to_wait(None, status=503), 0),
        (asked_to_wait(3600, status=404), 0),
        (asked_to_wait(-5), 60),  # which is no time
        (asked_to_wait(-5, status=503), 0),
        (asked_to_wait(7 * 86400), 86400),  # one address's word for all of its host
    ],
)
def test_a_host_is_left_alone_for_as_long_as_it_asks(problem: Callable[[Crowd], FetchError], seconds: float) -> None:
    crowd = Crowd()

    async def ask() -> None:
        await crowd.hosts.heed("acme", problem(crowd))
        if seconds:
            with pytest.raises(Waits, match=r"left alone until .*as it asked \(it answered (429|503) ") as told:
                await crowd.ask("acme")
            assert told.value.until == crowd.clock() + timedelta(seconds=seconds)
        await crowd.ask("other")
        await crowd.insist("acme")

    hurried(ask())
    assert crowd.times("other") == [0.0]
    assert crowd.times("acme") == [pytest.approx(seconds, abs=1)]


@pytest.mark.parametrize(
    ("asked", "kept"), [(300, 300), (3600, 600)], ids=["as it asks", "no longer than other pages can wait"]
)
def test_what_one_page_asks_for_counts_for_its_host_for_minutes(asked: float, kept: float) -> None:
    crowd = Crowd()

    async def ask() -> None:
        await crowd.hosts.heed("acme", asked_to_wait(asked)(crowd), by_page=True)
        with pytest.raises(
            Waits, match="which counts for that address alone" if asked > kept else "left alone"
        ) as told:
            await crowd.ask("acme")
        assert told.value.until == crowd.clock() + timedelta(seconds=kept)
        await crowd.hosts.heed("acme", asked_to_wait(7200)(crowd))
        await crowd.hosts.heed("acme", asked_to_wait(86400)(crowd), by_page=True)  # which shortens nothing
        assert crowd.hosts.held("acme") == crowd.clock() + timedelta(seconds=7200)

    hurried(ask())


def test_what_another_process_was_told_is_heeded_where_it_is_longer() -> None:
    crowd = Crowd()

    async def ask() -> None:
        now = crowd.clock()
        await crowd.hosts.heed("acme", asked_to_wait(3600)(crowd))
        sooner, later = (Hold(until=now + timedelta(seconds=seconds), reason="429") for seconds in (60, 7200))
        crowd.hosts.learn({"acme": sooner, "other": sooner})
        assert [crowd.hosts.held(one) for one in ("acme", "other")] == [now + timedelta(hours=1), sooner.until]
        crowd.hosts.learn({"acme": later})
        assert crowd.hosts.held("acme") == later.until

    hurried(ask())


def test_hosts_that_are_left_alone_are_not_gone_through_each_time() -> None:
    crowd = Crowd()
    looked = 0
    left = crowd.hosts._left

    def counting(name: str) -> timedelta | None:
        nonlocal looked
        looked += 1
        return left(name)

    crowd.hosts._left = counting  # type: ignore[method-assign]

    async def ask() -> None:
        for number in range(2500):
            await crowd.hosts.heed(f"host-{number}", asked_to_wait(3600)(crowd))

    hurried(ask())
    assert looked < 4 * 2500


def test_a_wait_of_seconds_is_waited_for_in_turn() -> None:
    crowd = Crowd()

    async def ask() -> None:
        await crowd.hosts.heed("acme", asked_to_wait(4)(crowd))
        await crowd.ask("acme")

    hurried(ask())
    assert crowd.times("acme") == [4.0]


def test_who_waits_for_his_turn_when_the_host_asks_to_be_left_alone_does_not_take_it() -> None:
    crowd = Crowd(seconds=0.5, places=1)

    async def ask() -> None:
        waiting = [asyncio.create_task(crowd.ask("acme")) for _ in range(5)]
        await asyncio.sleep(0.1)
        await crowd.hosts.heed("acme", asked_to_wait(3600)(crowd))
        problems = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(one) for one in problems[1:]] == [Waits] * 4

    hurried(ask())
    assert crowd.times("acme") == [0.0]


# Visits -------------------------------------------------------------------------------------------------------------


class Press:
    """A press office with one release, on a host of its own."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.robots = Answer(status=404)
        self.listing: Answer | None = None
        self.page: Answer | None = None
        self.elsewhere = ""  #: where its releases are, if not here

    def __call__(self, call: Call) -> Answer:
        self.calls.append(call.path)
        if call.path == "/robots.txt":
            return self.robots
        if call.path.startswith("/feed"):
            return self.listing or Answer(body=self._feed(call.path), headers={"Content-Type": "application/rss+xml"})
        return self.page or Answer(body=page(call.path), headers={"Content-Type": "text/html; charset=utf-8"})

    def _feed(self, path: str) -> bytes:
        items = "".join(
            f"<item><title>Meldung {number} der Hafenbehörde</title><link>{self.elsewhere}/release{path}/{number}</link>"
            f"<description>Kurz gesagt, Nummer {number}.</description></item>"
            for number in range(3)
        )
        return f'<rss version="2.0"><channel><title>Hafen</title>{items}</channel></rss>'.encode()


def page(path: str) -> bytes:
    number = path.rpartition("/")[2]
    paragraphs = "".join(
        f"<p>Die Fähre {line} legt ab Montag wieder stündlich ab, teilt Behörde {number} am Dienstag mit.</p>"
        for line in range(9)
    )
    return (
        '<html><head><meta property="article:published_time" content="2025-03-04T09:30:00+01:00"></head><body><article>'
        f"<h1>Die Hafenbehörde teilt mit, zum {number}. Mal</h1>{paragraphs}</article></body></html>"
    ).encode()


class Room:
    """Press offices, a house that follows them, and its commands."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self._stack = stack
        self.urls: dict[int, str] = {}
        self.due: dict[str, datetime] = {}  #: when sources are visited next
        (folder / "sources").mkdir()
        self.configure()

    def configure(self, settings: str = 'delay = "0s"') -> None:
        text = f'[fetch]\nallow_private = true\n{settings}\n[store]\nurl = "{store_url(self.folder / "feeder.db")}"\n'
        (self.folder / "config.toml").write_text(text, encoding="utf-8")

    def press(self) -> Press:
        press = Press()
        self.urls[id(press)] = self._stack.enter_context(Loopback(press)).url
        press.elsewhere = self.urls[id(press)]
        return press

    def follow(self, slug: str, press: Press, settings: str = "") -> None:
        text = f'url = "{self.urls[id(press)]}/feed/{slug}"\n{settings}\n'
        (self.folder / "sources" / f"{slug}.toml").write_text(text, encoding="utf-8")

    @contextmanager
    def house(self) -> Iterator[House]:
        house = House.open(load(self.folder / "config.toml"))
        try:
            yield house
        finally:
            house.close()

    def once(self, *slugs: str) -> dict[str, Visit]:
        """`feeder once`, as cron starts it: each time a process of its own."""
        with self.house() as house:
            visits, _ = asyncio.run(local.once(house, house.wanted(slugs), lambda _: None))
            with house.store.read() as tx:
                self.due = {one.slug: one.last.next_due for one in tx.sources.overview() if one.last.next_due}
        return {visit.source: visit for visit in visits}

    def status(self) -> dict[str, Any]:
        with self.house() as house:
            return overview(house)

    def entries(self) -> list[Any]:
        with self.house() as house, house.store.read() as tx:
            return tx.entries.newest(limit=None)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Room]:
    with ExitStack() as stack:
        yield Room(tmp_path, stack)


def test_a_host_that_asks_to_be_left_alone_is_left_alone_by_all_its_sources_and_no_other_is(offices: Room) -> None:
    acme, other = offices.press(), offices.press()
    for slug, press in {"acme-a": acme, "acme-b": acme, "other": other}.items():
        offices.follow(slug, press)
    acme.listing = Answer(status=429, headers={"Retry-After": "3600"})
    assert "429" in (offices.once("acme-a")["acme-a"].error or "")
    acme.listing = None
    acme.calls.clear()
    visits = offices.once()
    assert "this host is left alone until" in (visits["acme-b"].error or "")
    assert visits["other"].created == 3
    assert acme.calls == []
    status = offices.status()
    (held,) = status["hosts"]
    assert held["host"] == host_of(offices.urls[id(acme)])
    assert "429 Too Many Requests" in held["reason"]
    states = {one["slug"]: (one["state"], one["failures"]) for one in status["sources"]}
    assert states == {"acme-a": ("failing", 1), "acme-b": ("new", 0), "other": ("ok", 0)}  # the sibling is not to blame
    assert rfc3339(offices.due["acme-b"]) == held["until"]


def test_status_names_a_hundred_of_the_hosts_that_are_left_alone(offices: Room) -> None:
    with offices.house() as house, house.store.write() as tx:
        for number in range(300):
            tx.hosts.hold(f"host-{number}", Hold(until=datetime.now(UTC) + timedelta(hours=1), reason="429"))
    assert len(offices.status()["hosts"]) == 100


@pytest.mark.parametrize(
    ("delay", "crawl", "every", "told"),
    [
        pytest.param("20s", None, "1m", "4 sources share its turn, 20 s each: they ask for 1.3 times", id="too many"),
        pytest.param("20s", None, "2m", None, id="time enough"),
        pytest.param("1s", 30, "1m", "its turn, 30 s each: they ask for 2.0", id="robots"),
        pytest.param("1s", 900, "3m", "its turn, 60 s each", id="as far as it is kept"),
        pytest.param("0s", None, "1m", None, id="no turns"),
    ],
)
def test_sources_that_ask_for_more_visits_than_their_host_has_turns_are_told_so(
    offices: Room, delay: str, crawl: float | None, every: str, told: str | None
) -> None:
    acme, other = offices.press(), offices.press()
    offices.configure(f'delay = "{delay}"\n[schedule]\nevery = "{every}"')
    for slug in ("a", "b", "c", "d"):
        offices.follow(slug, acme)
    offices.follow("alone", other)
    offices.follow("at-night", acme, 'cron = "0 3 * * *"')
    origin = offices.urls[id(acme)]
    with offices.house() as house, house.store.write() as tx:
        tx.hosts.put_robots(RobotsFile(origin=origin, again=datetime.now(UTC), delay=crawl))
    reasons = [one["reason"] for one in offices.status()["hosts"] if "share its turn" in one["reason"]]
    assert [told in reason for reason in reasons if told] == [True] * bool(told)
    assert len(reasons) == bool(told)


def test_check_says_which_sources_share_too_few_turns(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("config.toml", '[fetch]\ndelay = "40s"\n')
    for slug in ("a", "b"):
        desk.follow(slug, f"https://acme.example/{slug}", every="1m")
    told = desk.feeder("check")
    assert told.startswith("acme.example: 2 sources share its turn, 40 s each: they ask for 1.3 times as many visits")


def test_pages_elsewhere_wait_for_their_host_alone(offices: Room) -> None:
    acme, pages = offices.press(), offices.press()
    acme.elsewhere = offices.urls[id(pages)]
    offices.follow("acme", acme)
    pages.page = Answer(status=429, headers={"Retry-After": "3600"})
    visit = offices.once()["acme"]
    assert visit.is_well
    assert len([path for path in pages.calls if path != "/robots.txt"]) == 1
    assert len(visit.skipped) == 2  # what the first page said, and that the others wait
    status = offices.status()
    (source,) = status["sources"]
    assert source["state"] == "ok"
    assert source["reasons"] == ["no entries yet: 3 pages are still to be read"]
    assert rfc3339(offices.due["acme"]) <= status["hosts"][0]["until"]


def test_a_shorter_schedule_brings_forward_what_fails_too_but_not_before_its_host_wants_it(offices: Room) -> None:
    broken, busy = offices.press(), offices.press()
    offices.follow("broken", broken)
    offices.follow("busy", busy)
    broken.listing = Answer(status=500)
    busy.listing = Answer(status=503, headers={"Retry-After": "10800"})
    schedule = '[schedule]\nevery = "1m"\n'
    with offices.house() as house:
        asyncio.run(local.once(house, house.wanted([]), lambda _: None))
        with house.store.write() as tx:
            for source in house.sources.values():
                last = tx.sources.checkpoint(source.uid)
                far = datetime.now(UTC) + timedelta(hours=9)
                tx.sources.put_checkpoint(source.uid, replace(last, failures=9, next_due=far))
        (offices.folder / "config.toml").write_text(
            (offices.folder / "config.toml").read_text(encoding="utf-8") + schedule + 'max = "1h"\n', encoding="utf-8"
        )
        house.change(load(offices.folder / "config.toml"))
        with house.store.read() as tx:
            due = {one.slug: one.last.next_due for one in tx.sources.overview()}
    hours = {slug: round((at - datetime.now(UTC)) / timedelta(hours=1)) for slug, at in due.items() if at}
    assert hours == {"broken": 1, "busy": 3}


def test_status_says_why_a_source_that_is_well_has_no_entries(offices: Room) -> None:
    empty, strict = offices.press(), offices.press()
    empty.listing = Answer(
        headers={"Content-Type": "application/xml"},
        body=b'<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"></urlset>',
    )
    offices.follow("empty", empty)
    offices.follow("strict", strict, 'include = ["Zeppelin"]')
    (offices.folder / "sources" / "notes").mkdir()
    offices.once()
    told = {one["slug"]: (one["state"], one["reasons"]) for one in offices.status()["sources"]}
    shown = "no entries yet: its list has shown nothing that reads as a release"
    assert told == {
        "empty": ("ok", [f"{shown}; `feeder preview empty` shows what is there"]),
        "notes": ("ok", ["no entries yet: put a document into its folder"]),
        "strict": (
            "ok", [f"{shown}, or that include and exclude leave out; `feeder preview strict` shows what is there"]
        ),
    }  # fmt: skip


def test_a_page_of_another_host_has_that_left_alone_by_its_own_sources_for_minutes_only(offices: Room) -> None:
    acme, other = offices.press(), offices.press()
    acme.elsewhere = offices.urls[id(other)]
    offices.follow("acme", acme)
    other.page = Answer(status=429, headers={"Retry-After": "86400"})
    began = datetime.now(UTC)
    offices.once()
    (held,) = offices.status()["hosts"]
    assert datetime.fromisoformat(held["until"]) <= began + politeness.LONGEST_BY_PAGE + timedelta(minutes=1)
    assert "which counts for that address alone" in held["reason"]


def test_a_service_heeds_what_a_command_beside_it_was_told(offices: Room) -> None:
    acme = offices.press()
    offices.follow("acme", acme)
    with offices.house() as house:
        service = Service(house, offices.folder / "config.toml")
        until = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
        with offices.house() as beside, beside.store.write() as tx:
            tx.hosts.hold(host_of(offices.urls[id(acme)]), Hold(until=until, reason="429"))
            tx.hosts.hold(host_of(offices.urls[id(acme)]), Hold(until=until - timedelta(minutes=9), reason="429"))
        asyncio.run(service._visit_due())
        assert house.hosts.held(host_of(offices.urls[id(acme)])) == until
    assert acme.calls == []


def test_pages_are_opened_when_their_host_may_be_asked_again(offices: Room) -> None:
    acme, pages = offices.press(), offices.press()
    acme.elsewhere = offices.urls[id(pages)]
    offices.follow("acme", acme, 'every = "10d"')
    pages.page = Answer(status=429, headers={"Retry-After": "20"})
    offices.once()
    assert offices.due["acme"] < datetime.now(UTC) + timedelta(minutes=1)


def test_a_list_that_robots_txt_disallows_fails_and_says_why(offices: Room) -> None:
    acme = offices.press()
    acme.robots = Answer(body=b"User-agent: *\nDisallow: /feed\n")
    offices.follow("acme", acme)
    offices.once()
    assert acme.calls == ["/robots.txt"]
    (source,) = offices.status()["sources"]
    assert source["state"] == "failing"
    assert '/robots.txt disallows it (line 2, "Disallow: /feed")' in source["error"]
    offices.follow("acme", acme, "robots = false")
    assert offices.once()["acme"].created == 3


def test_robots_false_in_config_toml_does_without_for_all(offices: Room) -> None:
    acme = offices.press()
    acme.robots = Answer(body=b"User-agent: *\nDisallow: /\n")
    offices.follow("acme", acme)
    offices.follow("strict", acme, "robots = true")
    offices.configure('robots = false\ndelay = "0s"')
    visits = offices.once()
    assert visits["acme"].created == 3
    assert "disallows it" in (visits["strict"].error or "")


def test_pages_that_robots_txt_disallows_are_told_as_their_list_has_them_and_counted(offices: Room) -> None:
    acme = offices.press()
    acme.robots = Answer(body=b"User-agent: feeder\nDisallow: /release\n")
    offices.follow("acme", acme)
    visit = offices.once()["acme"]
    assert (visit.created, visit.read, visit.is_well) == (3, 0, True)
    assert [line.partition(": ")[0] for line in visit.skipped] == [
        "3 pages are not opened, and told as their list has them"
    ]
    assert sorted(entry.summary for entry in offices.entries()) == [
        f"Kurz gesagt, Nummer {number}." for number in range(3)
    ]
    assert acme.calls == ["/robots.txt", "/feed/acme"]
    (source,) = offices.status()["sources"]
    assert source["state"] == "ok"
    assert all("disallows it" in reason for reason in source["reasons"])
    acme.calls.clear()
    assert offices.once()["acme"].skipped == []  # nor is that said again at each visit
    assert acme.calls == ["/feed/acme"]


def test_robots_txt_is_remembered_from_one_run_to_the_next(offices: Room) -> None:
    acme = offices.press()
    acme.robots = Answer(body=b"User-agent: *\nCrawl-delay: 0\n")
    offices.follow("acme", acme)
    for _ in range(3):
        offices.once()
    assert acme.calls.count("/robots.txt") == 1


def test_what_robots_txt_asks_for_is_shown(offices: Room) -> None:
    slow, broken = offices.press(), offices.press()
    slow.robots = Answer(body=b"User-agent: *\nCrawl-delay: 3600\n")
    broken.robots = Answer(status=500)
    slow.listing = Answer(status=404)
    offices.follow("slow", slow)
    offices.follow("broken", broken)
    offices.once()
    told = {one["host"]: (one["until"] is None, one["reason"]) for one in offices.status()["hosts"]}
    assert told[host_of(offices.urls[id(slow)])] == (
        True,
        "robots.txt wants 3600 s between two requests; 60 s are kept",
    )
    is_shown, reason = told[host_of(offices.urls[id(broken)])]
    assert not is_shown
    assert reason.startswith("robots.txt cannot be had: nothing is fetched without it (")


def test_a_host_is_not_waited_for_until_a_time_that_is_past(offices: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeder.fetch.robots.SOON", timedelta(0))
    broken = offices.press()
    broken.robots = Answer(status=500)
    offices.follow("broken", broken)
    offices.once()
    assert [one["until"] for one in offices.status()["hosts"]] == [None]


def test_a_crawl_delay_is_kept_between_the_requests_of_a_visit(offices: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    acme = offices.press()
    acme.robots = Answer(body=b"User-agent: *\nCrawl-delay: 0.5\n")
    offices.follow("acme", acme)
    waited: list[float] = []
    turn = Hosts.turn

    def noted(self: Hosts, name: str, *, places: int, delay: float) -> Any:
        waited.append(delay)
        return turn(self, name, places=places, delay=0.0)

    monkeypatch.setattr(Hosts, "turn", noted)
    offices.once()
    assert waited == [0.0, *[0.5] * 4]  # robots.txt itself, then the list and its pages


# Whose visit is next ------------------------------------------------------------------------------------------------


def test_a_thousand_sources_on_one_host_leave_room_for_the_others(offices: Room) -> None:
    for number in range(1000):
        (offices.folder / "sources" / f"acme-{number:03}.toml").write_text(f'url = "https://acme.example/{number}"')
    for number in range(30):
        (offices.folder / "sources" / f"other-{number:02}.toml").write_text(f'url = "https://other-{number}.example/"')
    with offices.house() as house:
        service = Service(house, offices.folder / "config.toml")
        due = sorted(house.sources.values(), key=lambda source: source.slug)
        placed = [source.slug for source in service._placed(due)]
        assert placed[:2] == ["acme-000", "acme-001"]
        assert placed[2:] == [f"other-{number:02}" for number in range(18)]
        house.hosts._holds["acme.example"] = Hold(until=datetime.now(UTC) + timedelta(hours=1), reason="429")
        assert all(source.slug.startswith("other") for source in service._placed(due))


def test_visits_that_only_wait_for_the_turns_of_their_hosts_leave_their_places_to_others(offices: Room) -> None:
    for number in range(50):
        (offices.folder / "sources" / f"other-{number:02}.toml").write_text(f'url = "https://other-{number}.example/"')
    with offices.house() as house:
        service = Service(house, offices.folder / "config.toml")
        sources = [house.sources[f"other-{number:02}"] for number in range(50)]

        def placed(*, visited: int, asleep: int) -> int:
            service._visits = {Mock(): source for source in sources[:visited]}
            house.hosts.asleep = asleep
            return len(list(service._placed(sources[visited:])))

        assert [placed(visited=20, asleep=asleep) for asleep in (0, 5, 20)] == [0, 5, 20]
        assert placed(visited=30, asleep=20) == 10


def test_other_settings_change_nothing_of_whose_turn_it_is(offices: Room) -> None:
    with offices.house() as house:
        before = house.desk().network
        house.change(load(offices.folder / "config.toml"))
        after = house.desk().network
        assert (after.hosts, after.robots) == (before.hosts, before.robots)


def test_once_asks_one_host_a_few_things_at_once_too(offices: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    acme, under_way, most = offices.press(), 0, 0
    for number in range(12):
        offices.follow(f"acme-{number}", acme)

    async def visited(source: Any, _desk: Any, _holder: str) -> Visit:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        under_way -= 1
        return Visit(source=source.slug)

    monkeypatch.setattr(local, "visit_leased", visited)
    assert len(offices.once()) == 12
    assert most == 2


# Housekeeping -------------------------------------------------------------------------------------------------------


def test_what_nobody_has_asked_for_in_a_month_is_dropped(offices: Room) -> None:
    now = datetime.now(UTC)
    with offices.house() as house:
        with house.store.write() as tx:
            for days in (1, 30, 40):
                at = now - timedelta(days=days)
                tx.hosts.put_robots(RobotsFile(origin=f"https://asked-{days}.example", again=at))
                tx.hosts.hold(f"held-{days}.example", Hold(until=at, reason="429"))
        assert keep_house(house.store, house.settings.keep, now) == {"hosts": 2}
        with house.store.read() as tx:
            assert [tx.hosts.robots(f"https://asked-{days}.example") is None for days in (1, 30, 40)] == [
                False,
                False,
                True,
            ]


def test_the_whole_newsroom_is_asked_for_its_robots_txt_once(offices: Room, room: Newsroom) -> None:
    for name in ("blog", "feed", "ministry"):
        site = room.site(name)
        site.publish()
        rule = "".join(f'{key} = "{path}"\n' for key, path in (site.rule or {}).items())
        text = f'url = "{site.url}"\n' + (f"[rule]\n{rule}" if rule else "")
        (offices.folder / "sources" / f"{name}.toml").write_text(text, encoding="utf-8")
    visits = offices.once()
    assert {name: visit.error for name, visit in visits.items()} == dict.fromkeys(("blog", "feed", "ministry"))
    assert len(room.requests_to("/robots.txt")) == 1
