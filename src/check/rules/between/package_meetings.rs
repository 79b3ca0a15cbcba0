//! A meeting that cover and enclosure give differently.

use std::collections::BTreeMap;

use crate::check::{Case, Family, Found, Piece, Rule, Scheduled, Scope};
use crate::finding::Level;
use crate::letter::Meeting;

pub(super) static RULE: Rule = Rule {
    name: "package-meetings",
    family: Family::Between,
    level: Level::Warning,
    most: Level::Error,
    summary: "a cover and its enclosure give a meeting different dates, times or titles",
    checks: "Meetings of the same `id`, or of the same title, in the letters of a package: their dates, times, \
             room and title. What only one of them says is fine. Rooms that are one room under two names are \
             left to package-rooms.",
    why: "The cover is read and the enclosure is filed; who acts on one misses the other.",
    example: "Cover: dates: 2018-02-01\nEnclosure: dates: 2018-02-02   (both `id: ign-72-1`)",
    instead: "The same dates in both.",
    source: "general practice; covers and enclosures disagree on title, time and room in real letters",
    scope: Scope::Package(check),
};

fn check(case: &Case<'_>, found: &mut Found) {
    for (cover, enclosed) in case.pairs() {
        let theirs = Theirs::of(enclosed.meetings());
        for ours in cover.meetings() {
            if let Some(same) = theirs.same(ours.meeting) {
                compare(cover, ours, enclosed, &enclosed.meetings()[same], found);
            }
        }
    }
}

/// The first meeting of each id and title in an enclosed letter, by its number.
#[derive(Default)]
struct Theirs<'m> {
    ids: BTreeMap<&'m str, usize>,
    titles: BTreeMap<&'m str, usize>,
    /// Of meetings without an id.
    titles_alone: BTreeMap<&'m str, usize>,
}

impl<'m> Theirs<'m> {
    fn of(meetings: &[Scheduled<'m>]) -> Self {
        let mut theirs = Self::default();
        for (at, scheduled) in meetings.iter().enumerate() {
            let (id, title) = (scheduled.meeting.id.as_deref(), scheduled.meeting.title.as_deref());
            if let Some(title) = title {
                theirs.titles.entry(title).or_insert(at);
            }
            match (id, title) {
                (Some(id), _) => drop(theirs.ids.entry(id).or_insert(at)),
                (None, Some(title)) => drop(theirs.titles_alone.entry(title).or_insert(at)),
                (None, None) => {}
            }
        }
        theirs
    }

    /// The first of them with the same id; or with the same title, where one has no id.
    fn same(&self, ours: &Meeting) -> Option<usize> {
        let titles = if ours.id.is_some() { &self.titles_alone } else { &self.titles };
        let by_id = ours.id.as_deref().and_then(|id| self.ids.get(id));
        let by_title = ours.title.as_deref().and_then(|title| titles.get(title));
        by_id.into_iter().chain(by_title).min().copied()
    }
}

fn compare(
    cover: &Piece<'_>,
    ours: &Scheduled<'_>,
    enclosed: &Piece<'_>,
    theirs: &Scheduled<'_>,
    found: &mut Found,
) {
    let texts = |scheduled: &Scheduled<'_>| {
        let meeting = scheduled.meeting;
        let times: Vec<_> = meeting.times.iter().map(ToString::to_string).collect();
        [
            ("dates", meeting.dates.as_ref().map(ToString::to_string)),
            ("times", (!times.is_empty()).then(|| times.join(", "))),
            ("room", meeting.room.clone()),
            ("title", meeting.title.clone()),
        ]
    };
    for ((field, a), (_, b)) in texts(ours).into_iter().zip(texts(theirs)) {
        let (Some(a), Some(b)) = (a, b) else { continue };
        let one_room =
            field == "room" && super::package_rooms::is_one_room((cover, &a), (enclosed, &b));
        if a == b || one_room || a.eq_ignore_ascii_case(&b) {
            continue;
        }
        let noun = field.strip_suffix('s').unwrap_or(field);
        found.push(
            RULE.finding(format!(
                "the cover gives the {noun} as {a}, the letter it encloses as {b}"
            ))
            .at(cover.place_of(ours, field))
            .related(enclosed.place_of(theirs, field), "in the enclosed letter")
            .help("give both the same"),
        );
    }
}
