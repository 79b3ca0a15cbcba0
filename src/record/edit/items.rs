//! Items put into lists, and moved in them.

use super::assign::{known, replace, set, with};
use super::attempt::{Done, attempt, may};
use super::doc::{Doc, Kind, Patch};
use super::path::{self, Step};
use super::render::{Render, is_line};
use super::{Data, block, flow, mistake, model, tables};

pub(super) fn insert(doc: &mut Doc, list: &[Step], place: usize, value: &Data) -> Done {
    let (real, rest) = known(doc, list);
    if !rest.is_empty() {
        return set(doc, list, &Data::List(vec![value.clone()]));
    }
    may(doc, &real, Some(list))?;
    let old = doc.slot(&real).map(|slot| Data::of(slot.node));
    let old = old.ok_or_else(|| mistake::unwritable(&path::written(list)))?;
    match &old {
        old if old.is_blank() && *old != Data::List(Vec::new()) => {
            return replace(doc, &real, &Data::List(vec![value.clone()]));
        }
        Data::List(items) if items.is_empty() && !is_line(value) => {
            return replace(doc, &real, &Data::List(vec![value.clone()]));
        }
        Data::List(items)
            if !matches!(value, Data::Map(_))
                && doc
                    .slot(&real)
                    .is_some_and(|slot| doc.kind(slot.node) == Kind::Tables) =>
        {
            let mut items = items.clone();
            items.insert(place.min(items.len()), value.clone());
            return replace(doc, &real, &Data::List(items));
        }
        Data::List(_) => {}
        single => {
            let both = match place {
                0 => vec![value.clone(), single.clone()],
                _ => vec![single.clone(), value.clone()],
            };
            if !(is_line(single) && is_line(value)) && wrap(doc, &real, single).is_ok() {
                return insert(doc, &real, place, value);
            }
            return replace(doc, &real, &Data::List(both));
        }
    }
    let mut target = doc.data();
    model::insert(&mut target, &real, place, value.clone())
        .map_err(|refusal| vec![mistake::refused(&refusal)])?;
    let at = with(&real, Step::Item(place));
    attempt(doc, &at, &target, &|doc, care| {
        let slot = doc.slot(&real)?;
        match doc.kind(slot.node) {
            Kind::Block => block::insert_item(doc, &slot, place, value, (care, &at)),
            Kind::Tables => tables::insert_item(doc, &slot, place, value, care),
            Kind::Flow => {
                let new = Render::new(doc, care).flow(value, true);
                flow::insert(doc, slot.node, place, &new)
            }
        }
    })
}

/// Makes a single value the first item of a list, without writing it anew.
fn wrap(doc: &mut Doc, at: &[Step], single: &Data) -> Done {
    let mut target = doc.data();
    model::set(&mut target, at, Data::List(vec![single.clone()]))
        .map_err(|refusal| vec![mistake::refused(&refusal)])?;
    attempt(doc, at, &target, &|doc, _| {
        let slot = doc.slot(at)?;
        let (parent, _) = slot.parent()?;
        match doc.kind(parent) {
            Kind::Block => block::wrap(doc, &slot),
            Kind::Tables if tables::wrap(doc, &slot).is_some() => tables::wrap(doc, &slot),
            _ => {
                let range = slot.node.range.clone();
                Some(vec![Patch::at(range.start, "["), Patch::at(range.end, "]")])
            }
        }
    })
}

pub(super) fn shift(doc: &mut Doc, list: &[Step], from: usize, to: usize) -> Done {
    let (real, _) = known(doc, list);
    may(doc, &real, Some(list))?;
    let mut target = doc.data();
    model::shift(&mut target, &real, from, to)
        .map_err(|refusal| vec![mistake::refused(&refusal)])?;
    attempt(doc, list, &target, &|doc, _| {
        let slot = doc.slot(&real)?;
        match doc.kind(slot.node) {
            Kind::Block => block::shift(doc, &slot, from, to),
            Kind::Tables => tables::shift(doc, &slot, from, to),
            Kind::Flow => flow::shift(doc, slot.node, from, to),
        }
    })
}
