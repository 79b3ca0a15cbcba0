//! The letters of the folder as an archive would file them.

use crate::archive::{Card, RecordFolder as _, card};
use crate::calendar::{self, CalendarWording};
use crate::error::Error;
use crate::files;
use crate::language::{DateOptions, Run};
use crate::letter::{Dates, Style};
use crate::serve::desk::Desk;
use crate::serve::visitor::Visitor;

impl Desk {
    /// All letters that can be read, each with its path within the folder.
    pub(in crate::serve) fn cards(
        &self,
        visitor: &Visitor,
    ) -> Result<Vec<(String, Card<'static>)>, Error> {
        let records = self.store.records(i64::try_from(visitor.at).unwrap_or(i64::MAX));
        let cards =
            files::cards(&records, |given, neighbours| card(self.engine, given, neighbours))?;
        let paths =
            records
                .list()?
                .records
                .into_iter()
                .map(|(path, _)| match path.rsplit_once('.') {
                    Some((stem, _)) => stem.to_owned(),
                    None => path,
                });
        Ok(paths
            .zip(cards)
            .filter_map(|(path, card)| Some((path, card?)))
            .collect())
    }

    /// How the visitor's language speaks of meetings.
    pub(in crate::serve) fn with_wording<T>(
        &self,
        visitor: &Visitor,
        tell: impl FnOnce(CalendarWording<'_>) -> T,
    ) -> Option<T> {
        let language = self.readers.get(&self.words(visitor).tag)?.language();
        let words = calendar::Words::new(language.labels());
        let style = Style::default();
        let days =
            |dates: &Dates| Run::join(&language.dates(dates, &style, DateOptions::default()));
        Some(tell(CalendarWording { words: &words, days: Some(&days) }))
    }
}
