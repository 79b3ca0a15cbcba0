//! An e-mail address.

use std::fmt;

use crate::node::scalar::scalar;

/// An e-mail address that any mail program takes: a mailbox of RFC 5321, section 4.1.2, without
/// quotes, comments or address literals, in the lengths of section 4.5.3.1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

/// The same for editors; it allows what [`Email::parse`] allows, lengths aside.
const PATTERN: &str = r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$";

const HELP: &str = "write it as office@mission.example, without a name or brackets";

impl Email {
    /// Reads an address.
    ///
    /// # Errors
    /// Why it is none, in a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no e-mail address");
        let (local, domain) = text.rsplit_once('@').ok_or_else(wrong)?;
        let atom = |atom: &str| !atom.is_empty() && atom.bytes().all(is_atom);
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && (label.bytes()).all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let good = local.len() <= 64
            && text.len() <= 254
            && local.split('.').all(atom)
            && domain.contains('.')
            && domain.split('.').all(label);
        good.then(|| Self(text.to_owned())).ok_or_else(wrong)
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// The characters of an atom (RFC 5322, section 3.2.3).
fn is_atom(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

scalar!(Email, Code, "bad-email", "an e-mail address", HELP, {
    "format": "email", "pattern": PATTERN
});
