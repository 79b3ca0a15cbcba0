//! Paragraphs while a file is read.

use super::{Line, MOST_WORDS, Notice, Noticed, Paragraph, Run};

/// More notices of a kind are counted, not kept: a file of one million pictures has a short list.
const MOST_NOTICES: usize = 200;

/// So many words stand beside the number of a page.
const MOST_BESIDE_A_NUMBER: usize = 4;

/// What a reader brings.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) notices: Vec<Notice>,
}

/// The style of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RunStyle {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) href: Option<String>,
}

/// Collects paragraphs, lines and runs, and numbers the words.
#[derive(Debug, Default)]
pub(super) struct Builder {
    read: Read,
    open: Paragraph,
    line: Line,
    words: usize,
    page: u32,
    /// Paragraphs that go on when a box within them has ended.
    outer: Vec<(Paragraph, Line)>,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self { page: 1, ..Self::default() }
    }

    /// What the paragraph is that comes now, until it ends.
    pub(super) fn paragraph(&mut self) -> &mut Paragraph {
        &mut self.open
    }

    /// Whether the paragraph has words so far.
    pub(super) fn has_words(&self) -> bool {
        let said = |line: &Line| line.runs.iter().any(|run| !run.text.trim().is_empty());
        said(&self.line) || self.open.lines.iter().any(said)
    }

    pub(super) fn text(&mut self, text: &str, style: &RunStyle) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.line.runs.last_mut()
            && (last.strong, last.emphasis, &last.href)
                == (style.strong, style.emphasis, &style.href)
        {
            last.text.push_str(text);
            return;
        }
        self.line.runs.push(Run {
            text: text.to_owned(),
            strong: style.strong,
            emphasis: style.emphasis,
            href: style.href.clone(),
        });
    }

    /// The line ends.
    pub(super) fn line_break(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.open.lines.push(line);
    }

    /// A new page begins.
    pub(super) fn page_break(&mut self) {
        self.page = self.page.saturating_add(1);
    }

    /// The paragraph ends; one without words is none. Says whether there was one.
    pub(super) fn end(&mut self) -> Result<bool, String> {
        self.line_break();
        let mut paragraph = std::mem::take(&mut self.open);
        paragraph
            .lines
            .retain(|line| line.runs.iter().any(|run| !run.text.trim().is_empty()));
        if paragraph.lines.is_empty() {
            return Ok(false);
        }
        // "Page 2 of 4", "-2-": of pages, and no words of the letter.
        if paragraph.has_page_number && paragraph.words() <= MOST_BESIDE_A_NUMBER {
            self.notice(Noticed::PageNumber, paragraph.text());
            return Ok(false);
        }
        paragraph.page = self.page;
        for line in &mut paragraph.lines {
            line.first_word = self.words;
            self.words += line.words();
        }
        if self.words > MOST_WORDS {
            return Err(format!("it holds more than {MOST_WORDS} words"));
        }
        self.read.paragraphs.push(paragraph);
        Ok(true)
    }

    /// A box begins within the paragraph: its own paragraphs come first.
    pub(super) fn suspend(&mut self) {
        self.outer
            .push((std::mem::take(&mut self.open), std::mem::take(&mut self.line)));
    }

    /// The box has ended.
    pub(super) fn resume(&mut self) {
        if let Some((paragraph, line)) = self.outer.pop() {
            (self.open, self.line) = (paragraph, line);
        }
    }

    pub(super) fn notice(&mut self, what: Noticed, detail: impl Into<String>) {
        if self.read.notices.iter().filter(|notice| notice.what == what).count() < MOST_NOTICES {
            self.read.notices.push(Notice { what, detail: detail.into() });
        }
    }

    /// How many paragraphs there are.
    pub(super) fn count(&self) -> usize {
        self.read.paragraphs.len()
    }

    /// The page of a paragraph.
    pub(super) fn page_of(&self, at: usize) -> u32 {
        self.read
            .paragraphs
            .get(at)
            .or(self.read.paragraphs.last())
            .map_or(1, |it| it.page)
    }

    /// Takes the paragraphs from `from` on out again.
    pub(super) fn take_from(&mut self, from: usize) -> Vec<Paragraph> {
        self.read.paragraphs.split_off(from.min(self.read.paragraphs.len()))
    }

    /// Puts paragraphs where they are read, which numbers the words anew.
    pub(super) fn insert(&mut self, at: usize, paragraphs: Vec<Paragraph>) {
        let at = at.min(self.read.paragraphs.len());
        self.read.paragraphs.splice(at..at, paragraphs);
    }

    pub(super) fn finish(mut self) -> Result<Read, String> {
        self.end()?;
        let mut words = 0;
        for line in self.read.paragraphs.iter_mut().flat_map(|it| &mut it.lines) {
            line.first_word = words;
            words += line.words();
        }
        Ok(self.read)
    }
}
