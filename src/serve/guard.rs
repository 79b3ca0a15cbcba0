//! Who may ask: every request is judged here before anything else looks at it.
//!
//! The rules are those that other local servers lacked: the name they are called by is compared
//! with a list (DNS rebinding: CVE-2025-24010, CVE-2024-28224), the origin with the one that is
//! known and never with that name, and nobody is let in without the token of this start or a key
//! of the key file (CVE-2025-49596). What a proxy adds (`Forwarded`, `X-Forwarded-Host`) counts
//! for nothing.

mod programs;
mod secret;
mod sessions;

use axum::http::{HeaderMap, HeaderName, Method, Uri, header};

use super::keys::{Keys, Role};
pub(super) use secret::Secret;
use sessions::Sessions;

/// Where the token is given up for a cookie, or a key.
pub(super) const ENTER: &str = "/enter";

/// Where somebody who signed in signs out.
pub(super) const LEAVE: &str = "/leave";

/// Where a visitor chooses language and name.
pub(super) const SETTINGS: &str = "/settings";

/// Where scripts and styles of the program lie.
const ASSETS: &str = "/assets/";

/// How a desk is reached.
#[derive(Debug, Clone, Default)]
pub(super) struct Reach {
    /// The names by which it may be called, each with its port where that is not the usual one.
    pub(super) hosts: Vec<String>,
    /// It is reached by TLS, its own or that of a proxy.
    pub(super) is_secure: bool,
    /// The port, by which cookies of several desks on one machine are told apart.
    pub(super) port: u16,
    /// Nothing may be changed.
    pub(super) read_only: bool,
}

/// Judges requests.
#[derive(Debug)]
pub(super) struct Guard {
    reach: Reach,
    /// The origins of its own pages.
    origins: Vec<String>,
    cookie: String,
    /// What lets one browser in; none where people have keys.
    secret: Option<Secret>,
    keys: Option<Keys>,
    sessions: Sessions,
}

