//! The marks that wording templates print: functions, and the parts by name.

use tera::{Error, Kwargs, Map, State, Tera, TeraResult, Value};

use super::traced::printed;
use crate::document::Role;
use crate::document::marks::{self, BlockMark};
use crate::text::tags;

/// Functions of ours, for advice.
pub(super) const FUNCTIONS: &[&str] = &[
    "list_stop", "part", "prose", "schedule", "signature", "end", "page_break", "picture",
    "transcription",
];

/// Registers them, and the parts as `{{ parts.place_and_date }}`.
pub(super) fn register(tera: &mut Tera) {
    let parts = Role::ALL.map(|role| (role.name(), safe(&BlockMark::Part(role).print())));
    let by_name = parts
        .iter()
        .map(|(name, mark)| (name.replace('-', "_").into(), mark.clone()));
    tera.global_context()
        .insert_value("parts", Value::from(by_name.collect::<Map>()));
    tera.register_function("part", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let name = kwargs.must_get::<&str>("role")?;
        let part = parts.iter().find(|(role, _)| *role == name);
        part.map(|(_, mark)| mark.clone()).ok_or_else(|| {
            let known = Role::ALL.map(Role::name);
            let advice = crate::finding::suggest(name, known);
            Error::message(format!("a letter has no part `{name}`; {advice}"))
        })
    });
    tera.register_function("schedule", |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let meetings = kwargs.must_get::<&[Value]>("meetings")?;
        let id = |meeting: &Value| {
            let id = meeting.get_from_path("id").and_then(Value::as_str);
            id.map(|id| tags::strip(id).into_owned())
        };
        let ids = meetings
            .iter()
            .map(|meeting| id(meeting).unwrap_or_default())
            .collect();
        Ok(safe(&BlockMark::Schedule(ids).print()))
    });
    for (name, mark) in [
        ("prose", BlockMark::Prose),
        ("signature", BlockMark::Signature),
        ("end", BlockMark::End),
        ("page_break", BlockMark::PageBreak),
    ] {
        let mark = safe(&mark.print());
        tera.register_function(name, move |_: Kwargs, _: &State| mark.clone());
    }
    tera.register_function("transcription", |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(safe(&marks::transcription(&printed(kwargs.must_get("text")?))))
    });
    tera.register_function("picture", |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(safe(&marks::picture(
            &tags::strip(kwargs.must_get("name")?),
            &printed(kwargs.must_get("alt")?),
        )))
    });
}

fn safe(markdown: &str) -> Value {
    Value::safe_string(markdown)
}
