//! The end of a letter: close and signature stay with the end of the text.

use super::pages::dump::lines;
use crate::prelude::*;

#[test]
fn a_close_with_enclosures_and_copies_never_stands_alone() {
    let engine = Engine::new(Templates::embedded());
    let writers = Writers::new(engine.templates(), Vec::new());
    let listed = [
        "",
        "enclosures: [{ title: the list }]\ncopies: [{ group: Legal Department }]\n",
        "copies: [{ group: A }, { group: B }, { group: C }, { group: D }, { group: E }, { group: F }]\n",
    ];
    let paragraph = "The Ministry takes note of the enclosed list.\n\n";
    let table = "| Name | What |\n| --- | --- |\n";
    let bodies: [&dyn Fn(usize) -> String; 5] = [
        &|count| paragraph.repeat(count),
        &|count| {
            format!(
                "{paragraph}{table}{}",
                "| A | The Ministry takes part |\n".repeat(count * 3 / 2)
            )
        },
        &|count| format!("{paragraph}{}", "1. The Ministry takes part.\n".repeat(count * 3 / 2)),
        &|count| format!("{}> The Ministry takes part.\n", paragraph.repeat(count)),
        // Without a head it sets things side by side.
        &|count| {
            let rows = "| A | The Ministry takes part |\n".repeat(count * 3 / 2);
            format!("{paragraph}|  |  |\n| --- | --- |\n{rows}")
        },
    ];
    let all = bodies.iter().enumerate().flat_map(|(at, body)| {
        // What the end of the body is matters little to what follows the signature.
        let listed = if at == 0 { &listed[..] } else { &listed[1..2] };
        listed.iter().map(move |more| (body, more))
    });
    for (body, more, count) in
        all.flat_map(|(body, more)| (8..20).map(move |count| (body, more, count)))
    {
        let text = format!(
            "---\noffice: ministry-of-foreign-affairs\ndate: 2026-09-14\nsubject: Length\n\
             to: {{ name: Ines Marlow, title: Consul, form: madam }}\nsignatories:\n  \
             - {{ name: Rui Castelar, title: Chief of Protocol }}\n{more}---\n{}",
            body(count)
        );
        let record =
            record::read("l", "l.md", text.as_bytes(), Syntax::Markdown).expect("a record");
        let (bundle, _) = gather(record, &chancery::gather::InMemory::new());
        let package = compose::package(&engine, &bundle).expect("a letter");
        let pages = lines(&writers.write(&package, Format::PDF).expect("a PDF").bytes);
        let close = |page: &&Vec<String>| page.iter().any(|line| line.starts_with("Please accept"));
        let page = pages.iter().find(close).expect("a close");
        assert!(
            page.iter().any(|line| line.contains("The Ministry takes")),
            "{count}, {more}: {pages:#?}"
        );
    }
}
