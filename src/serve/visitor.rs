//! Who asks: the name and language that a visitor chose, and the time of asking.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};

use super::guard::{Visit, cookies};

/// A visitor, as far as the browser tells.
#[derive(Debug, Clone, Default)]
pub(super) struct Visitor {
    /// The name under which changes are kept; none where nobody gave one.
    pub(super) name: Option<String>,
    /// The page that is asked for.
    pub(super) here: String,
    /// Languages in order of liking, as BCP 47 tags.
    pub(super) languages: Vec<String>,
    /// Seconds since 1970.
    pub(super) at: u64,
    /// The name is that of their key, and not for them to choose.
    pub(super) is_known: bool,
    /// They may read, and not write.
    pub(super) reads_only: bool,
    /// A script asks, and wants data instead of a page.
    pub(super) is_script: bool,
}

/// The cookies that keep what a visitor chose.
pub(super) const LANGUAGE: &str = "chancery-language";
pub(super) const NAME: &str = "chancery-name";

impl Visitor {
    /// Whoever sends a request.
    pub(super) fn of_request(request: &Request) -> Self {
        let visit = request.extensions().get::<Visit>();
        Self::of(request.headers(), request.uri(), visit)
    }

    fn of(headers: &HeaderMap, uri: &Uri, visit: Option<&Visit>) -> Self {
        let known = visit.and_then(|visit| visit.name.clone());
        let cookie = |wanted: &str| {
            let value = cookies(headers).find(|(name, _)| *name == wanted)?.1;
            Some(crate::text::percent::decode(value)).filter(|value| !value.trim().is_empty())
        };
        let accepted = headers.get("accept-language").and_then(|value| value.to_str().ok());
        let accepted = accepted.into_iter().flat_map(|list| list.split(','));
        let accepted = accepted.filter_map(|item| item.split(';').next()).map(str::trim);
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            is_known: known.is_some(),
            reads_only: visit.is_none_or(|visit| visit.reads_only),
            name: known
                .or_else(|| cookie(NAME))
                .map(|name| name.chars().take(80).collect()),
            here: uri.path_and_query().map_or("/", |here| here.as_str()).to_owned(),
            languages: cookie(LANGUAGE)
                .into_iter()
                .chain(accepted.map(str::to_owned))
                .collect(),
            at: since.as_secs(),
            is_script: headers
                .get("accept")
                .is_some_and(|accept| accept.as_bytes().starts_with(b"application/json")),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(&parts.headers, &parts.uri, parts.extensions.get::<Visit>()))
    }
}
