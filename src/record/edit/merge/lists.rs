//! Lists merged: an item is told by what it is, not by where it stands.

use std::collections::HashMap;

use super::fields::Merging;
use crate::letter::items::{Pairs, pair};
use crate::record::edit::Data;
use crate::record::edit::data::values;
use crate::record::edit::path::Step;

/// Which item it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Which {
    Old(usize),
    Ours(usize),
    Theirs(usize),
}

/// One side of a list.
struct Side<'d> {
    items: &'d [Data],
    /// Each item by what it is in the old list, or by itself.
    order: Vec<Which>,
    /// Where each old item stands, if it does.
    of: HashMap<usize, usize>,
}

impl<'d> Side<'d> {
    fn new(name: &str, old: &[Data], items: &'d [Data], own: fn(usize) -> Which) -> Self {
        let Pairs { both, .. } = pair(name, &values(old), &values(items));
        let mut order: Vec<Which> = (0..items.len()).map(own).collect();
        for (old, new) in &both {
            order[*new] = Which::Old(*old);
        }
        Self { items, order, of: both.into_iter().collect() }
    }

    /// The old items that both have, in its order.
    fn common(&self, other: &Self) -> Vec<Which> {
        let shared = |which: &Which| match which {
            Which::Old(old) => other.of.contains_key(old),
            _ => false,
        };
        self.order.iter().copied().filter(shared).collect()
    }
}

impl Merging {
    pub(super) fn list(&mut self, base: Option<&Data>, ours: &Data, theirs: &Data) -> Data {
        let (Data::List(our), Data::List(their)) = (ours, theirs) else {
            return theirs.clone();
        };
        let single;
        let old: &[Data] = match base {
            None => &[],
            Some(Data::List(items)) => items,
            Some(data) if data.is_blank() => &[],
            Some(data) => {
                single = [data.clone()];
                &single
            }
        };
        let name = match self.at.last() {
            Some(Step::Field(name)) => name.clone(),
            _ => String::new(),
        };
        let mut our = Side::new(&name, old, our, Which::Ours);
        let their = Side::new(&name, old, their, Which::Theirs);
        same_additions(&mut our, &their);
        let (in_ours, in_theirs) = (our.common(&their), their.common(&our));
        let sorted = |order: &[Which]| {
            order.is_sorted_by_key(|which| match which {
                Which::Old(at) => *at,
                Which::Ours(_) | Which::Theirs(_) => 0,
            })
        };
        let (first, second) = match sorted(&in_theirs) && !sorted(&in_ours) {
            true => (&our, &their),
            false => (&their, &our),
        };
        if !sorted(&in_ours) && !sorted(&in_theirs) && in_ours != in_theirs {
            self.meet(base, Some(ours), Some(theirs));
        }
        let order = woven(&first.order, &second.order);
        let mut merged = Vec::new();
        for which in order {
            let item = match which {
                Which::Ours(at) => our.items.get(at).cloned(),
                Which::Theirs(at) => their.items.get(at).cloned(),
                Which::Old(at) => {
                    let (in_our, in_their) = (our.of.get(&at), their.of.get(&at));
                    self.at.push(Step::Item(in_their.or(in_our).copied().unwrap_or(at)));
                    let item = self.value(
                        old.get(at),
                        in_our.and_then(|at| our.items.get(*at)),
                        in_their.and_then(|at| their.items.get(*at)),
                    );
                    self.at.pop();
                    item
                }
            };
            merged.extend(item);
        }
        Data::List(merged)
    }
}

/// What both added alike is added once.
fn same_additions(our: &mut Side<'_>, their: &Side<'_>) {
    let mut open: Vec<usize> = their
        .order
        .iter()
        .filter_map(|which| match which {
            Which::Theirs(at) => Some(*at),
            _ => None,
        })
        .collect();
    for which in &mut our.order {
        if let Which::Ours(at) = *which
            && let Some(found) = open.iter().position(|it| their.items[*it].says(&our.items[at]))
        {
            *which = Which::Theirs(open.remove(found));
        }
    }
}

/// One order, with what only the other has behind what stands before it there.
fn woven(first: &[Which], second: &[Which]) -> Vec<Which> {
    let mut order = first.to_vec();
    let mut before: Option<Which> = None;
    for which in second {
        if !order.contains(which) {
            let at = before.and_then(|before| order.iter().position(|it| *it == before));
            order.insert(at.map_or(0, |at| at + 1), *which);
        }
        before = Some(*which);
    }
    order
}
