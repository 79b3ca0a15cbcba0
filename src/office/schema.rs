//! The schemas of an office's files, for editors.

use serde_json::Value;

use super::{Local, Office};
use crate::node;

/// Groups of which an office that extends another one may say a part.
const GROUPS: &[&str] = &["Sender", "Process", "Preset", "Margins"];

/// The JSON Schema of `office.toml`. What an office lacks may come from the one that it extends,
/// so the schema misses nothing; the program does.
pub fn schema() -> String {
    in_part(&node::schema::<Office>())
}

/// The JSON Schema of `TAG.toml` beside it.
pub fn schema_of_language() -> String {
    in_part(&node::schema::<Local>())
}

fn in_part(schema: &str) -> String {
    let Ok(mut schema) = serde_json::from_str::<Value>(schema) else {
        return schema.to_owned();
    };
    let whole = |group: &mut Value| {
        group.as_object_mut().and_then(|group| group.remove("required"));
    };
    whole(&mut schema);
    for name in GROUPS {
        if let Some(group) = schema.pointer_mut(&format!("/$defs/{name}")) {
            whole(group);
        }
    }
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}
