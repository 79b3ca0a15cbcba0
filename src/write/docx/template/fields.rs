//! The fields of a template: what Word computes, of which a letter may have what needs nothing but
//! the letter.

use super::{Fault, unsafe_template};

/// Fields that say what the letter or the day has; all others are refused.
const KNOWN: [&str; 27] = [
    "=", "AUTHOR", "COMMENTS", "CREATEDATE", "DATE", "DOCPROPERTY", "EDITTIME", "FILENAME", "IF",
    "KEYWORDS", "LASTSAVEDBY", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE",
    "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "TIME",
    "TITLE",
];

/// The fields of one part, as they open and close.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// The instructions of the fields that are open, the innermost last; what stands in none is
    /// first.
    open: Vec<Field>,
    loose: String,
    /// Whether text is an instruction now.
    instructs: bool,
}

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Whether its result has begun.
    shows: bool,
    /// Whether another field stands where its name should.
    computed: bool,
}

impl Fields {
    /// Takes an element that begins; `attribute` gives what it says.
    pub(super) fn element(
        &mut self,
        path: &str,
        name: &str,
        stays_open: bool,
        attribute: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(), Fault> {
        match name {
            "instrText" | "delInstrText" => self.instructs = stays_open,
            "fldSimple" => judge(path, &attribute("instr").unwrap_or_default())?,
            "fldChar" => match attribute("fldCharType").as_deref() {
                Some("begin") => {
                    if let Some(outer) = self.open.last_mut() {
                        outer.computed |= !outer.shows && outer.instruction.trim().is_empty();
                    }
                    self.open.push(Field::default());
                }
                Some("separate") => {
                    if let Some(field) = self.open.last_mut() {
                        field.shows = true;
                    }
                }
                Some("end") => {
                    if let Some(field) = self.open.pop() {
                        close(path, &field)?;
                    }
                }
                _ => return Err(refusal(path, "without a kind")),
            },
            _ => {}
        }
        Ok(())
    }

    pub(super) fn end(&mut self, name: &str) {
        if matches!(name, "instrText" | "delInstrText") {
            self.instructs = false;
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.instructs {
            match self.open.last_mut() {
                Some(field) => field.instruction.push_str(text),
                None => self.loose.push_str(text),
            }
        }
    }

    /// Judges what never closed, and instructions that stand in no field.
    pub(super) fn finish(self, path: &str) -> Result<(), Fault> {
        for field in &self.open {
            close(path, field)?;
        }
        if self.loose.trim().is_empty() { Ok(()) } else { judge(path, &self.loose) }
    }
}

fn close(path: &str, field: &Field) -> Result<(), Fault> {
    if field.computed {
        return Err(refusal(path, "whose name another field computes"));
    }
    judge(path, &field.instruction)
}

fn judge(path: &str, instruction: &str) -> Result<(), Fault> {
    let mut words = instruction.split_whitespace();
    let word = words.next().unwrap_or_default().to_ascii_uppercase();
    if word.is_empty() || KNOWN.contains(&word.as_str()) || word.starts_with('=') {
        return Ok(());
    }
    if word == "HYPERLINK" {
        let target = words
            .next()
            .unwrap_or_default()
            .trim_matches('"')
            .to_ascii_lowercase();
        let safe = ["http://", "https://", "mailto:", "\\l"];
        if safe.iter().any(|scheme| target.starts_with(scheme)) {
            return Ok(());
        }
    }
    Err(refusal(path, &word))
}

fn refusal(path: &str, what: &str) -> Fault {
    let why = format!("has the field {what} in {path}, which may fetch or run something");
    unsafe_template(why, "put the thing itself in its place")
}
