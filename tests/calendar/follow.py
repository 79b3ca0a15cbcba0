"""What a calendar that subscribes sees: the files in the order in which it reads them.

Reads each with the `icalendar` package, follows every entry by its UID and prints what it shows
then. Stops where an entry vanishes, a SEQUENCE falls, an entry changes without a higher one, or
a VTIMEZONE disagrees with the time zone database.
"""

import io
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from dateutil import tz
from icalendar import Calendar

shown = {}
numbers = {}


def zones(calendar):
    """The zones that the file itself describes, as dateutil understands them."""
    described = {}
    for zone in calendar.walk("VTIMEZONE"):
        name = str(zone["TZID"])
        described[name] = tz.tzical(io.StringIO(zone.to_ical().decode())).get(name)
    return described


def moment(value, described):
    day = value.dt
    if not isinstance(day, datetime):
        return str(day)
    name = value.params.get("TZID")
    if name is None:
        return str(day)
    ours = day.replace(tzinfo=described[name])
    theirs = day.replace(tzinfo=ZoneInfo(name))
    assert ours.utcoffset() == theirs.utcoffset(), (name, day, ours, theirs)
    assert ours.tzname() == theirs.tzname(), (name, day, ours.tzname(), theirs.tzname())
    return ours.isoformat(sep=" ", timespec="minutes")


for path in sys.argv[1:]:
    with open(path, "rb") as file:
        text = file.read()
    # Not every calendar reads a list of days: what RRULE says alone is compared with the database.
    assert b"RDATE" not in text, path
    calendar = Calendar.from_ical(text)
    assert calendar["METHOD"] == "PUBLISH" and calendar["VERSION"] == "2.0"
    described = zones(calendar)
    seen = set()
    for event in calendar.walk("VEVENT"):
        uid, sequence = str(event["UID"]), int(event["SEQUENCE"])
        assert uid not in seen, f"two entries are called {uid}"
        seen.add(uid)
        number = numbers.setdefault(uid, len(numbers) + 1)
        end = f" to {moment(event['DTEND'], described)}" if "DTEND" in event else ""
        what = (
            moment(event["DTSTART"], described) + end,
            str(event["STATUS"]),
            str(event.get("LOCATION", "")),
        )
        if uid in shown:
            before, old = shown[uid]
            assert sequence >= old, f"SEQUENCE of {uid} falls from {old} to {sequence}"
            assert what == before or sequence > old, f"{uid} changed without a higher SEQUENCE"
        shown[uid] = (what, sequence)
    gone = set(shown) - seen
    assert not gone, f"{gone} vanished instead of being cancelled"
    print(calendar["NAME"])
    for uid in sorted(seen, key=numbers.get):
        (when, status, room), sequence = shown[uid]
        print(f"  {numbers[uid]}. {when}, {room or 'no room'}: {status}, SEQUENCE {sequence}")
