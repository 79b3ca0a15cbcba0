//! Wordings laid over each other: a template that extends itself goes on from the one below it,
//! and components take each other's place one by one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::reads;
use super::tags::{inner, tags};
use crate::source::Source;

type Sources = BTreeMap<String, Arc<Source>>;

/// The templates of one office.
#[derive(Debug, Default)]
pub(super) struct Layered {
    /// Each as people wrote it, for messages, by the name that Tera knows it by.
    pub(super) written: Sources,
    /// Each as Tera reads it, byte for byte as long.
    pub(super) read: Sources,
}

impl Layered {
    /// Adds the template at `path`: `layers` are all that there are of it, the nearest first.
    pub(super) fn add(&mut self, path: &str, layers: &[&Arc<Source>]) {
        let mut name = path.to_owned();
        for (depth, source) in layers.iter().enumerate() {
            let below = under(path, depth + 1);
            let is_last = depth + 1 == layers.len();
            let goes_on = !is_last && extends(source.text(), path);
            let read = if goes_on {
                Source::new(source.name(), lead_below(source.text(), path, &below))
            } else {
                Arc::clone(source)
            };
            self.written.insert(name.clone(), Arc::clone(source));
            self.read.insert(name, read);
            if !goes_on {
                break;
            }
            name = below;
        }
    }

    /// Adds a file of components: those of the layers below that have no other above them stay.
    pub(super) fn add_components(&mut self, path: &str, layers: &[&Arc<Source>]) {
        let mut known: Vec<&str> = Vec::new();
        for (depth, source) in layers.iter().enumerate() {
            let name = if depth == 0 { path.to_owned() } else { under(path, depth) };
            let own = reads::component_ranges(source.text());
            let mut text = source.text().to_owned();
            for (_, range) in own.iter().filter(|(name, _)| known.contains(name)) {
                let blank: String = source.text()[range.clone()]
                    .bytes()
                    .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
                    .collect();
                text.replace_range(range.clone(), &blank);
            }
            known.extend(own.iter().map(|(name, _)| *name));
            self.written.insert(name.clone(), Arc::clone(source));
            self.read.insert(name, Source::new(source.name(), text));
        }
    }

    /// The name of the template that the one called `name` goes on from, where it extends itself.
    pub(super) fn below(&self, name: &str) -> Option<String> {
        let depth = name.bytes().next().filter(u8::is_ascii_control).unwrap_or(0);
        let below = under(name, usize::from(depth) + 1);
        extends(self.read.get(name)?.text(), &below).then_some(below)
    }
}

/// The name of a template that others of its name lie over: no file has one of this kind, and it
/// is as long as the name of the file, so that places in what extends it stay true.
fn under(path: &str, depth: usize) -> String {
    let mark = char::from(u8::try_from(depth).unwrap_or(u8::MAX).min(31));
    let first = path.chars().next().map_or(0, char::len_utf8);
    format!("{mark}{}", &path[first..])
}

/// Whether a template extends the one called `path`.
fn extends(text: &str, path: &str) -> bool {
    tags(text).any(|(_, tag)| is_base(tag, path))
}

fn is_base(tag: &str, path: &str) -> bool {
    let base = inner(tag).strip_prefix("extends ");
    base.is_some_and(|base| base.trim().trim_matches(['"', '\'', '`']) == path)
}

/// The text of a template that extends itself, extending the one below it.
fn lead_below(text: &str, path: &str, below: &str) -> String {
    let mut out = text.to_owned();
    let own = tags(text).find(|(_, tag)| is_base(tag, path));
    if let Some((start, tag)) = own
        && let Some(at) = tag.find(path)
    {
        let start = start + at;
        out.replace_range(start..start + path.len(), below);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Layered, Source};

    #[test]
    fn a_template_that_extends_itself_extends_the_one_below() {
        let own = Source::new("own", "{% extends \"letter.md\" %}");
        let parent = Source::new("parent", "{%- extends \"letter.md\" -%}{# #}");
        let common = Source::new("common", "{% block body %}{% endblock %}");
        let mut layered = Layered::default();
        layered.add("letter.md", &[&own, &parent, &common]);
        let read: Vec<_> = layered
            .read
            .iter()
            .map(|(name, source)| (name.as_str(), source.text()))
            .collect();
        let expected = [
            ("\u{1}etter.md", "{%- extends \"\u{2}etter.md\" -%}{# #}"),
            ("\u{2}etter.md", common.text()),
            ("letter.md", "{% extends \"\u{1}etter.md\" %}"),
        ];
        assert_eq!(read, expected);
        assert_eq!(layered.below("letter.md").as_deref(), Some("\u{1}etter.md"));
        assert_eq!(layered.below("\u{1}etter.md").as_deref(), Some("\u{2}etter.md"));
        assert_eq!(layered.below("\u{2}etter.md"), None);
    }

    #[test]
    fn components_take_each_others_place_one_by_one() {
        let own = Source::new("own", "{% component a() %}1{% endcomponent a %}");
        let common = Source::new(
            "common",
            "{% component a() %}2\n{% endcomponent a %}{% component b() %}3{% endcomponent b %}",
        );
        let mut layered = Layered::default();
        layered.add_components("parts.md", &[&own, &common]);
        let below = layered.read["\u{1}arts.md"].text();
        assert_eq!(below.len(), common.text().len());
        assert_eq!(below.trim_start(), "{% component b() %}3{% endcomponent b %}");
    }
}
