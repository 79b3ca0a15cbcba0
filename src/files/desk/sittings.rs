//! Sittings: changes of one person without a long pause.

use super::history::{Change, Version};

/// The longest pause within a sitting, in seconds: 30 minutes.
const PAUSE: u64 = 30 * 60;

/// Numbers the sittings of versions, the oldest first.
pub(super) fn sittings(versions: &mut [Version]) {
    let outside = |version: &Version| matches!(version.change, Change::Found | Change::Outside);
    let mut number = 0;
    for at in 0..versions.len() {
        let version = &versions[at];
        let goes_on = at.checked_sub(1).map(|at| &versions[at]).is_some_and(|before| {
            before.who == version.who
                && outside(before) == outside(version)
                && before.at.abs_diff(version.at) <= PAUSE
        });
        number += usize::from(!goes_on);
        versions[at].sitting = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Fingerprint;

    #[test]
    fn a_pause_or_another_person_begins_a_sitting() {
        let version = |at, who: &str, change| Version {
            number: 0,
            fingerprint: Fingerprint::default(),
            at,
            who: who.to_owned(),
            name: None,
            sitting: 0,
            change,
        };
        let mut versions = [
            (0, "", Change::Found),
            (0, "", Change::Saved),
            (1800, "", Change::Saved),
            (3601, "", Change::Saved),
            (3602, "Anna", Change::Saved),
            (3603, "Anna", Change::Kept(None)),
            (3604, "", Change::Outside),
            (3605, "Anna", Change::Saved),
        ]
        .map(|(at, who, change)| version(at, who, change));
        sittings(&mut versions);
        assert_eq!(versions.map(|version| version.sitting), [1, 2, 2, 3, 4, 4, 5, 6]);
    }
}
