//! `chancery schema`: the JSON Schema of what a person writes, or of a letter as data.

use super::Outcome;
use crate::archive::SiteWords;
use crate::archive::search::WordForms;
use crate::error::Error;
use crate::language::{Language, Lexicon};
use crate::node;
use crate::office;
use crate::settings::FolderSettings;
use crate::template::{Templates, clauses};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What is described
    #[arg(long, value_enum, default_value_t = Of::Record, value_name = "WHAT")]
    of: Of,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Of {
    /// A record, as a person writes it
    Record,
    /// A composed letter, as `render --to json` writes it
    Letter,
    /// The settings of a folder of letters, `chancery.toml`
    Settings,
    /// An office, `office.toml`
    Office,
    /// An office in another language, `TAG.toml` beside it
    OfficeLanguage,
    /// The phrases of a language, `phrases.toml`
    Phrases,
    /// The words of a language, `words.toml`
    Words,
    /// The words of an archive's site, `site.toml`
    Site,
    /// The forms of words that search finds, `search.toml`
    Search,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    super::terminal::print_json(&match arguments.of {
        Of::Record => with_turns(&crate::record::schema()),
        Of::Letter => crate::write::json::schema(),
        Of::Settings => node::schema::<FolderSettings>(),
        Of::Office => office::schema(),
        Of::OfficeLanguage => office::schema_of_language(),
        Of::Phrases => node::schema::<Language>(),
        Of::Words => node::schema::<Lexicon>(),
        Of::Site => node::schema::<SiteWords>(),
        Of::Search => node::schema::<WordForms>(),
    });
    Ok(Outcome::Fine)
}

/// The schema of a record with the names of clauses and turns, which editors complete; an office
/// may have others.
fn with_turns(schema: &str) -> String {
    let Ok(mut schema) = serde_json::from_str::<serde_json::Value>(schema) else {
        return schema.to_owned();
    };
    let all = clauses::all_turns(&Templates::embedded());
    let turns = all.iter().map(|(clause, turns)| {
        let known = serde_json::json!({
            "description": format!("The turn that says the clause `{clause}`; `none` leaves it out."),
            "anyOf": [{ "enum": turns }, { "type": "string" }],
        });
        (clause.clone(), known)
    });
    let turns: serde_json::Map<_, _> = turns.collect();
    let words = all
        .keys()
        .map(|clause| (clause.clone(), serde_json::json!({ "type": "string" })));
    let words: serde_json::Map<_, _> = words.collect();
    for (name, known) in [("Turns", turns), ("Say", words)] {
        if let Some(group) = schema["$defs"][name].as_object_mut() {
            group.insert("properties".to_owned(), known.into());
        }
    }
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}
