//! A meeting's entries in a calendar: one for each row of days, or for each sitting.

use super::announced::AnnouncedSitting;
use super::state::State;
use crate::letter::{Clock, DateRange, Day, End, TimeRange};
use crate::zone::Zone;

/// One entry of a meeting in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// When.
    pub when: When,
    /// The zone of its times.
    pub zone: Option<Zone>,
    /// The room: the sitting's own, or else the meeting's.
    pub room: Option<String>,
    /// What it is called, if not as the meeting.
    pub title: Option<String>,
    /// It was announced, and is cancelled.
    pub dropped: bool,
}

/// When an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Whole days: the first, and the last.
    Days(Day, Day),
    /// From this day on, the end unknown: only the first day is certain.
    Open(Day),
    /// Some time in the month that begins on this day.
    Month(Day),
    /// On a day, from one time to another if that is said.
    Hours(Day, TimeRange),
}

/// The longest row of days with times that is taken day by day.
const ROW: usize = 31;

/// The most entries of one meeting.
const MOST: usize = 366;

impl When {
    /// Its first day.
    pub fn first(self) -> Day {
        match self {
            Self::Days(day, _) | Self::Open(day) | Self::Month(day) | Self::Hours(day, _) => day,
        }
    }

    /// The day after the last, as calendars write the end of whole days (RFC 5545, section
    /// 3.6.1); none where the calendar ends.
    pub fn after(self) -> Option<Day> {
        let after = match self {
            Self::Days(_, last) => last.next(),
            Self::Open(day) | Self::Hours(day, _) => day.next(),
            Self::Month(first) => {
                let next = first.plus(32);
                Some(next.plus(1 - i64::from(next.day())))
            }
        };
        after.filter(|day| day.year() <= 9999)
    }
}

/// Replaces the entries by those of the present state. One without a successor stays as
/// cancelled, because a calendar that once showed it must be told to drop it.
pub(super) fn settle(slots: &mut Vec<Slot>, state: &State) {
    let now = slots_of(state);
    for slot in slots.iter_mut().skip(now.len()) {
        slot.dropped = true;
    }
    slots.splice(..slots.len().min(now.len()), now);
}

fn slots_of(state: &State) -> Vec<Slot> {
    let mut slots = Vec::new();
    let ranges = state.dates.as_ref().map(|dates| dates.ranges()).unwrap_or_default();
    let whole = |when| Slot {
        when,
        zone: state.place,
        room: state.room.clone(),
        title: None,
        dropped: false,
    };
    let mut dated: Vec<&AnnouncedSitting> =
        state.sittings.iter().filter(|sat| sat.date.is_some()).collect();
    dated.sort_by_key(|sat| (sat.date, sat.times.from));
    let daily: Vec<&AnnouncedSitting> =
        state.sittings.iter().filter(|sat| sat.date.is_none()).collect();
    let mut taken = Vec::new();
    let timed = !state.times.is_empty() || !state.sittings.is_empty();
    for range in ranges {
        let days = days(*range);
        match days {
            Some(days) if timed => {
                for day in days {
                    taken.push(day);
                    let before = slots.len();
                    let own = dated.iter().filter(|sat| sat.date == Some(day));
                    slots.extend(own.chain(&daily).map(|sat| sitting(day, sat, state)));
                    if slots.len() == before {
                        slots.extend(
                            state.times.iter().map(|times| whole(When::Hours(day, *times))),
                        );
                    }
                    // A day of the meeting without a sitting of its own.
                    if slots.len() == before {
                        slots.push(whole(When::Days(day, day)));
                    }
                }
            }
            _ => slots.push(whole(match range.end {
                End::Day(last) => When::Days(range.start, last),
                End::Open => When::Open(range.start),
                End::Month => When::Month(range.start),
            })),
        }
        if slots.len() > MOST {
            break;
        }
    }
    let others = dated.iter().filter_map(|sat| Some((sat.date?, sat)));
    let others = others.filter(|(day, _)| !taken.contains(day));
    slots.extend(others.map(|(day, sat)| sitting(day, sat, state)));
    slots.truncate(MOST);
    slots
}

fn sitting(day: Day, sat: &AnnouncedSitting, state: &State) -> Slot {
    Slot {
        when: When::Hours(day, sat.times),
        zone: state.place,
        room: sat.room.clone().or_else(|| state.room.clone()),
        title: sat.title.clone(),
        dropped: false,
    }
}

/// The days of a row, one by one, if they are few and known.
fn days(range: DateRange) -> Option<Vec<Day>> {
    let last = match range.end {
        End::Day(last) => last,
        End::Open => range.start,
        End::Month => return None,
    };
    let days = std::iter::successors(Some(range.start), |day| day.next());
    let days: Vec<_> = days.take(ROW + 1).take_while(|day| *day <= last).collect();
    (days.len() <= ROW).then_some(days)
}

/// Day and time as a calendar counts them: 24:00 is the beginning of the next day.
pub(super) fn moment(day: Day, time: Clock) -> Option<(Day, Clock)> {
    if time.hour < 24 {
        return Some((day, time));
    }
    let next = day.next().filter(|day| day.year() <= 9999)?;
    Some((next, Clock { hour: 0, minute: 0 }))
}
