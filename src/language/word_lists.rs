//! By what the checker knows mistakes in a language: the table `[checker]` of its `words.toml`.
//!
//! Each list is a line of the table below. `false` in its place says that the language has no
//! such mistake; a list that is not there at all is said to be lacking.

use std::collections::{BTreeMap, HashSet};

use serde_json::json;

use crate::finding::{Finding, suggest};
use crate::node::{self, Decode, Decoder, Node, Value};

/// What a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// Words that a word of a text is compared with.
    Words,
    /// Phrases that are sought in texts; one that ends in `*` stands for all that begin so.
    Phrases,
    /// Pairs of phrases, both sought: `{ resolution = "resolutions" }`.
    Pairs,
    /// Nothing: `true` says that a rule without words holds in the language.
    Nothing,
    /// Words of a line of its own, outside of `[checker]`, that are sought.
    Line,
}

macro_rules! lists {
    ($( $(#[doc = $about:literal])+ $list:ident = $name:literal: $kind:ident for $($rule:literal)+; )*) => {
        /// A list of words that rules of the checker read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[repr(u8)]
        pub enum List { $( $(#[doc = $about])+ $list, )* }

        impl List {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$list),*];

            const NAMES: &'static [&'static str] = &[$($name),*];

            /// Its name in `words.toml`.
            pub fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }

            /// What it is, with an example.
            pub fn about(self) -> &'static str {
                match self { $( Self::$list => concat!($($about),+).trim_ascii(), )* }
            }

            /// What it holds.
            pub fn kind(self) -> ListKind {
                match self { $( Self::$list => ListKind::$kind, )* }
            }

            /// The rules that read it.
            pub fn rules(self) -> &'static [&'static str] {
                match self { $( Self::$list => &[$($rule),+], )* }
            }
        }
    };
}

