"""What a calendar shows that took in the calendars of letters, against the programme.

Each folder named on the command line holds a history: the calendars of its letters in their order,
and `programme.ics`. An entry is taken by its UID where its SEQUENCE is not lower. Prints every entry
that the two show otherwise.
"""

import pathlib
import sys

from icalendar import Calendar


def entries(path):
    for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
        end = str(event["DTEND"].dt) if "DTEND" in event else ""
        yield str(event["UID"]), int(event["SEQUENCE"]), (
            str(event["DTSTART"].dt),
            end,
            str(event["STATUS"]),
            str(event["SUMMARY"]),
            str(event.get("LOCATION", "")),
        )


for folder in map(pathlib.Path, sys.argv[1:]):
    shown = {}
    for path in sorted(folder.glob("letter-*.ics")):
        for uid, sequence, what in entries(path):
            if uid not in shown or sequence >= shown[uid][0]:
                shown[uid] = (sequence, what)
    programme = {uid: (sequence, what) for uid, sequence, what in entries(folder / "programme.ics")}
    for uid in sorted(shown.keys() | programme.keys()):
        ours, theirs = shown.get(uid), programme.get(uid)
        if ours != theirs:
            print(f"{folder.name}: {uid}\n  letters:   {ours}\n  programme: {theirs}")
