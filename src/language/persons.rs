//! How a salutation calls a person by name: the file `names.toml`, and what it makes of a name.
//!
//! Family names stand first or last, have one word or four, and words before and behind that are no
//! names. What a name does not tell for certain is said so, and not guessed.

use std::sync::Arc;

use crate::finding::Finding;
use crate::letter::Person;
use crate::node::fields::settings;
use crate::node::from_toml;
use crate::source::Source;
use crate::text::{Script, base};

settings! {
    /// What stands in the names of persons, in any language: words in small letters, without the
    /// stop at their end.
    #[holds(words)]
    pub struct PersonNames as "names.toml" {
        /// Courtesy titles: "mr", "dr", "sra".
        honorifics: Vec<String>,
        /// Those that nobody is greeted with: "h.e".
        styles: Vec<String>,
        /// Those that stand with the given name: "Sir John".
        with_given: Vec<String>,
        /// What stands behind a name: "jr", "iii", "ph.d".
        suffixes: Vec<String>,
        /// What a family name begins with: "van", "de", "bin".
        particles: Vec<String>,
        /// Those that, with a capital letter, may also be a name of their own: "Van", "Ben".
        doubtful_particles: Vec<String>,
        /// What joins two family names: "y".
        joiners: Vec<String>,
        /// Family names that often stand first: "li", "nguyen".
        family_first: Vec<String>,
        /// What a capital letter follows within a word: "mc".
        before_capital: Vec<String>,
        /// What one may follow: "mac".
        perhaps_before_capital: Vec<String>,
    }
}

/// How a person is called by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// Honorific and family name, or what comes nearest to it and is not wrong.
    pub text: String,
    /// Which of the words is the family name is not certain, so all of them are said.
    pub doubtful: bool,
}

/// What parts a word of a name.
const PARTING: &[char] = &['-', '‐', '‑', '\'', '’'];

/// A name, taken apart.
struct Parts<'n> {
    honorifics: Vec<&'n str>,
    /// The words of the name itself.
    names: Vec<&'n str>,
    /// The words of it that are the family name, where that is certain.
    family: Option<Vec<&'n str>>,
}

