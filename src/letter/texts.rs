//! The texts of a record: the fields that are words, and differ from language to language.
//! Everything else (dates, ids, numbers, symbols, files) all versions of a letter share.

use serde_json::{Value, json};

use super::{
    Action, AgendaItem, Appointment, Cite, Contact, Deadline, Enclosure, Follows, Letter, Meeting,
    Person, Process, Signatory, Sitting, Speaker, Was,
};

/// A group of fields, and which of them are texts.
#[derive(Debug)]
pub(crate) struct Group {
    /// What messages call it.
    pub(crate) what: &'static str,
    /// All its fields.
    pub(crate) fields: &'static [&'static str],
    /// Its texts.
    pub(crate) texts: &'static [(&'static str, Text)],
}

/// What a field holds of texts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Text {
    /// Words that a reader of another language needs in theirs.
    Words,
    /// Words that can stay as they are: names, courtesy titles, lines of an address.
    Name,
    /// A group of fields.
    Group(&'static Group),
    /// A list of groups: by its place in the list, or by its `id`.
    List(&'static Group),
}

use Text::{Group as One, List, Name, Words};

/// Fields of a version that are no fields of a letter: its prose, and what it translates.
pub(crate) const OWN: &[&str] = &["body", "of"];

/// The texts of a letter.
pub(crate) static LETTER: Group = Group {
    what: "the texts of a language",
    fields: Letter::FIELDS,
    texts: &[
        ("place", Name),
        ("marking", Words),
        ("subject", Words),
        ("to", List(&PERSON)),
        ("salutation", Words),
        ("closing", Words),
        ("signatories", List(&SIGNATORY)),
        ("follows", List(&FOLLOWS)),
        ("cites", List(&CITE)),
        ("process", One(&PROCESS)),
        ("meetings", List(&MEETING)),
        ("appointment", One(&APPOINTMENT)),
        ("deadlines", List(&DEADLINE)),
        ("enclosures", List(&ENCLOSURE)),
        ("copies", List(&PERSON)),
        ("contacts", List(&CONTACT)),
        ("action", One(&ACTION)),
    ],
};

static PERSON: Group = Group {
    what: "the texts of an addressee",
    fields: Person::FIELDS,
    texts: &[
        ("group", Words),
        ("honorific", Name),
        ("name", Name),
        ("title", Words),
        ("organisation", Words),
        ("address", Name),
        ("country", Words),
    ],
};

static SIGNATORY: Group = Group {
    what: "the texts of a signatory",
    fields: Signatory::FIELDS,
    texts: &[
        ("honorific", Name),
        ("name", Name),
        ("title", Words),
        ("capacity", Words),
    ],
};

static FOLLOWS: Group = Group {
    what: "the texts of an entry of `follows`",
    fields: Follows::FIELDS,
    texts: &[("about", Words)],
};

static CITE: Group = Group {
    what: "the texts of an entry of `cites`",
    fields: Cite::FIELDS,
    texts: &[("part", Words), ("title", Words)],
};

static PROCESS: Group = Group {
    what: "the texts of a process",
    fields: Process::FIELDS,
    texts: &[
        ("name", Words),
        ("title", Words),
        ("short", Name),
        ("word", Words),
        ("session", Words),
    ],
};

static MEETING: Group = Group {
    what: "the texts of a meeting",
    fields: Meeting::FIELDS,
    texts: &[
        ("title", Words),
        ("zone", Name),
        ("sittings", List(&SITTING)),
        ("room", Words),
        ("chair", Name),
        ("was", One(&WAS)),
        ("agenda", List(&AGENDA_ITEM)),
        ("meetings", List(&MEETING)),
    ],
};

static SITTING: Group = Group {
    what: "the texts of a sitting",
    fields: Sitting::FIELDS,
    texts: &[("room", Words), ("title", Words)],
};

static WAS: Group = Group {
    what: "the texts of `was`",
    fields: Was::FIELDS,
    texts: &[("room", Words)],
};

static AGENDA_ITEM: Group = Group {
    what: "the texts of an agenda item",
    fields: AgendaItem::FIELDS,
    texts: &[
        ("title", Words),
        ("documents", Name),
        ("speakers", List(&SPEAKER)),
        ("items", List(&AGENDA_ITEM)),
    ],
};

static SPEAKER: Group = Group {
    what: "the texts of a speaker",
    fields: Speaker::FIELDS,
    texts: &[
        ("honorific", Name),
        ("name", Name),
        ("title", Words),
        ("role", Words),
        ("status", Words),
    ],
};

static APPOINTMENT: Group = Group {
    what: "the texts of an appointment",
    fields: Appointment::FIELDS,
    texts: &[("role", Words), ("persons", List(&PERSON)), ("task", Words)],
};

static DEADLINE: Group = Group {
    what: "the texts of a deadline",
    fields: Deadline::FIELDS,
    texts: &[("what", Words), ("zone", Name)],
};

static ENCLOSURE: Group = Group {
    what: "the texts of an enclosure",
    fields: Enclosure::FIELDS,
    texts: &[("title", Words), ("concerning", Words)],
};

static CONTACT: Group = Group {
    what: "the texts of a contact",
    fields: Contact::FIELDS,
    texts: &[("name", Name), ("title", Words)],
};

static ACTION: Group = Group {
    what: "the texts of `action`",
    fields: Action::FIELDS,
    texts: &[("what", Words)],
};

impl Group {
    /// What a field of this name holds of texts, if it is one.
    pub(crate) fn text(&self, name: &str) -> Option<Text> {
        let found = self.texts.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| *text)
    }

    /// Whether its members go by an `id`.
    pub(crate) fn has_ids(&self) -> bool {
        self.fields.contains(&"id")
    }
}

/// The JSON Schema of the texts of a language; a group within a group of its own kind is open.
pub(super) fn schema() -> Value {
    let mut schema = of_group(&LETTER, &mut Vec::new());
    if let Some(fields) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        let prose = "The prose in this language, as Markdown; it can stand in `ID.TAG.md` beside the record instead.";
        let of = "The state of the main language that it translates: eight figures and letters that `chancery check` gives.";
        fields.insert(
            "body".to_owned(),
            json!({ "type": "string", "description": prose }),
        );
        fields.insert(
            "of".to_owned(),
            json!({ "type": "string", "pattern": "^[0-9a-f]{8}$", "description": of }),
        );
    }
    schema
}

fn of_group(group: &'static Group, open: &mut Vec<&'static str>) -> Value {
    if open.contains(&group.what) {
        return json!({ "type": "object" });
    }
    open.push(group.what);
    let fields = group.texts.iter().map(|(name, text)| {
        let schema = match text {
            Words => json!({ "type": "string" }),
            // The lines of an address may be several.
            Name => json!({ "type": ["string", "array"], "items": { "type": "string" } }),
            One(inner) => of_group(inner, open),
            List(inner) => {
                let one = of_group(inner, open);
                let by_place =
                    json!({ "type": "array", "items": { "anyOf": [{ "type": "null" }, one] } });
                if inner.has_ids() {
                    let by_id = json!({ "type": "object", "additionalProperties": one });
                    json!({ "anyOf": [by_place, by_id] })
                } else {
                    json!({ "anyOf": [by_place, one] })
                }
            }
        };
        ((*name).to_owned(), schema)
    });
    let fields: serde_json::Map<String, Value> = fields.collect();
    open.pop();
    json!({ "type": "object", "additionalProperties": false, "properties": fields })
}
