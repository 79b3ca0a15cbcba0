//! Record → HTML: a record that composes makes a page without script, whatever it says.
use std::sync::LazyLock;

use chancery::compose::Engine;
use chancery::gather::{Neighbours, gather};
use chancery::record::{self, Syntax};
use chancery::template::Templates;
use chancery::write::{Format, Writers};

static CHANCERY: LazyLock<Engine> = LazyLock::new(|| Engine::new(Templates::embedded()));

/// Neighbours with nothing on it.
struct Empty;

impl Neighbours for Empty {
    fn record(&self, _: &str) -> Result<(String, Syntax, Vec<u8>), String> {
        Err("there is none".to_owned())
    }

    fn file(&self, _: &str, _: u64) -> Result<Vec<u8>, String> {
        Err("there is none".to_owned())
    }

    fn ids(&self) -> Vec<String> {
        Vec::new()
    }
}

/// What is done with one input.
///
/// # Panics
/// Where something is found.
pub fn run(bytes: &[u8]) {
    let Ok(record) = record::read("fuzz", "fuzz", bytes, Syntax::guess(bytes)) else {
        return;
    };
    let (bundle, findings) = gather(record, &Empty);
    if !findings.is_empty() {
        return;
    }
    let Ok(package) = CHANCERY.compose(&bundle) else {
        return;
    };
    for format in [Format::MARKDOWN, Format::TEXT, Format::HTML] {
        let written = Writers::new(CHANCERY.templates(), Vec::new()).write(&package, format);
        let text =
            String::from_utf8(written.expect("what composes is written").bytes).expect("UTF-8");
        assert!(format != Format::HTML || !text.to_ascii_lowercase().contains("<script"));
    }
}