/// Somebody who may ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Visit {
    /// The name of their key.
    pub(super) name: Option<String>,
    /// They may read, and not write.
    pub(super) reads_only: bool,
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
    pub(super) fn new(reach: Reach, secret: Option<&Secret>, keys: Option<Keys>) -> Self {
        let scheme = if reach.is_secure { "https" } else { "http" };
        let origins = reach.hosts.iter().map(|host| format!("{scheme}://{host}"));
        // Cookies know no port: two desks on one machine must not take each other's. With the
        // prefix, no other machine of the same domain can put one in a browser.
        let prefix = if reach.is_secure { "__Host-" } else { "" };
        Self {
            origins: origins.collect(),
            cookie: format!("{prefix}chancery-{}", reach.port),
            secret: secret.cloned(),
            keys,
            sessions: Sessions::default(),
            reach,
        }
    }

    /// Whether people sign in with keys of their own.
    pub(super) fn has_keys(&self) -> bool {
        self.keys.is_some()
    }

    /// Whether a request may be answered, and to whom.
    ///
    /// # Errors
    /// Why not.
    pub(super) fn judge(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Result<Visit, Refusal> {
        self.host(uri, headers)?;
        let path = uri.path();
        if programs::is_theirs(path) {
            return self.program(path, headers);
        }
        self.origin(method, headers)?;
        known_method(method)?;
        let writes = *method == Method::POST;
        let is_public = match path {
            ENTER => !writes || self.has_keys(),
            path => path.starts_with(ASSETS) && !writes,
        };
        if is_public {
            return Ok(Visit { name: None, reads_only: true });
        }
        let visit = self.known(headers).ok_or_else(|| {
            let how = if self.has_keys() {
                "Sign in at /enter with the key that was made for you."
            } else {
                "Open the address that `chancery serve` printed when it started; it is good for one \
                 browser and one start."
            };
            refusal(401, &format!("This browser has not been let in. {how}"))
        })?;
        // Language and name are kept by the visitor's own browser.
        if writes && path != SETTINGS && path != LEAVE {
            if self.reach.read_only {
                let message = "This desk is for reading only: nothing can be changed here.";
                return Err(refusal(403, message));
            }
            if visit.reads_only {
                return Err(refusal(
                    403,
                    "Your key is for reading: with it nothing can be changed here. Whoever keeps \
                     the desk can make you a key for writing: `chancery key add … --as writer`.",
                ));
            }
        }
        Ok(visit)
    }

    /// The cookie for whoever brings the token of this start: the value of `Set-Cookie`.
    ///
    /// # Errors
    /// That the token is another one, or was used.
    pub(super) fn let_in(&self, token: &str) -> Result<String, Refusal> {
        let key = self.secret.as_ref().and_then(|secret| secret.spend(token));
        let key = key.ok_or_else(|| {
            refusal(
                401,
                "This address was used before, or belongs to another start. Start `chancery serve` \
                 again and open the address that it prints.",
            )
        })?;
        Ok(self.set(key, None))
    }

    /// The cookie for whoever signs in with the key of a person; none where there is no such key.
    /// It is new each time, whatever the browser had before.
    pub(super) fn sign_in(&self, key: &str) -> Option<String> {
        let known = self.keys.as_ref()?.shown(key.trim())?;
        if known.role == Role::Program {
            return None;
        }
        let session = self.sessions.begin(&known.hash)?;
        Some(self.set(&session, Some(sessions::LONGEST.as_secs())))
    }

    /// Ends what a browser signed in to; the cookie that says so.
    pub(super) fn sign_out(&self, headers: &HeaderMap) -> String {
        for (name, value) in cookies(headers) {
            if name == self.cookie {
                self.sessions.end(value);
            }
        }
        self.set("", Some(0))
    }

    fn set(&self, value: &str, seconds: Option<u64>) -> String {
        let age = seconds
            .map(|seconds| format!("; Max-Age={seconds}"))
            .unwrap_or_default();
        let secure = if self.reach.is_secure { "; Secure" } else { "" };
        format!("{}={value}; Path=/{age}; HttpOnly; SameSite=Strict{secure}", self.cookie)
    }

    /// The name the desk is called by, on every request: a rebound one has no origin to look at.
    fn host(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        let mut named = headers.get_all(header::HOST).iter();
        let host = match (named.next(), named.next()) {
            (Some(host), None) => host.to_str().ok(),
            _ => None,
        };
        let hosts = &self.reach.hosts;
        let is_ours = |host: &str| hosts.iter().any(|known| known.eq_ignore_ascii_case(host));
        let authority = uri.authority().map(|authority| authority.as_str());
        if host.is_some_and(is_ours) && authority.is_none_or(is_ours) {
            return Ok(());
        }
        Err(refusal(
            421,
            &format!(
                "The desk answers only when it is called {}. To let it answer to another name, \
                 start it with --allow-host NAME:PORT.",
                hosts.join(", ")
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
        // A browser says where a form comes from.
        if *method == Method::POST && origin.is_none() && !headers.contains_key(FETCH_SITE) {
            return Err(foreign());
        }
        Ok(())
    }

    /// Whoever has the key of this start, or signed in, as their cookie says.
    fn known(&self, headers: &HeaderMap) -> Option<Visit> {
        let mut own = cookies(headers).filter(|(name, _)| *name == self.cookie);
        own.find_map(|(_, value)| {
            if self.secret.as_ref().is_some_and(|secret| secret.opens(value)) {
                return Some(Visit { name: None, reads_only: self.reach.read_only });
            }
            // Whose key is taken out of the file is out at once.
            let key = self.keys.as_ref()?.hashed(&self.sessions.key_of(value)?)?;
            let reads_only = key.role != Role::Writer || self.reach.read_only;
            Some(Visit { name: Some(key.name), reads_only })
        })
    }
}

fn known_method(method: &Method) -> Result<(), Refusal> {
    if matches!(*method, Method::GET | Method::HEAD | Method::POST) {
        return Ok(());
    }
    Err(refusal(405, "The desk knows only GET, HEAD and POST."))
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
