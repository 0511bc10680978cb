"""What `feeder preview` looks at: a page, a feed or a sitemap on the web, or a file; and what came of asking for it."""

import time
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from feeder import sitemaps
from feeder.config import Settings, chromium
from feeder.config.sources import read_sources
from feeder.decide import offers
from feeder.engine.network import browser_of, network_of
from feeder.engine.parsing import parse
from feeder.errors import ConfigError, FeederError, UsageError
from feeder.fetch import folder
from feeder.fetch.browser import Browser
from feeder.fetch.http import Session, shown
from feeder.model import SURE, Document, Extraction, Link, ListRule, Source, rfc3339
from feeder.parse import charset
from feeder.secrecy import keeping, masked, masking

FEEDS = 5  #: feeds that a page offers which are looked at
SLOW = 5.0  #: seconds
EVERY_LINK = ListRule(items="//a[@href]")


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A feed that a page offers, and whether it is better than the page."""

    verdict: offers.Verdict
    found: Extraction | None = None  #: None where it could not be had or read


@dataclass(frozen=True, kw_only=True)
class Look:
    """What was fetched or read, and what it holds."""

    document: Document
    found: Extraction
    asked: str | None = None  #: the address; None for a file
    seconds: float = 0.0  #: that the answer took
    offers: tuple[Offer, ...] = ()
    secrets: tuple[str, ...] = ()  #: of the source, which nobody is shown
    is_ruled: bool = False  #: a person says which the entries are

    @property
    def is_doubtful(self) -> bool:
        """Whether entries are shown here that a visit would not publish."""
        found = self.found
        is_list = found.shape == "listing" and bool(found.entries) and not self.is_ruled
        return is_list and found.confidence < SURE

    @property
    def best(self) -> Offer | None:
        """The offered feed that is better than the page."""
        verdict = offers.best([offer.verdict for offer in self.offers])
        return next((offer for offer in self.offers if offer.verdict is verdict), None)

    @property
    def told(self) -> Extraction:
        """What it holds, and what it offers beside that."""
        with keeping(self.secrets):
            reasons = (*self.found.reasons, *map(self._of, self.offers))
        return masked(replace(self.found, reasons=reasons), self.secrets)

    @property
    def facts(self) -> tuple[str, ...]:
        """What came of asking, a line each; nothing of a file."""
        if self.asked is None:
            return ()
        with keeping(self.secrets):
            return self._facts(self.asked)

    def _facts(self, asked: str) -> tuple[str, ...]:
        document, kind = self.document, (self.document.media_type or "").partition(";")[0].strip()
        size, at = f"{len(document.body):,} bytes", rfc3339(document.fetched_at)
        named = [kind or "of no media type", charset.name_of(document.body, document.media_type), size]
        lines = [f"{shown(document.url)}: {', '.join(named)}, fetched at {at} in {self.seconds:.1f} s"]
        if strayed := self._strayed(asked):
            lines.append(strayed)
        if self.seconds > SLOW:
            lines.append("the answer was slow; it fails where it takes longer than [fetch] timeout")
        return tuple(lines)

    def _strayed(self, asked: str) -> str | None:
        if shown(asked).partition("#")[0].rstrip("/") == shown(self.document.url).rstrip("/"):
            return None
        hosts = [urlsplit(url).hostname for url in (asked, self.document.url)]
        where = "" if hosts[0] == hosts[1] else ", which is another host"
        return f"{shown(asked)} leads there{where}; give the new address if it is meant to last"

    def _of(self, offer: Offer) -> str:
        verdict = offer.verdict
        title = f' "{verdict.link.title}"' if verdict.link.title else ""
        offered = "the posts of its WordPress" if verdict.link.kind == "posts" else f"a feed{title}"
        advice = "; `feeder add` takes it" if offer is self.best else ""
        better = "better than the page" if verdict.is_better else "not better than the page"
        return f"it offers {offered}, {shown(verdict.link.url)}, {better}: {verdict.why}{advice}"


async def preview(settings: Settings, target: str, *, url: str | None, shape: str, browser: bool = False) -> Look:
    """Fetches or reads `target` once: an address, a file, or the slug of a source. What a source's file says of this
    address (rule, zone, language, browser) counts. A file is read as a folder's would be: as one release. With
    `browser`, Chromium draws it."""
    source = _source(settings, target)
    is_on_the_web = source is not None or "://" in target
    if browser and not is_on_the_web:
        raise UsageError(f"{target}: is no page on the web, which a browser could draw; take --browser away")
    if is_on_the_web:
        if browser and not chromium.program(settings.chromium):
            raise UsageError(f"--browser wants Chromium, and {chromium.MISSING}")
        drawing = browser_of(lambda: settings) if browser or (source and source.browser) else None
        at = source.location if source else target
        try:
            with keeping(source.secrets if source else ()):
                return await _on_the_web(settings, at, source, url=url, shape=shape, browser=drawing)
        finally:
            if drawing:
                await drawing.aclose()
    document = _read(settings, Path(target))
    shape = "article" if shape == "auto" and document.media_type else shape
    return Look(document=document, found=await extracted(settings, document, url=url, shape=shape))


def _source(settings: Settings, target: str) -> Source | None:
    """The source of this slug or address. Raises ConfigError where its file is wrong, or names a secret that is not
    here: without its cookies, its headers or its proxy something else would be seen, or asked by somebody else."""
    sources, broken, _ = read_sources(settings)
    source = next((one for one in sources if target in {one.location, one.slug} and not one.is_folder), None)
    if source and source.is_mailbox:
        raise UsageError(f"{source.slug}: is a mailbox, which is not previewed; `feeder once {source.slug}` reads it")
    if source and not settings.needs_secrets:
        broken = read_sources(replace(settings, needs_secrets=True))[1]
    slug = source.slug if source else target
    mistakes = [line for one in broken if one.slug == slug for line in one.mistakes]
    if mistakes:
        raise ConfigError(*mistakes)
    return source


async def extracted(
    settings: Settings,
    document: Document,
    source: Source | None = None,
    *,
    url: str | None = None,
    shape: str,
    rule: ListRule | None = None,
) -> Extraction:
    """What a document holds, as `source` or the defaults of config.toml have it read."""
    with masking(source.secrets if source else ()):
        return await parse(
            document.body,
            url or document.url,
            media_type=document.media_type,
            shape=source.shape if source and shape == "auto" else shape,
            language=source.language if source else None,
            timezone=source.timezone if source else settings.timezone,
            rule=source.rule if source else rule,
            now=document.fetched_at,
        )


async def _on_the_web(
    settings: Settings, location: str, source: Source | None, *, url: str | None, shape: str, browser: Browser | None
) -> Look:
    network = network_of(settings, browser=browser)
    async with network.session(
        location,
        headers=source.headers if source else {},
        allow_private=bool(source and source.allow_private),
        proxy=source.proxy if source else None,
        robots=source.robots if source else settings.robots,
    ) as session:
        began = time.monotonic()
        document = await _fetched(session, location)
        undrawn: list[str] = []
        if browser:
            zone, language = source.timezone if source else settings.timezone, source.language if source else None
            document = await network.drawn(document, session, undrawn, timezone=zone, language=language)
        seconds = time.monotonic() - began
        found = await extracted(settings, document, source, url=url, shape=shape)
        found = replace(found, reasons=(*found.reasons, *undrawn))
        if found.shape == "sitemap" and found.links:
            found = await _gathered(settings, session, source, document, found)
        secrets = source.secrets if source else ()
        is_ruled = bool(source and source.rule and source.rule.items)
        look = Look(document=document, found=found, asked=location, seconds=seconds, secrets=secrets, is_ruled=is_ruled)
        return look if found.shape == "sitemap" else replace(look, offers=await _offers(settings, session, look))


async def _fetched(session: Session, url: str) -> Document:
    document = await session.get(url)
    if document is None:
        raise UsageError(f"{shown(url)}: the server says that nothing changed, though nothing was asked; try again")
    return document


async def _gathered(
    settings: Settings, session: Session, source: Source | None, index: Document, found: Extraction
) -> Extraction:
    async def parsed(document: Document) -> Extraction:
        return await extracted(settings, document, source, shape="sitemap")

    whole = await sitemaps.gather(index, found, since=None, fetch=session.get, parse=parsed)
    return replace(whole.extraction, reasons=(*whole.extraction.reasons, *map(str, whole.failed.values())))


async def _offers(settings: Settings, session: Session, look: Look) -> tuple[Offer, ...]:
    if not look.found.links:
        return ()
    anchors = await extracted(settings, look.document, shape="listing", rule=EVERY_LINK)
    linked = [entry.url for entry in anchors.entries if entry.url]
    page = look.found
    if page.shape == "listing" and page.confidence < SURE:  # what was found may be a menu: that says nothing of a feed
        page = replace(page, entries=())
    return tuple([await _offer(settings, session, link, page, linked) for link in page.links[:FEEDS]])


async def _offer(settings: Settings, session: Session, link: Link, page: Extraction, linked: list[str]) -> Offer:
    try:
        found = await extracted(settings, await _fetched(session, link.url), shape="feed")
    except FeederError as problem:
        why = str(problem).removeprefix(f"{shown(link.url)}: ")
        return Offer(verdict=offers.Verdict(link=link, worth=0.0, why=why))
    return Offer(verdict=offers.judge(link, found, page, linked), found=found)


def _read(settings: Settings, path: Path) -> Document:
    name = folder.shown(str(path))
    if path.is_dir():
        raise UsageError(f"{name}: is a folder; give the path of one document in it")
    if not path.is_file():
        raise UsageError(
            f"{name}: there is no such file; give a document, an address with https://, or a source's slug"
        )
    return folder.read(path.parent, path.name, max_bytes=settings.max_bytes)
