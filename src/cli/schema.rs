//! `chancery schema`: the JSON Schema of a record.

use super::Outcome;
use crate::error::Error;

pub(super) fn run() -> Result<Outcome, Error> {
    super::terminal::print(&crate::record::schema());
    Ok(Outcome::Fine)
}
