//! PDF: a package on paper, as an archive wants it.
//!
//! Every file is PDF/A-3a and PDF/UA-1 at once and carries the records it was made from. The
//! package goes to the typesetter as data, never as source: a text is a text, whatever it says.
//! Nothing here touches a file system, a network, an environment or a clock.

mod characters;
mod coverage;
mod data;
mod diagnostics;
mod edges;
mod embed;
mod fonts;
mod foreign;
mod pictures;
mod read;
mod sound;
mod widths;
mod workers;
mod world;

use std::sync::Arc;

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, NativeElement, Smart};
use typst::introspection::Introspector;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub use embed::{Attachment, Relationship};
#[doc(hidden)]
pub use foreign::can_be_enclosed;
pub use pictures::{page_as_svg, page_sizes};
pub use read::{EmbeddedRecord, read_records};

use crate::finding::Finding;
use crate::letter::Day;
use crate::package::{Member, Package};
use crate::source::{Place, Source};
use crate::template::PageDesign;
use crate::write::format::PreparedWriter;
use crate::write::{LetterFile, Writers, ics};
use data::Sheets;
use workers::Workers;
use world::{LetterWorld, TypstEnv};

/// The writer for the page design of an office, with its own font files before all others.
pub(super) fn prepare(design: &PageDesign<'_>) -> PreparedWriter {
    let Some(page) = design.text("page/letter.typ") else {
        return Err(vec![Finding::error("template", "there is no `page/letter.typ`")]);
    };
    Ok(Box::new(PdfWriter::new(page, &design.fonts())?))
}

impl super::writers::Writer for PdfWriter {
    fn write(&self, package: &Package, _: &Writers<'_>) -> Result<LetterFile, Vec<Finding>> {
        // The meetings travel in the letter, for whoever wants them in a calendar.
        let Ok(mut calendar) = ics::write(package) else {
            return self.write_with(package, &[]);
        };
        let attachment = Attachment {
            name: format!("{}.ics", package.name()),
            media_type: "text/calendar".to_owned(),
            description: "The meetings, for a calendar".to_owned(),
            relationship: Relationship::Supplement,
            bytes: calendar.bytes,
        };
        let mut written = self.write_with(package, &[attachment])?;
        written.notes.append(&mut calendar.notes);
        Ok(written)
    }

    fn preflight(&self, package: &Package, _: &Writers<'_>) -> Vec<Finding> {
        self.preflight(package).err().unwrap_or_default()
    }
}

/// A day for what bears none, because an archival file must name one: the start of 1970.
fn undated() -> Day {
    Day::from_epoch(0)
}

/// The PDF writer: fonts and a page design made ready, to write any number of packages.
///
/// It may be used from several threads at once.
pub struct PdfWriter {
    env: TypstEnv,
    workers: Workers,
}

/// A package that has been set, and what it was set from.
struct Typeset<'a> {
    document: &'a PagedDocument,
    world: &'a LetterWorld<'a>,
    files: &'a foreign::Files,
    warnings: &'a [SourceDiagnostic],
}

impl std::fmt::Debug for PdfWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("PdfWriter").field(&self.env.design.name()).finish()
    }
}

impl PdfWriter {
    /// A writer for one page design, with the office's own fonts before the built-in ones.
    ///
    /// # Errors
    ///
    /// A font that cannot be read, and each mistake in the design's syntax.
    pub fn new(design: &Arc<Source>, extra_fonts: &[Vec<u8>]) -> Result<Self, Vec<Finding>> {
        let (fonts, mut findings) = fonts::load(extra_fonts);
        let env = TypstEnv::new(design, fonts);
        findings.extend(diagnostics::syntax(&env));
        if findings.is_empty() {
            Ok(Self { env, workers: Workers::default() })
        } else {
            Err(findings)
        }
    }

    /// The package as a PDF.
    ///
    /// # Errors
    ///
    /// What keeps the package from paper: a character that no font has, a broken picture or
    /// enclosed file, a mistake in the page design.
    pub fn write(&self, package: &Package) -> Result<LetterFile, Vec<Finding>> {
        self.write_with(package, &[])
    }

    /// The package as a PDF that carries further files, a calendar of its meetings for one.
    ///
    /// # Errors
    ///
    /// As [`PdfWriter::write`].
    pub fn write_with(
        &self,
        package: &Package,
        attachments: &[Attachment],
    ) -> Result<LetterFile, Vec<Finding>> {
        self.set(package, attachments, |page| {
            let options = options(package, page.files)?;
            let mut bytes = typst_pdf::pdf(page.document, &options)
                .map_err(|errors| diagnostics::all(page.world, package, &errors))?;
            // What a signature adds begins a line of its own, as PDF/A asks of objects (ISO 19005-3,
            // 6.1.9).
            if !bytes.ends_with(b"\n") {
                bytes.push(b'\n');
            }
            let mut notes = diagnostics::warnings(page.world, page.warnings);
            notes.extend(fonts::unknown(package, self.env.fonts()));
            notes.extend(foreign::note(page.files));
            Ok(LetterFile { bytes, notes })
        })
    }

