//! Records that cannot be reached, and letters whose records are gone.

use crate::archive::report::Omission;
use crate::archive::store::RecordFolder;
use crate::error::Error;
use crate::finding::Finding;
use crate::text::count;

/// Below so many letters, an archive may lose them unasked.
const MANY: usize = 10;

/// Whether so many of the known letters have lost their records that it looks like a share which
/// is not mounted, or like another folder.
pub(super) fn are_most(gone: usize, known: usize, is_empty: bool) -> bool {
    gone > 0 && (is_empty || gone >= MANY && gone * 2 > known)
}

/// That most letters would go, which nobody asked for.
pub(super) fn most_are_gone(gone: usize, known: usize) -> Error {
    let letters = count(known, "letter");
    let have = if gone == 1 { "has" } else { "have" };
    Error::input(format!("{gone} of the {letters} of the archive {have} no record any more")).help(
        "nothing was changed: look whether the folder of records is the right one and all there; \
             give --remove if these letters shall leave the archive",
    )
}

/// Whether a path is one of those that cannot be reached, or lies below one.
pub(super) fn lies_in(path: &str, unreachable: &[(String, String)]) -> bool {
    unreachable.iter().any(|(folder, _)| {
        let rest = path.strip_prefix(folder.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// That a letter cannot be made again, because its record cannot be reached.
pub(super) fn out_of_reach(
    records: &dyn RecordFolder,
    path: &str,
    unreachable: &[(String, String)],
) -> Error {
    let found = unreachable
        .iter()
        .find(|one| lies_in(path, std::slice::from_ref(one)));
    let (folder, why) = found.map_or((path, ""), |(folder, why)| (folder, why));
    let message = format!("cannot read {}: {why}", records.shown(folder));
    Error::input(message)
        .help("letters of the archive lie there, and must be made again: nothing was changed")
}

/// A folder or file that cannot be reached, among what is left out.
pub(super) fn omission((path, why): (String, String)) -> Omission {
    let finding = Finding::error("unreadable", why)
        .help("letters of the archive whose records lie there stay as they are");
    Omission::new(path, vec![finding])
}
