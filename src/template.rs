//! Templates: the embedded set, an office's own folder over it, and what runs them.
//!
//! Two things are made of templates: the *wording* of a letter (Markdown with part
//! marks, one language a folder) and the *page designs* (one a medium, without words).

mod design;
mod filters;
mod makes;
mod page;
mod reads;
mod report;
mod set;
mod wording;

pub use design::words_of_design;
pub use page::{Page, PageView};
pub use set::Templates;
pub use wording::{Data, Wording};
