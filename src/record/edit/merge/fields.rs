//! Data merged by field.

use super::{Conflict, lines};
use crate::record::edit::Data;
use crate::record::edit::path::{self, Step};

/// A merge under way.
#[derive(Debug, Default)]
pub(super) struct Merging {
    pub(super) at: Vec<Step>,
    pub(super) conflicts: Vec<Conflict>,
}

impl Merging {
    /// One value of three; none where it is taken out.
    pub(super) fn value(
        &mut self,
        base: Option<&Data>,
        ours: Option<&Data>,
        theirs: Option<&Data>,
    ) -> Option<Data> {
        let same = |one: Option<&Data>, two: Option<&Data>| match (one, two) {
            (Some(one), Some(two)) => one.says(two),
            (None, None) => true,
            _ => false,
        };
        if same(ours, theirs) || same(base, ours) {
            return theirs.cloned();
        }
        if same(base, theirs) {
            return ours.cloned();
        }
        let (Some(our), Some(their)) = (ours, theirs) else {
            return self.meet(base, ours, theirs);
        };
        match (our, their) {
            (Data::Map(our), Data::Map(_)) => Some(self.group(base, our, (ours, their))),
            (Data::List(_), Data::List(_)) => Some(self.list(base, our, their)),
            // A single value stands for a list of one.
            (Data::List(_), single) if !single.is_blank() => {
                Some(self.list(base, our, &Data::List(vec![single.clone()])))
            }
            (single, Data::List(_)) if !single.is_blank() => {
                Some(self.list(base, &Data::List(vec![single.clone()]), their))
            }
            (Data::Text(our), Data::Text(their)) if path::is_prose(&self.at) => {
                let old = base.and_then(Data::text).unwrap_or_default();
                Some(self.prose(old, our, their))
            }
            _ => self.meet(base, ours, theirs),
        }
    }

    /// Both changed it: theirs stays.
    pub(super) fn meet(
        &mut self,
        base: Option<&Data>,
        ours: Option<&Data>,
        theirs: Option<&Data>,
    ) -> Option<Data> {
        self.conflicts.push(Conflict {
            path: path::written(&self.at),
            is_passage: false,
            base: base.cloned(),
            ours: ours.cloned(),
            theirs: theirs.cloned(),
        });
        theirs.cloned()
    }

    fn group(
        &mut self,
        base: Option<&Data>,
        our: &[(String, Data)],
        (ours, theirs): (Option<&Data>, &Data),
    ) -> Data {
        let Data::Map(their) = theirs else {
            return theirs.clone();
        };
        let added = our.iter().filter(|(key, _)| theirs.get(key).is_none());
        let mut merged = Vec::new();
        for (key, _) in their.iter().chain(added) {
            self.at.push(Step::Field(key.clone()));
            let in_base = base.and_then(|base| base.get(key));
            let in_ours = ours.and_then(|ours| ours.get(key));
            let value = self.value(in_base, in_ours, theirs.get(key));
            merged.extend(value.map(|value| (key.clone(), value)));
            self.at.pop();
        }
        Data::Map(merged)
    }

    fn prose(&mut self, base: &str, ours: &str, theirs: &str) -> Data {
        let lines = |text: &str| format!("{text}\n");
        let joined = lines::text(&lines(base), &lines(ours), &lines(theirs));
        let path = match path::written(&self.at) {
            path if path.starts_with("--- ") => format!("languages.{}.body", &path[4..]),
            path => path,
        };
        let conflicts = joined.conflicts.into_iter();
        self.conflicts
            .extend(conflicts.map(|passage| passage.conflict(path.clone())));
        let text = &joined.text;
        Data::Text(text.strip_suffix('\n').unwrap_or(text).to_owned())
    }
}
