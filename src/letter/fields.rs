//! One definition of a group of fields: from it come struct, decoder and schema.

/// Defines a struct whose fields a record may give, with everything that reads it.
/// The words after `as` name the group in messages.
macro_rules! fields {
    (
        $(#[$meta:meta])*
        pub struct $name:ident as $what:literal {
            $( $(#[$field_meta:meta])* pub $field:ident: $type:ty, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, schemars::JsonSchema)]
        #[schemars(deny_unknown_fields, transform = Self::as_read)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
        }

        impl $name {
            /// The names of its fields, in the order of their documentation.
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            /// Makes the schema say what the decoder does.
            fn as_read(schema: &mut schemars::Schema) {
                let required: [Option<&str>; Self::FIELDS.len()] = [$(
                    <$type as crate::node::Decode>::absent().is_none().then_some(stringify!($field))
                ),*];
                crate::letter::fields::as_read(schema, &required);
            }
        }

        impl crate::node::Decode for $name {
            fn decode(node: &crate::node::Node, decoder: &mut crate::node::Decoder) -> Option<Self> {
                let entries = decoder.fields(node, $what, Self::FIELDS)?;
                // Every field is read before any is missed, so that all mistakes are seen.
                $( let $field: Option<$type> = decoder.field(node, entries, stringify!($field), $what); )*
                Some(Self { $( $field: $field?, )* })
            }
        }
    };
}

/// Defines an enum of words, with everything that reads it.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident as $what:literal { $( $(#[$word_meta:meta])* $variant:ident = $word:literal, )* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name {
            $( $(#[$word_meta])* #[serde(rename = $word)] $variant, )*
        }

        impl $name {
            /// The words a record may use.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word a record uses for it.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }
        }

        impl crate::node::Decode for $name {
            fn decode(node: &crate::node::Node, decoder: &mut crate::node::Decoder) -> Option<Self> {
                match decoder.text($what, node)? {
                    $( $word => Some(Self::$variant), )*
                    other => {
                        let finding = crate::finding::Finding::error(
                            "unknown-word", format!("`{other}` is not {}", $what))
                            .help(crate::finding::suggest(other, Self::WORDS.iter().copied()));
                        decoder.note(finding, node.range.clone());
                        None
                    }
                }
            }
        }
    };
}

/// Only fields that cannot be left out are required, and one value stands for a list of one.
pub(super) fn as_read(schema: &mut schemars::Schema, required: &[Option<&str>]) {
    let required: Vec<_> = required.iter().flatten().copied().collect();
    if required.is_empty() {
        schema.remove("required");
    } else {
        schema.insert("required".to_owned(), required.into());
    }
    let fields = schema.get_mut("properties").and_then(|fields| fields.as_object_mut());
    for field in fields.into_iter().flat_map(|fields| fields.values_mut()) {
        let list = field
            .as_object_mut()
            .filter(|field| field.get("type").is_some_and(|is| is == "array"));
        if let Some(field) = list
            && let (Some(kind), Some(items)) = (field.remove("type"), field.remove("items"))
        {
            let many = serde_json::json!({ "type": kind, "items": items });
            field.insert("anyOf".to_owned(), vec![items, many].into());
        }
    }
}

pub(crate) use {fields, words};
