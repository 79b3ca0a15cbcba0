//! Clauses and turns: the named ways to say each part of a sentence, and the kinds of letter that
//! are made of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, suggest};
use crate::node::fields::{fields, settings};
use crate::node::{Decode, Decoder, Holds, Node, Value, Verbatim, from_toml};
use crate::source::{Place, Source};

/// The turn that leaves a clause out.
pub const NONE: &str = "none";

fields! {
    /// A way to say a clause.
    #[derive(Eq)]
    pub struct Turn as "a turn" {
        /// What it says: a template of the part of a sentence. It begins with a small letter, and
        /// the sentence it stands in puts the full stop.
        #[holds(words)]
        pub say: String,
        /// How it reads.
        #[holds(words)]
        pub example: Option<String>,
        /// Where it is written down; "unchecked" if nobody has looked.
        #[holds(words)]
        pub source: String = "unchecked",
        /// The fields of the record without which it cannot be said.
        #[holds(code)]
        pub needs: Vec<String>,
        /// The kinds of letter that it is for; all where there is no list.
        #[holds(code)]
        pub kinds: Vec<String>,
        /// What it tells, so that no other clause does: `enclosures`, `deadlines.1`.
        #[holds(code)]
        pub tells: Vec<String>,
        /// Turns of other clauses that go with it, where nothing else picks them.
        #[holds(code)]
        pub with: BTreeMap<String, String>,
        /// By it a person speaks in a note verbale, not an institution: "his", "her", "their".
        #[holds(code)]
        pub person: Option<String>,
    }
}

impl Turn {
    /// Whether it is for a kind of letter.
    pub fn serves(&self, kind: &str, plan: &Kind) -> bool {
        let named = |name: &str| self.kinds.iter().any(|kind| kind == name);
        self.kinds.is_empty() || named(kind) || plan.like.as_deref().is_some_and(named)
    }
}

/// The turns of a clause, in the order written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clause {
    /// Each by its name.
    pub turns: Turns,
    /// Where a clause is said in two parts, the first ("I have the honour to"): with any of the
    /// verbs it makes the turn MANNER-VERB.
    pub manners: Turns,
    /// The second part ("transmit herewith").
    pub verbs: Turns,
    /// Where what a turn says is written, by its name: `plain`, `manner.honour`.
    pub places: BTreeMap<String, Place>,
}

/// Turns by their names, in the order written.
pub type Turns = Vec<(String, Turn)>;

impl Clause {
    /// Reads `clauses/CLAUSE.toml`.
    ///
    /// # Errors
    /// Every mistake in it, at its place.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        from_toml(source)
    }

    /// Lays another file over it: its turns take the places of those of the same name.
    pub fn overlay(&mut self, over: Self) {
        self.places.extend(over.places);
        for (mine, other) in [
            (&mut self.turns, over.turns),
            (&mut self.manners, over.manners),
            (&mut self.verbs, over.verbs),
        ] {
            for (name, turn) in other {
                match mine.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, place)) => *place = turn,
                    None => mine.push((name, turn)),
                }
            }
        }
    }

    /// The names of its turns for a kind of letter; those of two parts as MANNER-VERB.
    pub fn names(&self, kind: &str, plan: &Kind) -> impl Iterator<Item = String> {
        let serve = |turns: &Turns| -> Vec<String> {
            let serve = turns.iter().filter(|(_, turn)| turn.serves(kind, plan));
            serve.map(|(name, _)| name.clone()).collect()
        };
        let (manners, verbs) = (serve(&self.manners), serve(&self.verbs));
        let pairs = manners
            .iter()
            .flat_map(|manner| verbs.iter().map(move |verb| format!("{manner}-{verb}")));
        let pairs: Vec<_> = pairs.collect();
        serve(&self.turns).into_iter().chain(pairs)
    }
}

impl Decode for Clause {
    const HOLDS: Holds = Holds::Words;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            return decoder.expected("turns by their names", node);
        };
        let mut clause = Self::default();
        for entry in entries {
            match entry.key.as_str() {
                "manner" => clause.manners = clause.group("manner.", &entry.node, decoder)?,
                "verb" => clause.verbs = clause.group("verb.", &entry.node, decoder)?,
                name => {
                    let turn = clause.turn(name.to_owned(), &entry.node, decoder)?;
                    clause.turns.push((name.to_owned(), turn));
                }
            }
        }
        Some(clause)
    }
}

impl Clause {
    fn group(&mut self, group: &str, node: &Node, decoder: &mut Decoder) -> Option<Turns> {
        let Value::Map(entries) = &node.value else {
            return decoder.expected("turns by their names", node);
        };
        let read = entries.iter().map(|entry| {
            let turn = self.turn([group, &entry.key].concat(), &entry.node, decoder)?;
            Some((entry.key.clone(), turn))
        });
        read.collect()
    }

    fn turn(&mut self, name: String, node: &Node, decoder: &mut Decoder) -> Option<Turn> {
        let turn = Turn::decode(node, decoder)?;
        if let Some(say) = node.entry("say") {
            self.places.insert(name, decoder.place(say.node.range.clone()));
        }
        Some(turn)
    }
}

