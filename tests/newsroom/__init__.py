"""A simulated press world on loopback, reproducible from a seed.

with Newsroom(seed=1) as room:
    site = room.site("ministry")
    release = site.publish(title="Neue Deiche für Wellersiel")
    site.edit(release, title="Neuer Deich für Wellersiel")
    site.withdraw(release)

server.py    calls and answers over real sockets
room.py      Newsroom: the sites of one seed, their faults and what was asked of them
site.py      Site and Release: what was published, edited and withdrawn; the truth for assertions
prose.py     invented releases in German, English and French
page.py      bodies and validators
ministry.py  blog.py  portal.py  table.py  feed.py: how each kind of site shows its releases
hosted.py    every press room of tests/press_rooms as a site, by its name
hosts.py     Hosts: sites with an address of their own, where a fault has the very socket
faults.py    what broken, overloaded, walled and hostile hosts play
receiver.py  Receiver: the webhook receiver at the other end
"""

from .prose import Picture
from .receiver import Attempt, Receiver
from .room import Newsroom, Request
from .site import Release, Site

__all__ = ["Attempt", "Newsroom", "Picture", "Receiver", "Release", "Request", "Site"]
