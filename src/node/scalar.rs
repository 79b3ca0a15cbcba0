//! Types that are written as one text: how they are read, shown, and described in a schema.

/// Makes a type with `parse(&str) -> Result<Self, String>` and `Display` a value of a field.
/// `rule` is the name of the finding where it cannot be read.
macro_rules! scalar {
    ($type:ty, $holds:ident, $rule:literal, $what:literal, $help:expr, { $($schema:tt)* }) => {
        impl $crate::node::Decode for $type {
            const HOLDS: $crate::node::Holds = $crate::node::Holds::$holds;

            fn decode(node: &$crate::node::Node, decoder: &mut $crate::node::Decoder) -> Option<Self> {
                match <$type>::parse(decoder.text($what, node)?) {
                    Ok(value) => Some(value),
                    Err(why) => {
                        let finding = $crate::finding::Finding::error($rule, why).help($help);
                        decoder.note(finding, node.range.clone());
                        None
                    }
                }
            }
        }
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $help, $($schema)* })
            }
        }
    };
}
pub(crate) use scalar;
