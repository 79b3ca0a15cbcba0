//! A package: a letter with the letters it encloses, composed and ready to be written.

mod earlier;
mod member;

pub use earlier::{Earlier, EarlierLetter};
pub use member::Member;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::{Mark, Passage};
use crate::gather::Bundle;
use crate::picture::Picture;

/// What the name of a file ends in, before its extension, where it is the document that a letter is
/// issued as.
pub const ISSUED: &str = "-issued";

/// A composed letter, followed by the letters it encloses in their order.
#[derive(Debug, Clone, Default)]
pub struct Package {
    /// The members: the letter itself first, each enclosed letter after the one that encloses it.
    pub members: Vec<Member>,
    /// Where the letter begins again in a further language, in a file that holds all its versions.
    pub versions: Vec<usize>,
    /// Pictures that marks and letterheads name.
    pub pictures: BTreeMap<String, Picture>,
    /// Enclosed PDF files, by the name the record gives.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// What earlier letters said of its meetings; none where nobody looked.
    pub earlier: Option<Arc<Earlier>>,
}

impl Package {
    /// Gives its letters ids that no other package in a file has: the letter is called `name`.
    pub fn call(&mut self, name: &str) {
        for (at, member) in self.members.iter_mut().enumerate() {
            member.id = match at {
                0 => name.to_owned(),
                _ => format!("{name}-{}", member.id),
            };
        }
    }

    /// The versions of one letter as one package, for a file that holds them all.
    #[must_use]
    pub fn together(mut main: Self, versions: Vec<Self>) -> Self {
        for mut version in versions {
            let name = version.name();
            version.call(&name);
            main.versions.push(main.members.len());
            main.append(version);
        }
        main
    }

    /// What its files are called: its id, with the language where it is written in several
    /// and this is one of them.
    pub fn name(&self) -> String {
        let letter = self.letter();
        if letter.languages().len() > 1 && self.versions.is_empty() {
            format!("{}.{}", letter.id, letter.document.language)
        } else {
            letter.id.clone()
        }
    }

    /// The members of the letter in its first language alone.
    pub fn first_version(&self) -> &[Member] {
        let end = self.versions.first().copied();
        &self.members[..end.unwrap_or(self.members.len())]
    }

    /// Puts the letters of another package after these, for one file that holds them all.
    /// Of two pictures or files of one name the first stays: both come from one folder.
    pub fn append(&mut self, mut other: Self) {
        self.members.append(&mut other.members);
        for (name, picture) in other.pictures {
            self.pictures.entry(name).or_insert(picture);
        }
        for (name, file) in other.files {
            self.files.entry(name).or_insert(file);
        }
    }

    /// Whether it speaks of meetings, the letters that it encloses among them.
    pub fn speaks_of_meetings(&self) -> bool {
        self.members.iter().any(|member| !member.letter().meetings.is_empty())
    }

    /// The letter itself.
    pub fn letter(&self) -> &Member {
        &self.members[0]
    }

    /// The words of all letters in reading order, a passage a line, without what is said of
    /// pictures.
    pub fn words(&self) -> String {
        let mut words = String::new();
        for passage in self.members.iter().flat_map(|member| member.document.passages()) {
            if !matches!(passage, Passage::Mark(Mark::Image { .. })) {
                words.push_str(&passage.words());
                words.push('\n');
            }
        }
        words
    }

    /// The places of the letters that the member at `place` encloses itself.
    pub fn enclosed_in(&self, place: usize) -> Vec<usize> {
        let enclosed = self.members[place].bundle().enclosed.iter();
        // Each stands after the letter that encloses it and after all of the one before, which may
        // be the same letter.
        let mut next = place + 1;
        let at = |bundle: &Arc<Bundle>| {
            let members = self.members.iter().enumerate().skip(next);
            let mut found = members.filter(|(_, member)| Arc::ptr_eq(member.bundle(), bundle));
            let (at, _) = found.next()?;
            next = at + bundle.letters();
            Some(at)
        };
        enclosed.map(|(_, bundle)| bundle).filter_map(at).collect()
    }
}
