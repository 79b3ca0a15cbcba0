//! What every room does with text, once: names of files, addresses, hashes, folding, counts.
#![cfg_attr(
    not(feature = "cli"),
    allow(dead_code, unused_imports, reason = "the engine alone needs a part of it")
)]

mod fingerprint;
mod fold;
mod hex;
mod name;
mod nfc;
pub(crate) mod percent;
mod phrase;
mod script;
mod space;
pub(crate) mod tags;
mod visible;

pub use fingerprint::{Fingerprint, Fingerprinter, NoFingerprint};
pub use hex::hex;
pub use name::{file_stem, is_inner_path};
pub use nfc::nfc;
pub use script::Script;

pub(crate) use fold::{base, fold, is_alike, latin};
pub(crate) use name::{hyphenated, kebab, slug};
pub(crate) use phrase::{capital, count, thousands};
pub(crate) use space::is_folded;
pub(crate) use visible::{visible, visible_json};
