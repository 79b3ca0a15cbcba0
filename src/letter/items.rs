//! Which item of a list is which: by what it is, not by where it stands.

use std::collections::{HashMap, VecDeque};

use serde_json::{Map, Value};

/// What tells an item of a list, the surest first; fields that stand together tell it together.
const IDENTITIES: &[(&str, &[&[&str]])] = &[
    ("meetings", &[&["id"], &["title"], &["dates", "times"], &["dates"]]),
    ("sittings", &[&["title"], &["date", "times"], &["date"], &["times"]]),
    ("agenda", &[&["title"], &["number"]]),
    ("items", &[&["title"], &["number"]]),
    ("speakers", &[&["name"]]),
    ("signatories", &[&["name"], &["title", "capacity"], &["title"]]),
    (
        "cites",
        &[
            &["resolution", "part"],
            &["decision", "part"],
            &["document", "part"],
            &["resolution"],
            &["decision"],
            &["document"],
            &["title"],
        ],
    ),
    ("enclosures", &[&["letter"], &["file"], &["document"], &["title"], &["concerning"]]),
    ("deadlines", &[&["what"], &["date"]]),
    ("contacts", &[&["name"], &["email"], &["telephone"]]),
    ("follows", &[&["letter"], &["reference"]]),
    ("organs", &[&["symbol"], &["organ"]]),
];

/// What tells a person or a group.
const PERSON: &[&[&str]] =
    &[&["name"], &["group"], &["title", "organisation"], &["organisation"], &["title"], &["email"]];

/// Up to so many items without a counterpart on each side, all are compared with all.
const MOST: usize = 200;

/// The items of two lists, paired.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    /// The places of an item in the old and in the new list, in the order of the new one.
    pub(crate) both: Vec<(usize, usize)>,
    pub(crate) dropped: Vec<usize>,
    pub(crate) added: Vec<usize>,
    /// The places, in the new list, of items that no longer stand in their old order.
    pub(crate) moved: Vec<usize>,
}

/// Pairs the items of a list of that name.
pub(crate) fn pair(list: &str, old: &[Value], new: &[Value]) -> Pairs {
    let mut partner: Vec<Option<usize>> = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    let mut join = |key: &dyn Fn(&Value) -> Option<String>| {
        let mut open: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (at, item) in new.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            if let Some(key) = key(item) {
                open.entry(key).or_default().push_back(at);
            }
        }
        for (at, item) in old.iter().enumerate() {
            let key = if partner[at].is_none() { key(item) } else { None };
            let other = key.and_then(|key| open.get_mut(&key)?.pop_front());
            if let Some(other) = other {
                partner[at] = Some(other);
                taken[other] = true;
            }
        }
    };
    join(&|item| Some(item.to_string()));
    for fields in identities(list) {
        join(&|item| key(fields, item));
    }
    let (open_old, open_new) =
        (partner.iter().filter(|it| it.is_none()).count(), taken.iter().filter(|it| !**it).count());
    if open_old <= MOST && open_new <= MOST {
        closest(old, new, &mut partner, &mut taken);
    }
    if old.len() == new.len() {
        // What says one thing only and says another in the same place is the same item.
        for at in 0..old.len() {
            if partner[at].is_none() && !taken[at] && says_little(&old[at]) && says_little(&new[at])
            {
                partner[at] = Some(at);
                taken[at] = true;
            }
        }
    }
    let mut pairs = Pairs::default();
    for (at, partner) in partner.into_iter().enumerate() {
        match partner {
            Some(other) => pairs.both.push((at, other)),
            None => pairs.dropped.push(at),
        }
    }
    pairs.added = (0..new.len()).filter(|at| !taken[*at]).collect();
    pairs.moved = out_of_order(&pairs.both);
    pairs.both.sort_by_key(|(_, new)| *new);
    pairs
}

fn identities(list: &str) -> &'static [&'static [&'static str]] {
    let known = IDENTITIES.iter().find(|(name, _)| *name == list);
    known.map_or(PERSON, |(_, fields)| fields)
}

