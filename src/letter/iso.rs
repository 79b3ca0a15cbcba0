//! What a field in ISO 8601 looks like in a record, in messages and in the schema.

/// What a record's field of each type looks like, for messages and for the schema.
macro_rules! iso {
    ($type:ty, $rule:literal, $what:literal, $help:literal, $pattern:literal) => {
        impl Decode for $type {
            fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
                let text = decoder.text($what, node)?;
                match <$type>::parse(text) {
                    Ok(value) => Some(value),
                    Err(why) => {
                        decoder.note(Finding::error($rule, why).help($help), node.range.clone());
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
                schemars::json_schema!({ "type": "string", "description": $help, "pattern": $pattern })
            }
        }
    };
}
pub(super) use iso;