lists! {
    /// Terms with capitals and hyphens of their own: "Member States".
    Terms = "terms": Line for "mixed-terms" "mixed-capitals";
    /// Names that are written out, by their abbreviations: "UN".
    Names = "names": Line for "abbreviated-name";
    /// Right spellings, by the others: "program".
    Spellings = "spellings": Line for "spelling-variant";
    /// Stems that take -ize and not -ise: "organ".
    Ize = "ize": Line for "spelling-variant";

    /// What a sentence says before the day on which something is held: "will be held".
    Held = "held": Phrases for "date-not-in-schedule" "room-not-in-schedule";
    /// Short words in names of rooms, with the whole ones: "rm", "room".
    RoomWords = "room-words": Pairs for "package-rooms";
    /// What the full name of a room may add: "chamber".
    RoomEnds = "room-ends": Words for "package-rooms";
    /// What stands before a day by which something is due: "no later than".
    ByWhen = "by-when": Phrases for "deadline-differs";
    /// What stands before the date of a letter that is cited: "letter dated".
    LetterDated = "letter-dated": Phrases for "predates-citation" "year-slip" "enclosure-date";

    /// How one person speaks who signs, and how several do: "I", "we".
    Speaking = "speaking": Pairs for "voice-number";
    /// What those who sign do in a letter: "have the honour".
    Deeds = "deeds": Phrases for "voice-number";
    /// What belongs to one person who signs, and to several: "my", "our".
    Owning = "owning": Pairs for "voice-number" "chairs-number" "function-differs";
    /// What belongs to those who sign: "highest consideration".
    Belongings = "belongings": Phrases for "voice-number";
    /// Offices that one person or several hold: "Co-Chair", "Co-Chairs".
    JointOffices = "joint-offices": Pairs for "chairs-number";
    /// What stands before an office in which one signs: "capacity as".
    InCapacity = "in-capacity": Phrases for "chairs-number" "function-differs";
    /// Whose a capacity is that is not of those who sign: "their".
    OwnedByOthers = "owned-by-others": Words for "chairs-number" "function-differs";
    /// Functions in which one signs, the longer before the shorter: "Co-Chair", "Chair".
    Functions = "functions": Phrases for "function-differs";
    /// What a close asks of the addressee: "accept".
    Accept = "accept": Phrases for "closing-word";
    /// Words before a form of address in a salutation: "Dear".
    Courtesies = "courtesies": Words for "closing-word";
    /// Forms of address that count as one: "Excellencies", "Excellency".
    SameAddress = "same-address": Pairs for "closing-word";
    /// Words before a family name: "Mr".
    Honorifics = "honorifics": Words for "name-spelling";
    /// What stands in the place of a signature and is no name: "illegible".
    Unsigned = "unsigned": Words for "unknown-signature";
    /// Words of a line of courtesy above a name, which is no name: "regards".
    CourtesyLines = "courtesy-lines": Phrases for "unknown-signature";

    /// What nobody says without enclosing something: "please find attached".
    Encloses = "encloses": Phrases for "enclosure-not-listed";
    /// What is usually said of an enclosure: "the attached".
    MayEnclose = "may-enclose": Phrases for "enclosure-not-listed";
    /// What follows where something is attached elsewhere: "to".
    AttachedElsewhere = "attached-elsewhere": Phrases for "enclosure-not-listed";
    /// What follows where it is attached to this letter after all: "to this".
    AttachedHere = "attached-here": Phrases for "enclosure-not-listed";
    /// Words that speak of an enclosure in any way: "enclos*".
    Enclosing = "enclosing": Phrases for "enclosure-not-mentioned" "enclosure-date";
    /// Verbs of a sentence that encloses something: "enclosed".
    EnclosingVerbs = "enclosing-verbs": Phrases for "enclosure-count";
    /// What can be enclosed: "document", "documents".
    Enclosable = "enclosable": Words for "enclosure-count";

    /// What no thing follows without its article: "find attached".
    BeforeArticle = "before-article": Phrases for "missing-article";
    /// One thing that can be enclosed: "letter".
    OneThing = "one-thing": Words for "missing-article";

    /// A group that is addressed as a whole begins so: "All".
    Everybody = "everybody": Words for "package-addressees";
    /// Of whom such groups consist: "representative*".
    Addressees = "addressees": Phrases for "package-addressees";

    /// Nouns whose number may be a Roman numeral: "article".
    Numerals = "numerals": Words for "placeholder";
    /// A day that is an ordinal is wrong.
    DateOrdinal = "date-ordinal": Nothing for "date-ordinal";
    /// A comma before the year is wrong.
    DateComma = "date-comma": Nothing for "date-comma";
    /// A nought before a day is wrong.
    LeadingZeroDay = "leading-zero-day": Nothing for "leading-zero-day";
    /// Words after which a month and a number are a day: "on".
    BeforeADay = "before-a-day": Words for "mixed-date-styles";
    /// Words after which a day needs no article: "on".
    BeforeTheDay = "before-the-day": Words for "date-ordinal" "mixed-date-styles";
    /// Articles: "the".
    Articles = "articles": Words for "mixed-terms" "date-ordinal" "chairs-number" "function-differs";
    /// Words after a term of somebody else: "of the".
    OfOthers = "of-others": Phrases for "mixed-terms" "set-name";
    /// Words after a term that is meant after all: "of the United Nations".
    OfOurs = "of-ours": Phrases for "mixed-terms" "set-name";
    /// Terms that are verbs where no article stands before: "Co-Chair".
    AlsoVerbs = "also-verbs": Words for "mixed-terms";
    /// Words of grammar, which end a term and never begin one: "the", "on".
    NoCapitals = "no-capitals": Words for "mixed-capitals";
    /// Names that have lost a hyphen or a plural, with the right ones: "Members States", "Member
    /// States".
    SetNames = "set-names": Pairs for "set-name";
    /// By what the United Nations and its organs are known in a letterhead: "General Assembly".
    UnitedNations = "united-nations": Words for "abbreviated-name" "spelling-variant" "number-in-words" "bold-emphasis";
    /// What an institution says of the United Nations without being part of it: "to the United
    /// Nations".
    Accredited = "accredited": Words for "abbreviated-name" "spelling-variant" "number-in-words" "bold-emphasis";
    /// What follows an abbreviation in the own name of a body: "Women", as in UN Women.
    OwnNames = "own-names": Words for "abbreviated-name";
    /// Phrases in which a variant spelling is right: "computer program".
    RightSpellings = "right-spellings": Phrases for "spelling-variant";
    /// Nouns before the number of one text, and of several: "resolution", "resolutions".
    NumberedTexts = "numbered-texts": Pairs for "resolution-plural";
    /// What joins two numbers: "and".
    And = "and": Words for "resolution-plural";
    /// What joins the last items of a list: "and", "or".
    LastItems = "last-items": Words for "list-semicolons" "mixed-list-punctuation";
    /// The items of a list end in no semicolons.
    ListSemicolons = "list-semicolons": Nothing for "list-semicolons";
    /// The two curly quotation marks: "“", "”".
    Quotes = "quotes": Words for "straight-quotes" "unbalanced-quote";

    /// Words that no dictionary has and letters use: "verbale".
    KnownWords = "known-words": Words for "misspelt-word";
    /// What makes a word of a word: "multi".
    Prefixes = "prefixes": Words for "misspelt-word";
    /// Words that may follow themselves: "that".
    Twice = "twice": Words for "doubled-word";
    /// What begins the words in brackets of a template: "insert".
    FillIn = "fill-in": Words for "placeholder";
    /// Words of a template: "lorem ipsum".
    LeftOver = "left-over": Phrases for "placeholder";
    /// Codes for what is still to come: "TBD", "XX*".
    Codes = "codes": Phrases for "placeholder";
    /// What "TBC" puts off: "date".
    PutOff = "put-off": Words for "placeholder";
    /// Words that no sentence or clause ends in: "of".
    Leads = "leads": Words for "hole";
    /// Words that want an address after them: "available at".
    WantsAddress = "wants-address": Phrases for "hole";
    /// Words that want a date after them: "letter dated".
    WantsDate = "wants-date": Phrases for "hole";
    /// Marks before which no space stands: ",".
    NoSpaceBefore = "no-space-before": Words for "space-before-punctuation";
    /// The assurance of a close, and how many there are: "assurance of", "assurances of".
    Assurance = "assurance": Pairs for "assurance-singular";
    /// Whose assurance it is: "my".
    AssuranceOf = "assurance-of": Words for "assurance-singular";
    /// Of what a close assures: "consideration".
    Consideration = "consideration": Words for "assurance-singular";
    /// Abbreviations whose full stop ends no sentence: "Mr".
    Abbreviations = "abbreviations": Words for "date-not-in-schedule" "room-not-in-schedule" "zone-season";
}

