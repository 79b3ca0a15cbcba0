//! The prose of letters, from lists of phrases.

use super::chance::Chance;
use super::people;
use super::topics::Topic;

/// Who speaks in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// One signatory.
    I,
    /// Several.
    We,
    /// A note verbale, in the third person.
    Third,
}

/// The fewest and the most words of usual prose.
const WORDS: (usize, usize) = (60, 600);

/// The longest line in a record.
const WIDTH: usize = 92;

const OPENINGS: &[&str] = &[
    "",
    "",
    "",
    "",
    "In this regard, ",
    "Against this background, ",
    "To this end, ",
    "At the same time, ",
    "In the course of the past months, ",
    "As in previous years, ",
    "For the same reason, ",
    "In the light of these views, ",
    "With a view to a timely outcome, ",
    "Without prejudice to the positions of any delegation, ",
];

const SUBJECTS: &[&str] = &[
    "the discussions on the {topic}",
    "the views that delegations expressed on the {topic}",
    "the elements of the {topic}",
    "the preparations for the {topic}",
    "the contributions received from Member States",
    "the comments of regional groups",
    "the exchange of views with civil society",
    "the work of the secretariat",
    "the lessons of earlier rounds",
    "the needs of developing countries",
    "the role of national institutions",
    "the concerns of {state}",
    "the proposal of {state}",
    "the statement made on behalf of several States",
    "the analysis of the Secretary-General",
];

/// In the past, where one and several take the same form.
const VERBS: &[&str] = &[
    "showed that",
    "made it clear that",
    "confirmed that",
    "rested on the understanding that",
    "suggested that",
    "brought out once more that",
    "left no doubt that",
    "pointed to the fact that",
];

const CLAIMS: &[&str] = &[
    "a balanced text is within reach",
    "more time is needed for {aspect}",
    "progress depends on {aspect}",
    "no delegation should be left without a voice",
    "{aspect} and {aspect} belong together",
    "the outcome must be short, clear and open to action",
    "practical steps matter more than new structures",
    "the best results come from early consultation",
    "existing commitments have to be kept first",
    "{aspect} deserves a chapter of its own",
    "small delegations need documents well in advance",
    "agreement on {aspect} would open the way for the rest",
    "the wording on {aspect} can still be improved",
];

const ASPECTS: &[&str] = &[
    "the means of implementation",
    "the transfer of technology",
    "the follow-up at the national level",
    "capacity-building",
    "the financing of adaptation",
    "the review mechanism",
    "the participation of women",
    "the role of local communities",
    "the sharing of data",
    "the protection of cultural heritage",
    "the division of labour between the organs",
    "the reporting cycle",
    "the language on accountability",
    "the balance between rights and duties",
    "access to information in all official languages",
];

const SENTENCES: &[&str] = &[
    "Delegations are invited to submit written comments on {aspect} at their earliest convenience.",
    "All delegations are encouraged to be represented at the highest possible level.",
    "Interventions should not exceed three minutes, and should be sent to the secretariat in advance.",
    "Group statements will be heard first, followed by statements in national capacity.",
    "The draft reflects, to the extent possible, the views expressed on {aspect}.",
    "Paragraphs on which there was broad agreement have been left as they were.",
    "The mandate for this work is given in {cite}, which the General Assembly adopted without a vote.",
    "It will be recalled that {cite} called for {aspect} to be considered as a matter of priority.",
    "Interpretation will be provided in all official languages of the United Nations.",
    "Documents will be available on [the website of the Office](https://office.example/{slug}).",
    "The secretariat stands ready to assist delegations that have questions on {aspect}.",
    "In the view of {state}, {aspect} should be treated together with {aspect}.",
    "A summary of the discussion will be circulated to all Member States after the meeting.",
    "The programme allows for an interactive discussion, and prepared statements are discouraged.",
    "Further details on {aspect} will be communicated in due course.",
    "The list of speakers will be opened two weeks before the meeting.",
    "Nothing is agreed until everything is agreed, and all proposals remain on the table.",
    "The aim is a text that all Member States can support, and that leaves room for {aspect}.",
];

const OWN_I: &[&str] = &[
    "I am grateful to all delegations for their constructive spirit.",
    "I wish to thank {state} and {state} for their proposals on {aspect}.",
    "I intend to revert to {aspect} before the end of the session.",
    "I count on the continued support of all delegations in these efforts.",
    "I should be grateful for an early indication of participation.",
];

const OWN_WE: &[&str] = &[
    "We are grateful to all delegations for their constructive spirit.",
    "We wish to thank {state} and {state} for their proposals on {aspect}.",
    "We intend to revert to {aspect} before the end of the session.",
    "We count on the continued support of all delegations in these efforts.",
    "We should be grateful for an early indication of participation.",
];

const LEADS: &[&str] = &[
    "The discussion may be guided by the following questions:",
    "Comments are sought in particular on the following points:",
    "The text rests on the following elements:",
    "Delegations may wish to address the following:",
];

const ITEMS: &[&str] = &[
    "How can {aspect} be strengthened in practice?",
    "Which steps are needed to secure {aspect}?",
    "What has been learned about {aspect}, and by whom?",
    "How do {aspect} and {aspect} support each other?",
    "Where would {aspect} make the greatest difference?",
];