    /// Whether the characters of a package can go to paper, before it is written. Where the
    /// fonts are sure to have them all that takes a moment; else the package is set, and no file
    /// made of it.
    ///
    /// # Errors
    ///
    /// As [`PdfWriter::write`] says of characters.
    pub fn preflight(&self, package: &Package) -> Result<(), Vec<Finding>> {
        characters::check(package)?;
        if characters::surely_printed(package, self.env.fonts()) {
            return Ok(());
        }
        self.set(package, &[], |_| Ok(()))
    }

    fn set<T: Send>(
        &self,
        package: &Package,
        attachments: &[Attachment],
        make: impl FnOnce(&Typeset<'_>) -> Result<T, Vec<Finding>> + Send,
    ) -> Result<T, Vec<Finding>> {
        let made = self.workers.run(|| self.set_and_remember(package, attachments, make));
        // The typesetter remembers what it set; over an archive that memory would only grow.
        typst::comemo::evict(0);
        made
    }

    fn set_and_remember<T>(
        &self,
        package: &Package,
        attachments: &[Attachment],
        make: impl FnOnce(&Typeset<'_>) -> Result<T, Vec<Finding>>,
    ) -> Result<T, Vec<Finding>> {
        characters::check(package)?;
        let files = foreign::open(package)?;
        let carried = embed::carried(package, attachments);
        let sheets = Sheets::new(package, &carried, &files, self.env.fonts())?;
        let world = LetterWorld::new(&self.env, &sheets, package, &carried, &files);

        let set = typst::compile::<PagedDocument>(&world);
        let document = set
            .output
            .map_err(|errors| diagnostics::all(&world, package, &errors))?;
        characters::missing(&document, &world, package)?;
        edges::check(&document, package)?;
        self.nothing_lost(&document, &sheets)?;
        make(&Typeset {
            document: &document,
            world: &world,
            files: &files,
            warnings: &set.warnings,
        })
    }

    /// A page design that does not print through `package` would lose the records: say so.
    fn nothing_lost(
        &self,
        document: &PagedDocument,
        sheets: &Sheets<'_>,
    ) -> Result<(), Vec<Finding>> {
        let carried = document
            .introspector()
            .query(&typst::pdf::AttachElem::ELEM.select())
            .len();
        if carried == sheets.carried() {
            return Ok(());
        }
        let finding = Finding::error(
            "page-design",
            "the page design loses the records that the letter carries",
        )
        .at(self.env.start())
        .help("print the letters through `package` of `/chancery.typ`, and only once");
        Err(vec![finding])
    }
}

/// What the file claims to be and when it was made: the letter's own day.
fn options(package: &Package, files: &foreign::Files) -> Result<PdfOptions, Vec<Finding>> {
    let claims: &[_] = if files.is_empty() {
        &[PdfStandard::A_3a, PdfStandard::Ua_1]
    } else if files.are_new() {
        &[PdfStandard::V_2_0]
    } else {
        &[PdfStandard::V_1_7]
    };
    let standards = PdfStandards::new(claims)
        .map_err(|error| vec![Finding::error("pdf-claim", error.message().to_string())])?;
    let day = package.members.iter().find_map(Member::day).unwrap_or_else(undated);
    Ok(PdfOptions {
        ident: Smart::Custom(embed::identity(package)),
        creator: Smart::Custom(Some(format!("Chancery {}", env!("CARGO_PKG_VERSION")))),
        timestamp: datetime(day).map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}

/// The beginning of a day, in UTC.
fn datetime(day: Day) -> Option<Datetime> {
    let (month, of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    Datetime::from_ymd_hms(day.year(), month, of_month, 0, 0, 0)
}

/// The built-in page design.
pub fn built_in_design() -> Arc<Source> {
    Source::new("page/letter.typ", include_str!("../../templates/page/letter.typ"))
}

/// The finding at the first place where a record of the package names the file.
fn at_name(finding: Finding, package: &Package, name: &str) -> Finding {
    let named = package.members.iter().find_map(|member| {
        let at = member.record().text().find(name)?;
        Some(Place::new(member.record(), at..at + name.len()))
    });
    match named {
        Some(place) => finding.at(place),
        None => finding,
    }
}
