//! What a change means for the data, whatever its text: the text must give this when read again.

use super::Data;
use super::path::{self, Step};

/// Why a change means nothing.
#[derive(Debug)]
pub(super) enum Refusal {
    /// A field of what is no group.
    NoGroup(String),
    /// An item that the list does not have.
    NoItem(String),
}

/// Gives the place at a path a value.
pub(super) fn set(data: &mut Data, steps: &[Step], value: Data) -> Result<(), Refusal> {
    go(data, steps, 0, value)
}

fn go(data: &mut Data, steps: &[Step], at: usize, value: Data) -> Result<(), Refusal> {
    let here = || path::written(&steps[..at]);
    let Some(step) = steps.get(at) else {
        *data = value;
        return Ok(());
    };
    let missing = matches!(data, Data::Text(text) if text.is_empty());
    match step {
        Step::Field(name) => {
            if missing {
                *data = Data::Map(Vec::new());
            }
            let Data::Map(entries) = data else {
                return Err(Refusal::NoGroup(here()));
            };
            match entries.iter_mut().find(|(key, _)| key == name) {
                Some((_, data)) => go(data, steps, at + 1, value),
                None => {
                    entries.push((name.clone(), build(steps, at + 1, value)?));
                    Ok(())
                }
            }
        }
        Step::Item(index) => {
            if missing {
                *data = Data::List(Vec::new());
            }
            match data {
                Data::List(items) if *index < items.len() => {
                    go(&mut items[*index], steps, at + 1, value)
                }
                Data::List(items) if *index == items.len() => {
                    items.push(build(steps, at + 1, value)?);
                    Ok(())
                }
                Data::List(_) => Err(Refusal::NoItem(path::written(&steps[..=at]))),
                _ if *index == 0 => go(data, steps, at + 1, value),
                single if *index == 1 => {
                    let new = build(steps, at + 1, value)?;
                    let old = std::mem::replace(single, Data::List(Vec::new()));
                    *single = Data::List(vec![old, new]);
                    Ok(())
                }
                _ => Err(Refusal::NoItem(path::written(&steps[..=at]))),
            }
        }
    }
}

/// The value with the groups and lists that lead to it.
pub(super) fn build(steps: &[Step], at: usize, value: Data) -> Result<Data, Refusal> {
    Ok(match steps.get(at) {
        None => value,
        Some(Step::Field(name)) => Data::Map(vec![(name.clone(), build(steps, at + 1, value)?)]),
        Some(Step::Item(0)) => Data::List(vec![build(steps, at + 1, value)?]),
        Some(Step::Item(_)) => return Err(Refusal::NoItem(path::written(&steps[..=at]))),
    })
}

/// Takes out what is at a path, with the groups and lists that it leaves empty. The path of what
/// goes; none where nothing is there.
pub(super) fn remove(data: &mut Data, steps: &[Step]) -> Option<Vec<Step>> {
    let (last, before) = steps.split_last()?;
    let holder = follow_mut(data, before)?;
    match (&mut *holder, last) {
        (Data::Map(entries), Step::Field(name)) => {
            let at = entries.iter().position(|(key, _)| key == name)?;
            entries.remove(at);
        }
        (Data::List(items), Step::Item(index)) if *index < items.len() => {
            items.remove(*index);
        }
        // A single value that stands for a list of one.
        (Data::Map(_) | Data::Text(_), Step::Item(0)) => return remove(data, before),
        _ => return None,
    }
    if holder.is_blank() && !before.is_empty() {
        return remove(data, before);
    }
    Some(steps.to_vec())
}

/// Puts an item into a list.
pub(super) fn insert(
    data: &mut Data,
    list: &[Step],
    at: usize,
    value: Data,
) -> Result<(), Refusal> {
    let wrong = || Refusal::NoItem(format!("{}[{at}]", path::written(list)));
    match follow_mut(data, list) {
        Some(Data::List(items)) if at <= items.len() => items.insert(at, value),
        Some(Data::List(_)) => return Err(wrong()),
        Some(single) if !single.is_blank() => {
            if at > 1 {
                return Err(wrong());
            }
            let old = std::mem::replace(single, Data::List(Vec::new()));
            let both = if at == 0 { vec![value, old] } else { vec![old, value] };
            *single = Data::List(both);
        }
        _ if at > 0 => return Err(wrong()),
        _ => return set(data, list, Data::List(vec![value])),
    }
    Ok(())
}

/// Moves an item of a list.
pub(super) fn shift(data: &mut Data, list: &[Step], from: usize, to: usize) -> Result<(), Refusal> {
    let wrong = |at: usize| Err(Refusal::NoItem(format!("{}[{at}]", path::written(list))));
    match follow_mut(data, list) {
        Some(Data::List(items)) if from >= items.len() => wrong(from),
        Some(Data::List(items)) if to >= items.len() => wrong(to),
        Some(Data::List(items)) => {
            let item = items.remove(from);
            items.insert(to, item);
            Ok(())
        }
        Some(_) if from == 0 && to == 0 => Ok(()),
        _ => wrong(from),
    }
}

/// What is at a path; a single value stands for a list of one.
pub(super) fn follow<'d>(data: &'d Data, steps: &[Step]) -> Option<&'d Data> {
    steps.iter().try_fold(data, |data, step| match (data, step) {
        (Data::Map(_), Step::Field(name)) => data.get(name),
        (Data::List(items), Step::Item(at)) => items.get(*at),
        (Data::Map(_) | Data::Text(_), Step::Item(0)) => Some(data),
        _ => None,
    })
}

pub(super) fn follow_mut<'d>(data: &'d mut Data, steps: &[Step]) -> Option<&'d mut Data> {
    steps.iter().try_fold(data, |data, step| match (data, step) {
        (data @ Data::Map(_), Step::Field(name)) => data.get_mut(name),
        (Data::List(items), Step::Item(at)) => items.get_mut(*at),
        (data @ (Data::Map(_) | Data::Text(_)), Step::Item(0)) => Some(data),
        _ => None,
    })
}
