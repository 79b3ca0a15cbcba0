//! Values given to fields, and fields taken out: only what differs is written.

use super::attempt::{Done, attempt, may};
use super::data::values;
use super::doc::{Doc, Kind, Patch, Slot};
use super::items::{insert, shift};
use super::path::{self, Step};
use super::render::Render;
use super::scalar::Care;
use super::{Data, block, flow, mistake, model, prose, tables};
use crate::letter::items::pair;
use crate::node::Value;
use crate::record::Syntax;

/// Gives the place at a path a value, with what leads to it.
pub(super) fn set(doc: &mut Doc, at: &[Step], value: &Data) -> Done {
    if prose::which(doc, at).is_some() {
        return write_prose(doc, at, value);
    }
    let (real, rest) = known(doc, at);
    if rest.is_empty() {
        return assign(doc, &real, value);
    }
    let wrong = |_| mistake::unwritable(&path::written(at));
    let blank = match doc.slot(&real) {
        Some(slot) if !real.is_empty() => Data::of(slot.node).is_blank() && slot.parent().is_some(),
        _ => false,
    };
    let empty_text = doc
        .slot(&real)
        .is_some_and(|slot| !matches!(slot.node.value, Value::Map(_) | Value::List(_)));
    if blank && empty_text {
        let value = model::build(rest, 0, value.clone()).map_err(wrong)?;
        return replace(doc, &real, &value);
    }
    let inner = model::build(rest, 1, value.clone()).map_err(wrong)?;
    match &rest[0] {
        Step::Field(name) => insert_field(doc, &real, name, &inner),
        Step::Item(index) => insert(doc, &real, *index, &inner),
    }
}

/// The part of a path that is there, as the text has it, and the rest.
pub(super) fn known<'s>(doc: &Doc, at: &'s [Step]) -> (Vec<Step>, &'s [Step]) {
    let mut real = Vec::new();
    for (number, step) in at.iter().enumerate() {
        let Some(slot) = doc.slot(&real) else {
            return (real, &at[number..]);
        };
        // A single value stands for a list of one.
        let blank = Data::of(slot.node).is_blank();
        if matches!(step, Step::Item(0)) && !matches!(slot.node.value, Value::List(_)) && !blank {
            continue;
        }
        real.push(step.clone());
        if doc.slot(&real).is_none() {
            real.pop();
            return (real, &at[number..]);
        }
    }
    (real, &[])
}

/// Gives what is there another value, and changes only what differs.
pub(super) fn assign(doc: &mut Doc, at: &[Step], value: &Data) -> Done {
    let data = doc.data();
    let Some(old) = model::follow(&data, at) else {
        return set(doc, at, value);
    };
    match (old, value) {
        (old, new) if old.says(new) && !order_differs(doc, at, new) => Ok(()),
        (Data::Map(old), Data::Map(new)) if !new.is_empty() && !order_differs(doc, at, value) => {
            for (key, data) in new {
                set(doc, &with(at, Step::Field(key.clone())), data)?;
            }
            let gone = old.iter().filter(|(key, _)| value.get(key).is_none());
            for (key, _) in gone {
                remove(doc, &with(at, Step::Field(key.clone())))?;
            }
            Ok(())
        }
        (Data::List(old), Data::List(new)) if !new.is_empty() && !old.is_empty() => {
            list(doc, at, (old, new))
        }
        _ => replace(doc, at, value),
    }
}

/// Makes one list of another: items are told by what they are, so that each keeps its comments.
fn list(doc: &mut Doc, at: &[Step], (old, new): (&[Data], &[Data])) -> Done {
    let name = match at.last() {
        Some(Step::Field(name)) => name.as_str(),
        _ => "",
    };
    let pairs = pair(name, &values(old), &values(new));
    if pairs.both.is_empty() {
        return replace(doc, at, &Data::List(new.to_vec()));
    }
    for place in pairs.dropped.iter().rev() {
        remove(doc, &with(at, Step::Item(*place)))?;
    }
    let mut order: Vec<usize> = (0..old.len())
        .filter(|place| !pairs.dropped.contains(place))
        .collect();
    for (place, item) in new.iter().enumerate() {
        let partner = pairs.both.iter().find(|(_, new)| *new == place).map(|(old, _)| *old);
        match partner.and_then(|old| order.iter().position(|it| *it == old)) {
            None => {
                insert(doc, at, place, item)?;
                order.insert(place, usize::MAX);
            }
            Some(from) => {
                if from != place {
                    shift(doc, at, from, place)?;
                    let moved = order.remove(from);
                    order.insert(place, moved);
                }
                assign(doc, &with(at, Step::Item(place)), item)?;
            }
        }
    }
    Ok(())
}

pub(super) fn with(at: &[Step], step: Step) -> Vec<Step> {
    at.iter().cloned().chain([step]).collect()
}

fn write_prose(doc: &mut Doc, at: &[Step], value: &Data) -> Done {
    let (Some(which), Data::Text(text)) = (prose::which(doc, at), value) else {
        return Err(mistake::no_prose(&path::written(at)));
    };
    let mut target = doc.data();
    match text.is_empty() {
        true => drop(model::remove(&mut target, at)),
        false => model::set(&mut target, at, value.clone())
            .map_err(|refusal| vec![mistake::refused(&refusal)])?,
    }
    attempt(doc, at, &target, &|doc, _| prose::set(doc, &which, text))
}

