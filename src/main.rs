//! The command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    chancery::cli::run()
}
