//! What a letter has to tell, and what of it is told already: by merge fields of the prose, by a
//! symbol or an address typed in it, or by a turn.

use super::OwnWords;
use super::picks::{Picker, Picks};
use crate::letter::{Letter, Meeting};
use crate::record::Record;
use crate::template::{Chosen, Data};

/// The lists of facts, by the names of their fields.
const LISTS: [&str; 6] = ["follows", "cites", "enclosures", "meetings", "deadlines", "contacts"];

/// The place of meetings among them.
const MEETINGS: usize = 3;

/// Of each list, whether an item is still to be told.
type Open = [Vec<bool>; LISTS.len()];

/// The fewest bytes by which a text can be known for a symbol or an address.
const SYMBOL: usize = 4;

/// The facts of a letter.
#[derive(Debug)]
pub(in crate::compose) struct Facts<'a> {
    record: &'a Record,
    /// What no words of the record's own tell: for turns that tell it.
    unsaid: Open,
    /// What neither the prose nor a turn tells: for all other turns.
    rest: Open,
    /// The prose leaves when and where the first meeting is to a sentence.
    meeting: bool,
    /// A meeting has an agenda that nothing prints yet.
    agenda: bool,
    /// What is asked of the addressee stands apart from the text.
    action_apart: bool,
}

impl<'a> Facts<'a> {
    /// The facts of a letter: what its prose looks up, as `deadlines[0].date`, and what its own
    /// words for clauses do; ready-made blocks by their names. What the page shows `apart` need not
    /// be told.
    pub(in crate::compose) fn new(
        record: &'a Record,
        prose: &[String],
        own: &OwnWords<'_>,
        apart: &[&str],
    ) -> Self {
        let letter = &*record.letter;
        let body = letter.body.as_ref().map_or("", |body| body.0.as_str());
        let all = Said { looked_up: &own.all, body: "" };
        let own = Said { looked_up: &own.act, body: "" };
        let prose = Said { looked_up: prose, body };
        let only = |name: &str| letter.register_only.iter().any(|field| field == name);
        let mut unsaid = own.open(letter);
        let mut rest = prose.open(letter);
        for (rest, all) in rest.iter_mut().flatten().zip(all.open(letter).iter().flatten()) {
            *rest &= all;
        }
        for (at, name) in LISTS.iter().enumerate() {
            if only(name) {
                unsaid[at].fill(false);
            }
            for (rest, unsaid) in rest[at].iter_mut().zip(&unsaid[at]) {
                *rest &= unsaid;
            }
            if apart.contains(name) {
                rest[at].fill(false);
            }
        }
        let meeting = rest[MEETINGS].first() == Some(&true);
        let placed = |names: &[&str]| names.iter().any(|name| prose.has(name));
        if placed(&["schedule", "programme"]) {
            rest[MEETINGS].fill(false);
        }
        let programme = letter.enclosures.iter().any(|enclosure| enclosure.programme);
        let agenda = letter.meetings.iter().any(|meeting| !meeting.agenda.is_empty())
            && !programme
            && !only("agenda")
            && !only("meetings")
            && !placed(&["agenda", "programme"]);
        let action_apart = apart.contains(&"action");
        Self { record, unsaid, rest, meeting, agenda, action_apart }
    }

    /// With what the turns tell that were picked.
    pub(super) fn told(mut self, picks: &Picks<'_>) -> Self {
        // A turn that the record picks speaks, whatever the prose says.
        let picked = picks.all().filter(|(_, _, picker)| *picker == Picker::Record);
        for need in picked
            .flat_map(|(_, pick, _)| pick.turns())
            .flat_map(|(_, turn)| &turn.needs)
        {
            let list = LISTS.iter().position(|name| name == need);
            if let Some(at) = list.filter(|at| !self.rest[*at].contains(&true)) {
                self.rest[at].clone_from(&self.unsaid[at]);
            }
        }
        let told = picks.all().flat_map(|(_, pick, _)| pick.turns());
        for fact in told.flat_map(|(_, turn)| &turn.tells) {
            let (list, item) = fact.split_once('.').unwrap_or((fact, ""));
            let Some(at) = LISTS.iter().position(|name| *name == list) else { continue };
            let Some(list) = self.rest.get_mut(at) else { continue };
            match item {
                "" => list.fill(false),
                "only" if list.len() == 1 => list.fill(false),
                number => {
                    let item = number.parse::<usize>().ok();
                    if let Some(item) = item.and_then(|item| list.get_mut(item.checked_sub(1)?)) {
                        *item = false;
                    }
                }
            }
        }
        self
    }

    /// Gives templates what is to be told: `unsaid` to turns that tell it, `rest` to the others.
    pub(super) fn choose(&self, data: &mut Data<'_>) {
        for (group, open) in [("unsaid", &self.unsaid), ("rest", &self.rest)] {
            let lists = LISTS.iter().zip(open);
            data.choose(group, lists.map(|(name, items)| Chosen { name, items }));
        }
    }

