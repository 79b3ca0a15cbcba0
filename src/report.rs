//! How findings are shown: as frames for people, as data for programs.

mod frame;
mod github;
mod json;
mod sarif;
mod summary;
mod text;

pub use github::github;
pub use json::{FindingData, findings, json};
pub use sarif::sarif;
pub use summary::{diff, summary};
pub use text::text;
