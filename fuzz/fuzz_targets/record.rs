//! Record → letter: any bytes, in every syntax, give a letter or findings with places in them.
#![no_main]

use chancery::finding::Finding;
use chancery::record::{self, Syntax};
use chancery::show;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for syntax in [Syntax::Markdown, Syntax::Yaml, Syntax::Toml, Syntax::Json] {
        let (record, findings) = record::read_on("fuzz", "fuzz", bytes, syntax);
        assert!(record.is_some() || !findings.is_empty(), "nothing is said");
        let show = |findings: &[Finding]| {
            let _ = show::text(findings, false);
            let _ = show::json(findings);
        };
        show(&findings);
        record.iter().for_each(|record| show(&record.findings));
    }
});
