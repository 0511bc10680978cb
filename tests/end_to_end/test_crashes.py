"""Power loss at random moments: nothing that was published is lost, told wrongly, or published twice.

`FEEDER_SOAK=50 pytest tests/end_to_end/test_crashes.py` (make soak) pulls the plug that many times.
"""

import json
import os
import shutil
import time
from pathlib import Path
from random import Random

from driving import Desk, until
from newsroom import Newsroom, Receiver

WINDOW = 8  #: releases that the site's list may run ahead: it shows ten, and what falls off it unseen is gone
CRASHES = int(os.environ.get("FEEDER_SOAK", "6"))


def test_killed_at_random_moments_it_loses_nothing_and_tells_nothing_twice(tmp_path: Path, room: Newsroom) -> None:
    chance = Random(7)
    site = room.site("ministry")
    answers = [chance.choice([204, 204, 204, 500, 503]) for _ in range(20 * CRASHES)]
    with Receiver(statuses=answers) as receiver:
        webhook = (
            f'[[webhooks]]\nslug = "desk"\nurl = "{receiver.url}"\nsecret = "{receiver.secret}"\nbacklog = "all"\n'
        )
        desk = Desk(tmp_path, f"{webhook}retry = {json.dumps(['1s'] * 60)}\n", every="1s")
        desk.follow("ministry", site.url, site.rule)
        for _ in range(3):
            site.publish()
        for number in range(CRASHES):
            with desk.service() as service:
                service.wait_for_log("feeder runs")
                time.sleep(chance.uniform(0.0, 1.0))
                if sum(not room.requests_to(release.url) for release in site.releases) < WINDOW:
                    site.publish()
                desk.write(
                    f"sources/notes/{number}.txt",
                    f"Meldung\n16.11.2020\n\nNotiz {number}\n\nDer Steg {number} ist wieder offen.\n",
                )
                time.sleep(chance.uniform(0.0, 1.0))
                service.kill()
            with desk.service() as service:  # and while it starts
                time.sleep(chance.uniform(0.0, 1.0))
                service.kill()
        with desk.running():
            until(lambda: is_quiet(desk, len(site.releases) + CRASHES), "everything is published and told")
        told = {attempt.id: attempt.event for attempt in receiver.attempts if attempt.event}
        created = [event["data"]["entry"]["id"] for event in told.values() if event["type"] == "entry.created"]
        entries = desk.entries()
        assert sorted(created) == sorted(entry["id"] for entry in entries)
        assert {entry["url"] for entry in entries if entry["source"] == "ministry"} == {
            release.url for release in site.releases
        }
        assert {event["type"] for event in told.values()} == {"entry.created"}
    assert_feeds_equal_a_rebuild(desk)


def is_quiet(desk: Desk, entries: int) -> bool:
    (endpoint,) = desk.status()["endpoints"]
    delivered = [
        one for one in json.loads(desk.feeder("deliveries", "--json"))["deliveries"] if one["state"] == "delivered"
    ]
    return len(delivered) >= entries and endpoint["waiting"] == 0


def assert_feeds_equal_a_rebuild(desk: Desk) -> None:
    before = contents(desk)
    shutil.rmtree(desk.folder / "feeds")
    desk.feeder("once")
    assert contents(desk) == before


def contents(desk: Desk) -> dict[str, bytes]:
    """What readers see: a temporary file of a process that was killed goes after an hour, in case it is at work."""
    return {name: body for name, (body, _) in desk.files().items() if not name.startswith(".")}
