//! Findings: what is wrong with a letter, where, and what to do about it.

use serde::Serialize;

use crate::source::Place;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Level {
    /// A matter of taste.
    Note,
    /// Probably wrong; somebody should look.
    Warning,
    /// Certainly wrong; the letter is not written.
    Error,
}

impl Level {
    /// `note`, `warning` or `error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing that is wrong with a letter.
///
/// All findings of a letter are collected; none stops the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule's name, in kebab case; it reads after "allow": `unknown-field`.
    pub rule: &'static str,
    /// How much it weighs.
    pub level: Level,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where it is wrong, if it has a place.
    pub place: Option<Place>,
    /// The column of a list that it is about, as the list names it.
    pub column: Option<String>,
    /// A few words under the place.
    pub label: String,
    /// Other places that explain it, each with a few words.
    pub related: Vec<(Place, String)>,
    /// What to do next, one sentence each.
    pub help: Vec<String>,
    /// Where the rule is written down; empty where the format of a record demands it.
    pub source: &'static str,
    /// Why it is kept on purpose: the reason in the record's `sic`.
    pub suppressed: Option<String>,
    /// A change of the record that mends it and touches no fact.
    pub fix: Vec<Edit>,
}

/// A change of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// What is replaced.
    pub place: Place,
    /// What replaces it.
    pub text: String,
}

impl Finding {
    /// A finding without a place.
    pub fn new(rule: &'static str, level: Level, message: impl Into<String>) -> Self {
        Self {
            rule,
            level,
            message: message.into(),
            place: None,
            column: None,
            label: String::new(),
            related: Vec::new(),
            help: Vec::new(),
            source: "",
            suppressed: None,
            fix: Vec::new(),
        }
    }

    /// An error without a place.
    pub fn error(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(rule, Level::Error, message)
    }

    /// Puts it at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Names the column of a list that it is about.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// Adds a few words under its place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds a second place that explains it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Adds a change that mends it.
    #[must_use]
    pub fn fix(mut self, place: Place, text: impl Into<String>) -> Self {
        self.fix.push(Edit { place, text: text.into() });
        self
    }

    /// Changes how much it weighs.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Whether it fails a check that fails on `level`; what is kept on purpose never does.
    pub fn fails(&self, level: Level) -> bool {
        self.suppressed.is_none() && self.level >= level
    }

    /// The order in which findings are shown: by file, then place, then rule.
    pub fn sort(findings: &mut [Self]) {
        findings.sort_by(|a, b| {
            let key = |f: &Self| {
                f.place
                    .as_ref()
                    .map(|p| (p.source().name().to_owned(), p.range().start))
            };
            key(a)
                .cmp(&key(b))
                .then_with(|| a.rule.cmp(b.rule))
                .then_with(|| a.message.cmp(&b.message))
        });
    }
}

/// Whether any of them forbids writing the letter.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.fails(Level::Error))
}

/// The known name nearest to a mistyped one, if one is near enough; the first of
/// several as near.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let length = wrong.chars().count();
    let counts = LetterCounts::of(&wrong);
    let mut best: Option<(usize, &str)> = None;
    for name in known {
        let lower = name.to_lowercase();
        let near = 2 + lower.chars().count().min(length) / 4;
        let below = best.map_or(near, |(distance, _)| near.min(distance));
        // Among a hundred thousand names, few share enough letters to be compared in order.
        if counts.apart(&lower) >= below {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&wrong, &lower);
        if distance < below {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// How often each letter occurs in a name; letters that are equal modulo 64 count as one.
#[derive(Clone, Copy)]
struct LetterCounts([i32; 64]);

impl LetterCounts {
    fn of(name: &str) -> Self {
        let mut counts = [0; 64];
        for c in name.chars() {
            counts[c as usize % 64] += 1;
        }
        Self(counts)
    }

    /// The fewest edits that could make one name of the other, whatever the order of letters.
    fn apart(&self, other: &str) -> usize {
        let Self(mut counts) = *self;
        for c in other.chars() {
            counts[c as usize % 64] -= 1;
        }
        let (more, less) = counts
            .iter()
            .fold((0, 0), |(more, less), count| (more + count.max(&0), less - count.min(&0)));
        more.max(less).unsigned_abs() as usize
    }
}

/// Advice about a mistyped name: the nearest known one, or the list of them.
pub fn suggest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(wrong, known.clone()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => {
            let all: Vec<_> = known.into_iter().map(|name| format!("`{name}`")).collect();
            format!("known here: {}", all.join(", "))
        }
    }
}