/// The lists of a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct WordLists {
    words: BTreeMap<List, Vec<String>>,
    /// The words in small letters, to be looked up whatever their case.
    #[serde(skip)]
    small: BTreeMap<List, HashSet<String>>,
    pairs: BTreeMap<List, Vec<(String, String)>>,
    /// Of rules without words: whether they hold. Of lists: that there is no such mistake.
    said: BTreeMap<List, bool>,
}

impl WordLists {
    /// The words of a list; none where the language lacks it or has no such mistake.
    pub fn words(&self, list: List) -> Option<&[String]> {
        self.words.get(&list).map(Vec::as_slice)
    }

    /// The pairs of a list, likewise.
    pub fn pairs(&self, list: List) -> Option<&[(String, String)]> {
        self.pairs.get(&list).map(Vec::as_slice)
    }

    /// Whether a list has a word, whatever its case.
    pub fn has(&self, list: List, word: &str) -> bool {
        let Some(small) = self.small.get(&list).filter(|small| !small.is_empty()) else {
            return false;
        };
        let is_small = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_small { small.contains(word) } else { small.contains(&word.to_lowercase()) }
    }

    /// Whether a list has a word as it is written.
    pub fn has_exactly(&self, list: List, word: &str) -> bool {
        self.words(list).unwrap_or_default().iter().any(|known| known == word)
    }

