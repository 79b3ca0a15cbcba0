//! Letters composed by hand, so that a writer is tested without wordings: each a file of
//! `tests/packages`, marked as the engine marks it; and what tests change in letters.

use std::sync::{Arc, LazyLock};

use chancery::compose::Engine;
use chancery::document::{Direction, Document, read_composed};
use chancery::gather::{Bundle, gather};
use chancery::house::House;
use chancery::letter::{Day, Letter};
use chancery::office::{Names, Office, Sheet};
use chancery::package::{Member, Package};
#[cfg(feature = "pdf")]
use chancery::picture::{Picture, PictureKind};
use chancery::record::{self, Syntax};
use chancery::source::Source;

use super::Records;

static ENGINE: LazyLock<Engine> = LazyLock::new(super::engine);

/// The letter in `tests/packages/NAME.md`: above the text stands what it is.
pub fn letter(name: &str) -> Member {
    let text = std::fs::read_to_string(format!("tests/packages/{name}.md")).expect("a letter");
    let (head, marked) = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .expect("a head");
    let of = |field: &str| {
        let line = head
            .lines()
            .find_map(|line| line.strip_prefix(field)?.strip_prefix(": "));
        line.unwrap_or_else(|| panic!("{name} has no {field}"))
    };
    let parts = read_composed(marked, Vec::new()).unwrap_or_else(|why| panic!("{name}: {why:?}"));
    let language = of("language").to_owned();
    let direction = if language == "ar" { Direction::Rtl } else { Direction::Ltr };
    let document = Document { language, direction, title: of("title").to_owned(), parts };
    let (id, day) = (of("id"), of("date"));
    let record = format!("---\ndate: {day}\n---\n\nThe record of {id}.\n");
    let source = Source::new(format!("letters/{id}.md"), record);
    member(id, day, of("sender"), source, document)
}

/// A package of these letters.
pub fn package(members: Vec<Member>) -> Package {
    Package { members, ..Package::default() }
}

/// A picture of one colour on a transparent ground.
#[cfg(feature = "pdf")]
pub fn drawn(width: u32, height: u32, ink: impl Fn(u32, u32) -> bool) -> Picture {
    let pixel = |x, y| image::LumaA([20, if ink(x, y) { 255 } else { 0 }]);
    let mut png = std::io::Cursor::new(Vec::new());
    image::GrayAlphaImage::from_fn(width, height, pixel)
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("written to memory");
    Picture { kind: PictureKind::Png, size: (width, height), bytes: png.into_inner().into() }
}

/// A letter of an office that calls itself `sender`, whose record is `source`.
pub fn member(
    id: &str,
    day: &str,
    sender: &str,
    source: Arc<Source>,
    document: Document,
) -> Member {
    let text = format!("---\noffice: pga\ndate: {day}\n---\n");
    let mut record = record::read(id, id, text.as_bytes(), Syntax::Markdown).expect("a record");
    record.source = source;
    let tag = document.language.split('-').next();
    let house = ENGINE.house("pga", tag).expect("the office is there");
    let mut member = Member::new(gather(record, &Records::default()).0, house, document);
    change_office(&mut member, |office| {
        (office.id, office.sheet) = (sender.to_owned(), Sheet::default());
        office.sender.name = Names::Same(sender.to_owned());
    });
    member
}

/// Changes what a letter was composed from.
pub fn change(member: &mut Member, change: impl FnOnce(&mut Bundle)) {
    let mut bundle = Bundle::clone(member.bundle());
    change(&mut bundle);
    member.set_bundle(Arc::new(bundle));
}

/// Changes what the record of a letter says.
pub fn change_letter(member: &mut Member, change: impl FnOnce(&mut Letter)) {
    self::change(member, |bundle| change(Arc::make_mut(&mut bundle.record.letter)));
}

/// Gives a letter a date, or none.
pub fn set_date(member: &mut Member, day: Option<&str>) {
    let day = day.map(|day| Day::parse(day).expect("a day"));
    change_letter(member, |letter| letter.date = day.map(Into::into));
}

/// Gives a letter another text for its record.
pub fn set_record(member: &mut Member, source: Arc<Source>) {
    change(member, |bundle| bundle.record.source = source);
}

/// Lets a letter name an enclosed file, which the package may hold or not.
#[cfg(feature = "pdf")]
pub fn name_file(member: &mut Member, name: &str) {
    change(member, |bundle| {
        bundle.files.insert(name.to_owned(), Arc::from([]));
    });
}

/// Changes the office that writes a letter.
pub fn change_office(member: &mut Member, change: impl FnOnce(&mut Office)) {
    let mut house = House::clone(member.house());
    change(Arc::make_mut(&mut house.office));
    member.set_house(Arc::new(house));
}

/// Changes how a letter sits on the page.
pub fn change_sheet(member: &mut Member, change: impl FnOnce(&mut Sheet)) {
    change_office(member, |office| change(&mut office.sheet));
}
