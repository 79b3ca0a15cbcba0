//! An index of letters: which of them has an id, and which one a reference means.

use super::filing::Filing;
use crate::letter::{Day, LetterRef};

/// Finds letters by id, and by office and day. Letters are known by their places in one list,
/// which every question is given again: a hundred thousand letters cost eight bytes each.
#[derive(Debug, Default)]
pub struct Index {
    /// Places by id.
    by_id: Vec<u32>,
    /// Places by office and day, undated letters first.
    by_day: Vec<u32>,
}

/// What a reference to a letter means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A letter of somebody outside, which is not expected here.
    Outside,
    /// A letter that is not here.
    Missing,
    /// This one.
    Letter(usize),
    /// One of several: an office wrote them on one day.
    AnyOf(Vec<usize>),
}

impl Meaning {
    /// The letter, where it is a certain one.
    pub fn letter(&self) -> Option<usize> {
        match self {
            Self::Letter(at) => Some(*at),
            _ => None,
        }
    }

    /// All letters that it can be.
    pub fn letters(&self) -> &[usize] {
        match self {
            Self::Outside | Self::Missing => &[],
            Self::Letter(at) => std::slice::from_ref(at),
            Self::AnyOf(all) => all,
        }
    }
}

/// What an id, an office or a day is looked up in.
fn filing<'s, 'a, L: AsRef<Filing<'a>>>(letters: &'s [L], at: u32) -> &'s Filing<'a>
where
    'a: 's,
{
    letters[at as usize].as_ref()
}

impl Index {
    /// An index of letters.
    pub fn new<'a, L: AsRef<Filing<'a>>>(letters: &[L]) -> Self {
        let places = 0..u32::try_from(letters.len()).unwrap_or(u32::MAX);
        let mut by_id: Vec<_> = places.collect();
        let mut by_day = by_id.clone();
        by_id.sort_by_key(|at| filing(letters, *at).id.as_str());
        by_day.sort_by_key(|at| {
            let filing = filing(letters, *at);
            (filing.office.as_str(), filing.day())
        });
        Self { by_id, by_day }
    }

    /// The letter with this id; of several, the last.
    pub fn find<'a, L: AsRef<Filing<'a>>>(&self, letters: &[L], id: &str) -> Option<usize> {
        let after = self
            .by_id
            .partition_point(|at| filing(letters, *at).id.as_str() <= id);
        let at = *self.by_id.get(after.checked_sub(1)?)?;
        (filing(letters, at).id == *id).then_some(at as usize)
    }

    /// The letters that an office wrote on the days from `first` to `last`, by day.
    pub fn written<'a, L: AsRef<Filing<'a>>>(
        &self,
        letters: &[L],
        office: &str,
        (first, last): (Day, Day),
    ) -> impl DoubleEndedIterator<Item = usize> {
        let point = |is_before: &dyn Fn(Option<Day>) -> bool| {
            self.by_day.partition_point(|at| {
                let filing = filing(letters, *at);
                match filing.office.as_str().cmp(office) {
                    std::cmp::Ordering::Equal => is_before(filing.day()),
                    order => order.is_lt(),
                }
            })
        };
        let from = point(&|date| date < Some(first));
        let to = point(&|date| date <= Some(last)).max(from);
        self.by_day[from..to].iter().map(|at| *at as usize)
    }

    /// The offices that wrote letters, in order.
    pub fn offices<'s, 'a: 's, L: AsRef<Filing<'a>>>(
        &'s self,
        letters: &'s [L],
    ) -> impl Iterator<Item = &'s str> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let office = filing(letters, *self.by_day.get(from)?).office.as_str();
            let same = |at: &u32| filing(letters, *at).office.as_str() <= office;
            from += self.by_day[from..].partition_point(same);
            Some(office)
        })
    }

    /// What a reference means that the letter `from` makes. A letter does not count as its own
    /// predecessor where another one fits.
    pub fn meaning<'a, L: AsRef<Filing<'a>>>(
        &self,
        letters: &[L],
        from: &Filing<'_>,
        reference: &LetterRef,
    ) -> Meaning {
        if reference.sender.is_some() {
            return Meaning::Outside;
        }
        if let Some(id) = &reference.id {
            return self.find(letters, id).map_or(Meaning::Missing, Meaning::Letter);
        }
        let Some(day) = reference.date else {
            return Meaning::Missing;
        };
        let office = reference.office.as_deref().unwrap_or(&from.office);
        let all: Vec<_> = self.written(letters, office, (day, day)).collect();
        let is_other = |at: &usize| letters[*at].as_ref().id != from.id;
        let others: Vec<_> = all.iter().copied().filter(is_other).collect();
        match (others.as_slice(), all.as_slice()) {
            ([], []) => Meaning::Missing,
            ([], [.., own]) => Meaning::Letter(*own),
            ([one], _) => Meaning::Letter(*one),
            _ => Meaning::AnyOf(others),
        }
    }
}
