//! Record → HTML: a record that composes makes a page without script, whatever it says.
use std::sync::LazyLock;

use chancery::compose::{self, Engine};
use chancery::gather::{InMemory, gather};
use chancery::record::{self, Syntax};
use chancery::template::Templates;
use chancery::write::{Format, Writers};

static CHANCERY: LazyLock<Engine> = LazyLock::new(|| Engine::new(Templates::embedded()));

/// What is done with one input.
///
/// # Panics
/// Where something is found.
pub fn run(bytes: &[u8]) {
    let Ok(record) = record::read("fuzz", "fuzz", bytes, Syntax::guess(bytes)) else {
        return;
    };
    let (bundle, findings) = gather(record, &InMemory::new());
    if !findings.is_empty() {
        return;
    }
    let Ok(package) = compose::package(&CHANCERY, &bundle) else {
        return;
    };
    for format in [Format::MARKDOWN, Format::TEXT, Format::HTML] {
        let written = Writers::new(CHANCERY.templates(), Vec::new()).write(&package, format);
        let text =
            String::from_utf8(written.expect("what composes is written").bytes).expect("UTF-8");
        assert!(format != Format::HTML || !text.to_ascii_lowercase().contains("<script"));
    }
}
