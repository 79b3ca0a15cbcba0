//! How findings are shown: as frames for people, as data for programs.

mod frame;
mod json;
mod text;

pub use json::json;
pub use text::text;
