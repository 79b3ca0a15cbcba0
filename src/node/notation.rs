//! How fields are written in a text, for advice.

use super::Field;

/// The way a text writes its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// YAML, also as front matter.
    Yaml,
    /// TOML.
    Toml,
    /// JSON.
    Json,
}

impl Notation {
    /// A line that gives a field.
    pub(super) fn line(self, name: &str) -> String {
        match self {
            Self::Yaml => format!("{name}: …"),
            Self::Toml => format!("{name} = …"),
            Self::Json => format!("\"{name}\": …"),
        }
    }

    /// That a field belongs into one of these groups.
    pub(super) fn within(self, name: &str, groups: &[&Field]) -> String {
        let written: Vec<_> = groups.iter().map(|group| self.group(group)).collect();
        match self {
            Self::Toml => format!("put `{name}` under a line {}", written.join(" or ")),
            Self::Yaml | Self::Json => format!("`{name}` is a field of {}", written.join(" and ")),
        }
    }

    fn group(self, group: &Field) -> String {
        match self {
            Self::Toml if group.many => format!("`[[{}]]`", group.name),
            Self::Toml => format!("`[{}]`", group.name),
            Self::Yaml | Self::Json => format!("`{}`", group.name),
        }
    }

    /// That a field belongs to the outermost group.
    pub(super) fn above(self, name: &str, root: &str) -> String {
        match self {
            Self::Toml => format!("put `{name}` above all lines in brackets"),
            Self::Yaml | Self::Json => format!("`{name}` is a field of {root} itself"),
        }
    }
}
