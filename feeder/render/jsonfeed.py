"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). What is unknown is left out: there are no nulls."""

import json
from dataclasses import fields
from typing import Any

from feeder.model import Attachment, Contact, Entry, rfc3339
from feeder.render.channel import Channel
from feeder.render.clean import one_line, xml_safe
from feeder.render.item import Item

_FACTS = ("kicker", "kind", "kind_code", "number", "dateline", "corrects", "story", "source")
_MOST_BYTES = 250_000  # what readers of JSON feeds take


def json_feed(channel: Channel) -> bytes:
    """The feed in UTF-8. Beyond 250 KB the oldest items keep their summary only and say `_feeder.truncated`."""
    items = [_item(each) for each in channel.items]
    document = _document(channel, items)
    if len(document) > _MOST_BYTES:
        _truncate(items, len(document) - _MOST_BYTES)
        document = _document(channel, items)
    return document


def _document(channel: Channel, items: list[dict[str, Any]]) -> bytes:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.homepage,
        "feed_url": channel.url("json"),
        "language": channel.language,
        "hubs": [{"type": "WebSub", "url": channel.hub}] if channel.hub else None,
    }
    return _bytes(_known(feed) | {"items": items}) + b"\n"


def _item(item: Item) -> dict[str, Any]:
    text = None if item.content else item.summary or item.title
    return _known(
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "content_html": item.content,
            "content_text": text,
            "summary": item.summary,
            "image": item.image.url if item.image else None,
            "date_published": rfc3339(item.published),
            "date_modified": rfc3339(item.modified),
            "authors": [{"name": name} for name in item.authors],
            "tags": [tag.replace("&", "+") for tag in item.tags],  # FreshRSS 2024 breaks on an ampersand
            "language": item.language,
            "attachments": [_attachment(each) for each in item.attachments],
            "_feeder": _extension(item, item.entry),
        }
    )


def _attachment(attachment: Attachment) -> dict[str, Any]:
    return _known(
        {
            "url": attachment.url,
            # Required; this is the type of what nobody knows better (RFC 2046 4.5.1).
            "mime_type": attachment.type or "application/octet-stream",
            "title": attachment.title,
            "size_in_bytes": attachment.size,
        }
    )


def _extension(item: Item, entry: Entry) -> dict[str, Any]:
    """What a press release has and JSON Feed does not, in the words of the API."""
    image = item.image
    facts = {name: one_line(getattr(entry, name)) for name in _FACTS}
    picture = (
        {name: getattr(image, name) for name in ("caption", "credit", "license", "width", "height")} if image else {}
    )
    return _known(
        {
            **facts,
            "contacts": [contact for one in entry.contacts if (contact := _contact(one))],
            "boilerplate": xml_safe(entry.boilerplate or "").strip() if item.content else None,
            "embargo": str(entry.embargo) if entry.embargo else None,
            "status": entry.status,
            "first_seen": rfc3339(entry.first_seen) if entry.first_seen else None,
            "image": _known(picture),
        }
    )


def _contact(contact: Contact) -> dict[str, str]:
    return _known({field.name: one_line(getattr(contact, field.name)) for field in fields(contact)})


def _truncate(items: list[dict[str, Any]], excess: int) -> None:
    """Take the text of the oldest items until `excess` bytes are gone; the newest keeps its own, however long."""
    for item in reversed(items[1:]):
        if excess <= 0:
            return
        before = len(_bytes(item))
        if item.pop("content_html", None):
            item["content_text"] = item.get("summary", item["title"])
            item["_feeder"].pop("boilerplate", None)
            item["_feeder"]["truncated"] = True
        excess -= before - len(_bytes(item))


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
