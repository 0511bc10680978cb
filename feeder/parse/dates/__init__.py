"""All reading of dates: the one door through which other rooms come.

    a text that is a date, or one with dates in it      parse_date, find_dates, is_date_line; is_datelike looks quickly
    what software states: feeds, mails                  feed_moment, mail_date
    the texts of a list's records, read together        moments_of, moment_of, day_first_in
    a day whose parts stand apart, and its year         parts_of, parts_of_heading, joined_parts, with_years, in_address
    what a date is the date of                          kind_of, published_of, says_published, says_updated

Nothing here reads a clock: `now` and `today` are arguments. They choose between years that are possible and refuse a
day that is to come; no day is ever made of them ("3 hours ago", "yesterday" and "16 November" alone stay unknown).
"""

from feeder.parse.dates.alone import is_date_line
from feeder.parse.dates.feeds import feed_moment, mail_date
from feeder.parse.dates.labels import Kind, is_label, kind_of, published_of, says_published, says_updated
from feeder.parse.dates.looks import is_datelike
from feeder.parse.dates.order import day_first_in
from feeder.parse.dates.parts import (
    APART,
    Parts,
    are_in_order,
    in_address,
    is_no_day,
    joined_parts,
    order_of_short,
    parts_of,
    parts_of_heading,
)
from feeder.parse.dates.reading import FoundDate, find_dates, parse_date
from feeder.parse.dates.rows import moment_of, moments_of
from feeder.parse.dates.words import weekday_of
from feeder.parse.dates.years import with_years

__all__ = [
    "APART",
    "FoundDate",
    "Kind",
    "Parts",
    "are_in_order",
    "day_first_in",
    "feed_moment",
    "find_dates",
    "in_address",
    "is_date_line",
    "is_datelike",
    "is_label",
    "is_no_day",
    "joined_parts",
    "kind_of",
    "mail_date",
    "moment_of",
    "moments_of",
    "order_of_short",
    "parse_date",
    "parts_of",
    "parts_of_heading",
    "published_of",
    "says_published",
    "says_updated",
    "weekday_of",
    "with_years",
]