impl PersonNames {
    /// Reads `names.toml`.
    ///
    /// # Errors
    /// Every mistake in it, at its place.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        from_toml(source)
    }

    /// What a family name begins with: "van", "bin".
    pub fn particles(&self) -> &[String] {
        &self.particles
    }

    /// A name as it stands on an envelope, parted into what precedes it and the name itself:
    /// "H.E. Ms.", "Jana Dussaisch".
    pub fn without_honorifics<'n>(&self, name: &'n str) -> (&'n str, &'n str) {
        let mut rest = name.trim();
        while let Some(word) = rest.split_whitespace().next() {
            if rest.len() == word.len() || !(has(&self.honorifics, word) || has(&self.styles, word))
            {
                break;
            }
            rest = rest[word.len()..].trim_start();
        }
        let name = name.trim();
        (name[..name.len() - rest.len()].trim_end(), rest)
    }

    /// How a person is called in a salutation by name: honorific and family name, the name of who
    /// has no honorific, the function of who has no name; whatever the record says instead.
    pub fn called(&self, person: &Person) -> Option<Called> {
        if let Some(called) = &person.called {
            return Some(Called { text: called.clone(), doubtful: false });
        }
        let Some(name) = &person.name else {
            return person.title.clone().map(|text| Called { text, doubtful: false });
        };
        let parts = self.parts(name);
        let own = person.honorific.as_deref().unwrap_or_default();
        let said: Vec<_> = match own.split_whitespace().collect::<Vec<_>>() {
            words if words.is_empty() => parts.honorifics.clone(),
            words => words,
        };
        let greeted: Vec<_> =
            said.iter().copied().filter(|word| !has(&self.styles, word)).collect();
        let whole = parts.names.join(" ");
        if greeted.is_empty() {
            return Some(Called { text: whole, doubtful: false });
        }
        let honorific = greeted.join(" ");
        let given = person.given.as_deref().or_else(|| parts.given());
        if let (true, Some(given)) = (greeted.iter().all(|word| has(&self.with_given, word)), given)
        {
            return Some(Called { text: format!("{honorific} {given}"), doubtful: false });
        }
        let family = match (&person.family, &parts.family) {
            (Some(family), _) => Some(family.clone()),
            (None, Some(family)) => Some(self.in_a_sentence(family, name)),
            (None, None) => None,
        };
        let doubtful = family.is_none();
        let name = family.unwrap_or(whole);
        // In Chinese the honorific follows the name, and no space parts them.
        let han = |text: &str| text.chars().all(|c| Script::of(c) == Some(Script::Han));
        let text = match han(&name) && han(&honorific) {
            true => [name, honorific].concat(),
            false => format!("{honorific} {name}"),
        };
        Some(Called { text, doubtful })
    }

    /// A family name without the capitals that mark it: "Okoro" of "OKORO Amina". It keeps them where
    /// small letters may be wrong: with particles, after "Mac", and in Turkish, which has two letters I.
    fn in_a_sentence(&self, family: &[&str], name: &str) -> String {
        let pieces = |word: &str| word.split(PARTING).map(str::to_owned).collect::<Vec<_>>();
        let capital = |piece: &str| {
            let mut letters = piece.chars().filter(|c| c.is_alphabetic());
            letters.all(|c| c.is_uppercase())
        };
        let doubtful = |piece: &String| {
            let small = piece.to_lowercase();
            let begun = self
                .perhaps_before_capital
                .iter()
                .any(|start| small.starts_with(start));
            let latin =
                |c: char| matches!(Script::of(c), None | Some(Script::Latin | Script::Cyrillic));
            capital(piece) && (begun || has(&self.particles, piece)) || !piece.chars().all(latin)
        };
        let whole = family.join(" ");
        let dotted = whole.contains(['I', 'İ']) && name.contains(['İ', 'ı', 'ğ', 'Ğ', 'ş', 'Ş']);
        if dotted
            || family
                .iter()
                .flat_map(|word| pieces(word))
                .any(|piece| doubtful(&piece))
        {
            return whole;
        }
        let words = family.iter().map(|word| {
            word.split_inclusive(PARTING)
                .map(|piece| self.in_small(piece))
                .collect::<String>()
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// A piece of a name with one capital, or two: "Okoro", "McDonald". What has small letters that
    /// no capitals follow stays.
    fn in_small(&self, piece: &str) -> String {
        let mut chars = piece.chars();
        let Some(first) = chars.next() else { return String::new() };
        let rest = chars.as_str();
        let small = rest.len() - rest.trim_start_matches(char::is_lowercase).len();
        let (begun, tail) = match self.before_capital.iter().find(|start| {
            let begins = piece.get(..start.len()).map(str::to_lowercase);
            begins.is_some_and(|begins| begins == **start) && piece.len() > start.len() + 2
        }) {
            Some(start) => {
                (start.len() - first.len_utf8(), &rest[start.len() - first.len_utf8()..])
            }
            None => (small, &rest[small..]),
        };
        let capitals = tail.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        if !capitals || tail.is_empty() {
            return piece.to_owned();
        }
        let head = format!("{first}{}", rest[..begun].to_lowercase());
        match (begun, tail.chars().next()) {
            (0, _) | (_, None) => head + &tail.to_lowercase(),
            (_, Some(next)) => {
                format!("{head}{next}{}", tail[next.len_utf8()..].to_lowercase())
            }
        }
    }

    fn parts<'n>(&self, name: &'n str) -> Parts<'n> {
        let name = without_remark(name);
        if let Some((before, after)) = name.split_once([',', '，', '،']) {
            let after = self.names(after);
            // "Okoro, Amina", but "Bo Ek, Jr." and "Ann Alder, Ph.D."
            if !after.names.iter().all(|word| has(&self.suffixes, word)) {
                let before = self.names(before);
                let names = [&after.names[..], &before.names[..]].concat();
                return Parts {
                    honorifics: [before.honorifics, after.honorifics].concat(),
                    names,
                    family: Some(before.names),
                };
            }
            return self.parts(before);
        }
        let parts = self.names(name);
        Parts { family: self.family(&parts.names), ..parts }
    }

    /// The words of a name, without titles before it and what stands behind it.
    fn names<'n>(&self, name: &'n str) -> Parts<'n> {
        let mut words: Vec<_> = name.split_whitespace().collect();
        if !words.iter().all(|word| is_nickname(word)) {
            words.retain(|word| !is_nickname(word));
        }
        let titles = words
            .iter()
            .take_while(|word| has(&self.honorifics, word) || has(&self.styles, word));
        // Somebody may be called Prince, and no more.
        let titles = titles.count().min(words.len().saturating_sub(1));
        let names = words.split_off(titles);
        let behind = names
            .iter()
            .skip(1)
            .rev()
            .take_while(|word| has(&self.suffixes, word))
            .count();
        let names = names[..names.len() - behind].to_vec();
        Parts { honorifics: words, names, family: None }
    }

    /// The family name among the words of a name, where it is certain.
    fn family<'n>(&self, names: &[&'n str]) -> Option<Vec<&'n str>> {
        if let [_] = names {
            return Some(names.to_vec());
        }
        if let Some(family) = self.in_capitals(names) {
            return family;
        }
        if let Some(family) = self.with_particle(names) {
            return family;
        }
        // Initials do not matter: "John F. Kennedy".
        let full: Vec<_> = names.iter().copied().filter(|word| !is_initial(word)).collect();
        match full.as_slice() {
            [only] => Some(vec![only]),
            [first, last] if !has(&self.family_first, first) => Some(vec![last]),
            _ => None,
        }
    }

    /// Words in capitals among others are the family name wherever they stand: "NAGATA Hiroshi".
    /// Outer none: there are none, or all are.
    fn in_capitals<'n>(&self, names: &[&'n str]) -> Option<Option<Vec<&'n str>>> {
        let capital: Vec<bool> = names.iter().map(|word| self.is_in_capitals(word)).collect();
        let (first, last) =
            (capital.iter().position(|is| *is)?, capital.iter().rposition(|is| *is)?);
        let run = &names[first..=last];
        let others: Vec<_> = names[..first].iter().chain(&names[last + 1..]).collect();
        if others.iter().all(|word| is_initial(word)) && others.len() < names.len() && run.len() > 1
        {
            return None;
        }
        let whole = capital[first..=last]
            .iter()
            .zip(run)
            .all(|(is, word)| *is || has(&self.particles, word) || has(&self.joiners, word));
        // "de LA CRUZ": what stands before belongs to it.
        let before = names[..first]
            .iter()
            .rev()
            .take_while(|word| has(&self.particles, word))
            .count();
        let given = before < first || last + 1 < names.len();
        let start = if given { first - before } else { first };
        Some(whole.then(|| names[start..=last].to_vec()))
    }

    fn is_in_capitals(&self, word: &str) -> bool {
        // "d'ESTAING", "McDONALD".
        let end = word.rsplit(['\'', '’']).next().unwrap_or(word);
        let mut letters: Vec<char> = end.chars().filter(|c| c.is_alphabetic()).collect();
        let small = letters.iter().skip(1).take_while(|c| c.is_lowercase()).count();
        if (1..4).contains(&small) && letters.len() > small + 3 {
            letters.drain(..=small);
        }
        let capital = letters.len() > 1 && letters.iter().all(|c| c.is_uppercase());
        let latin = letters.iter().all(|c| Script::of(*c) == Some(Script::Latin));
        let vowel =
            |c: &char| matches!(base(*c).to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        // "JP Morgan" has initials, "NG Siu" has a name.
        let name = !latin || letters.iter().any(vowel) || has(&self.family_first, word);
        capital && name && !is_initial(word)
    }

    /// A family name that begins with a word of its kind: "van der Velde". Outer none: there is none.
    fn with_particle<'n>(&self, names: &[&'n str]) -> Option<Option<Vec<&'n str>>> {
        let is = |word: &str| has(&self.particles, word);
        let small = |word: &str| word.chars().next().is_some_and(|c| !c.is_uppercase());
        let sure = |word: &str| small(word) || !has(&self.doubtful_particles, word);
        if names.first().is_some_and(|first| is(first) && sure(first)) {
            return Some(Some(names.to_vec()));
        }
        if let Some(at) = names.iter().position(|word| has(&self.joiners, word) && small(word))
            && at > 1
            && at + 1 < names.len()
        {
            return Some(Some(names[at - 1..].to_vec()));
        }
        let at = names.iter().skip(1).position(|word| is(word))? + 1;
        if at + 1 == names.len() {
            return Some(None);
        }
        let several = is(names[at + 1]);
        let doubtful = !sure(names[at]) && !several;
        // "bin Salman Al Saud" has two.
        let again = names[at + 1..]
            .iter()
            .skip_while(|word| is(word))
            .any(|word| is(word));
        Some((!doubtful && !again).then(|| names[at..].to_vec()))
    }
}