fields! {
    /// A kind of letter whose sentences are made of clauses.
    #[derive(Eq)]
    pub struct Kind as "the file of a kind" {
        /// What letters of this kind are for.
        #[holds(words)]
        pub about: String,
        /// The fields of a record without which it makes no sense.
        #[holds(code)]
        pub needs: Vec<String>,
        /// A kind whose turns serve this one too.
        #[holds(code)]
        pub like: Option<String>,
        /// Who writes is spoken of in the third person, as in notes verbales.
        pub third_person: bool,
        /// The anatomy of its letters.
        #[holds(code)]
        pub frame: String = "letter.md",
        /// Its paragraphs in order: each a block by its name, or a list of sentences and blocks.
        #[field(required)]
        pub body: Vec<Paragraph>,
        /// The clauses of the complimentary close; the office's usual close where there are none.
        #[holds(code)]
        pub closing: Vec<String>,
        /// Its usual turns, by clause.
        #[holds(code)]
        pub turns: BTreeMap<String, String>,
    }
}

impl Kind {
    /// Reads `KIND.toml`.
    ///
    /// # Errors
    /// Every mistake in it, at its place.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        from_toml(source)
    }

    /// The sentences of its body.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        let pieces = self.body.iter().flat_map(|paragraph| &paragraph.0);
        pieces.filter_map(|piece| match piece {
            Piece::Sentence(sentence) => Some(sentence),
            Piece::Block(_) => None,
        })
    }

    /// Its clauses in the order of the letter, each once.
    pub fn clauses(&self) -> Vec<&str> {
        let mut names = Vec::new();
        names.extend(
            self.body
                .iter()
                .flat_map(|paragraph| &paragraph.0)
                .flat_map(Piece::names),
        );
        names.extend(self.closing.iter().map(String::as_str));
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(*name));
        names
    }
}

/// A paragraph of a kind of letter. What follows a block in it begins a paragraph of its own
/// where the block is there.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Paragraph(pub Vec<Piece>);

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Piece {
    /// A clause that stands by itself: the prose, a schedule.
    Block(String),
    /// A sentence.
    Sentence(Sentence),
}

impl Piece {
    fn names(&self) -> Vec<&str> {
        match self {
            Self::Block(name) => vec![name],
            Self::Sentence(sentence) => sentence.names().collect(),
        }
    }
}

/// The clauses of a sentence in order. One ends in `!`: where it is left out, the sentence is.
/// `CLAUSE.verb` is the place of a verb that does not follow its manner.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Sentence(pub Vec<String>);

impl Sentence {
    /// Each clause, and whether the sentence stands and falls with it.
    pub fn clauses(&self) -> impl Iterator<Item = (&str, bool)> {
        self.0.iter().map(|name| match name.strip_suffix('!') {
            Some(name) => (name, true),
            None => (name.as_str(), false),
        })
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.clauses()
            .map(|(name, _)| name.strip_suffix(VERB).unwrap_or(name))
    }
}

/// What the place of a verb by itself ends in.
pub const VERB: &str = ".verb";

impl Decode for Paragraph {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        Vec::decode(node, decoder).map(Self)
    }
}

impl Decode for Piece {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match &node.value {
            Value::Text(_) => String::decode(node, decoder).map(Self::Block),
            Value::List(_) => Sentence::decode(node, decoder).map(Self::Sentence),
            _ => decoder.expected("the name of a block, or a sentence: a list of clauses", node),
        }
    }
}

impl Decode for Sentence {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match &node.value {
            Value::List(_) => Vec::decode(node, decoder).map(Self),
            _ => decoder.expected("a sentence: a list of clauses", node),
        }
    }
}

settings! {
    /// How a language joins what its clauses say.
    #[holds(words)]
    pub struct Joints as "clauses.toml" {
        /// What stands between two parts of a sentence.
        pub space: Verbatim = Verbatim(" ".to_owned()),
        /// Parts that stand before the subject ("Further to …, and pursuant to …, I").
        pub openings: Openings,
        /// Two words that become one where parts meet: "de le" = "du".
        pub contractions: BTreeMap<String, Verbatim>,
        /// Words that lose their last letter before a vowel: "de" = "d’".
        pub elisions: BTreeMap<String, Verbatim>,
        /// The letters before which they do.
        pub vowels: String,
    }
}

settings! {
    /// Parts that stand before the subject.
    #[holds(words)]
    pub struct Openings as "`[openings]`" {
        /// The clauses that are such parts.
        #[holds(code)]
        pub clauses: Vec<String>,
        /// Those of them that `end` sets apart from the ones before, not `and`.
        #[holds(code)]
        pub apart: Vec<String>,
        /// What stands before them where they do not begin the sentence.
        pub start: Verbatim = Verbatim(", ".to_owned()),
        /// What stands between two of them.
        pub and: Verbatim = Verbatim(", and ".to_owned()),
        /// What stands after the last.
        pub end: Verbatim = Verbatim(", ".to_owned()),
    }
}

impl Joints {
    /// Reads `clauses.toml`.
    ///
    /// # Errors
    /// Every mistake in it, at its place.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        from_toml(source)
    }
}

/// A finding that there is no clause of that name.
pub fn unknown_clause<'a>(
    name: &str,
    kind: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Finding {
    Finding::error(
        "unknown-clause",
        format!("a letter of the kind `{kind}` has no clause `{name}`"),
    )
    .help(suggest(name, known))
}
