//! Records to start from: one for each kind, with every field explained.

use super::Templates;
use crate::letter::Day;

/// A record to start from.
#[derive(Debug, Clone)]
pub struct Starter {
    /// The id it should bear: date, office, kind.
    pub id: String,
    /// What it is for, in a sentence: the first sentence of its first comment.
    pub about: String,
    /// The record.
    pub text: String,
}

impl Templates {
    /// The kinds there is a record to start from for.
    pub fn starters(&self) -> Vec<String> {
        self.stems("", "new/").into_iter().map(str::to_owned).collect()
    }

    /// The fields of a letter of any kind in `language`, by which turns of clauses are shown: YAML
    /// without kind and office. Where the language has none of its own, it is the English one.
    pub fn sample(&self, language: &str) -> Option<&str> {
        let own = self.text("", &format!("new/sample-{language}.yaml"));
        let sample = own.or_else(|| self.text("", "new/sample.yaml"));
        sample.map(|source| source.text())
    }

    /// The record to start a letter of `kind` from, for `office` and `date`; its own
    /// office when none is named. `@DATE+14@` in it is the date two weeks later, and so with every
    /// other number; nothing is held or due on a Saturday or Sunday.
    pub fn starter(&self, kind: &str, office: Option<&str>, date: Day) -> Option<Starter> {
        let source = self.text(office.unwrap_or_default(), &format!("new/{kind}.md"))?;
        let mut text = String::with_capacity(source.text().len());
        let mut rest = source.text();
        while let Some((before, after)) = rest.split_once("@DATE") {
            let (shift, next) = after.split_once('@').unwrap_or((after, ""));
            text.push_str(before);
            text.push_str(&shifted(date, shift.parse().unwrap_or(0)).to_string());
            rest = next;
        }
        text.push_str(rest);
        let own = text
            .lines()
            .find_map(|line| line.strip_prefix("office: "))
            .map(|name| name.split_whitespace().next().unwrap_or_default().to_owned());
        if let (Some(office), Some(own)) = (office, &own) {
            text = text.replacen(&format!("\noffice: {own}"), &format!("\noffice: {office}"), 1);
        }
        let office = office.map(str::to_owned).or(own).unwrap_or_default();
        let about = text
            .lines()
            .find_map(|line| line.strip_prefix("# "))
            .unwrap_or_default();
        let about = about
            .split_once(". ")
            .map_or_else(|| about.to_owned(), |(first, _)| format!("{first}."));
        Some(Starter { id: format!("{date}-{office}-{kind}"), about, text })
    }
}

/// Some weeks and working days from a date: weeks later on the same day of the week, or on the
/// Monday after it, then so many working days; weeks earlier on the same day, or the Friday before.
fn shifted(date: Day, days: i64) -> Day {
    let is_working = |day: Day| day.weekday() < 5;
    let working = |day: Day, step: i64| {
        let mut days = (0..3).map(|at| day.plus(at * step));
        days.find(|day| is_working(*day)).unwrap_or(day)
    };
    match days {
        0 => date,
        ..0 => working(date.plus(days), -1),
        _ => {
            let first = working(date.plus(days - days % 7), 1);
            (0..days % 7).fold(first, |day, _| working(day.plus(1), 1))
        }
    }
}
