//! An office's names in another language than its own: `TAG.toml` beside its `office.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::inheritance::{left_out, take_out};
use super::{AddresseeStyle, Audience, Office, Sender, UsualTurns};
use crate::finding::{Finding, suggest};
use crate::language::OwnLabels;
use crate::letter::{Process, StyleChange};
use crate::node::fields::settings;
use crate::node::{Entry, Layers, Node, Spanned, Value, lay};
use crate::source::Source;

settings! {
    /// What an office says otherwise in one language; the rest stands as in `office.toml`.
    #[holds(words)]
    pub struct Local as "the office's file of a language" {
        /// The words of the letterhead, one line each.
        letterhead: Option<Vec<String>>,
        /// Lines at the foot of the letter.
        footer: Option<Vec<String>>,
        /// Where its letters are written.
        place: Option<String>,
        /// What others call the office in a sentence.
        sender: Option<Sender>,
        /// Whom its letters speak of when they speak of their readers.
        audience: Option<Audience>,
        /// The process its letters are about.
        process: Option<Process>,
        /// How the addressee is introduced.
        addressee: Option<AddresseeStyle>,
        /// Labels that it words in its own way, as `subject = "Objet :"`.
        labels: OwnLabels,
        /// House style, where it differs.
        style: StyleChange,
        /// How the numbers of continuation pages are written.
        continuation: Option<String>,
        /// Its usual turns in the language, laid over those of `office.toml`.
        turns: UsualTurns,
        /// The lines of each preset; its form of address stays.
        presets: BTreeMap<Spanned<String>, Vec<String>>,
    }
}

/// The files of one office.
#[derive(Debug, Clone, Copy)]
pub struct OfficeFiles<'t> {
    /// Its `office.toml`.
    pub settings: &'t Arc<Source>,
    /// Its `TAG.toml` of a language, where it has one.
    pub names: Option<&'t Arc<Source>>,
}

impl Local {
    /// Reads `TAG.toml` of an office and of those it extends, the nearest first; none where there
    /// is no such file. What `office.toml` of one says otherwise than an office that it extends
    /// stands before that office's `TAG.toml`: a letter never bears the name of another office.
    ///
    /// # Errors
    /// Every mistake in them, and each preset that `office` does not have.
    pub fn read(
        files: &[OfficeFiles<'_>],
        tag: &str,
        office: &Office,
    ) -> Result<Option<Self>, Vec<Finding>> {
        let all = files.iter().flat_map(|one| [Some(one.settings), one.names]).flatten();
        let Some(layers) = all.fold(None, |layers: Option<Layers>, source| {
            Some(layers.map_or_else(|| Layers::of(source), |layers| layers.over(source)))
        }) else {
            return Ok(None);
        };
        let mut roots = layers.roots().iter();
        let roots: Vec<_> = files
            .iter()
            .map(|one| (roots.next(), one.names.and_then(|_| roots.next())))
            .collect();
        let mut local: Option<Node> = None;
        for (settings, names) in roots.into_iter().rev() {
            if let (Some(local), Some(settings)) = (&mut local, settings) {
                for path in left_out(settings) {
                    if let Value::Text(path) = &path.value {
                        take_out(local, path);
                    }
                }
                overlay_given(local, as_local(settings, tag == office.language));
            }
            if let Some(names) = names {
                local = Some(match local {
                    Some(below) => lay(names.clone(), below),
                    None => names.clone(),
                });
            }
        }
        let Some(root) = local else {
            return Ok(None);
        };
        let known = || office.presets.keys().map(String::as_str);
        let finding = |name: &Spanned<String>| {
            let message = format!("the office has no preset `{}`", name.value);
            Finding::error("setting", message)
                .at(layers.place(&Node { range: name.range.clone(), value: Value::Null }))
                .help(suggest(name, known()))
        };
        let local = layers.decode(&root, |local: &Self| {
            let names = local.presets.keys();
            names
                .filter(|name| !office.presets.contains_key(&name.value))
                .map(finding)
                .collect()
        })?;
        Ok(Some(local))
    }

    /// Whether an office says its names in a language itself, or takes those over that an office
    /// which it extends says, without having others in its own language.
    pub fn is_given(files: &[OfficeFiles<'_>]) -> bool {
        for one in files {
            if one.names.is_some() {
                return true;
            }
            let layers = Layers::of(one.settings);
            let root = layers.roots().first();
            let names = ["letterhead", "footer", "sender", "audience", "process", "presets"];
            if names
                .iter()
                .any(|name| root.is_some_and(|root| root.get(name).is_some()))
            {
                return false;
            }
        }
        false
    }
}

/// What an `office.toml` says of that which a `TAG.toml` can say, as that says it.
fn as_local(settings: &Node, own_language: bool) -> Vec<Entry> {
    let Value::Map(entries) = &settings.value else {
        return Vec::new();
    };
    let mut given = Vec::new();
    for entry in entries {
        match entry.key.as_str() {
            "sheet" => given.extend(entry.node.entry("continuation").cloned()),
            "labels" if !own_language => {}
            "presets" => {
                let mut presets = entry.clone();
                if let Value::Map(presets) = &mut presets.node.value {
                    presets.retain_mut(|preset| match preset.node.get("lines") {
                        Some(lines) => {
                            preset.node = lines.clone();
                            true
                        }
                        None => false,
                    });
                }
                given.push(presets);
            }
            key if Local::shape().field(key).is_some() => given.push(entry.clone()),
            _ => {}
        }
    }
    given
}

/// Lays what is given over what there is: other keys stay away.
fn overlay_given(local: &mut Node, given: Vec<Entry>) {
    let Value::Map(entries) = &mut local.value else { return };
    for above in given {
        if let Some(known) = entries.iter_mut().find(|known| known.key == above.key) {
            let below = std::mem::replace(&mut known.node.value, Value::Null);
            let below = Node { range: known.node.range.clone(), value: below };
            known.node = match above.key.as_str() {
                "presets" => {
                    let mut presets = below;
                    if let Value::Map(lines) = above.node.value {
                        overlay_given(&mut presets, lines);
                    }
                    presets
                }
                _ => lay(above.node, below),
            };
        }
    }
}

impl Office {
    /// The office as it calls itself in the language of `local`, which is its own or not.
    pub fn speaking(&self, local: Local, tag: &str) -> Self {
        let mut office = self.silent_in(tag);
        put(&mut office.letterhead, local.letterhead);
        put(&mut office.footer, local.footer);
        put(&mut office.sender, local.sender);
        put(&mut office.audience, local.audience);
        put(&mut office.addressee, local.addressee);
        office.style = local.style.over(office.style);
        put(&mut office.sheet.continuation, local.continuation);
        office.labels.0.extend(local.labels.0);
        office.turns.overlay(local.turns);
        office.place = local.place.or(office.place);
        office.process = local.process.or(office.process);
        for (name, lines) in local.presets {
            if let Some(preset) = office.presets.get_mut(&name.value) {
                preset.lines = lines;
            }
        }
        office
    }

    /// The office in a language that it has no words of its own in: only labels that it leaves out
    /// hold there too.
    pub fn silent_in(&self, tag: &str) -> Self {
        let mut office = self.clone();
        if tag != office.language {
            // No word is no word in every language.
            office.labels.0.retain(|_, label| label.is_empty());
        }
        office
    }
}

fn put<T>(place: &mut T, other: Option<T>) {
    if let Some(other) = other {
        *place = other;
    }
}
