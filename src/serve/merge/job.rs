//! The letters of a list, made by the same engine as `chancery merge`.

use std::sync::Arc;

use super::MergeList;
use crate::error::Error;
use crate::finding::Finding;
use crate::gather::Neighbours;
use crate::merge::{self, Columns, Letter, LetterMaker, Pattern, Row, Rows, Survey, WriteFailure};
use crate::package::Package;
use crate::pipeline::{self, Input};
use crate::serve::desk::{Desk, RecordText};
use crate::serve::zip_file::zip_file;
use crate::write::Format;

/// What is needed to make letters of a list.
pub(in crate::serve) struct Job {
    pub(in crate::serve) maker: LetterMaker<'static>,
    pub(in crate::serve) columns: Columns,
    /// What is wrong with the columns.
    about: Vec<Finding>,
}

/// Why there are no letters.
pub(in crate::serve) enum Refusal {
    /// The record has mistakes.
    Record(Vec<Finding>),
    /// The list cannot be used.
    List(String),
    /// Letters that cannot be written in the format.
    Letters(Vec<String>),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::List(super::told(&error))
    }
}

impl Job {
    /// A job for a list and the letter as it is now.
    pub(in crate::serve) fn new(
        desk: &Desk,
        text: &RecordText,
        list: &MergeList,
    ) -> Result<Self, Refusal> {
        let beside = desk.beside(&text.path);
        let neighbours: &dyn Neighbours = &beside;
        let input =
            Input { id: &text.id, name: &text.file, bytes: &text.bytes, syntax: text.syntax };
        let bundle = match pipeline::gathered(desk.engine, input, neighbours) {
            (Some(bundle), mistakes) if mistakes.is_empty() => bundle,
            (_, mistakes) => return Err(Refusal::Record(mistakes)),
        };
        let letter = &bundle.record.letter;
        let (columns, about) = Columns::new(list.list.header(), &list.uses, letter, None)?;
        let pattern = Pattern::new(None, &columns)?;
        let has_meetings = !letter.meetings.is_empty() || !bundle.enclosed.is_empty();
        let earlier = has_meetings.then(|| {
            let letters = crate::compose::FolderLetters::read(desk.engine, &beside);
            letters.before(desk.engine, &beside, &bundle)
        });
        let maker = LetterMaker::new(
            desk.engine,
            bundle,
            columns.clone(),
            pattern,
            desk.rules.clone(),
            false,
        )
        .map_err(Refusal::Record)?
        .with_earlier(earlier.unwrap_or_default());
        Ok(Self { maker, columns, about })
    }

    /// Checks every row that is to become a letter.
    pub(in crate::serve) fn survey(&self, list: &MergeList) -> Result<Survey, Error> {
        let table = list.list.table(&list.left_out);
        let about = self.about.iter().chain(&table.notes).cloned().collect();
        merge::survey(&self.maker, table, about, None, &|_| Vec::new(), &|| {})
    }

    /// The letter of a row, with what is wrong with it.
    pub(in crate::serve) fn letter(&self, row: &Row) -> Letter {
        self.maker.letter(row)
    }

    /// All letters in one file.
    pub(in crate::serve) fn one_file(
        &self,
        desk: &Desk,
        list: &MergeList,
        survey: &Survey,
        format: Format,
    ) -> Result<Vec<u8>, Refusal> {
        let mut all: Option<Package> = None;
        let call = |stem: &str, mut package: Package| {
            package.call(stem);
            Ok(package)
        };
        self.write(list, survey, call, |package| {
            match &mut all {
                Some(all) => all.append(package),
                None => all = Some(package),
            }
            Ok(())
        })?;
        let Some(all) = all else { return Err(Refusal::Letters(Vec::new())) };
        let written = desk.writers.write(&all, format);
        written
            .map(|file| file.bytes)
            .map_err(|findings| Refusal::Letters(findings.iter().map(with_help).collect()))
    }

    /// A file for each letter, in one archive.
    pub(in crate::serve) fn zip(
        &self,
        desk: &Desk,
        list: &MergeList,
        survey: &Survey,
        format: Format,
    ) -> Result<Vec<u8>, Refusal> {
        let mut files = Vec::new();
        let make = |stem: &str, package: Package| {
            let file = desk.writers.write(&package, format).map_err(WriteFailure::Letter)?;
            Ok((format!("{stem}.{}", format.extension()), file.bytes))
        };
        self.write(list, survey, make, |file| {
            files.push(file);
            Ok(())
        })?;
        zip_file(files).map_err(|error| Refusal::List(error.to_string()))
    }

    /// Writes the good rows; where one cannot be written, none is handed out.
    fn write<T: Send>(
        &self,
        list: &MergeList,
        survey: &Survey,
        make: impl Fn(&str, Package) -> Result<T, WriteFailure> + Sync,
        take: impl FnMut(T) -> Result<(), Error>,
    ) -> Result<(), Refusal> {
        let table = list.list.table(&list.left_out);
        let findings = merge::write(&self.maker, table, survey, Rows::Good, make, take)?;
        if findings.is_empty() {
            return Ok(());
        }
        let all = findings.all().into_iter().map(|(finding, runs)| {
            let rows = runs.iter().map(|(first, last)| match first == last {
                true => first.to_string(),
                false => format!("{first}–{last}"),
            });
            format!("{}: {}", rows.collect::<Vec<_>>().join(", "), with_help(finding))
        });
        Err(Refusal::Letters(all.collect()))
    }
}

impl MergeList {
    /// What the check of the list comes to: made anew where the list or the letter changed.
    pub(in crate::serve) fn checked(
        &mut self,
        job: &Job,
        text: &RecordText,
    ) -> Result<Arc<Survey>, Error> {
        if let Some((print, survey)) = &self.survey
            && *print == text.print
        {
            return Ok(Arc::clone(survey));
        }
        let survey = Arc::new(job.survey(self)?);
        self.survey = Some((text.print, Arc::clone(&survey)));
        Ok(survey)
    }
}

fn with_help(finding: &Finding) -> String {
    match finding.help.first() {
        Some(help) => format!("{} ({help})", finding.message),
        None => finding.message.clone(),
    }
}
