//! The world of the typesetter: a handful of files that exist only in memory.

use std::sync::Arc;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source as Text, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::data::Sheets;
use super::embed::EmbeddedFile;
use super::fonts::Fonts;
use super::foreign::Files;
use crate::package::Package;
use crate::source::{Place, Source};

/// What every letter of one page design shares.
pub(super) struct TypstEnv {
    library: LazyHash<Library>,
    fonts: Fonts,
    /// The page design as its author knows it.
    pub(super) design: Arc<Source>,
    main: Text,
    parts: Text,
    data: FileId,
}

impl TypstEnv {
    pub(super) fn new(design: &Arc<Source>, fonts: Fonts) -> Self {
        Self {
            library: LazyHash::new(Library::builder().build()),
            fonts,
            design: Arc::clone(design),
            main: Text::new(file("/letter.typ"), design.text().to_owned()),
            parts: Text::new(file("/chancery.typ"), include_str!("chancery.typ").to_owned()),
            data: file("/letter.json"),
        }
    }

    pub(super) fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// The page design, parsed.
    pub(super) fn main(&self) -> &Text {
        &self.main
    }

    /// The first character of the page design, for what is wrong with the whole of it.
    pub(super) fn start(&self) -> Place {
        Place::new(&self.design, 0..0)
    }
}

/// One letter as the typesetter sees it: its data, and the files that belong to it.
pub(super) struct LetterWorld<'a> {
    pub(super) env: &'a TypstEnv,
    data: Bytes,
    pictures: Vec<Bytes>,
    carried: Vec<Bytes>,
    files: Vec<Bytes>,
}

impl<'a> LetterWorld<'a> {
    pub(super) fn new(
        env: &'a TypstEnv,
        sheets: &Sheets<'_>,
        package: &Package,
        carried: &[EmbeddedFile],
        files: &Files,
    ) -> Self {
        Self {
            env,
            data: Bytes::new(sheets.to_json()),
            pictures: package
                .pictures
                .values()
                .map(|picture| Bytes::new(picture.bytes.clone()))
                .collect(),
            carried: carried.iter().map(|file| file.bytes.clone()).collect(),
            files: files.iter().map(|file| file.bytes.clone()).collect(),
        }
    }
}

// The names of these few files are all that is ever interned, however many letters are written.
#[allow(clippy::expect_used, reason = "the names are ours, and plain")]
fn file(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the names of our files are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for LetterWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.env.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.env.fonts.book
    }

    fn main(&self) -> FileId {
        self.env.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Text> {
        [&self.env.main, &self.env.parts]
            .into_iter()
            .find(|text| text.id() == id)
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.env.data {
            return Ok(self.data.clone());
        }
        let numbered = || {
            let (neighbours, number) = id.get().vpath().get_without_slash().split_once('/')?;
            let neighbours = match neighbours {
                "picture" => &self.pictures,
                "carried" => &self.carried,
                "file" => &self.files,
                _ => return None,
            };
            neighbours.get(number.parse::<usize>().ok()?).cloned()
        };
        numbered().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.env.fonts.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
