//! The meetings of a card: packed, for only the programme and search ask for them, one letter
//! at a time.

use std::borrow::Cow;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::calendar::AnnouncedMeeting;

/// The meetings that a letter announces, moves or cancels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meetings<'a>(Cow<'a, [u8]>);

impl Meetings<'_> {
    /// Packs meetings.
    pub fn new(meetings: &[AnnouncedMeeting]) -> Self {
        if meetings.is_empty() {
            return Self::default();
        }
        // What is written to memory can always be written.
        Self(postcard::to_allocvec(meetings).unwrap_or_default().into())
    }

    /// The meetings, in their order.
    pub fn open(&self) -> Vec<AnnouncedMeeting> {
        if self.is_empty() {
            return Vec::new();
        }
        postcard::from_bytes(&self.0).unwrap_or_default()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl AsRef<[u8]> for Meetings<'_> {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Serialize for Meetings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Meetings<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lent;

        impl<'de> Visitor<'de> for Lent {
            type Value = Meetings<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("packed meetings")
            }

            fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Meetings<'de>, E> {
                Ok(Meetings(Cow::Borrowed(bytes)))
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Meetings<'de>, E> {
                Ok(Meetings(Cow::Owned(bytes.to_owned())))
            }
        }

        deserializer.deserialize_bytes(Lent)
    }
}
