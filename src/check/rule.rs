//! What a rule is.

use super::{Case, FolderIndex, Piece, Versions};
use crate::finding::{Finding, Level};
use crate::language::List;

/// One rule of the checker. Its documentation is what `explain` prints.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name in kebab case; it reads after "allow".
    pub name: &'static str,
    /// The family it belongs to.
    pub family: Family,
    /// How much its findings weigh, where no setting says otherwise.
    pub level: Level,
    /// The most they may weigh: no more than its source allows.
    pub most: Level,
    /// What is wrong, in one line without a full stop.
    pub summary: &'static str,
    /// What it checks, in a few sentences.
    pub checks: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// A line or two that break it.
    pub example: &'static str,
    /// What to write instead.
    pub instead: &'static str,
    /// Where it is written down.
    pub source: &'static str,
    /// What it reads, and how.
    #[doc(hidden)]
    pub scope: Scope,
}

/// What a rule found.
pub type Found = Vec<Finding>;

/// What a rule reads.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// One letter by itself.
    Letter(fn(&Piece<'_>, &mut Found)),
    /// A letter with the letters it encloses.
    Package(fn(&Case<'_>, &mut Found)),
    /// A letter in all its languages.
    Versions(fn(&Versions<'_>, &mut Found)),
    /// All letters of a folder.
    Folder(fn(&FolderIndex<'_>, &mut Found)),
    /// What the other rules found; the checker itself runs it.
    Checker,
}

impl Scope {
    /// Its name, as pages and reports give it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Letter(_) => "a letter",
            Self::Package(_) => "a letter with its enclosures",
            Self::Versions(_) => "a letter in all its languages",
            Self::Folder(_) => "the letters of a folder",
            Self::Checker => "the findings of the other rules",
        }
    }
}

/// Families of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Dates that cannot be, or probably are not.
    Dates,
    /// What the prose says against the record's data.
    Prose,
    /// What the versions of a letter say of each other.
    Versions,
    /// What letters say of each other.
    Between,
    /// How an office writes.
    House,
    /// What is left over from drafting.
    Hygiene,
    /// The record's own remarks on rules.
    Records,
}

impl Family {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 7] = [
        Self::Dates,
        Self::Prose,
        Self::Versions,
        Self::Between,
        Self::House,
        Self::Hygiene,
        Self::Records,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dates => "dates",
            Self::Prose => "prose against data",
            Self::Versions => "versions of a letter",
            Self::Between => "between letters",
            Self::House => "house style",
            Self::Hygiene => "hygiene",
            Self::Records => "records",
        }
    }
}

impl Rule {
    /// A finding of this rule, at its usual level.
    pub fn finding(&self, message: impl Into<String>) -> Finding {
        let mut finding = Finding::new(self.name, self.level, message);
        finding.source = self.source;
        finding
    }

    /// Runs a check with the rule at `level`. A finding that the rule itself made lighter
    /// than usual stays so.
    pub(super) fn run(&self, level: Level, check: impl FnOnce(&mut Found)) -> Found {
        let mut found = Vec::new();
        check(&mut found);
        for finding in &mut found {
            finding.level =
                if finding.level == self.level { level } else { finding.level.min(level) };
        }
        found
    }

    /// What it has to know of a language, in a sentence; none where it reads no lists of words.
    pub fn words(&self) -> Option<String> {
        let lists = List::ALL.iter().filter(|list| list.rules().contains(&self.name));
        let lists: Vec<_> = lists.map(|list| format!("`{}`", list.name())).collect();
        (!lists.is_empty()).then(|| {
            format!("It reads {} in the words.toml of the letter's language.", lists.join(", "))
        })
    }

    /// The rule's page, as plain text.
    pub fn page(&self) -> String {
        let levels = if self.level == self.most {
            self.level.name().to_owned()
        } else {
            format!("{}, {} at most", self.level.name(), self.most.name())
        };
        let mut page = format!(
            "{}: {}\n\n{}; reads {}; {levels}\n",
            self.name,
            self.summary,
            self.family.name(),
            self.scope.name()
        );
        let words = self.words().map_or(String::new(), |words| format!("\n{words}"));
        for (heading, text) in [
            ("What it checks", &*format!("{}{words}", self.checks)),
            ("Why it matters", self.why),
            ("Example", self.example),
            ("Write instead", self.instead),
            ("Source", self.source),
        ] {
            page.push_str(&format!("\n{heading}\n"));
            for line in text.lines() {
                for line in textwrap::wrap(line, 76) {
                    page.push_str(&format!("  {line}\n"));
                }
            }
        }
        page.push_str(&format!(
            "\nTo keep a finding on purpose, say why in the record:\n  sic:\n    {}: the original says so\n\
             To weigh it otherwise, in `chancery.toml` or `office.toml`:\n  [rules]\n  {} = \"off\"\n",
            self.name, self.name
        ));
        page
    }
}
