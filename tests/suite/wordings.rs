//! The wordings as texts: the samples in every text format, each kind of letter in the
//! combinations of its data, and every starter for every office. `UPDATE=1` rewrites them.

use std::path::{Path, PathBuf};

use crate::prelude::*;
use chancery::letter::Day;

fn engine() -> Engine {
    Engine::new(Templates::embedded())
}

/// The records of a folder, in order of their names.
fn records(folder: &str) -> Vec<PathBuf> {
    let paths = chancery::files::records_in(Path::new(folder)).expect(folder);
    let mut paths: Vec<_> = paths.into_iter().filter(|path| syntax(path).is_some()).collect();
    paths.sort();
    paths
}

fn syntax(path: &Path) -> Option<Syntax> {
    Syntax::from_extension(path.extension()?.to_str()?)
}

fn render(
    engine: &Engine,
    id: &str,
    bytes: &[u8],
    syntax: Syntax,
    folder: &Folder,
    format: Format,
) -> Result<String, Vec<Finding>> {
    let record = record::read(id, id, bytes, syntax)?;
    let (bundle, missing) = gather(record, folder);
    if !missing.is_empty() {
        return Err(missing);
    }
    let package = compose::package(engine, &bundle)?;
    let bytes = Writers::new(engine.templates(), Vec::new())
        .write(&package, format)?
        .bytes;
    Ok(String::from_utf8(bytes).expect("text"))
}

fn render_file(engine: &Engine, path: &Path, format: Format) -> String {
    let bytes = std::fs::read(path).expect("a record");
    let folder = Folder::of(path);
    let syntax = syntax(path).expect("a record");
    render(engine, &stem(path), &bytes, syntax, &folder, format)
        .unwrap_or_else(|findings| panic!("{}: {findings:#?}", path.display()))
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}

/// What no letter says: slips that a template makes when a piece of data is not there.
fn slips(name: &str, text: &str, wrong: &mut Vec<String>) {
    // Tables stand in columns, lists and signatures are set in; the rest is running text.
    let in_columns = |line: &str| line.trim_start().contains("   ");
    let mut running = String::new();
    for line in text.lines().filter(|line| !in_columns(line)) {
        running.push_str(line.trim());
        running.push(if line.is_empty() { '\n' } else { ' ' });
    }
    let said = running.replace(" \n", "\n").to_lowercase();
    for slip in [
        "  ", " ,", " .", " ;", " :", "..", ",,", ",.", ";.", ":.", "()", "( ", " )", "the the ",
        " a a", " a e", " a i", " a o", "and and", " on on ", " in in ", " s ", "none", "{{", "}}",
    ] {
        if let Some(at) = said.find(slip) {
            let from = said[..at].char_indices().rev().nth(30).map_or(0, |(at, _)| at);
            let around: String = said[from..].chars().take(60).collect();
            wrong.push(format!("{name}: `{slip}` in `{around}`"));
        }
    }
}

