//! Stub.
use super::print::{Print, Printer};
use crate::finding::Finding;
use crate::template::Templates;
/// Settings.
#[derive(Debug, Clone, Default)]
pub struct SiteSettings {
    /// t
    pub title: Option<String>,
    /// l
    pub language: String,
    /// b
    pub base: Option<String>,
}
#[derive(Debug)]
pub(super) struct Site(Printer);
impl Site {
    pub(super) fn new(_: &Templates, s: SiteSettings) -> Result<Self, Vec<Finding>> {
        let mut p = Printer::default();
        p.add(format!("{s:?}"));
        Ok(Self(p))
    }
    pub(super) fn print(&self) -> Print {
        self.0.print()
    }
}
