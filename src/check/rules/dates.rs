//! Dates that cannot be, or probably are not.

super::family![predates_citation];
