"""The rule that was learned of a source's list, written where its operator can read and change it."""

from feeder.engine import editing
from feeder.engine.house import House
from feeder.errors import UsageError
from feeder.model import ListRule, Source


def pin(house: House, slug: str) -> ListRule:
    """Writes it into the source's file, and gives it. Raises UsageError where none is known."""
    if slug in house.broken:
        raise UsageError(f"{slug}: its file is wrong, mend it first; `feeder check` says what to write")
    rule = _known(house, house.sources[slug])
    editing.pin(house.settings, slug, rule)
    return rule


def _known(house: House, source: Source) -> ListRule:
    slug = source.slug
    if not source.is_web:
        raise UsageError(f"{slug}: is a {source.shape}; its documents are read without a [rule]")
    with house.store.read() as tx:
        rules = tx.rules.of(tx.sources.uid(slug) or source.uid)
    if rules and rules[0].retired is None and rules[0].reading == source.reading:
        return rules[0].learned.rule
    if source.rule and source.rule.items:
        raise UsageError(
            f"{slug}: its [rule] is all that is known of its list; `feeder preview {slug}` shows what it gives"
        )
    ended = next((f" since the last one ended ({one.why})" for one in rules[:1] if one.why), "")
    raise UsageError(
        f"{slug}: no rule of its list is known{ended}; `feeder once {slug}` learns one, where it is a page and one "
        "can say what was found"
    )
