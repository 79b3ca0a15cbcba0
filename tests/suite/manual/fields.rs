//! The fields of a record as a page: written from the schema, which is written from the types.

use std::collections::BTreeMap;

use chancery::letter::Letter;
use chancery::node::{Field, Holds, Shape};
use serde_json::Value;

use crate::prelude::*;

const INTRODUCTION: &str = "# The fields of a record

What a record may say, in the order in which fields are documented. The program writes this page from
the definitions that read a record; `chancery schema` gives the same to editors. A field that is
*required* must be there; where several may stand, one needs no list.

Text that is *words* or *prose* each version of a letter in several languages says in its own, and prose
is checked as the prose of the letter is. Of *names* a version may have its own, and the checker compares how
*a person's name* is spelled. All other text is the same in every language.

## Record

";

#[test]
fn the_page_of_fields_is_the_program_s() {
    let schema: Value = serde_json::from_str(&record::schema()).expect("JSON");
    let mut shapes = BTreeMap::new();
    gather(Letter::shape(), &mut shapes);
    let mut out = INTRODUCTION.to_owned() + &table(&schema, Some(Letter::shape()));
    let definitions = schema["$defs"].as_object().expect("definitions");
    for (name, definition) in definitions {
        // The texts of a version have the names of the fields that they say again.
        if !name.ends_with("Texts") {
            out += &format!(
                "\n## {}\n\n{}",
                title(name),
                section(definition, shapes.get(name.as_str()).copied())
            );
        }
    }
    golden("docs/fields.md", &out);
}

/// The groups of fields within one, by the names of their types.
fn gather(shape: &'static Shape, found: &mut BTreeMap<&'static str, &'static Shape>) {
    if found.insert(shape.name, shape).is_none() {
        shape
            .fields
            .iter()
            .filter_map(Field::group)
            .for_each(|group| gather(group, found));
    }
}

/// `AgendaItem` is "Agenda item".
fn title(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
    }
    out
}

fn line(value: &Value) -> String {
    let text = value["description"].as_str().unwrap_or_default();
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('|', "\\|")
}

/// A definition: what it is, and its fields, words or forms.
fn section(definition: &Value, shape: Option<&'static Shape>) -> String {
    let mut out = sentence(&line(definition));
    let forms = ["oneOf", "anyOf"].map(|key| definition[key].as_array());
    if definition["properties"].is_object() {
        out += &format!("\n{}", table(definition, shape));
    } else if let [Some(words), _] = forms {
        out += "\n| word | meaning |\n| --- | --- |\n";
        for word in words {
            out += &format!("| `{}` | {} |\n", word["const"].as_str().expect("a word"), line(word));
        }
    } else if let [_, Some(forms)] = forms {
        for form in forms.iter().filter(|form| !line(form).is_empty()) {
            out += &format!("\n{}", sentence(&line(form)));
            if form["properties"].is_object() {
                out += &format!("\n{}", table(form, None));
            }
        }
    }
    out
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    let stop = if text.ends_with('.') { "" } else { "." };
    format!("{}{stop}\n", first.into_iter().flatten().chain(chars).collect::<String>())
}

fn table(definition: &Value, shape: Option<&'static Shape>) -> String {
    let mut out = "| field | what it is | holds |\n| --- | --- | --- |\n".to_owned();
    let required = definition["required"].as_array();
    for (name, field) in definition["properties"].as_object().expect("fields") {
        let must = required.is_some_and(|names| names.iter().any(|other| other == name));
        let must = if must { " *required*" } else { "" };
        let of_text = shape.and_then(|shape| shape.field(name)).map_or("text", text);
        let holds = holds(field).replacen("text", of_text, 1);
        out += &format!("| `{name}`{must} | {} | {holds} |\n", line(field));
    }
    out
}

/// What text a field holds, as it says beside its definition.
fn text(field: &Field) -> &'static str {
    match field.holds {
        Holds::Prose => "prose",
        Holds::Words => "words",
        Holds::Name => "a person's name",
        Holds::Proper => "names",
        _ => "text",
    }
}

/// What a field holds: a link to its definition, or the plain kind.
fn holds(field: &Value) -> String {
    if let Some(reference) = field["$ref"].as_str() {
        let title = title(reference.rsplit('/').next().expect("a name")).to_lowercase();
        return format!("[{title}](#{})", title.replace(' ', "-"));
    }
    if let Some(forms) = field["anyOf"].as_array() {
        let several = forms.iter().any(|form| form["type"] == "array");
        let first = holds(&forms[0]);
        return if several { format!("{first}, one or several") } else { first };
    }
    let kind = match &field["type"] {
        Value::Array(kinds) => kinds[0].as_str(),
        kind => kind.as_str(),
    };
    match kind {
        Some("string") if field["items"].is_object() => "text, one or several lines".to_owned(),
        Some("string") => "text".to_owned(),
        Some("boolean") => "true or false".to_owned(),
        Some("integer") => "a number".to_owned(),
        Some("array") => format!("{}, one or several", holds(&field["items"])),
        other => panic!("{other:?}: {field}"),
    }
}
