//! Record → letter: any bytes, in every syntax, give a letter or findings with places in them.
use chancery::finding::Finding;
use chancery::record::{self, Syntax};
use chancery::report;

/// What is done with one input.
///
/// # Panics
/// Where something is found.
pub fn run(bytes: &[u8]) {
    for syntax in [Syntax::Markdown, Syntax::Yaml, Syntax::Toml, Syntax::Json] {
        let (record, findings) = record::read_on("fuzz", "fuzz", bytes, syntax);
        assert!(record.is_some() || !findings.is_empty(), "nothing is said");
        let show = |findings: &[Finding]| {
            let _ = report::text(findings, false);
            let _ = report::json(findings);
        };
        show(&findings);
        record.iter().for_each(|record| show(&record.findings));
    }
}
