//! Versions that state different things.

use super::missing_version::has_prose;
use crate::check::{Family, Found, Piece, Rule, Scope, Versions};
use crate::finding::{Finding, Level};
use crate::language::facts::{self, NumberMention};
use crate::record::Version;
use crate::source::Place;

mod names;
mod stated;

use stated::{Enclosing, Said, Stated, enclosing, in_words, is_told, pick, stated};

pub(super) static RULE: Rule = Rule {
    name: "versions-at-odds",
    family: Family::Versions,
    level: Level::Warning,
    most: Level::Error,
    summary: "the versions of a letter state different things",
    checks: "The prose of each version against that of the main language: dates, times and numbers in figures, \
             symbols of documents, names of persons that the record knows, merge fields, and whether it speaks of \
             an enclosure. Dates are read in every language that has a folder; figures of every script, parted \
             in thousands or not, are one number. What one language may say in words and another in figures is \
             passed over, and so is a name that a version may spell in its own script and the record does not.",
    why: "All versions of a letter have one meaning. Two dates in two languages bring two halves of the \
          addressees on two days.",
    example: "… le 3 février 2018 …   (and in English: 2 February 2018)",
    instead: "… le 2 février 2018 …, or better a merge field: {{ meetings.briefing.dates }}",
    source: "Vienna Convention on the Law of Treaties, article 33, on texts in several languages; general practice",
    scope: Scope::Versions(check),
};

fn check(letter: &Versions<'_>, found: &mut Found) {
    let main = letter.main();
    if !has_prose(main) {
        return;
    }
    for (other, version) in letter.others().filter(|(other, _)| has_prose(other)) {
        let pair = Pair {
            main,
            other,
            tag: &version.tag,
            main_tag: main.record.version.as_ref().map_or("", |main| &main.tag),
        };
        pair.lacks(version, found);
        pair.facts(found);
        pair.fields(found);
        pair.names(found);
        pair.enclosing(found);
    }
}

/// The main language and one version.
struct Pair<'p> {
    main: &'p Piece<'p>,
    other: &'p Piece<'p>,
    tag: &'p str,
    main_tag: &'p str,
}

