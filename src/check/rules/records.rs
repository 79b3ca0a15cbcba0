//! The record's own remarks on rules.

super::family![stale_sic, undated, unknown_rule];

pub(in crate::check) use stale_sic::RULE as STALE_SIC;
