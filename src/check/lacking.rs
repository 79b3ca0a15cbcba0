//! What the checker would have to know of a language.

use crate::compose::Engine;
use crate::finding::{Finding, suggest};
use crate::language::{Language, Lexicon, List, ListKind, facts};

/// The rule that reads dictionaries.
const MISSPELT_WORD: &str = "misspelt-word";

/// The word lists and tables that a language lacks, as text: each with the rules that are silent
/// without it, or the formats that say less.
/// Empty where it lacks none.
///
/// # Errors
/// That there is no such language, or every mistake in its `words.toml`.
pub fn lacking(engine: &Engine, tag: &str) -> Result<String, Vec<Finding>> {
    let templates = engine.templates();
    let Some(phrases) = templates.text("", &format!("{tag}/phrases.toml")) else {
        let finding = Finding::error("unknown-language", format!("there is no language `{tag}`"));
        return Err(vec![finding.help(suggest(tag, templates.languages()))]);
    };
    let language = Language::read(phrases)?;
    let path = format!("{tag}/words.toml");
    let lexicon = templates
        .text("", &path)
        .map_or_else(|| Ok(Lexicon::default()), Lexicon::read)?;
    let lists: Vec<_> = List::ALL.iter().filter(|list| !lexicon.tells_of(**list)).collect();
    let mut out = String::new();
    for lack in facts::lacking(&language, &lexicon) {
        let readers = lack.readers.join(", ");
        out.push_str(&format!(
            "{}: {}\n  of {tag}/{}, read by {readers}\n",
            lack.name, lack.about, lack.file
        ));
    }
    if !templates.has_dictionary(tag) {
        out.push_str(&format!(
            "spelling.aff, spelling.dic: the dictionary, in the form of Hunspell\n  of {tag}/, read by {MISSPELT_WORD}\n"
        ));
    }
    for list in &lists {
        let place = if list.kind() == ListKind::Line { "" } else { "[checker] " };
        let rules = list.rules().join(", ");
        out.push_str(&format!(
            "{place}{}: {}\n  read by {rules}\n",
            list.name(),
            list.about().trim_end_matches('.')
        ));
    }
    if !lists.is_empty() {
        out.push_str(&format!(
            "\n{} of {} lists are not in {path}; `NAME = false` under [checker] says that the language has no such mistake\n",
            lists.len(),
            List::ALL.len()
        ));
    }
    Ok(out)
}
