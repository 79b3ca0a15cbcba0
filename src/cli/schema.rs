//! `chancery schema`: the JSON Schema of a record, or of a letter as data.

use super::Outcome;
use crate::error::Error;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What is described
    #[arg(long, value_enum, default_value_t = Of::Record, value_name = "WHAT")]
    of: Of,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Of {
    /// A record, as a person writes it
    Record,
    /// A composed letter, as `render --to json` writes it
    Letter,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    super::terminal::print(&match arguments.of {
        Of::Record => crate::record::schema(),
        Of::Letter => crate::write::json::schema(),
    });
    Ok(Outcome::Fine)
}
