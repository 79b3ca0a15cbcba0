//! Names of documents and of other things, by the naming convention of Akoma Ntoso.
//!
//! Akoma Ntoso Naming Convention 1.0, sections 4 (documents) and 6 (other things). The country
//! of United Nations documents is `un` (AKN4UN, the guidelines of the HLCM).

use crate::letter::{Cite, Date, Day};
use crate::package::Member;
use crate::text::{kebab, percent};

/// The country of the names.
pub(super) const COUNTRY: &str = "un";

/// The subtype of the works.
pub(super) const SUBTYPE: &str = "letter";

/// What a date attribute says where there is no date: the schema cannot do without one.
pub(super) const UNDATED: &str = "0001-01-01";

/// The name of a letter as a work: `/akn/un/doc/letter/pga/2018-01-18/2018-01-18-pga-ign`.
pub(super) fn work(member: &Member) -> String {
    letter(&member.office().id, &date_or_undated(member.letter().date), &member.id)
}

/// The name of a letter that is only referred to.
pub(super) fn letter(office: &str, day: &str, id: &str) -> String {
    let [office, day, id] = [office, day, id].map(segment);
    format!("/akn/{COUNTRY}/doc/{SUBTYPE}/{office}/{day}/{id}")
}

/// The name of a letter as an expression: in its language, as of its date.
pub(super) fn expression(member: &Member) -> String {
    let day = member.day().map(|day| day.to_string()).unwrap_or_default();
    format!("{}/{}@{}", work(member), language(member), segment(&day))
}

/// The date in the name of a letter: the day, or the year where that alone is certain.
pub(super) fn date_or_undated(date: Option<Date>) -> String {
    let year = |date: &Date| {
        let year = date.earliest()?.year();
        (date.latest()?.year() == year && !date.is_doubtful()).then(|| format!("{year:04}"))
    };
    let day = date.and_then(Date::day).map(|day| day.to_string());
    day.or_else(|| date.as_ref().and_then(year))
        .unwrap_or_else(|| "undated".to_owned())
}

/// The name of something that is no document: `/akn/ontology/person/un/…`.
pub(super) fn thing(class: &str, name: &str) -> String {
    format!("/akn/ontology/{class}/{COUNTRY}/{}", segment(&kebab(name)))
}

/// The name of a resolution, decision or document that is cited. Resolutions and decisions are
/// deliberations, which AKN4UN names by organ, date and number.
pub(super) fn cited(cite: &Cite) -> Option<(String, &str)> {
    let deliberated = cite.resolution.as_ref().or(cite.decision.as_ref());
    let day = cite.adopted.map(|day| format!("{day}/"));
    let day = day.unwrap_or_default();
    match (deliberated, &cite.document) {
        (Some(symbol), _) => {
            let name = format!(
                "/akn/{COUNTRY}/statement/deliberation/{}/{day}{}",
                organ(symbol),
                segment(&kebab(symbol))
            );
            Some((name, symbol))
        }
        (None, Some(symbol)) => Some((document(symbol), symbol)),
        (None, None) => None,
    }
}

/// The name of a document by its symbol: `/akn/un/doc/document/unga/a-70-623-s-2015-988`.
pub(super) fn document(symbol: &str) -> String {
    let organ = organ(symbol);
    format!("/akn/{COUNTRY}/doc/document/{organ}/{}", segment(&kebab(symbol)))
}

/// Whose a symbol is. A bare number is the General Assembly's; a bare number with its year in
/// brackets the Security Council's (United Nations Editorial Manual, "Resolutions").
fn organ(symbol: &str) -> &'static str {
    match symbol.split('/').next() {
        Some("S") => "unsc",
        Some("E") => "ecosoc",
        Some("ST") => "secretariat",
        _ if symbol.ends_with(')') && !symbol.contains('/') => "unsc",
        _ => "unga",
    }
}

/// Three letters for the language of a letter (ISO 639-2/T), as the naming convention wants them;
/// "und" where its language does not say them.
pub(super) fn language(member: &Member) -> &str {
    let language = &member.house().language;
    let first = language.tag().split('-').next().unwrap_or_default();
    let three = first.len() == 3 && first.bytes().all(|byte| byte.is_ascii_lowercase());
    language.code().or(three.then_some(first)).unwrap_or("und")
}

/// A tag as `xml:lang` takes it (XML Schema, Datatypes, section 3.3.3).
pub(super) fn tag(tag: &str) -> Option<&str> {
    let parts = || tag.split('-');
    let good = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    (parts().all(good) && parts().next().is_some_and(letters)).then_some(tag)
}

/// A day that XML Schema takes (Datatypes, section 3.2.9): one of our days, after the year 0.
pub(super) fn day(iso: &str) -> Option<&str> {
    let read = Day::parse(iso).ok()?;
    (read.year() > 0 && iso.len() == 10).then_some(iso)
}

/// An address that is safe in an attribute of the type `anyURI` (RFC 3986, section 2): what an
/// address cannot hold is written by its bytes.
pub(super) fn address(href: &str) -> String {
    let (scheme, rest) = href.split_once(':').unwrap_or(("", href));
    let mut out = String::with_capacity(href.len());
    if !scheme.is_empty() {
        out.push_str(scheme);
        out.push(':');
    }
    // Brackets and colons of an address literal are no path; few letters have one.
    let (slashes, rest) = match rest.strip_prefix("//") {
        Some(rest) => ("//", rest),
        None => ("", rest),
    };
    out.push_str(slashes);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(if slashes.is_empty() { 0 } else { end });
    let port = host.rsplit_once(':').filter(|(_, port)| {
        (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit())
    });
    match port {
        Some((host, port)) => {
            out.push_str(&percent::encode_rest(host, percent::HOST));
            out.push(':');
            out.push_str(port);
        }
        None => out.push_str(&percent::encode_rest(host, percent::HOST)),
    }
    let mut parts = path.splitn(2, '#');
    let query = parts.next().unwrap_or_default();
    out.push_str(&percent::encode_rest(query, percent::QUERY));
    if let Some(fragment) = parts.next() {
        out.push('#');
        out.push_str(&percent::encode_rest(fragment, percent::QUERY));
    }
    out
}

/// A segment of a path; what is written in percent signs already stays.
fn segment(text: &str) -> String {
    percent::encode_rest(text, percent::SEGMENT)
}
