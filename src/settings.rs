//! Settings files (TOML) of offices and folders: read whole, mistakes with their place.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::finding::{Finding, suggest};
use crate::source::{Place, Source};

/// What the `chancery.toml` of a folder of letters says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FolderSettings {
    /// A folder of templates beside it, laid over the built-in ones.
    pub templates: Option<Spanned<String>>,
    /// The formats of its archive: `["html", "pdf"]`.
    pub formats: Vec<Spanned<String>>,
    /// How much each rule of the checker weighs.
    pub rules: BTreeMap<String, Spanned<String>>,
    /// What its archive calls itself.
    pub site: SiteNames,
}

/// What an archive calls itself.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SiteNames {
    /// Its title: "Letters of the President of the General Assembly".
    pub title: Option<String>,
    /// Where it will be found: `https://letters.example.org/`.
    pub address: Option<Spanned<String>>,
    /// The language of its headings, as a BCP 47 tag; English when left out.
    pub language: Option<Spanned<String>>,
    /// The licence that its data is under: `https://creativecommons.org/licenses/by/4.0/`.
    pub licence: Option<Spanned<String>>,
}

impl FolderSettings {
    /// Reads a `chancery.toml`.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        read(source).map_err(|mut findings| {
            for finding in &mut findings {
                let name = finding.message.strip_prefix(NO_SETTING).unwrap_or_default();
                // A setting in the wrong place is no mistyped one.
                match name.trim_end_matches('`') {
                    name @ ("title" | "address" | "language" | "licence") => {
                        finding.help = vec![format!("put `{name}` under a line `[site]`")];
                    }
                    name @ ("templates" | "formats") => {
                        finding.help = vec![format!("put `{name}` above all lines in brackets")];
                    }
                    _ => {}
                }
            }
            findings
        })
    }
}

/// How a finding of an unknown setting begins.
const NO_SETTING: &str = "there is no setting `";

/// Reads a settings file.
///
/// # Errors
/// Every mistake of its syntax; or the first field that is unknown, missing or of a wrong type.
pub(crate) fn read<T: DeserializeOwned>(source: &Arc<Source>) -> Result<T, Vec<Finding>> {
    let (_, errors) = toml::de::DeTable::parse_recoverable(source.text());
    if !errors.is_empty() {
        return Err(errors.iter().map(|error| finding(source, error)).collect());
    }
    toml::from_str(source.text()).map_err(|error| vec![finding(source, &error)])
}

fn finding(source: &Arc<Source>, error: &toml::de::Error) -> Finding {
    let message = error.message().to_owned();
    let names: Vec<_> = message.split('`').skip(1).step_by(2).collect();
    let finding = match (message.starts_with("unknown field"), names.as_slice()) {
        (true, [wrong, known @ ..]) => Finding::error("setting", format!("{NO_SETTING}{wrong}`"))
            .help(suggest(wrong, known.iter().copied())),
        _ if message.starts_with("unknown variant") => {
            let (wrong, known) = names.split_first().unwrap_or((&"", &[]));
            Finding::error("setting", format!("`{wrong}` is none of the words this can be"))
                .help(suggest(wrong, known.iter().copied()))
        }
        _ if message.starts_with("missing field") => {
            let name = names.first().copied().unwrap_or_default();
            Finding::error("setting", format!("the setting `{name}` is missing"))
                .help(format!("add a line `{name} = …`"))
        }
        _ => {
            let message = wrong_type(&message).unwrap_or_else(|| message.trim().to_owned());
            Finding::error("setting", message).help(model(source))
        }
    };
    match error.span() {
        Some(range) => finding.at(Place::new(source, range)),
        None => finding,
    }
}

/// What is wrong with a value that is not of the type it must be, in plain words.
fn wrong_type(message: &str) -> Option<String> {
    if message.starts_with("string values must be quoted") {
        return Some("a text must stand in quotes".to_owned());
    }
    let (is, wanted) = message
        .trim()
        .strip_prefix("invalid type: ")?
        .split_once(", expected ")?;
    let plainly = |kind: &str| match kind.split([' ', '`']).find(|word| word.len() > 2)? {
        "string" => Some("a text in quotes"),
        "sequence" => Some("a list in brackets"),
        "map" | "struct" | "table" => Some("a table"),
        "boolean" => Some("true or false"),
        "integer" | "u8" | "u16" | "u32" | "u64" | "i64" | "usize" => Some("a number"),
        "floating" | "f32" | "f64" => Some("a number with a point"),
        _ => None,
    };
    Some(format!("this is {}, and {} is wanted", plainly(is)?, plainly(wanted)?))
}

/// Where one can see how such a file is written.
fn model(source: &Source) -> String {
    let name = source.name();
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file {
        FOLDER => "a setting is a line such as `formats = [\"html\", \"pdf\"]`, or under a line \
                   `[site]` such as `title = \"Letters of the Presidency\"`"
            .to_owned(),
        "office.toml" => "compare with the office.toml of a built-in office".to_owned(),
        "phrases.toml" | "site.toml" | "words.toml" => {
            format!("compare with the {file} of a built-in language")
        }
        _ => "compare with the file of that name in a built-in office".to_owned(),
    }
}

/// The settings of a folder of letters.
const FOLDER: &str = "chancery.toml";