const QUOTES: &[&str] = &[
    "Decides to continue its consideration of the {topic}, with due regard to {aspect}, and invites Member States to take an active part.",
    "Requests the President of the General Assembly to hold open, inclusive and transparent consultations on the {topic}.",
    "Takes note with appreciation of the report of the Secretary-General, and stresses the importance of {aspect}.",
];

/// What prose is made from.
pub(super) struct Prose<'a> {
    pub(super) topic: Topic,
    pub(super) voice: Voice,
    /// The latest session whose resolutions may be cited.
    pub(super) session: i32,
    /// How much longer than usual.
    pub(super) factor: f64,
    /// Paragraphs that must stand in it: blocks and merge fields.
    pub(super) own: &'a [String],
}

impl Prose<'_> {
    /// Paragraphs; the first of the required ones stands second.
    pub(super) fn write(&self, chance: &mut Chance) -> String {
        // Most letters are short.
        let share = chance.below(1000) as f64 / 1000.0;
        let usual = WORDS.0 as f64 + (WORDS.1 - WORDS.0) as f64 * share * share;
        let wanted = (usual * self.factor) as usize;
        let mut text = String::with_capacity(wanted * 8);
        let (mut words, mut own) = (0, self.own.iter());
        loop {
            let before = text.len();
            match chance.below(12) {
                0 if words > 0 => self.list(chance, &mut text),
                1 if words > 0 => self.quote(chance, &mut text),
                _ => self.paragraph(chance, &mut text),
            }
            words += text[before..].split_whitespace().count();
            if let Some(paragraph) = own.next() {
                text.push('\n');
                wrap(paragraph, "", "", &mut text);
            }
            if words >= wanted {
                break;
            }
            text.push('\n');
        }
        for paragraph in own {
            text.push('\n');
            wrap(paragraph, "", "", &mut text);
        }
        text
    }

    fn paragraph(&self, chance: &mut Chance, text: &mut String) {
        let sentences = chance.between(2, 5);
        let mut paragraph = String::new();
        for _ in 0..sentences {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            let sentence = self.sentence(chance);
            paragraph.push_str(&sentence);
        }
        wrap(&paragraph, "", "", text);
    }

    fn sentence(&self, chance: &mut Chance) -> String {
        let own = match self.voice {
            Voice::I => OWN_I,
            Voice::We => OWN_WE,
            Voice::Third => &[],
        };
        match chance.below(10) {
            0 if !own.is_empty() => self.fill(chance.of(own), chance),
            0..5 => self.fill(chance.of(SENTENCES), chance),
            _ => {
                let parts = [
                    chance.of(OPENINGS),
                    chance.of(SUBJECTS),
                    " ",
                    chance.of(VERBS),
                    " ",
                    chance.of(CLAIMS),
                    ".",
                ];
                capital(self.fill(&parts.concat(), chance))
            }
        }
    }

    fn list(&self, chance: &mut Chance, text: &mut String) {
        wrap(chance.of(LEADS), "", "", text);
        text.push('\n');
        let numbered = chance.percent(50);
        let first = chance.below(ITEMS.len());
        for number in 1..=chance.between(3, 4) {
            let item = self.fill(ITEMS[(first + number) % ITEMS.len()], chance);
            if numbered {
                wrap(&item, &format!("{number}. "), "   ", text);
            } else {
                wrap(&item, "- ", "  ", text);
            }
        }
    }

    fn quote(&self, chance: &mut Chance, text: &mut String) {
        let lead =
            self.fill("The General Assembly, in {cite}, gave the following mandate:", chance);
        wrap(&lead, "", "", text);
        text.push('\n');
        let quote = self.fill(chance.of(QUOTES), chance);
        wrap(&quote, "> ", "> ", text);
    }

    /// Fills the blanks of a phrase; merge fields are no blanks.
    fn fill(&self, phrase: &str, chance: &mut Chance) -> String {
        let mut text = String::with_capacity(phrase.len() + 64);
        let mut rest = phrase;
        let mut used = usize::MAX;
        while let Some((before, blank)) = rest.split_once('{') {
            let (name, after) = blank.split_once('}').unwrap_or((blank, ""));
            text.push_str(before);
            match name {
                "topic" => text.push_str(self.topic.name),
                "slug" => text.push_str(self.topic.slug),
                "state" => text.push_str(people::state(chance)),
                "cite" => text.push_str(&resolution_in_prose(chance, self.session)),
                // Never the same aspect twice in a row.
                _ => {
                    let mut at = chance.below(ASPECTS.len());
                    if at == used {
                        at = (at + 1) % ASPECTS.len();
                    }
                    used = at;
                    text.push_str(ASPECTS[at]);
                }
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

/// "resolution 72/313".
fn resolution_in_prose(chance: &mut Chance, session: i32) -> String {
    let session = session - chance.below(4) as i32;
    format!("resolution {session}/{}", chance.between(1, 310))
}

/// The text with its first letter a capital.
fn capital(text: String) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => text,
    }
}

/// A paragraph in lines, the first and the others with what stands before them. Merge fields stay whole.
fn wrap(paragraph: &str, first: &str, others: &str, text: &mut String) {
    text.push_str(first);
    let (mut column, mut within, mut start) = (first.len(), false, true);
    for word in paragraph.split(' ') {
        let length = word.chars().count();
        if start {
            start = false;
        } else if column + 1 + length > WIDTH && !within {
            text.push('\n');
            text.push_str(others);
            column = others.len();
        } else {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += length;
        within = (within || word.contains("{{")) && !word.contains("}}");
    }
    text.push('\n');
}