impl Pair<'_> {
    fn facts(&self, found: &mut Found) {
        let (main, other) = (stated(self.main), stated(self.other));
        let date = |said: &Said| match said {
            Said::Date(date) => Some(*date),
            _ => None,
        };
        self.compare(
            pick(&main, date),
            pick(&other, date),
            |a, b| a.agrees(*b),
            |_, _| true,
            found,
        );
        let symbol = |said: &Said| match said {
            Said::Symbol(symbol) => Some(symbol.clone()),
            _ => None,
        };
        self.compare(pick(&main, symbol), pick(&other, symbol), |a, b| a == b, |_, _| true, found);
        let time = |said: &Said| match said {
            Said::Time(time) => Some(*time),
            _ => None,
        };
        // A time alone may be in words in the other language: ten o'clock.
        self.compare(pick(&main, time), pick(&other, time), |a, b| a == b, |_, _| false, found);
        for ordinal in [false, true] {
            let number = |said: &Said| match said {
                Said::Number(number) if number.ordinal == ordinal => Some(number.clone()),
                _ => None,
            };
            let any = |said: &Said| match said {
                Said::Number(number) => Some(number.clone()),
                _ => None,
            };
            let (of_main, of_other) = (pick(&main, any), pick(&other, any));
            let unsaid = |numbers: Vec<Stated<NumberMention>>,
                          all: &[Stated<NumberMention>],
                          piece: &Piece<'_>| {
                let has = |number: &NumberMention| all.iter().any(|one| one.what.agrees(number));
                let unsaid = numbers
                    .into_iter()
                    .filter(|number| !has(&number.what) && !in_words(&number.what, piece));
                unsaid.collect::<Vec<_>>()
            };
            let a = unsaid(pick(&main, number), &of_other, self.other);
            let b = unsaid(pick(&other, number), &of_main, self.main);
            let alone =
                |number: &NumberMention, piece: &Piece<'_>| !ordinal && is_told(number, piece);
            self.compare(a, b, |a, b| a.agrees(b), alone, found);
        }
    }

    /// What cannot be compared, because a language does not say by what it is known.
    fn lacks(&self, version: &Version, found: &mut Found) {
        for piece in [self.main, self.other] {
            let (language, lexicon) = (&piece.house.language, &piece.house.lexicon);
            let lacks = facts::lacking(language, lexicon).into_iter();
            for lack in lacks.filter(|lack| lack.readers.contains(&RULE.name)) {
                let message = format!(
                    "`{}` has no `{}`, and so is compared in part",
                    language.tag(),
                    lack.name
                );
                let file = format!("{}/{}", language.tag(), lack.file);
                found.push(
                    RULE.finding(message)
                        .level(Level::Note)
                        .at(version.listed.clone())
                        .help(format!("add to {file} {}", lack.about)),
                );
            }
        }
    }

    /// What only one of the two states: two by two where both have some, else one by one.
    fn compare<T>(
        &self,
        main: Vec<Stated<T>>,
        other: Vec<Stated<T>>,
        same: impl Fn(&T, &T) -> bool,
        alone: impl Fn(&T, &Piece<'_>) -> bool,
        found: &mut Found,
    ) {
        let lacks = |here: &[Stated<T>], there: &[Stated<T>]| {
            let mut lacking: Vec<usize> = Vec::new();
            for (at, one) in here.iter().enumerate() {
                let known = there.iter().any(|two| same(&one.what, &two.what))
                    || lacking.iter().any(|at| same(&here[*at].what, &one.what));
                if !known {
                    lacking.push(at);
                }
            }
            lacking
        };
        let (mine, theirs) = (lacks(&main, &other), lacks(&other, &main));
        let both = mine.len().min(theirs.len());
        for (a, b) in mine.iter().zip(&theirs) {
            let (a, b) = (&main[*a], &other[*b]);
            let message = format!(
                "the version `{}` says \"{}\", where `{}` says \"{}\"",
                self.tag, b.words, self.main_tag, a.words
            );
            found.push(
                RULE.finding(message)
                    .at(b.place.clone())
                    .related(a.place.clone(), format!("here in `{}`", self.main_tag))
                    .help("correct the one that is wrong; what a merge field gives is the same in every language"),
            );
        }
        for at in &mine[both..] {
            if alone(&main[*at].what, self.other) {
                found.push(
                    self.missing_there(&format!("\"{}\"", main[*at].words), &main[*at].place),
                );
            }
        }
        for at in &theirs[both..] {
            if alone(&other[*at].what, self.main) {
                found.push(
                    self.missing_here(&format!("\"{}\"", other[*at].words), &other[*at].place),
                );
            }
        }
    }

    /// The main language states something, and the version does not.
    fn missing_there(&self, what: &str, place: &Place) -> Finding {
        let message =
            format!("`{}` has {what}, and the version `{}` has not", self.main_tag, self.tag);
        RULE.finding(message)
            .at(place.clone())
            .related(self.other.record.place_of_key("body"), format!("the version `{}`", self.tag))
            .help(format!("say it in `{}` too, or take it out here", self.tag))
    }

    /// The version states something, and the main language does not.
    fn missing_here(&self, what: &str, place: &Place) -> Finding {
        let message =
            format!("the version `{}` has {what}, and `{}` has not", self.tag, self.main_tag);
        RULE.finding(message)
            .at(place.clone())
            .related(
                self.main.record.place_of_key("body"),
                format!("the main language, `{}`", self.main_tag),
            )
            .help(format!("take it out here, or say it in `{}` too", self.main_tag))
    }

    fn fields(&self, found: &mut Found) {
        let (main, other) = (fields(self.main), fields(self.other));
        let lacks =
            |list: &[(String, Place)], path: &str| list.iter().all(|(known, _)| known != path);
        let mut said: Vec<&str> = Vec::new();
        for (path, place) in &main {
            if lacks(&other, path) && !said.contains(&path.as_str()) {
                said.push(path);
                found.push(
                    self.missing_there(&format!("the merge field `{{{{ {path} }}}}`"), place),
                );
            }
        }
        for (path, place) in &other {
            if lacks(&main, path) && !said.contains(&path.as_str()) {
                said.push(path);
                found
                    .push(self.missing_here(&format!("the merge field `{{{{ {path} }}}}`"), place));
            }
        }
    }

    fn names(&self, found: &mut Found) {
        for (here, there, name) in names::only_in_one(self.main, self.other) {
            match (here, there) {
                (Some(place), None) => {
                    found.push(self.missing_there(&format!("the name \"{name}\""), &place));
                }
                (None, Some(place)) => {
                    found.push(self.missing_here(&format!("the name \"{name}\""), &place));
                }
                _ => {}
            }
        }
    }

    fn enclosing(&self, found: &mut Found) {
        match (enclosing(self.main), enclosing(self.other)) {
            (Some(Enclosing::Surely(place)), Some(Enclosing::No)) => {
                found.push(self.missing_there("an enclosure", &place));
            }
            (Some(Enclosing::No), Some(Enclosing::Surely(place))) => {
                found.push(self.missing_here("an enclosure", &place));
            }
            _ => {}
        }
    }
}

/// The merge fields of a version's prose, each with its place.
fn fields(piece: &Piece<'_>) -> Vec<(String, Place)> {
    let body = piece.letter.body.as_ref().map_or("", |body| body.0.as_str());
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(start) = body[from..].find("{{").map(|at| from + at) {
        let Some(length) = body[start..].find("}}") else {
            break;
        };
        let inner = &body[start + 2..start + length];
        let path = inner.split('|').next().unwrap_or_default().trim();
        from = start + length + 2;
        found.push((path.to_owned(), piece.record.body_place(start..from)));
    }
    found
}