pub(super) fn replace(doc: &mut Doc, at: &[Step], value: &Data) -> Done {
    may(doc, at, None)?;
    let mut target = doc.data();
    model::set(&mut target, at, value.clone())
        .map_err(|refusal| vec![mistake::refused(&refusal)])?;
    let unwritable = || mistake::unwritable(&path::written(at));
    let kind = {
        let slot = doc.slot(at).ok_or_else(unwritable)?;
        let (parent, _) = slot.parent().ok_or_else(unwritable)?;
        let tables = matches!(slot.node.value, Value::Map(_) | Value::List(_))
            && doc.kind(slot.node) == Kind::Tables;
        (doc.kind(parent), tables)
    };
    if kind.1 {
        if let Some((Step::Item(place), list)) = at.split_last() {
            let data = model::follow(&doc.data(), list).cloned();
            let Some(Data::List(mut items)) = data else {
                return Err(unwritable());
            };
            items[*place] = value.clone();
            return replace(doc, list, &Data::List(items));
        }
        remove(doc, at)?;
        return set(doc, at, value);
    }
    attempt(doc, at, &target, &|doc, care| {
        let slot = doc.slot(at)?;
        match kind.0 {
            Kind::Block => block::replace(doc, &slot, value, (care, at)),
            Kind::Tables => tables::replace(doc, &slot, value, (care, at)),
            Kind::Flow => Some(vec![flow_value(doc, &slot, value, care)?]),
        }
    })
}

fn flow_value(doc: &Doc, slot: &Slot<'_>, value: &Data, care: Care) -> Option<Patch> {
    let render = Render::new(doc, care);
    let range = slot.node.range.clone();
    let old = doc.text.get(range.clone()).filter(|old| !old.is_empty());
    let old = old.filter(|_| matches!(slot.node.value, Value::Text(_)));
    let indent = doc.text[doc.line_start(range.start)..]
        .chars()
        .take_while(|c| *c == ' ')
        .count();
    let text = match value {
        Data::Text(text) => render.scalar(text, old, true),
        _ if doc.syntax == Syntax::Json => render.spread(value, indent),
        _ => render.flow(value, true),
    };
    if range.is_empty() {
        let (parent, at) = slot.parent()?;
        let end = Doc::entries(parent).get(at)?.range.end;
        return Some(match flow::after_name(doc, end) {
            Some(at) => Patch::at(at, format!(" {text}")),
            None => Patch::at(end, format!(": {text}")),
        });
    }
    Some(Patch::new(range, text))
}

fn insert_field(doc: &mut Doc, group: &[Step], key: &str, value: &Data) -> Done {
    let at = with(group, Step::Field(key.to_owned()));
    may(doc, group, Some(&at))?;
    let mut target = doc.data();
    model::set(&mut target, &at, value.clone())
        .map_err(|refusal| vec![mistake::refused(&refusal)])?;
    attempt(doc, &at, &target, &|doc, care| {
        let slot = doc.slot(group)?;
        let names = Doc::entries(slot.node).iter().map(|entry| entry.key.as_str());
        let place = path::position(path::shape(group), names, key);
        match doc.kind(slot.node) {
            Kind::Block => block::insert_field(doc, &slot, place, (key, value), (care, &at)),
            Kind::Tables => tables::insert_field(doc, &slot, (key, value), (care, &at)),
            Kind::Flow => {
                let render = Render::new(doc, care);
                if doc.text.trim().is_empty() {
                    let eol = doc.eol();
                    let text = format!("{{{eol}  {}{eol}}}{eol}", render.pair(key, value));
                    return Some(vec![Patch::new(0..doc.text.len(), text)]);
                }
                let pair = match value {
                    Data::List(_) if doc.syntax == Syntax::Json => {
                        let name = render.pair(key, &Data::Text(String::new()));
                        let name = name.strip_suffix("\"\"")?.to_owned();
                        name + &render.spread(value, 2 * slot.trail.len() + 2)
                    }
                    _ => render.pair(key, value),
                };
                flow::insert(doc, slot.node, place, &pair)
            }
        }
    })
}

/// The languages of a letter have an order: the first is the main one.
pub(super) fn order_differs(doc: &Doc, at: &[Step], value: &Data) -> bool {
    let (Some(slot), Data::Map(new)) = (doc.slot(at), value) else {
        return false;
    };
    let languages = matches!(at, [Step::Field(name)] if name == "languages");
    languages
        && !Doc::entries(slot.node)
            .iter()
            .map(|it| &it.key)
            .eq(new.iter().map(|it| &it.0))
}

pub(super) fn remove(doc: &mut Doc, at: &[Step]) -> Done {
    if prose::which(doc, at).is_some() {
        return write_prose(doc, at, &Data::Text(String::new()));
    }
    let (real, rest) = known(doc, at);
    if !rest.is_empty() {
        return Ok(());
    }
    let at = real.as_slice();
    may(doc, at, Some(at))?;
    let mut target = doc.data();
    let (last, before) = at.split_last().ok_or_else(|| mistake::unwritable(""))?;
    let holder = model::follow_mut(&mut target, before);
    match (holder, last) {
        (Some(Data::Map(entries)), Step::Field(name)) => entries.retain(|(key, _)| key != name),
        (Some(Data::List(items)), Step::Item(place)) if *place < items.len() => {
            items.remove(*place);
        }
        _ => return Err(mistake::unwritable(&path::written(at))),
    }
    attempt(doc, at, &target, &|doc, _| {
        let slot = doc.slot(before)?;
        let place = match last {
            Step::Item(place) => *place,
            Step::Field(name) => {
                Doc::entries(slot.node).iter().position(|entry| entry.key == *name)?
            }
        };
        match doc.kind(slot.node) {
            Kind::Block => block::remove(doc, &slot, place),
            Kind::Tables => tables::remove(doc, &slot, place),
            Kind::Flow => flow::remove(doc, slot.node, place),
        }
    })
}
