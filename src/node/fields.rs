//! One definition of a group of fields: from it come the struct, its decoder, its JSON Schema and its shape.

/// Defines a struct whose fields a text may give, with everything that reads it. The words after
/// `as` name the group in messages.
///
/// A field of text says what it holds, for translation and for the checker:
/// `prose`, `words`, `name`, `proper` or `code` of [`Holds`](crate::node::Holds).
/// A value after `=` stands for a field that is left out.
macro_rules! fields {
    (
        $(#[doc = $about:literal])*
        $(#[derive($($derive:path),+)])?
        $vis:vis struct $name:ident as $what:literal {
            $(
                $(#[doc = $doc:literal])*
                $(#[holds($holds:ident)])?
                $field_vis:vis $field:ident: $type:ty,
            )*
        }
    ) => {
        $(#[doc = $about])*
        $(#[derive($($derive),+)])?
        #[derive(Debug, Clone, PartialEq, serde::Serialize, schemars::JsonSchema)]
        #[schemars(deny_unknown_fields, transform = Self::as_read)]
        $vis struct $name {
            $( $(#[doc = $doc])* $field_vis $field: $type, )*
        }

        impl $name {
            /// The names of its fields, in the order of their documentation.
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            /// What its fields hold.
            pub fn shape() -> &'static $crate::node::Shape {
                static SHAPE: $crate::node::Shape = $crate::node::Shape {
                    name: stringify!($name),
                    what: $what,
                    fields: &[$($crate::node::Field {
                        name: stringify!($field),
                        holds: $crate::node::fields::holds!($field: $type $(, $holds)?),
                        many: <$type as $crate::node::Decode>::MANY,
                    }),*],
                    schema: <$name as schemars::JsonSchema>::json_schema,
                };
                &SHAPE
            }

            /// Makes the schema say what the decoder does.
            fn as_read(schema: &mut schemars::Schema) {
                let required: [Option<&str>; Self::FIELDS.len()] = [$(
                    <$type as $crate::node::Decode>::absent().is_none().then_some(stringify!($field))
                ),*];
                $crate::node::fields::as_read(schema, &required);
            }
        }

        impl $crate::node::Decode for $name {
            const HOLDS: $crate::node::Holds = $crate::node::Holds::Group(Self::shape);

            fn decode(node: &$crate::node::Node, decoder: &mut $crate::node::Decoder) -> Option<Self> {
                let entries = decoder.fields(node, $what, Self::FIELDS)?;
                // Every field is read before any is missed, so that all mistakes are seen.
                $( let $field: Option<$type> = decoder.field(node, entries, stringify!($field), $what); )*
                Some(Self { $( $field: $field?, )* })
            }

            fn visit<'a>(
                &'a self,
                path: &$crate::node::Path<'_>,
                _: $crate::node::Holds,
                visit: $crate::node::Visit<'a, '_>,
            ) {
                $( <$type as $crate::node::Decode>::visit(
                    &self.$field,
                    &path.field(stringify!($field)),
                    $crate::node::fields::holds!($field: $type $(, $holds)?),
                    visit,
                ); )*
            }
        }
    };
}

/// What a field holds: as it says, or as its type does.
macro_rules! holds {
    ($field:ident: $type:ty) => {
        const {
            let holds = <$type as $crate::node::Decode>::HOLDS;
            assert!(
                !matches!(holds, $crate::node::Holds::Unsaid),
                concat!(
                    "`",
                    stringify!($field),
                    "` is text: say before it what it holds, as #[holds(words)]"
                )
            );
            holds
        }
    };
    ($field:ident: $type:ty, prose) => {
        $crate::node::Holds::Prose
    };
    ($field:ident: $type:ty, words) => {
        $crate::node::Holds::Words
    };
    ($field:ident: $type:ty, name) => {
        $crate::node::Holds::Name
    };
    ($field:ident: $type:ty, proper) => {
        $crate::node::Holds::Proper
    };
    ($field:ident: $type:ty, code) => {
        $crate::node::Holds::Code
    };
}

/// Defines an enum of words, with everything that reads it.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident as $what:literal { $( $(#[$word_meta:meta])* $variant:ident = $word:literal, )* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        $vis enum $name {
            $( $(#[$word_meta])* #[serde(rename = $word)] $variant, )*
        }

        impl $name {
            /// The words that can be written for it.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word that is written for it.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }
        }

        impl $crate::node::Decode for $name {
            const HOLDS: $crate::node::Holds = $crate::node::Holds::Code;

            fn decode(node: &$crate::node::Node, decoder: &mut $crate::node::Decoder) -> Option<Self> {
                match decoder.text($what, node)? {
                    $( $word => Some(Self::$variant), )*
                    other => decoder.unknown_word(other, $what, Self::WORDS, node),
                }
            }
        }
    };
}

/// Only fields that cannot be left out are required, and one value stands for a list of one.
pub(crate) fn as_read(schema: &mut schemars::Schema, required: &[Option<&str>]) {
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

pub(crate) use {fields, holds, words};
