//! Who may ask: every request is judged here before anything else looks at it.
//!
//! The rules are those that other local servers lacked: the name they are called by is compared
//! with a list (DNS rebinding: CVE-2025-24010, CVE-2024-28224), the origin with the one that is
//! known and never with that name, and nobody is let in without the token of this start
//! (CVE-2025-49596).

mod secret;

use axum::http::{HeaderMap, HeaderName, Method, Uri, header};

pub(super) use secret::Secret;

/// Where the token is given up for a cookie.
pub(super) const ENTER: &str = "/enter";

/// Where a visitor chooses language and name.
pub(super) const SETTINGS: &str = "/settings";

/// Judges requests.
#[derive(Debug)]
pub(super) struct Guard {
    /// The names by which it may be called, each with its port.
    hosts: Vec<String>,
    /// The origins of its own pages.
    origins: Vec<String>,
    cookie: String,
    secret: Secret,
    read_only: bool,
}

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The status of HTTP.
    pub(super) status: u16,
    /// What is wrong and what to do, in plain words. Nothing of the request stands in it.
    pub(super) message: String,
}

/// Header fields of Fetch Metadata, which a browser sets and no page can.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

impl Guard {
    pub(super) fn new(port: u16, allowed: &[String], secret: &Secret, read_only: bool) -> Self {
        let own = ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}"));
        let allowed = allowed.iter().map(|host| host.to_ascii_lowercase());
        let hosts: Vec<_> = own.into_iter().chain(allowed).collect();
        let origins = hosts.iter().map(|host| format!("http://{host}"));
        Self {
            origins: origins.collect(),
            hosts,
            // Cookies know no port: two desks on one machine must not take each other's.
            cookie: format!("chancery-{port}"),
            secret: secret.clone(),
            read_only,
        }
    }

    /// Whether a request may be answered.
    ///
    /// # Errors
    /// Why not.
    pub(super) fn judge(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Result<(), Refusal> {
        self.host(uri, headers)?;
        self.origin(method, headers)?;
        if !matches!(*method, Method::GET | Method::HEAD | Method::POST) {
            return Err(refusal(405, "The desk knows only GET, HEAD and POST."));
        }
        let is_entering = uri.path() == ENTER && *method != Method::POST;
        if !is_entering && !self.is_known(headers) {
            return Err(refusal(
                401,
                "This browser has not been let in. Open the address that `chancery serve` printed \
                 when it started; it is good for one browser and one start.",
            ));
        }
        // Language and name are kept by the visitor's own browser.
        if self.read_only && *method == Method::POST && uri.path() != SETTINGS {
            return Err(refusal(
                403,
                "This desk is for reading only: nothing can be changed here.",
            ));
        }
        Ok(())
    }

    /// The cookie for whoever brings the token: the value of `Set-Cookie`.
    ///
    /// # Errors
    /// That the token is another one, or was used.
    pub(super) fn let_in(&self, token: &str) -> Result<String, Refusal> {
        let key = self.secret.spend(token).ok_or_else(|| {
            refusal(
                401,
                "This address was used before, or belongs to another start. Start `chancery serve` \
                 again and open the address that it prints.",
            )
        })?;
        Ok(format!("{}={key}; Path=/; HttpOnly; SameSite=Strict", self.cookie))
    }

    /// The name the desk is called by, on every request: a rebound one has no origin to look at.
    fn host(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        let mut named = headers.get_all(header::HOST).iter();
        let host = match (named.next(), named.next()) {
            (Some(host), None) => host.to_str().ok(),
            _ => None,
        };
        let is_ours = |host: &str| self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host));
        let authority = uri.authority().map(|authority| authority.as_str());
        if host.is_some_and(is_ours) && authority.is_none_or(is_ours) {
            return Ok(());
        }
        Err(refusal(
            421,
            &format!(
                "The desk answers only when it is called {}. To let it answer to another name, \
                 start it with --allow-host NAME:PORT.",
                self.hosts.join(", ")
            ),
        ))
    }

    fn origin(&self, method: &Method, headers: &HeaderMap) -> Result<(), Refusal> {
        let foreign = || {
            refusal(403, "Another page asked for this, and only the desk's own pages may do so.")
        };
        let mut origins = headers.get_all(header::ORIGIN).iter();
        let is_ours =
            |origin: &str| self.origins.iter().any(|known| known.eq_ignore_ascii_case(origin));
        let origin = match (origins.next(), origins.next()) {
            (None, _) => None,
            (Some(origin), None) if origin.to_str().is_ok_and(is_ours) => Some(()),
            _ => return Err(foreign()),
        };
        let mut sites = headers.get_all(FETCH_SITE).iter();
        match (sites.next().map(|site| site.as_bytes()), sites.next()) {
            (None, _) | (Some(b"same-origin"), None) => {}
            // Typed into the address line, or opened from a bookmark.
            (Some(b"none"), None) if *method != Method::POST => {}
            _ => return Err(foreign()),
        }
        // A browser says where a form comes from; a program shows its key instead.
        let is_program = headers.contains_key(header::AUTHORIZATION);
        if *method == Method::POST
            && origin.is_none()
            && !headers.contains_key(FETCH_SITE)
            && !is_program
        {
            return Err(foreign());
        }
        Ok(())
    }

    /// Whether the visitor has the key of this start, as a cookie or as a program shows it.
    fn is_known(&self, headers: &HeaderMap) -> bool {
        let bearer = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        bearer.is_some_and(|key| self.secret.opens(key))
            || cookies(headers).any(|(name, value)| name == self.cookie && self.secret.opens(value))
    }
}

/// The cookies of a request, by name.
pub(super) fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let fields = headers.get_all(header::COOKIE).iter();
    fields
        .filter_map(|field| field.to_str().ok())
        .flat_map(|field| field.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}

fn refusal(status: u16, message: &str) -> Refusal {
    Refusal { status, message: message.to_owned() }
}

#[cfg(test)]
mod tests;
