//! The page that asks for a list, and what takes it.

use std::io::Cursor;

use axum::extract::Multipart;
use serde_json::json;
use tera::Context;

use super::of_letter;
use crate::merge::{self, List, Syntax, Table};
use crate::serve::answer::Answer;
use crate::serve::desk::{Desk, RecordText};
use crate::serve::merge::{MAX_FILE, MAX_ROWS, MAX_TEXT, MergeList, held, told};
use crate::serve::pages::missing;
use crate::serve::visitor::Visitor;
use crate::text::thousands;

/// How lists are written that are not UTF-8, by their labels in the Encoding Standard.
const ENCODINGS: &[&str] = &[
    "windows-1252", "windows-1250", "windows-1251", "windows-1256", "gb18030", "big5", "utf-16le",
];

/// The most fields of a form with a file, and the most bytes of those that are none.
const MOST_FIELDS: usize = 8;
const MOST_SHORT: usize = 1_000;

/// A list that somebody sends.
#[derive(Debug, Default)]
pub(in crate::serve) struct Upload {
    name: String,
    bytes: Vec<u8>,
    encoding: String,
    /// The name of a list of the office, where no file is sent.
    own: String,
    /// The list in the place of which this one comes.
    instead_of: String,
}

impl Upload {
    /// Reads a form, a piece at a time; none where it is too large or broken.
    pub(in crate::serve) async fn read(mut form: Multipart) -> Option<Self> {
        let mut upload = Self::default();
        let mut fields = 0;
        while let Some(mut field) = form.next_field().await.ok()? {
            fields += 1;
            let name = field.name().unwrap_or_default().to_owned();
            let is_file = name == "list";
            if let Some(file) = field.file_name().filter(|_| is_file) {
                upload.name = file.chars().take(200).collect();
            }
            let most = if is_file { MAX_FILE } else { MOST_SHORT };
            let mut bytes = Vec::new();
            while let Some(piece) = field.chunk().await.ok()? {
                if bytes.len() + piece.len() > most || fields > MOST_FIELDS {
                    return None;
                }
                bytes.extend_from_slice(&piece);
            }
            let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
            match name.as_str() {
                "list" => upload.bytes = bytes,
                "encoding" => upload.encoding = text(bytes),
                "own" => upload.own = text(bytes),
                "instead-of" => upload.instead_of = text(bytes),
                _ => {}
            }
        }
        Some(upload)
    }
}

/// The page that asks for a list.
pub(in crate::serve) fn merge(desk: &Desk, visitor: &Visitor, path: &str) -> Answer {
    match desk.record(path) {
        Some(text) => shown(desk, visitor, &text, Context::new()),
        None => missing(desk, visitor),
    }
}

pub(super) fn shown(
    desk: &Desk,
    visitor: &Visitor,
    text: &RecordText,
    mut context: Context,
) -> Answer {
    let words = desk.words(visitor);
    let fields = text.fields();
    let each = fields
        .text("to")
        .and_then(|to| to.strip_prefix("each(")?.strip_suffix(')'));
    let own = merge::directories(desk.engine, fields.text("office").unwrap_or_default());
    let own = own.into_iter().map(|name| {
        let is_chosen = each == Some(name.as_str());
        json!({ "value": name, "label": name.replace('-', " "), "is_chosen": is_chosen })
    });
    context.insert("title", words.say("mail-merge"));
    context.insert("letter", &of_letter(desk, text));
    context.insert("own", &own.collect::<Vec<_>>());
    context.insert("encodings", ENCODINGS);
    let (rows, size) = (thousands(MAX_ROWS), (MAX_FILE >> 20).to_string());
    context.insert("help", &words.fill("merge-file-help", &[("rows", &rows), ("size", &size)]));
    desk.page("merge.html", visitor, context)
}

/// Takes a list, and goes to its rows.
pub(in crate::serve) fn bring(
    desk: &Desk,
    visitor: &Visitor,
    path: &str,
    upload: Option<Upload>,
) -> Answer {
    let words = desk.words(visitor);
    let Some(text) = desk.record(path) else { return missing(desk, visitor) };
    let refused = |why: &str| {
        let mut context = Context::new();
        context.insert("problem", why);
        shown(desk, visitor, &text, context).status(422)
    };
    let Some(upload) = upload else {
        let size = (MAX_FILE >> 20).to_string();
        return refused(&words.fill("merge-too-large", &[("size", &size)]));
    };
    let old = desk.lists.get(&upload.instead_of);
    let office = text.fields().text("office").unwrap_or_default().to_owned();
    let (name, table) = if !upload.bytes.is_empty() {
        let ending = upload.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let Some(syntax) = Syntax::from_extension(ending) else {
            return refused(&words.fill("merge-no-list", &[("name", &upload.name)]));
        };
        let encoding = Some(upload.encoding.as_str()).filter(|label| ENCODINGS.contains(label));
        let table = Table::open(&upload.name, syntax, encoding, Cursor::new(upload.bytes));
        (upload.name, table)
    } else {
        match merge::directory(desk.engine, &office, &upload.own) {
            Some(source) => (upload.own, merge::open_directory(source)),
            None => return refused(words.say("merge-no-file")),
        }
    };
    let list = table.and_then(|table| List::read(table, MAX_ROWS, MAX_TEXT));
    let named = list.and_then(|list| {
        let mut made = MergeList { letter: text.path.clone(), name, list, ..MergeList::default() };
        // What was said of a column holds for that of the same name.
        if let Some(old) = old {
            let old = held(&old);
            let kept = old
                .uses
                .iter()
                .filter(|(column, _)| made.list.header().contains(column));
            made.uses = kept.cloned().collect();
        }
        desk.lists.put(made)
    });
    match named {
        Ok(name) => Answer::to(format!("/rows/{name}")),
        Err(error) => refused(&told(&error)),
    }
}