/// What some fields of an item say, if it gives them all.
fn key(fields: &[&str], item: &Value) -> Option<String> {
    let held = fields
        .iter()
        .map(|field| item.get(*field).filter(|held| is_given(held)));
    let held: Vec<_> = held.collect::<Option<Vec<_>>>()?;
    Some(held.into_iter().map(Value::to_string).collect::<Vec<_>>().join("\n"))
}

/// Pairs what says at least half of the same, the closest first.
fn closest(old: &[Value], new: &[Value], partner: &mut [Option<usize>], taken: &mut [bool]) {
    let mut near = Vec::new();
    for (at, item) in old.iter().enumerate().filter(|(at, _)| partner[*at].is_none()) {
        for (other, candidate) in new.iter().enumerate().filter(|(other, _)| !taken[*other]) {
            let (same, all) = common(item, candidate);
            if same * 2 >= all && same > 0 {
                near.push((all - same, at, other));
            }
        }
    }
    near.sort_unstable();
    for (_, at, other) in near {
        if partner[at].is_none() && !taken[other] {
            partner[at] = Some(other);
            taken[other] = true;
        }
    }
}

/// How many fields two items say alike, of how many that either gives.
fn common(old: &Value, new: &Value) -> (usize, usize) {
    let (Value::Object(old), Value::Object(new)) = (old, new) else {
        return (0, 1);
    };
    let given = |item: &Map<String, Value>, key: &String| item.get(key).is_some_and(is_given);
    let keys = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key)));
    let keys: Vec<_> = keys.filter(|key| given(old, key) || given(new, key)).collect();
    let same = keys.iter().filter(|key| old.get(**key) == new.get(**key)).count();
    (same, keys.len())
}

/// Whether an item is one text, or gives one field at most.
fn says_little(item: &Value) -> bool {
    match item {
        Value::Object(fields) => fields.values().filter(|held| is_given(held)).count() < 2,
        _ => true,
    }
}

/// The fewest items that must have moved: all but a longest run of those in order.
fn out_of_order(both: &[(usize, usize)]) -> Vec<usize> {
    // Patience: the last of each pile, and from which item one came.
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(both.len());
    for (at, (_, new)) in both.iter().enumerate() {
        let pile = piles.partition_point(|last| both[*last].1 < *new);
        before.push(pile.checked_sub(1).map(|below| piles[below]));
        if pile == piles.len() { piles.push(at) } else { piles[pile] = at }
    }
    let mut kept = vec![false; both.len()];
    let mut next = piles.last().copied();
    while let Some(at) = next {
        kept[at] = true;
        next = before[at];
    }
    both.iter()
        .zip(kept)
        .filter(|(_, kept)| !kept)
        .map(|((_, new), _)| *new)
        .collect()
}

/// Whether a value says anything: a field that is left out is null, empty or false.
pub(crate) fn is_given(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => fields.values().any(is_given),
        Value::Bool(true) | Value::Number(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn items_are_told_by_what_they_are() {
        let list = |value: Value| value.as_array().cloned().unwrap_or_default();
        let old = list(
            json!([{"id": "a", "room": "1"}, {"id": "b", "room": "2"}, {"title": "third", "room": "4"}]),
        );
        let new = list(
            json!([{"id": "b", "room": "3"}, {"id": "a", "room": "1"}, {"title": "fourth", "room": "5"}]),
        );
        let pairs = pair("meetings", &old, &new);
        assert_eq!(pairs.both, [(1, 0), (0, 1)]);
        assert_eq!((pairs.dropped, pairs.added), (vec![2], vec![2]));
        assert_eq!(pairs.moved.len(), 1);
    }

    #[test]
    fn one_item_that_goes_to_the_end_is_one_that_moved() {
        assert_eq!(out_of_order(&[(0, 3), (1, 0), (2, 1), (3, 2)]), [3]);
        assert!(out_of_order(&[(0, 0), (2, 1), (5, 4)]).is_empty());
    }
}
