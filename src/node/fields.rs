//! One definition of a group of fields: from it come the struct, its decoder, its JSON Schema and its shape.

use serde_json::Value;

/// Defines a struct whose fields a text may give, with everything that reads it. The words after
/// `as` name the group in messages.
///
/// A field of text says what it holds, for translation and for the checker:
/// `prose`, `words`, `name`, `proper` or `code` of [`Holds`](crate::node::Holds).
/// A value after `=` stands for a field that is left out.
///
/// `#[holds(…)]` before the struct speaks for all of its texts, and `beside { … }` after `as` adds
/// fields that are not written. What stands after `=` is the value of a field that is left out;
/// `#[field(required)]` wants a list, too, to be given. `#[fits(…)]` says what a value that was
/// read must have or must not, and `#[judge(…)]` before the struct notes what is wrong with the whole, or completes it. A name of several words is written with hyphens.
macro_rules! fields {
    (@define $all:ident
        $(#[doc = $about:literal])*
        $(#[judge($judge:path)])?
        $(#[derive($($derive:path),+)])?
        $vis:vis struct $name:ident as $what:literal
        $(beside { $( $(#[doc = $beside_doc:literal])* $beside_vis:vis $beside:ident: $beside_type:ty, )* })?
        {
            $(
                $(#[doc = $doc:literal])*
                $(#[holds($holds:ident)])?
                $(#[key($key:literal)])?
                $(#[field($required:ident)])?
                $(#[fits($fits:expr)])?
                $field_vis:vis $field:ident: $type:ty $(= $value:expr)?,
            )*
        }
    ) => {
        $(#[doc = $about])*
        $(#[derive($($derive),+)])?
        #[derive(Debug, Clone, PartialEq, serde::Serialize, schemars::JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        #[schemars(deny_unknown_fields, transform = Self::as_read)]
        $vis struct $name {
            $($( $(#[doc = $beside_doc])* #[serde(skip)] $beside_vis $beside: $beside_type, )*)?
            $( $(#[doc = $doc])* $(#[serde(rename = $key)])? $field_vis $field: $type, )*
        }

        impl $name {
            /// What its fields hold.
            $vis fn shape() -> &'static $crate::node::Shape {
                static SHAPE: $crate::node::Shape = $crate::node::Shape {
                    name: stringify!($name),
                    what: $what,
                    fields: &[$($crate::node::Field {
                        name: $crate::node::fields::key!($field $(, $key)?),
                        holds: $crate::node::fields::holds!($all $field: $type $(, $holds)?),
                        many: <$type as $crate::node::Decode>::MANY,
                    }),*],
                    schema: <$name as schemars::JsonSchema>::json_schema,
                };
                &SHAPE
            }

            /// Makes the schema say what the decoder does.
            fn as_read(schema: &mut schemars::Schema) {
                let left_out = [$(
                    ($crate::node::fields::key!($field $(, $key)?),
                     $crate::node::fields::left_out!($type $(, $value)? $(; $required)?))
                ),*];
                $crate::node::fields::as_read(schema, left_out);
            }
        }

        impl $crate::node::Decode for $name {
            const HOLDS: $crate::node::Holds = $crate::node::Holds::Group(Self::shape);

            fn decode(node: &$crate::node::Node, decoder: &mut $crate::node::Decoder) -> Option<Self> {
                let entries = decoder.fields(node, Self::shape())?;
                // Every field is read before any is missed, so that all mistakes are seen.
                $( let $field: Option<$type> = decoder.field(
                    node,
                    entries,
                    Self::shape(),
                    $crate::node::fields::key!($field $(, $key)?),
                    || $crate::node::fields::absent!($type $(, $value)? $(; $required)?),
                ); )*
                $( let $field = $crate::node::fields::fitting!(
                    decoder, entries, $what, $crate::node::fields::key!($field $(, $key)?), $field $(, $fits)?
                ); )*
                #[allow(unused_mut, reason = "only what judges it changes it")]
                let mut read = Self { $($( $beside: Default::default(), )*)? $( $field: $field?, )* };
                $( $judge(&mut read, node, decoder); )?
                Some(read)
            }

            fn absent() -> Option<Self> {
                Some(Self {
                    $($( $beside: Default::default(), )*)?
                    $( $field: $crate::node::fields::absent!($type $(, $value)? $(; $required)?)?, )*
                })
            }

            fn visit<'a>(
                &'a self,
                path: &$crate::node::Path<'_>,
                _: $crate::node::Holds,
                visit: $crate::node::Visit<'a, '_>,
            ) {
                $( <$type as $crate::node::Decode>::visit(
                    &self.$field,
                    &path.field($crate::node::fields::key!($field $(, $key)?)),
                    $crate::node::fields::holds!($all $field: $type $(, $holds)?),
                    visit,
                ); )*
            }
        }
    };
    ($(#[doc = $about:literal])* #[holds($all:ident)] $($rest:tt)*) => {
        $crate::node::fields::fields! { @define $all $(#[doc = $about])* $($rest)* }
    };
    ($($all:tt)*) => {
        $crate::node::fields::fields! { @define unsaid $($all)* }
    };
}

/// Defines a struct of which everything may be left out: it has a default.
macro_rules! settings {
    (
        $(#[$($about:tt)*])*
        $vis:vis struct $name:ident as $what:literal {
            $( $(#[$($meta:tt)*])* $field_vis:vis $field:ident: $type:ty $(= $value:expr)?, )*
        }
    ) => {
        $crate::node::fields::fields! {
            $(#[$($about)*])*
            $vis struct $name as $what {
                $( $(#[$($meta)*])* $field_vis $field: $type = $crate::node::fields::default!($type $(, $value)?), )*
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $( $field: $crate::node::fields::default!($type $(, $value)?), )* }
            }
        }
    };
}

/// The name by which a field is written.
macro_rules! key {
    ($field:ident, $key:literal) => {
        $key
    };
    ($field:ident) => {
        const {
            const NAME: &str = stringify!($field);
            const KEY: [u8; NAME.len()] = $crate::node::fields::hyphenated(NAME);
            match std::str::from_utf8(&KEY) {
                Ok(key) => key,
                Err(_) => NAME,
            }
        }
    };
}

/// The value of a field that is left out, if it may be.
macro_rules! absent {
    ($type:ty) => {
        <$type as $crate::node::Decode>::absent()
    };
    ($type:ty; required) => {
        None
    };
    ($type:ty, $value:expr) => {
        Some(<$type>::from($value))
    };
}

/// The value of a field that is left out of settings.
macro_rules! default {
    ($type:ty) => {
        <$type as Default>::default()
    };
    ($type:ty, $value:expr) => {
        <$type>::from($value)
    };
}

/// A value that was read, if it is as it must be.
macro_rules! fitting {
    ($decoder:ident, $entries:ident, $what:literal, $key:expr, $value:ident) => {
        $value
    };
    ($decoder:ident, $entries:ident, $what:literal, $key:expr, $value:ident, $fits:expr) => {
        $decoder.fitting($value, $fits, $entries, $key, $what)
    };
}

/// What the schema says of a field that is left out.
macro_rules! left_out {
    ($type:ty) => {
        <$type as $crate::node::Decode>::absent()
            .map_or($crate::node::fields::LeftOut::Never, |_| $crate::node::fields::LeftOut::Empty)
    };
    ($type:ty; required) => {
        $crate::node::fields::LeftOut::Never
    };
    ($type:ty, $value:expr) => {
        $crate::node::fields::LeftOut::as_if(&<$type>::from($value))
    };
}

/// What a field holds: as it says, or as its type does.
macro_rules! holds {
    (unsaid $field:ident: $type:ty) => {
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
    ($all:ident $field:ident: $type:ty, prose) => {
        $crate::node::Holds::Prose
    };
    ($all:ident $field:ident: $type:ty, words) => {
        $crate::node::Holds::Words
    };
    ($all:ident $field:ident: $type:ty, name) => {
        $crate::node::Holds::Name
    };
    ($all:ident $field:ident: $type:ty, proper) => {
        $crate::node::Holds::Proper
    };
    ($all:ident $field:ident: $type:ty, code) => {
        $crate::node::Holds::Code
    };
    ($all:ident $field:ident: $type:ty) => {
        match <$type as $crate::node::Decode>::HOLDS {
            $crate::node::Holds::Unsaid => $crate::node::fields::holds!($all $field: $type, $all),
            holds => holds,
        }
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
            $vis const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word that is written for it.
            #[allow(dead_code, reason = "not every word is written again")]
            $vis fn word(self) -> &'static str {
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

/// What a field is where it is left out, for the schema.
pub(crate) enum LeftOut {
    /// It cannot be.
    Never,
    /// Nothing.
    Empty,
    /// As if this were written.
    As(Value),
}

impl LeftOut {
    /// As if `value` were written.
    pub(crate) fn as_if(value: &impl serde::Serialize) -> Self {
        match serde_json::to_value(value) {
            Ok(Value::Null | Value::Array(_) | Value::Object(_)) | Err(_) => Self::Empty,
            Ok(value) => Self::As(value),
        }
    }
}

/// The name of a field with hyphens between its words.
pub(crate) const fn hyphenated<const N: usize>(name: &str) -> [u8; N] {
    let (bytes, mut key, mut at) = (name.as_bytes(), [0; N], 0);
    while at < N {
        key[at] = if bytes[at] == b'_' { b'-' } else { bytes[at] };
        at += 1;
    }
    key
}

/// Only fields that cannot be left out are required, and one value stands for a list of one.
pub(crate) fn as_read<const N: usize>(
    schema: &mut schemars::Schema,
    left_out: [(&'static str, LeftOut); N],
) {
    let required = left_out
        .iter()
        .filter(|(_, left_out)| matches!(left_out, LeftOut::Never));
    let required: Vec<_> = required.map(|(name, _)| *name).collect();
    if required.is_empty() {
        schema.remove("required");
    } else {
        schema.insert("required".to_owned(), required.into());
    }
    let mut fields = schema.get_mut("properties").and_then(|fields| fields.as_object_mut());
    for (name, left_out) in left_out {
        let field = fields
            .as_mut()
            .and_then(|fields| fields.get_mut(name)?.as_object_mut());
        if let (LeftOut::As(value), Some(field)) = (left_out, field) {
            field.insert("default".to_owned(), value);
        }
    }
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

pub(crate) use {absent, default, fields, fitting, holds, key, left_out, settings, words};
