//! Letters composed by hand, so that a writer is tested without wordings; and what tests change
//! in letters that the engine composed.

use std::sync::{Arc, LazyLock};

use chancery::compose::Engine;
use chancery::document::Document;
use chancery::gather::{Bundle, gather};
use chancery::house::House;
use chancery::letter::{Day, Letter};
use chancery::office::{Names, Office, Sheet};
use chancery::package::Member;
use chancery::record::{self, Syntax};
use chancery::source::Source;

use super::Records;

static ENGINE: LazyLock<Engine> = LazyLock::new(super::engine);

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
    let house = ENGINE.house("pga", None).expect("the office is there");
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
    change_letter(member, |letter| letter.date = day);
}

/// Gives a letter another text for its record.
pub fn set_record(member: &mut Member, source: Arc<Source>) {
    change(member, |bundle| bundle.record.source = source);
}

/// Lets a letter name an enclosed file, which the package may hold or not.
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
