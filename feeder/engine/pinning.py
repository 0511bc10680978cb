"""The rule that was learned of a source's list, written where its operator can read and change it."""

from collections.abc import Sequence

from feeder.engine import editing
from feeder.engine.house import House
from feeder.errors import UsageError
from feeder.model import Checkpoint, ListRule, Source
from feeder.store.rules import Known


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
        uid = tx.sources.uid(slug)
        rules, last = tx.rules.of(uid or source.uid), tx.sources.checkpoint(uid) if uid else Checkpoint()
    if rules and rules[0].retired is None and rules[0].reading == source.reading:
        return rules[0].learned.rule
    if source.rule and source.rule.items:
        raise UsageError(
            f"{slug}: its [rule] is all that is known of its list; `feeder preview {slug}` shows what it gives"
        )
    raise UsageError(f"{slug}: no rule of its list is known{_since(rules)}; {_remedy(slug, last)}")


def _since(rules: Sequence[Known]) -> str:
    return next((f" since the last one ended ({one.why})" for one in rules[:1] if one.why), "")


def _remedy(slug: str, last: Checkpoint) -> str:
    """A visit learns a rule; after one that did, or failed, another one does no more."""
    if last.last_visit is None:
        return f"`feeder once {slug}` learns one, where it is a page and one can say what was found"
    what = "why its visits fail" if last.error else "what is found"
    return f"`feeder preview {slug}` shows {what}; write a [rule] with items into sources/{slug}.toml yourself"
