//! What the prose says against the record's data.

super::family![voice_number];
