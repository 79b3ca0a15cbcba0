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
    pub templates: Option<String>,
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
        read(source)
    }
}

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
        (true, [wrong, known @ ..]) => {
            Finding::error("setting", format!("there is no setting `{wrong}`"))
                .help(suggest(wrong, known.iter().copied()))
        }
        _ if message.starts_with("unknown variant") => {
            let (wrong, known) = names.split_first().unwrap_or((&"", &[]));
            Finding::error(
                "setting",
                format!("`{wrong}` is none of the words this can be"),
            )
            .help(suggest(wrong, known.iter().copied()))
        }
        _ if message.starts_with("missing field") => {
            let name = names.first().copied().unwrap_or_default();
            Finding::error("setting", format!("the setting `{name}` is missing"))
                .help(format!("add a line `{name} = …`"))
        }
        _ => Finding::error("setting", message.trim().to_owned())
            .help("compare with the office.toml of a built-in office"),
    };
    match error.span() {
        Some(range) => finding.at(Place::new(source, range)),
        None => finding,
    }
}
