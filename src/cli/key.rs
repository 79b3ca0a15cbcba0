//! `chancery key`: who may come to the desk.

use std::path::PathBuf;

use super::{Outcome, terminal};
use crate::error::Error;
use crate::serve::keys::{self, Role};

#[derive(Debug, clap::Subcommand)]
pub(super) enum Arguments {
    /// Make a key for a person or a program, and print it once
    Add {
        /// The key file, which is made if need be
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Whose key it is: "Anna Berg", "case system"
        #[arg(value_name = "NAME")]
        name: String,
        /// What it is for
        #[arg(long = "as", value_enum, value_name = "ROLE")]
        role: Role,
    },
    /// Say who has a key, and for what
    List {
        /// The key file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Take a key out: whoever has it is out at once
    Remove {
        /// The key file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Whose key it is
        #[arg(value_name = "NAME")]
        name: String,
    },
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    match arguments {
        Arguments::Add { file, name, role } => {
            let key = keys::add(file, name, *role)?;
            terminal::print(&format!("{key}\n"));
            let how = match role {
                Role::Program => {
                    "The program shows it with every request: Authorization: Bearer KEY."
                }
                _ => "They sign in with it at the desk.",
            };
            terminal::say(&format!(
                "This is the key of {name}. It is kept nowhere: hand it over now. {how}"
            ));
        }
        Arguments::List { file } => {
            for key in keys::read(file)? {
                terminal::print(&format!("{:<7}  {}\n", key.role.name(), key.name));
            }
        }
        Arguments::Remove { file, name } => {
            keys::remove(file, name)?;
            terminal::say(&format!("The key of {name} opens nothing any more."));
        }
    }
    Ok(Outcome::Fine)
}

impl clap::ValueEnum for Role {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        let help = match self {
            Self::Reader => "a person who reads",
            Self::Writer => "a person who reads and writes",
            Self::Program => "a program that calls /api/",
        };
        Some(clap::builder::PossibleValue::new(self.name()).help(help))
    }
}
