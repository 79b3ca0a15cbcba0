//! Fields that have a fixed list of words: read from the schema of a record.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::record;

/// What the schema says of the fields of each group.
#[derive(Debug)]
pub(in crate::serve) struct Choices(BTreeMap<(String, String), Kind>);

/// What can be given for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of these words; the name of the list.
    Words(String, Vec<String>),
    /// Yes or no.
    Flag,
    /// Names of one's own, each with a text.
    Pairs,
}

impl Choices {
    /// Reads the schema of a record.
    pub(in crate::serve) fn new() -> Self {
        let schema: Value = serde_json::from_str(&record::schema()).unwrap_or_default();
        let mut found = BTreeMap::new();
        let groups = schema["$defs"].as_object();
        let groups = groups
            .into_iter()
            .flatten()
            .map(|(name, group)| (name.as_str(), group));
        for (group, properties) in groups.chain([("Letter", &schema)]) {
            for (field, said) in properties["properties"].as_object().into_iter().flatten() {
                if let Some(kind) = kind(&schema, said, "", 0) {
                    found.insert((group.to_owned(), field.clone()), kind);
                }
            }
        }
        Self(found)
    }

    /// What the schema says of a field, by the name of the group's type.
    pub(super) fn of(&self, group: &str, field: &str) -> Option<&Kind> {
        self.0.get(&(group.to_owned(), field.to_owned()))
    }
}

/// What a schema asks for, looked at through references.
fn kind(whole: &Value, said: &Value, name: &str, depth: usize) -> Option<Kind> {
    if depth > 4 {
        return None;
    }
    if let Some(name) = said["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return kind(whole, &whole["$defs"][name], name, depth + 1);
    }
    let is = |wanted: &str| {
        said["type"] == wanted
            || said["type"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one == wanted))
    };
    if is("boolean") {
        return Some(Kind::Flag);
    }
    if is("object") && said["properties"].is_null() && said["additionalProperties"].is_object() {
        return Some(Kind::Pairs);
    }
    let words = said["oneOf"].as_array().map(|all| {
        let words = all.iter().map(|one| one["const"].as_str().map(str::to_owned));
        words.collect::<Option<Vec<_>>>()
    });
    let listed = said["enum"].as_array().map(|all| {
        all.iter()
            .map(|one| one.as_str().map(str::to_owned))
            .collect::<Option<Vec<_>>>()
    });
    if let Some(words) = words.flatten().or(listed.flatten()) {
        return Some(Kind::Words(super::paths::hyphenated(name), words));
    }
    let either = said["anyOf"].as_array()?;
    let mut known = either.iter().filter(|one| one["type"] != "null");
    match (known.next(), known.next()) {
        (Some(only), None) => kind(whole, only, name, depth + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Choices, Kind};

    #[test]
    fn the_schema_says_what_can_be_chosen() {
        let choices = Choices::new();
        let Some(Kind::Words(name, words)) = choices.of("Meeting", "status") else {
            unreachable!("a list of words")
        };
        assert_eq!(name, "status");
        assert!(words.contains(&"cancelled".to_owned()));
        assert_eq!(choices.of("Meeting", "parallel"), Some(&Kind::Flag));
        assert_eq!(choices.of("Letter", "sic"), Some(&Kind::Pairs));
        assert_eq!(choices.of("Letter", "subject"), None);
    }
}
