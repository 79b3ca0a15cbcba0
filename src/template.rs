//! Templates: the embedded set, an office's own folder over it, and what runs them.
//!
//! Three things are made of templates: the *wording* of a letter (Markdown with part
//! marks, one language a folder), the *page designs* (one a medium, without words), and
//! the *site designs* of an archive (without words too).

pub mod clauses;
mod data;
mod design;
mod filters;
mod html_page;
mod layers;
mod lineage;
mod makes;
mod marks;
mod page_design;
mod page_set;
mod reads;
mod report;
mod set;
mod starter;
mod tags;
mod traced;
mod wording;

pub(crate) use data::Tag;
pub use data::{Chosen, Data};
pub use design::{words_of_design, words_of_site};
pub use html_page::{HtmlPage, PageView};
pub use page_design::PageDesign;
pub use page_set::PageSet;
pub use set::Templates;
pub use starter::Starter;
pub use wording::Wording;