    /// Whether a rule without words holds in the language.
    pub fn hold(&self, list: List) -> bool {
        self.said.get(&list) == Some(&true)
    }

    /// Whether the language says something of a list, be it that there is no such mistake.
    pub fn tell_of(&self, list: List) -> bool {
        self.words.contains_key(&list)
            || self.pairs.contains_key(&list)
            || self.said.contains_key(&list)
    }

    /// These lists with those of an office added to them.
    pub fn extend(&mut self, office: &Self) {
        for (list, words) in &office.words {
            self.add(*list, words);
        }
        for (list, pairs) in &office.pairs {
            self.pairs.entry(*list).or_default().extend(pairs.iter().cloned());
        }
        self.said.extend(&office.said);
    }
}

impl Decode for WordLists {
    const HOLDS: node::Holds = node::Holds::Words;
    const MANY: bool = true;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            return decoder.expected("the lists of the checker", node);
        };
        let mut lists = Self::default();
        for entry in entries {
            match List::ALL.iter().find(|list| list.name() == entry.key) {
                Some(list) => lists.read(*list, &entry.node, decoder),
                None => {
                    let help = suggest(&entry.key, List::NAMES.iter().copied());
                    decoder.unknown(entry, "`[checker]`", help);
                }
            }
        }
        Some(lists)
    }
    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

impl WordLists {
    fn add(&mut self, list: List, words: &[String]) {
        let small = words.iter().map(|word| word.to_lowercase());
        self.small.entry(list).or_default().extend(small);
        self.words.entry(list).or_default().extend_from_slice(words);
    }

    fn read(&mut self, list: List, node: &Node, decoder: &mut Decoder) {
        let said = match &node.value {
            Value::Text(text) if text == "false" => Some(false),
            Value::Text(text) if text == "true" && list.kind() == ListKind::Nothing => Some(true),
            _ => None,
        };
        match (said, list.kind()) {
            (Some(said), _) => {
                self.said.insert(list, said);
            }
            (None, ListKind::Words | ListKind::Phrases) => {
                if let Some(words) = <Vec<String>>::decode(node, decoder) {
                    self.add(list, &words);
                }
            }
            (None, ListKind::Pairs) => {
                if let Some(pairs) = <Pairs>::decode(node, decoder) {
                    self.pairs.insert(list, pairs.into_iter().collect());
                }
            }
            (None, ListKind::Nothing) => {
                decoder.not::<()>("true or false", node);
            }
            (None, ListKind::Line) => {
                let message = format!(
                    "`{}` stands above all lines in brackets, or is false here",
                    list.name()
                );
                decoder.note(Finding::error("wrong-type", message), node.range.clone());
            }
        }
    }
}

/// Pairs of phrases.
type Pairs = BTreeMap<String, String>;

impl schemars::JsonSchema for WordLists {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "WordLists".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let text = json!({ "type": "string" });
        let of = |list: &List| match list.kind() {
            ListKind::Words | ListKind::Phrases => {
                json!([text, { "type": "array", "items": text }])
            }
            ListKind::Pairs => json!([{ "type": "object", "additionalProperties": text }]),
            ListKind::Nothing => json!([{ "const": true }]),
            ListKind::Line => json!([]),
        };
        let lists = List::ALL.iter().map(|list| {
            let mut forms = of(list);
            forms
                .as_array_mut()
                .into_iter()
                .for_each(|forms| forms.push(json!({ "const": false })));
            (list.name().to_owned(), json!({ "description": list.about(), "anyOf": forms }))
        });
        let lists: serde_json::Map<_, _> = lists.collect();
        schemars::json_schema!({
            "description": "The lists of the checker; `false` says that the language has no such mistake.",
            "type": "object",
            "additionalProperties": false,
            "properties": lists
        })
    }
}
