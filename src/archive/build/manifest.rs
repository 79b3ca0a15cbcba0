//! The manifest of a build, whole or in parts.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::finish::Finish;
use super::pages::{SiteFiles, is_unchanged};
use crate::archive::card::Card;
use crate::archive::manifest::{FileLine, LetterLine, Listing, MANIFEST, PARTS};
use crate::archive::plan::PROGRAM;
use crate::archive::report::Failure;
use crate::archive::state::{PackedLetter, PageFile, State};
use crate::archive::store::Written;
use crate::text::Fingerprint;

/// Whether a file belongs to the manifest.
pub(super) fn is_of_manifest(path: &str) -> bool {
    path == MANIFEST || path.starts_with(PARTS)
}

/// Writes the manifest of a state, in parts where there are many letters.
pub(super) fn all(
    finish: &Finish<'_>,
    state: &State,
    before: Vec<PageFile>,
) -> Result<SiteFiles, Failure> {
    let cards = state
        .letters
        .par_iter()
        .filter_map(|packed| Some((packed.card()?, packed)));
    let cards: Vec<_> = cards.collect();
    let mut writer = Writer { finish, before, done: SiteFiles::default() };
    let mut whole = Listing {
        program: PROGRAM,
        formats: finish.formats.iter().map(|format| format.extension()).collect(),
        ..Listing::default()
    };
    let head =
        || Listing { formats: whole.formats.clone(), program: PROGRAM, ..Listing::default() };
    let left_out = state.site.left_out.iter();
    let left_out = left_out.map(|(path, why)| (path.as_str(), why.as_slice())).collect();
    let mut parts = Vec::new();
    if cards.len() <= finish.site.most_letters {
        whole.letters = letters(cards.iter());
        whole.files = files(cards.iter(), state.site.pages.iter());
    } else {
        let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
        for card in &cards {
            folders
                .entry(folder_of(&card.0.address))
                .or_default()
                .letters
                .push(card);
        }
        for page in &state.site.pages {
            folders.entry(folder_of(&page.path)).or_default().pages.push(page);
        }
        for (folder, inner) in folders {
            let (letters, pages) = (inner.letters.iter().copied(), inner.pages.into_iter());
            let listing = Listing {
                letters: self::letters(letters.clone()),
                files: files(letters, pages),
                ..head()
            };
            if folder.is_empty() {
                whole.files.extend(listing.files);
                continue;
            }
            let path = format!("{PARTS}{folder}.json");
            let file = writer.write(&path, &listing)?;
            whole.files.push(FileLine {
                path: path.clone(),
                sha256: file.sha256,
                bytes: file.bytes,
            });
            parts.push(path);
        }
        whole.files.sort();
    }
    whole.parts = parts.iter().map(String::as_str).collect();
    whole.left_out = left_out;
    writer.write(MANIFEST, &whole)?;
    let mut done = writer.done;
    done.stale.extend(writer.before.into_iter().map(Written::from));
    Ok(done)
}

/// What stands in a folder of the site.
#[derive(Default)]
struct Folder<'s> {
    letters: Vec<&'s (Card<'s>, &'s PackedLetter)>,
    pages: Vec<&'s PageFile>,
}

/// The folder of a path, directly in the site; empty for the site itself.
fn folder_of(path: &str) -> &str {
    path.split_once('/').map_or("", |(folder, _)| folder)
}

/// Letters in the order of their ids.
fn letters<'s>(
    cards: impl Iterator<Item = &'s (Card<'s>, &'s PackedLetter)>,
) -> Vec<LetterLine<'s>> {
    let cards: Vec<_> = cards.collect();
    let lines = cards.into_par_iter().filter_map(|(card, packed)| {
        let letter = packed.letter()?;
        let records = letter.records.into_iter().map(|path| (path, None));
        let beside = letter.beside.into_iter().map(|file| (file.path, Some(file.sha256)));
        Some(LetterLine {
            id: &card.id,
            address: &card.address,
            record: letter.path,
            sha256: letter.sha256,
            templates: letter.templates,
            uses: records.chain(beside).collect(),
        })
    });
    let mut lines: Vec<_> = lines.collect();
    lines.par_sort_by(|a, b| a.id.cmp(b.id));
    lines
}

/// The files of letters, and pages, in the order of their paths.
fn files<'s>(
    cards: impl Iterator<Item = &'s (Card<'s>, &'s PackedLetter)>,
    pages: impl Iterator<Item = &'s PageFile>,
) -> Vec<FileLine> {
    let files = cards.flat_map(|(card, _)| {
        card.all_files().map(|file| FileLine {
            path: format!("{}/{}", card.address, file.name),
            sha256: file.sha256,
            bytes: file.bytes,
        })
    });
    let pages = pages.map(|page| FileLine {
        path: page.path.clone(),
        sha256: page.sha256,
        bytes: page.bytes,
    });
    let mut files: Vec<_> = files.chain(pages).collect();
    files.par_sort();
    files
}

struct Writer<'a> {
    finish: &'a Finish<'a>,
    /// The files from before that are not taken over yet.
    before: Vec<PageFile>,
    done: SiteFiles,
}

impl Writer<'_> {
    /// Writes a listing, or takes over the file that has it.
    fn write(&mut self, path: &str, listing: &Listing<'_>) -> Result<PageFile, Failure> {
        let folder = self.finish.folder;
        let fingerprint = Fingerprint::of(&(path, listing));
        let before = self.before.iter().position(|page| page.path == path);
        let before = before.map(|at| self.before.swap_remove(at));
        let file = match before.filter(|before| is_unchanged(before, fingerprint, folder)) {
            Some(before) => before,
            None => {
                let written = folder.write_with(path, &mut |out| listing.write(out))?;
                self.done.made += 1;
                PageFile::new(path, fingerprint, written)
            }
        };
        self.done.files.push(file.clone());
        Ok(file)
    }
}
