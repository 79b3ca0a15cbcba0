//! The texts of a record: the fields that are words, and differ from language to language.
//! Everything else (dates, ids, numbers, symbols, files) all versions of a letter share.

use schemars::SchemaGenerator;
use serde_json::{Value, json};

use super::Letter;
use crate::node::Shape;

/// Fields of a version that are no fields of a letter: its prose, and what it translates.
pub(crate) const OWN: &[&str] = &["body", "of"];

/// How the clauses of a letter are said, which each version may say in its own way.
pub(crate) const CLAUSES: &[&str] = &["turns", "say"];

/// The fields of a version: those of a letter, as far as they are texts.
pub(crate) fn letter() -> &'static Shape {
    Letter::shape()
}

/// What messages call the texts of a group.
pub(crate) fn what(group: &Shape) -> String {
    if is_letter(group) {
        "the texts of a language".to_owned()
    } else {
        format!("the texts of {}", group.what)
    }
}

/// Whether a group is the whole letter.
pub(crate) fn is_letter(group: &Shape) -> bool {
    std::ptr::eq(group, letter())
}

/// Whether members of a group go by an `id`.
pub(crate) fn has_ids(group: &Shape) -> bool {
    group.field("id").is_some()
}

/// The JSON Schema of the texts of a language: each group once, among the definitions, with the
/// descriptions that its fields have in the record.
pub(super) fn schema(generator: &mut SchemaGenerator) -> Value {
    let reference = define(letter(), generator);
    let texts = generator.definitions_mut().get_mut("LetterTexts");
    let fields = texts.and_then(|texts| texts.get_mut("properties")?.as_object_mut());
    if let Some(fields) = fields {
        let prose = "The prose in this language, as Markdown; it can stand in `ID.TAG.md` beside the record instead.";
        let clauses = [
            (
                "say",
                "Say",
                "Words for clauses in this language; those of the record are for its main language alone.",
            ),
            ("turns", "Turns", "Turns of this language alone; the others are those of the record."),
        ];
        for (name, kind, about) in clauses {
            let field = json!({ "$ref": format!("#/$defs/{kind}"), "description": about });
            fields.insert(name.to_owned(), field);
        }
        let of = "The state of the main language that it translates: eight figures and letters that `chancery check` gives.";
        fields.insert("body".to_owned(), json!({ "type": "string", "description": prose }));
        fields.insert(
            "of".to_owned(),
            json!({ "type": "string", "pattern": "^[0-9a-fA-F]{8}$", "description": of }),
        );
    }
    reference
}

fn define(group: &'static Shape, generator: &mut SchemaGenerator) -> Value {
    let name = format!("{}Texts", group.name);
    let reference = json!({ "$ref": format!("#/$defs/{name}") });
    if generator.definitions().contains_key(&name) {
        return reference;
    }
    // A meeting has meetings: the name is there before what it stands for.
    generator.definitions_mut().insert(name.clone(), true.into());
    let described = (group.schema)(generator);
    let mut fields = serde_json::Map::new();
    for field in group.texts() {
        let mut schema = match (field.group(), field.many) {
            (None, false) => json!({ "type": "string" }),
            (None, true) => json!({ "type": ["string", "array"], "items": { "type": "string" } }),
            (Some(inner), false) => json!({ "allOf": [define(inner, generator)] }),
            (Some(inner), true) => {
                let one = define(inner, generator);
                let by_place =
                    json!({ "type": "array", "items": { "anyOf": [{ "type": "null" }, one] } });
                if has_ids(inner) {
                    let by_id = json!({ "type": "object", "additionalProperties": one });
                    json!({ "anyOf": [by_place, by_id] })
                } else {
                    json!({ "anyOf": [by_place, one] })
                }
            }
        };
        let description = described
            .get("properties")
            .and_then(|all| all.get(field.name)?.get("description"));
        if let (Some(schema), Some(description)) = (schema.as_object_mut(), description) {
            schema.insert("description".to_owned(), description.clone());
        }
        fields.insert(field.name.to_owned(), schema);
    }
    if has_ids(group) {
        let description = "The entry of the record that they stand for; in a list only.";
        fields.insert("id".to_owned(), json!({ "type": "string", "description": description }));
    }
    let description = format!("In one language: {}.", what(group));
    let schema = json!({
        "description": description, "type": "object", "additionalProperties": false, "properties": fields
    });
    if let Value::Object(schema) = schema {
        generator.definitions_mut().insert(name, schema.into());
    }
    reference
}
