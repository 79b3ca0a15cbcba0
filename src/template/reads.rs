//! Which fields of a letter a wording reads.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::tags::{inner, tags};
use crate::source::Source;

/// What one template reads.
#[derive(Debug, Default)]
pub(super) struct Reads {
    /// The fields that it and the components it uses mention, as `letter.NAME`.
    pub(super) own: BTreeSet<String>,
    /// These, and those of the templates it extends or includes; none where one of them takes the
    /// letter as a whole.
    pub(super) all: Option<BTreeSet<String>>,
}

/// What each template reads, by its path.
pub(super) fn of(sources: &BTreeMap<String, Arc<Source>>) -> BTreeMap<String, Reads> {
    let components = components(sources);
    let own: BTreeMap<_, _> = sources
        .iter()
        .map(|(path, source)| (path.as_str(), with_components(source.text(), &components)))
        .collect();
    let with_bases = |path: &str| -> Option<BTreeSet<String>> {
        let (mut fields, mut seen) = (BTreeSet::new(), BTreeSet::from([path]));
        let mut open = vec![path];
        while let Some(path) = open.pop() {
            let (reads, source) = (own.get(path)?, sources.get(path)?);
            fields.extend(reads.all.as_ref()?.iter().cloned());
            open.extend(bases(source.text()).filter(|base| seen.insert(base)));
        }
        Some(fields)
    };
    let paths = sources.keys();
    paths
        .map(|path| {
            let all = with_bases(path);
            let own = own.get(path.as_str()).map(|reads| reads.own.clone());
            (path.clone(), Reads { own: own.unwrap_or_default(), all })
        })
        .collect()
}

/// What clauses choose from, whatever their templates mention.
const FACTS: &[&str] = &["cites", "contacts", "deadlines", "meetings"];

/// Adds to what one template reads what others read that are rendered into it.
pub(super) fn with(reads: &mut BTreeMap<String, Reads>, path: &str, others: &[String]) {
    let mut own = BTreeSet::new();
    let mut all = Some(FACTS.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>());
    for other in others.iter().filter_map(|path| reads.get(path)) {
        own.extend(other.own.iter().cloned());
        all = match (all, &other.all) {
            (Some(mut all), Some(more)) => {
                all.extend(more.iter().cloned());
                Some(all)
            }
            _ => None,
        };
    }
    if let Some(read) = reads.get_mut(path) {
        read.own.extend(own);
        read.all = match (read.all.take(), all) {
            (Some(mut read), Some(all)) => {
                read.extend(all);
                Some(read)
            }
            _ => None,
        };
    }
}

/// Blocks of the anatomy that a template empties.
pub(super) fn empties(template: &str, block: &str) -> bool {
    template.contains(&format!("{{% block {block} %}}{{% endblock"))
}

fn with_components(text: &str, components: &BTreeMap<&str, Vec<&str>>) -> Reads {
    let (mut own, mut whole) = (BTreeSet::new(), false);
    let (mut seen, mut open) = (BTreeSet::new(), vec![text]);
    while let Some(text) = open.pop() {
        for (_, tag) in tags(text) {
            for mention in mentions(tag) {
                match mention {
                    Mention::Field(name) => _ = own.insert(name.to_owned()),
                    Mention::Whole => whole = true,
                }
            }
            own.extend(facts(tag).map(str::to_owned));
            whole |= tag.contains(EVERYTHING);
            for name in uses(tag).filter(|name| seen.insert(*name)) {
                open.extend(components.get(name).into_iter().flatten());
            }
        }
    }
    let all = (!whole).then(|| own.clone());
    Reads { own, all }
}

/// What stands for all data of a letter, for whoever writes a template.
const EVERYTHING: &str = "__tera_context";

/// How a template speaks of the letter.
enum Mention<'t> {
    /// One of its fields.
    Field(&'t str),
    /// Itself: handed on, looped over, or asked for a field whose name is not written out.
    Whole,
}

fn mentions(tag: &str) -> impl Iterator<Item = Mention<'_>> {
    tag.match_indices("letter").filter_map(|(at, word)| {
        let rest = &tag[at + word.len()..];
        // Part of another word, somebody else's field, what a component takes, or a text.
        let other = |c: char| is_word(c) || matches!(c, '.' | '@' | '"' | '\'' | '`');
        if tag[..at].ends_with(other) || rest.starts_with(is_word) {
            return None;
        }
        Some(match rest.strip_prefix('.').map(first_word) {
            Some(name) => Mention::Field(name),
            None => Mention::Whole,
        })
    })
}

/// The lists of which a tag takes what is still to be told: `rest.deadlines`.
fn facts(tag: &str) -> impl Iterator<Item = &str> {
    ["rest.", "unsaid."].into_iter().flat_map(move |group| {
        let found = tag.match_indices(group);
        found.map(move |(at, _)| first_word(&tag[at + group.len()..]))
    })
}

/// The texts of all components, by name.
fn components(sources: &BTreeMap<String, Arc<Source>>) -> BTreeMap<&str, Vec<&str>> {
    let mut found = BTreeMap::<_, Vec<_>>::new();
    for source in sources.values() {
        for (name, range) in component_ranges(source.text()) {
            found.entry(name).or_default().push(&source.text()[range]);
        }
    }
    found
}

/// The components of a template, each with its bytes.
pub(super) fn component_ranges(text: &str) -> Vec<(&str, Range<usize>)> {
    let (mut found, mut open) = (Vec::new(), None);
    for (at, tag) in tags(text) {
        if let Some(rest) = inner(tag).strip_prefix("component ") {
            open = Some((first_word(rest.trim_start()), at));
        } else if inner(tag).starts_with("endcomponent")
            && let Some((name, start)) = open.take()
        {
            found.push((name, start..at + tag.len()));
        }
    }
    found
}

/// The names of components that a tag uses: `<name … />`.
fn uses(tag: &str) -> impl Iterator<Item = &str> {
    tag.split('<').skip(1).map(first_word)
}

/// The templates that a template extends or includes.
fn bases(text: &str) -> impl Iterator<Item = &str> {
    let tags = tags(text).map(|(_, tag)| inner(tag));
    let bases = tags.filter(|tag| tag.starts_with("extends ") || tag.starts_with("include "));
    // Every second piece between quotation marks is a name.
    bases.flat_map(|tag| tag.split(['"', '\'', '`']).skip(1).step_by(2))
}

fn first_word(text: &str) -> &str {
    &text[..text.find(|c| !is_word(c)).unwrap_or(text.len())]
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
