//! A package: a letter with the letters it encloses, composed and ready to be written.

mod particulars;

pub use particulars::{Earlier, Enclosing, EnclosingKind, Particulars, Party};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::Announces;
use crate::document::Document;
use crate::office::Sheet;
use crate::source::Source;

/// A composed letter, followed by the letters it encloses in their order.
#[derive(Debug, Clone)]
pub struct Package {
    /// The members: the letter itself first, each enclosed letter after the one that encloses it.
    pub members: Vec<Member>,
    /// Where the letter begins again in a further language, in a file that holds all its versions.
    pub versions: Vec<usize>,
    /// Pictures that marks and letterheads name.
    pub pictures: BTreeMap<String, Picture>,
    /// Enclosed PDF files, by the name the record gives.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// One letter of a package.
#[derive(Debug, Clone)]
pub struct Member {
    /// The id of its record.
    pub id: String,
    /// The name of the office that writes it.
    pub office: String,
    /// The letter.
    pub document: Document,
    /// How it sits on the page.
    pub sheet: Sheet,
    /// The day it bears, in ISO 8601, if it bears one.
    pub date: Option<String>,
    /// Whose letter it is, in words: "the President of the General Assembly".
    pub sender: String,
    /// The record it was composed from.
    pub record: Arc<Source>,
    /// The languages it is written in, the main one first, where they are several.
    pub languages: Vec<String>,
    /// The files that hold its prose in further languages: part of its record.
    pub beside: Vec<Arc<Source>>,
    /// Names of enclosed files that follow it.
    pub files: Vec<String>,
    /// Its meetings, for a calendar.
    pub announces: Announces,
    /// What registers, envelopes and programs know of it.
    pub particulars: Particulars,
}

/// A picture: the mark of a signature or an emblem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// How it is coded.
    pub kind: PictureKind,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// The file.
    pub bytes: Arc<[u8]>,
}

/// How a picture is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
}

impl PictureKind {
    /// Its media type (RFC 2046).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

impl Picture {
    /// The largest picture file that is read: 8 MiB.
    pub const MAX_BYTES: u64 = 8 << 20;
    /// The most pixels a picture may have: a page at 600 dots an inch.
    pub const MAX_PIXELS: u64 = 36_000_000;

    /// Reads a picture: its kind and size first, its pixels only when these are in bounds.
    ///
    /// # Errors
    /// Why it cannot be used, in a few words.
    pub fn read(bytes: Vec<u8>) -> Result<Self, String> {
        let kind = match bytes.as_slice() {
            [0x89, b'P', b'N', b'G', ..] => PictureKind::Png,
            [0xFF, 0xD8, 0xFF, ..] => PictureKind::Jpeg,
            _ => return Err("it is neither a PNG nor a JPEG picture".to_owned()),
        };
        let format = match kind {
            PictureKind::Png => image::ImageFormat::Png,
            PictureKind::Jpeg => image::ImageFormat::Jpeg,
        };
        let reader = || image::ImageReader::with_format(std::io::Cursor::new(&bytes), format);
        let broken = |error: image::ImageError| format!("the picture is broken ({error})");
        let size = reader().into_dimensions().map_err(broken)?;
        if u64::from(size.0) * u64::from(size.1) > Self::MAX_PIXELS {
            return Err(format!("{} by {} pixels are more than a page can show", size.0, size.1));
        }
        reader().decode().map_err(broken)?;
        Ok(Self { kind, size, bytes: bytes.into() })
    }
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
        if letter.languages.len() > 1 && self.versions.is_empty() {
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

    /// The letter itself.
    pub fn letter(&self) -> &Member {
        &self.members[0]
    }

    /// The places of the letters that the member at `place` encloses itself.
    pub fn enclosed_in(&self, place: usize) -> Vec<usize> {
        let all = self.parents();
        let places =
            (1..self.members.len()).filter(|at| all[*at] == place && !self.versions.contains(at));
        places.collect()
    }

    /// For each member the place of the one that encloses it; the letter's own place for itself.
    fn parents(&self) -> Vec<usize> {
        let mut parents = vec![0; self.members.len()];
        // Those that may still enclose, each with how many letters it has yet to name.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut root = self.members.first().map_or("", |member| &member.id);
        for (at, member) in self.members.iter().enumerate() {
            if self.versions.contains(&at) {
                (root, parents[at]) = (&member.id, at);
                open.clear();
            }
            // In a file of several packages an enclosed letter is called after the one it came with.
            let own = member.id.strip_prefix(root);
            let own = own.and_then(|rest| rest.strip_prefix('-'));
            let encloses = |place: usize| {
                let enclosures = &self.members[place].particulars.enclosures;
                (enclosures.iter())
                    .filter(|enclosing| enclosing.kind == EnclosingKind::Letter)
                    .filter_map(|enclosing| enclosing.name.as_deref())
                    .any(|name| name == member.id || Some(name) == own)
            };
            while open
                .last()
                .is_some_and(|(place, left)| *left == 0 || !encloses(*place))
            {
                open.pop();
            }
            if let Some((place, left)) = open.last_mut() {
                parents[at] = *place;
                *left -= 1;
            }
            let letters = (member.particulars.enclosures.iter())
                .filter(|enclosing| enclosing.kind == EnclosingKind::Letter);
            open.push((at, letters.count()));
        }
        parents
    }
}
