//! The texts of a record: the fields that are words, and differ from language to language.
//! Everything else (dates, ids, numbers, symbols, files) all versions of a letter share.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::{
    Action, AgendaItem, Appointment, Cite, Contact, Deadline, Enclosure, Follows, Letter, Meeting,
    Person, Process, Signatory, Sitting, Speaker, Was,
};

/// A group of fields, and which of them are texts.
#[derive(Debug)]
pub(crate) struct Group {
    /// The name of its type.
    name: &'static str,
    /// The schema of that type.
    schema: fn(&mut SchemaGenerator) -> Schema,
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
    name: "Letter",
    schema: Letter::json_schema,
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
    name: "Person",
    schema: Person::json_schema,
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
    name: "Signatory",
    schema: Signatory::json_schema,
    what: "the texts of a signatory",
    fields: Signatory::FIELDS,
    texts: &[("honorific", Name), ("name", Name), ("title", Words), ("capacity", Words)],
};

static FOLLOWS: Group = Group {
    name: "Follows",
    schema: Follows::json_schema,
    what: "the texts of an entry of `follows`",
    fields: Follows::FIELDS,
    texts: &[("about", Words)],
};

static CITE: Group = Group {
    name: "Cite",
    schema: Cite::json_schema,
    what: "the texts of an entry of `cites`",
    fields: Cite::FIELDS,
    texts: &[("part", Words), ("title", Words)],
};

static PROCESS: Group = Group {
    name: "Process",
    schema: Process::json_schema,
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
    name: "Meeting",
    schema: Meeting::json_schema,
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
    name: "Sitting",
    schema: Sitting::json_schema,
    what: "the texts of a sitting",
    fields: Sitting::FIELDS,
    texts: &[("room", Words), ("title", Words)],
};

static WAS: Group = Group {
    name: "Was",
    schema: Was::json_schema,
    what: "the texts of `was`",
    fields: Was::FIELDS,
    texts: &[("room", Words)],
};

static AGENDA_ITEM: Group = Group {
    name: "AgendaItem",
    schema: AgendaItem::json_schema,
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
    name: "Speaker",
    schema: Speaker::json_schema,
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
    name: "Appointment",
    schema: Appointment::json_schema,
    what: "the texts of an appointment",
    fields: Appointment::FIELDS,
    texts: &[("role", Words), ("persons", List(&PERSON)), ("task", Words)],
};

static DEADLINE: Group = Group {
    name: "Deadline",
    schema: Deadline::json_schema,
    what: "the texts of a deadline",
    fields: Deadline::FIELDS,
    texts: &[("what", Words), ("zone", Name)],
};

static ENCLOSURE: Group = Group {
    name: "Enclosure",
    schema: Enclosure::json_schema,
    what: "the texts of an enclosure",
    fields: Enclosure::FIELDS,
    texts: &[("title", Words), ("concerning", Words)],
};

static CONTACT: Group = Group {
    name: "Contact",
    schema: Contact::json_schema,
    what: "the texts of a contact",
    fields: Contact::FIELDS,
    texts: &[("name", Name), ("title", Words)],
};

static ACTION: Group = Group {
    name: "Action",
    schema: Action::json_schema,
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

/// The JSON Schema of the texts of a language: each group once, among the definitions, with the
/// descriptions that its fields have in the record.
pub(super) fn schema(generator: &mut SchemaGenerator) -> Value {
    let reference = define(&LETTER, generator);
    let texts = generator.definitions_mut().get_mut("LetterTexts");
    let fields = texts.and_then(|texts| texts.get_mut("properties")?.as_object_mut());
    if let Some(fields) = fields {
        let prose = "The prose in this language, as Markdown; it can stand in `ID.TAG.md` beside the record instead.";
        let of = "The state of the main language that it translates: eight figures and letters that `chancery check` gives.";
        fields.insert("body".to_owned(), json!({ "type": "string", "description": prose }));
        fields.insert(
            "of".to_owned(),
            json!({ "type": "string", "pattern": "^[0-9a-fA-F]{8}$", "description": of }),
        );
    }
    reference
}

fn define(group: &'static Group, generator: &mut SchemaGenerator) -> Value {
    let name = format!("{}Texts", group.name);
    let reference = json!({ "$ref": format!("#/$defs/{name}") });
    if generator.definitions().contains_key(&name) {
        return reference;
    }
    // A meeting has meetings: the name is there before what it stands for.
    generator.definitions_mut().insert(name.clone(), true.into());
    let described = (group.schema)(generator);
    let mut fields = serde_json::Map::new();
    for (field, text) in group.texts {
        let mut schema = match text {
            Words => json!({ "type": "string" }),
            // The lines of an address may be several.
            Name => json!({ "type": ["string", "array"], "items": { "type": "string" } }),
            One(inner) => json!({ "allOf": [define(inner, generator)] }),
            List(inner) => {
                let one = define(inner, generator);
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
        let description = described
            .get("properties")
            .and_then(|all| all.get(field)?.get("description"));
        if let (Some(schema), Some(description)) = (schema.as_object_mut(), description) {
            schema.insert("description".to_owned(), description.clone());
        }
        fields.insert((*field).to_owned(), schema);
    }
    if group.has_ids() {
        let description = "The entry of the record that they stand for; in a list only.";
        fields.insert("id".to_owned(), json!({ "type": "string", "description": description }));
    }
    let description = format!("In one language: {}.", group.what);
    let schema = json!({
        "description": description, "type": "object", "additionalProperties": false, "properties": fields
    });
    if let Value::Object(schema) = schema {
        generator.definitions_mut().insert(name, schema.into());
    }
    reference
}
