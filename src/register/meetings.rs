//! The meetings of an entry: packed on disk, for only the programme and search open them, one
//! letter at a time.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::calendar::AnnouncedMeeting;

/// The meetings that a letter announces, moves or cancels, in their order.
#[derive(Debug, Clone)]
pub enum Meetings<'a> {
    /// As they were made.
    Open(Vec<AnnouncedMeeting>),
    /// As they are read from disk: in the encoding of `postcard`.
    Packed(Cow<'a, [u8]>),
}

impl Meetings<'_> {
    /// The meetings.
    pub fn open(&self) -> Cow<'_, [AnnouncedMeeting]> {
        match self {
            Self::Open(meetings) => Cow::Borrowed(meetings),
            Self::Packed(bytes) if bytes.is_empty() => Cow::Owned(Vec::new()),
            // What a build packed, under its checksum, can be opened.
            Self::Packed(bytes) => Cow::Owned(postcard::from_bytes(bytes).unwrap_or_default()),
        }
    }

    /// The meetings, packed; no bytes where there are none.
    pub fn packed(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Packed(bytes) => Cow::Borrowed(bytes),
            Self::Open(meetings) if meetings.is_empty() => Cow::Borrowed(&[]),
            // What is written to memory can always be written.
            Self::Open(meetings) => Cow::Owned(postcard::to_allocvec(meetings).unwrap_or_default()),
        }
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Open(meetings) => meetings.is_empty(),
            Self::Packed(bytes) => bytes.is_empty(),
        }
    }
}

impl Default for Meetings<'_> {
    fn default() -> Self {
        Self::Open(Vec::new())
    }
}

impl PartialEq for Meetings<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.packed() == other.packed()
    }
}

impl Eq for Meetings<'_> {}

impl Serialize for Meetings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.packed())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Meetings<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&'de [u8]>::deserialize(deserializer).map(|bytes| Self::Packed(Cow::Borrowed(bytes)))
    }
}
