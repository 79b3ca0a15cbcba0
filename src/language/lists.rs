//! Lists in running text.

use super::runs::{Run, push_runs, push_text};
use crate::node::Verbatim;
use crate::node::fields::fields;

fields! {
    /// The table `[lists]` of a language: what stands between items.
    #[holds(words)]
    pub(super) struct Lists as "`[lists]`" {
        /// Between two: " and ".
        pair: Verbatim,
        /// Between those of several: ", ".
        middle: Verbatim,
        /// Before the last of several: " and ".
        last: Verbatim,
        /// For items that have commas of their own.
        long: Joints,
        /// Other words before certain beginnings: Spanish "e" before "i".
        before: Vec<Before>,
    }
}

fields! {
    /// What stands between items that have commas of their own.
    #[holds(words)]
    struct Joints as "`[lists.long]`" {
        /// Between two: ", and ".
        pair: Verbatim,
        /// Between those of several: "; ".
        middle: Verbatim,
        /// Before the last of several: "; and ".
        last: Verbatim,
    }
}

fields! {
    /// What stands before a last item that begins in a certain way.
    #[holds(words)]
    struct Before as "`[[lists.before]]`" {
        /// Beginnings in lower case.
        #[field(required)]
        starts: Vec<String>,
        /// Longer beginnings that are an exception to them.
        except: Vec<String>,
        /// What stands before the last item then.
        last: Verbatim,
    }
}

impl Lists {
    fn joint(&self, at: usize, count: usize, next: &str, long: bool) -> &str {
        let last = at + 1 == count;
        if last && !self.before.is_empty() {
            let next = next.to_lowercase();
            let begins =
                |with: &[String]| with.iter().any(|start| next.starts_with(start.as_str()));
            if let Some(rule) = self
                .before
                .iter()
                .find(|rule| begins(&rule.starts) && !begins(&rule.except))
            {
                return &rule.last;
            }
        }
        match (count, last, long) {
            (2, _, false) => &self.pair,
            (2, _, true) => &self.long.pair,
            (_, true, false) => &self.last,
            (_, true, true) => &self.long.last,
            (_, false, false) => &self.middle,
            (_, false, true) => &self.long.middle,
        }
    }

    /// Joins items made of runs.
    pub(super) fn join(&self, items: Vec<Vec<Run>>, long: bool) -> Vec<Run> {
        let count = items.len();
        let mut out = Vec::with_capacity(count * 2);
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                let next = item.first().map_or("", Run::text);
                push_text(&mut out, self.joint(at, count, next, long));
            }
            push_runs(&mut out, item);
        }
        out
    }

    /// Joins texts.
    pub(super) fn texts(&self, items: impl IntoIterator<Item = impl AsRef<str>>) -> String {
        let items: Vec<_> = items.into_iter().collect();
        let mut out = String::new();
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.push_str(self.joint(at, items.len(), item.as_ref(), false));
            }
            out.push_str(item.as_ref());
        }
        out
    }
}

impl crate::letter::ListStyle {
    /// What stands after an item of a list, the last or another.
    pub fn after(self, last: bool) -> &'static str {
        match (self, last) {
            (Self::None, _) => "",
            (Self::FullStops, _) | (Self::Semicolons, true) => ".",
            (Self::Semicolons, false) => ";",
        }
    }
}
