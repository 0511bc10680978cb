"""What is followed here, for other programs: an OPML list of the sources."""

from feeder.engine.house import House
from feeder.model import Source
from feeder.render.channel import address
from feeder.render.clean import one_line, web_url
from feeder.render.opml import document, outline


def exported(house: House) -> bytes:
    """The list: a source that is a feed by its own address, any other by that of the feed that is made of it, as no
    reader can follow its page. `feeder import` follows the page again."""
    with house.store.read() as tx:
        titles = {slug: tx.sources.title(slug) for slug in house.sources}
    settings = house.settings
    return document(
        settings.title,
        (_outline(house.sources[slug], titles[slug] or slug, settings.url) for slug in sorted(house.sources)),
    )


def _outline(source: Source, title: str, base: str) -> str:
    page = web_url(source.homepage or source.location) if source.is_web else None
    own = page if source.shape == "feed" and page and not source.secrets else None
    return outline(
        one_line(source.title or title),
        xml_url=own or f"{address(source.slug, base)}.rss",
        html_url=None if own else page,
        language=source.language,
    )