impl<'n> Parts<'n> {
    /// The first given name, where the family name stands behind it.
    fn given(&self) -> Option<&'n str> {
        let family = self.family.as_ref()?;
        let first = self.names.first()?;
        (self.names.len() > family.len() && family.first() != Some(first)).then_some(first)
    }
}

/// Whether a word is one of a list, whatever its case and the stop at its end.
fn has(list: &[String], word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    list.contains(&word)
}

/// A name between others in marks: "Bob", (Bob).
fn is_nickname(word: &str) -> bool {
    let inner = word.strip_prefix(['"', '“', '„', '«', '‘', '\'', '(']);
    inner.is_some_and(|inner| {
        inner.len() > 1 && inner.ends_with(['"', '”', '“', '»', '’', '\'', ')'])
    })
}

/// "F.", "J.-P.".
fn is_initial(word: &str) -> bool {
    let mut letters = word.split(['.', '-']).filter(|part| !part.is_empty()).peekable();
    letters.peek().is_some() && letters.all(|part| part.chars().count() == 1)
}

/// A name without what stands behind it in brackets: "(retired)".
fn without_remark(name: &str) -> &str {
    let name = name.trim();
    match name.rfind(['(', '（', '[']) {
        Some(at) if at > 0 && name.ends_with([')', '）', ']']) => name[..at].trim_end(),
        _ => name,
    }
}
