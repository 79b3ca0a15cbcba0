//! What the versions of a letter say of each other.

super::family![missing_version, untranslated_text, version_older, versions_at_odds,];