    /// Whether of the meetings to be told some are held, or some are off: cancelled, or postponed
    /// without a day.
    fn has_meetings(&self, open: &Open, off: bool) -> bool {
        let mut meetings = self.record.letter.meetings.iter().zip(&open[MEETINGS]);
        meetings.any(|(meeting, open)| *open && off == meeting.is_off())
    }

    /// Whether there is what a turn needs; `tells` where it is one that tells it.
    pub(super) fn gives(&self, need: &str, tells: bool, picks: &Picks<'_>) -> bool {
        let open = if tells { &self.unsaid } else { &self.rest };
        let list = |name: &str| {
            let at = LISTS.iter().position(|list| *list == name)?;
            Some(open[at].contains(&true))
        };
        match need {
            "agenda" => self.agenda && !picks.leaves_out("agenda"),
            "schedule" => self.has_meetings(open, false) && !picks.leaves_out("schedule"),
            "off" => self.has_meetings(&self.rest, true),
            "meeting" => self.meeting,
            "action" if self.action_apart => false,
            _ => list(need).unwrap_or_else(|| self.record.gives(need) && !self.is_apart(need)),
        }
    }

    /// Whether a field is for the register alone.
    fn is_apart(&self, name: &str) -> bool {
        self.record.letter.register_only.iter().any(|field| field == name)
    }

    /// Whether the record gives what a turn needs, told or not.
    pub(super) fn is_given(&self, need: &str) -> bool {
        match need {
            "agenda" | "schedule" | "meeting" | "off" => self.record.gives("meetings"),
            _ => self.record.gives(need),
        }
    }
}

/// What the prose, or words for a clause, say.
struct Said<'a> {
    looked_up: &'a [String],
    body: &'a str,
}

impl Said<'_> {
    /// Of each list, the items that it does not tell.
    fn open(&self, letter: &Letter) -> Open {
        let any = |list: &str, at: usize, fields: &[&str]| {
            !self.looked_up.is_empty()
                && fields.iter().any(|field| self.has(&format!("{list}[{at}].{field}")))
        };
        let follows = letter.follows.iter().enumerate().map(|(at, follows)| {
            let about = follows.about.is_none() || any("follows", at, &["about"]);
            !(about && any("follows", at, &["letter.date", "reference"]))
        });
        let cites = letter.cites.iter().enumerate().map(|(at, cite)| {
            let symbols = [&cite.resolution, &cite.decision, &cite.document];
            let typed = symbols.into_iter().flatten().any(|symbol| self.types(symbol));
            !typed && !any("cites", at, &["resolution", "decision", "document", "title"])
        });
        let enclosures =
            (0..letter.enclosures.len()).map(|at| !any("enclosures", at, &["title", "document"]));
        let meetings = letter.meetings.iter().enumerate();
        let listed = self.has("deadlines");
        let deadlines =
            (0..letter.deadlines.len()).map(|at| !listed && !any("deadlines", at, &["date"]));
        let named = self.has("contacts");
        let contacts = letter.contacts.iter().enumerate().map(|(at, contact)| {
            let addresses = [&contact.email, &contact.telephone];
            let typed = addresses.into_iter().flatten().any(|address| self.types(address));
            !named && !typed && !any("contacts", at, &["name", "email", "telephone"])
        });
        [
            follows.collect(),
            cites.collect(),
            enclosures.collect(),
            meetings.map(|(at, meeting)| !self.meeting(at, meeting)).collect(),
            deadlines.collect(),
            contacts.collect(),
        ]
    }

    /// Whether a merge field looks a field up, or asks for a block.
    fn has(&self, path: &str) -> bool {
        self.looked_up.iter().any(|field| field == path)
    }

    /// Whether a symbol or an address is typed, and is no part of a longer one.
    fn types(&self, text: &str) -> bool {
        if text.len() < SYMBOL || !text.contains(|c: char| c.is_ascii_digit() || c == '@') {
            return false;
        }
        let part = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '@');
        self.body.match_indices(text).any(|(at, _)| {
            let (before, after) = (&self.body[..at], &self.body[at + text.len()..]);
            !before.ends_with(part) && !after.starts_with(part)
        })
    }

    /// Whether merge fields tell all that a sentence would tell of a meeting.
    fn meeting(&self, at: usize, meeting: &Meeting) -> bool {
        if self.looked_up.is_empty() {
            return false;
        }
        let has = |field: &str| self.has(&format!("meetings[{at}].{field}"));
        has("dates")
            && (meeting.times.is_empty() || has("times"))
            && (meeting.room.is_none() || has("room"))
    }
}
