//! Programs: they show a key with every request, and no browser speaks for them.

use axum::http::{HeaderMap, header};

use super::{FETCH_SITE, Guard, Refusal, Visit, refusal};
use crate::serve::api::{DESCRIBED, PREFIX};
use crate::serve::keys::Role;

/// Whether a path is one of the interface for programs.
pub(super) fn is_theirs(path: &str) -> bool {
    path.starts_with(PREFIX) || path == PREFIX.trim_end_matches('/')
}

impl Guard {
    /// Whether a program may ask this.
    pub(super) fn program(&self, path: &str, headers: &HeaderMap) -> Result<Visit, Refusal> {
        let is_typed = headers.get_all(FETCH_SITE).iter().all(|site| site == "none");
        if headers.contains_key(header::ORIGIN) || !is_typed {
            return Err(refusal(
                403,
                "A page in a browser asked for this, and /api/ is for programs only.",
            ));
        }
        let described = Visit { name: None, reads_only: true };
        if path == DESCRIBED {
            return Ok(described);
        }
        let Some(keys) = &self.keys else {
            return Err(refusal(
                401,
                "This desk knows no programs. Make a key with `chancery key add FILE NAME --as \
                 program`, and start the desk with --keys FILE.",
            ));
        };
        let mut shown = headers.get_all(header::AUTHORIZATION).iter();
        let key = match (shown.next(), shown.next()) {
            (Some(key), None) => key.to_str().ok().and_then(bearer),
            _ => None,
        };
        let known = key.and_then(|key| keys.shown(key)).ok_or_else(|| {
            refusal(
                401,
                "Show the key of a program in the field `Authorization: Bearer KEY`; `chancery key \
                 add FILE NAME --as program` makes one.",
            )
        })?;
        if known.role != Role::Program {
            return Err(refusal(
                403,
                "This is the key of a person. `chancery key add FILE NAME --as program` makes one for \
                 a program.",
            ));
        }
        Ok(Visit { name: Some(known.name), ..described })
    }
}

/// The key in `Bearer KEY`; the word may be written in any case (RFC 9110, 11.1).
fn bearer(field: &str) -> Option<&str> {
    let (scheme, key) = field.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}
