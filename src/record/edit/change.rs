//! Changes, one after the other: what each means, and whether the text then says it.

use super::assign::{order_differs, remove, set};
use super::attempt::Done;
use super::doc::{Doc, OPENS};
use super::items::{insert, shift};
use super::path::{self, Step, steps};
use super::prose::{self, Which};
use super::{Change, Data, mistake, model};
use crate::finding::Finding;
use crate::letter::trimmed;
use crate::node::Value;
use crate::record::{Syntax, sections};

/// All changes of a text, or none.
pub(super) fn all(
    name: &str,
    text: &str,
    syntax: Syntax,
    changes: &[Change],
) -> Result<String, Vec<Finding>> {
    const MARK: char = '\u{FEFF}';
    let (mark, text) = match text.strip_prefix(MARK) {
        Some(text) => ("\u{FEFF}", text),
        None => ("", text),
    };
    let mut doc = Doc::read(name, text, syntax)?;
    for change in changes {
        one(&mut doc, change)?;
    }
    Ok(format!("{mark}{}", doc.text))
}

fn one(doc: &mut Doc, change: &Change) -> Done {
    let path = change.to_string();
    let Some(given) = steps(&path) else {
        return Err(vec![mistake::no_path(&path)]);
    };
    let at = own(doc, given);
    let refused = |refusal: model::Refusal| vec![mistake::refused(&refusal)];
    let mut target = doc.data();
    match change {
        Change::Set { value, .. } => {
            let value = fit(doc, &at, value)?;
            match prose::which(doc, &at).is_some() && value.is_blank() {
                true => drop(model::remove(&mut target, &at)),
                false => model::set(&mut target, &at, value.clone()).map_err(refused)?,
            }
            if !target.says(&doc.data()) || order_differs(doc, &at, &value) {
                set(doc, &at, &value)?;
            }
        }
        Change::Remove { .. } => {
            if let Some(gone) = model::remove(&mut target, &at) {
                remove(doc, &gone)?;
            }
        }
        Change::Insert { at: place, value, .. } => {
            let value = fit(doc, &at, value)?;
            model::insert(&mut target, &at, *place, value.clone()).map_err(refused)?;
            insert(doc, &at, *place, &value)?;
        }
        Change::Move { from, to, .. } => {
            model::shift(&mut target, &at, *from, *to).map_err(refused)?;
            if from != to {
                shift(doc, &at, *from, *to)?;
            }
        }
    }
    match doc.data().says(&target) {
        true => Ok(()),
        false => Err(mistake::unwritable(&path)),
    }
}

/// The path as the record has it: prose of a further language stands below a line of its own.
pub(super) fn own(doc: &Doc, steps: Vec<Step>) -> Vec<Step> {
    match path::tag_of_prose(&steps) {
        Some(tag) if doc.below.is_some() => {
            let texts = doc.root.get("languages").and_then(|node| node.get(tag));
            match texts.and_then(|texts| texts.get("body")) {
                Some(_) => steps,
                None => vec![Step::Field(format!("{OPENS}{tag}"))],
            }
        }
        _ => steps,
    }
}

/// A value that can be written at a path, with one sort of line break.
fn fit(doc: &Doc, at: &[Step], value: &Data) -> Result<Data, Vec<Finding>> {
    let path = path::written(at);
    let mut nul = false;
    value.each(&mut |text| nul |= text.contains('\0'));
    if nul {
        return Err(vec![mistake::nul(&path)]);
    }
    let value = value.settled(&mut at.to_vec());
    if let Some(which) = prose::which(doc, at) {
        let Data::Text(text) = &value else {
            return Err(mistake::no_prose(&path));
        };
        if let Some(line) = prose::opens(doc, text) {
            return Err(mistake::opening(&path, line));
        }
        if let Which::Section(tag) = &which {
            let tags = sections::tags(&doc.root);
            if !tags.iter().skip(1).any(|listed| listed == tag) {
                return Err(mistake::beside(tag));
            }
        }
        return Ok(Data::Text(trimmed(text).to_owned()));
    }
    if let Some(tag) = path::tag_of_prose(at)
        && doc
            .root
            .get("languages")
            .is_some_and(|node| !matches!(node.value, Value::Map(_)))
    {
        return Err(mistake::beside(tag));
    }
    Ok(value)
}