fn judge(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_samples_come_out_as_they_were_read() {
    let engine = engine();
    let mut wrong = Vec::new();
    for path in records("letters") {
        for format in [Format::MARKDOWN, Format::TEXT, Format::HTML] {
            let text = render_file(&engine, &path, format);
            let name = format!("tests/golden/{}/letter.{}", stem(&path), format.extension());
            wrong.extend(differs(&name, &text));
            if format == Format::TEXT {
                slips(&name, &text, &mut wrong);
            }
        }
    }
    judge(&wrong);
}

#[test]
fn every_kind_reads_well_whatever_its_data() {
    let engine = engine();
    let mut wrong = Vec::new();
    for path in records("tests/wordings") {
        let text = render_file(&engine, &path, Format::TEXT);
        wrong.extend(differs(path.with_extension("txt"), &text));
        slips(&stem(&path), &text, &mut wrong);
    }
    judge(&wrong);
}

#[test]
fn every_kind_has_variations() {
    let cases: Vec<_> = records("tests/wordings").iter().map(|path| stem(path)).collect();
    for kind in engine().templates().starters() {
        let own = cases.iter().filter(|case| case.starts_with(&kind));
        assert!(own.count() > 2, "{kind}");
    }
}

#[test]
fn every_starter_renders_for_every_office() {
    let engine = engine();
    let date = Day::parse("2026-03-02").expect("a day");
    let mut wrong = Vec::new();
    let kinds = engine.templates().starters();
    assert_eq!(kinds.len(), 8, "{kinds:?}");
    for kind in &kinds {
        for office in [None]
            .into_iter()
            .chain(engine.templates().offices().into_iter().map(Some))
        {
            let starter = engine.templates().starter(kind, office, date).expect("a starter");
            let folder = Folder::new("tests/wordings");
            let rendered = render(
                &engine,
                &starter.id,
                starter.text.as_bytes(),
                Syntax::Markdown,
                &folder,
                Format::TEXT,
            );
            match rendered {
                Ok(text) => slips(&starter.id, &text, &mut wrong),
                Err(findings) => wrong.push(format!("{}: {findings:#?}", starter.id)),
            }
        }
    }
    judge(&wrong);
}

#[test]
fn nothing_in_a_starter_is_held_or_due_at_a_weekend() {
    let engine = engine();
    let first = Day::parse("2026-03-02").expect("a Monday");
    for kind in engine.templates().starters() {
        for date in (0..7).map(|day| first.plus(day)) {
            let starter = engine.templates().starter(&kind, None, date).expect("a starter");
            assert!(starter.about.ends_with('.'), "{}", starter.about);
            let mut held = Vec::new();
            for line in starter.text.lines().filter(|line| !line.contains("letter:")) {
                for (at, _) in line.match_indices("2026-") {
                    let Some(day) = line.get(at..at + 10).and_then(|day| Day::parse(day).ok())
                    else {
                        continue;
                    };
                    assert!(day == date || day.weekday() < 5, "{}: {line}", starter.id);
                    if line.trim_start_matches("# ").starts_with("- {") || line.contains(" dates: ")
                    {
                        held.push(day);
                    }
                }
            }
            // What is held on one day after the other stays so.
            if kind == "notification" {
                assert!(held.windows(2).all(|days| days[0] < days[1]), "{}: {held:?}", starter.id);
            }
        }
    }
}

/// What is commented out in a starter works as well, each line of it by itself.
#[test]
fn what_a_starter_offers_can_be_used() {
    let engine = engine();
    let date = Day::parse("2026-03-02").expect("a day");
    for kind in engine.templates().starters() {
        let starter = engine.templates().starter(&kind, None, date).expect("a starter");
        let lines: Vec<&str> = starter.text.lines().collect();
        for at in 0..lines.len() {
            let Some(field) = lines[at].strip_prefix("# ") else {
                continue;
            };
            let key = field.split(':').next().unwrap_or_default();
            if chancery::letter::Letter::shape().field(key).is_none() || !field.contains(':') {
                continue;
            }
            // A list goes on in the lines below, which are set in.
            let end = (at + 1..lines.len())
                .find(|next| !lines[*next].starts_with("#   "))
                .unwrap_or(lines.len());
            let mut tried: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            for line in &mut tried[at..end] {
                *line = line.trim_start_matches("# ").trim_start_matches('#').to_owned();
            }
            let already = lines.iter().position(|line| line.starts_with(&format!("{key}:")));
            if let Some(first) = already {
                let last = (first + 1..lines.len())
                    .find(|next| !lines[*next].starts_with([' ', '-']) || lines[*next] == "---")
                    .unwrap_or(first + 1);
                for line in &mut tried[first..last] {
                    line.insert(0, '#');
                }
            }
            let text = tried.join("\n");
            let folder = Folder::new("tests/wordings");
            let bytes = text.as_bytes();
            let rendered =
                render(&engine, &starter.id, bytes, Syntax::Markdown, &folder, Format::TEXT);
            if let Err(findings) = rendered {
                panic!("{kind}: `{key}`: {findings:#?}\n{text}");
            }
        }
    }
}
