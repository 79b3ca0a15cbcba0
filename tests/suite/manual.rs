//! The manual is true: the commands of the README and of `docs/` are run, what the pages show of
//! their output is what they print, their links lead somewhere, and what the program writes of
//! itself is up to date.

mod fields;
#[cfg(feature = "serve")]
mod programs;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use chancery::check::{Family, RULES};

use crate::layers::FLOORS;
use crate::prelude::*;

/// Makes a test of each page, which runs its commands.
macro_rules! pages {
    ($($name:ident = $page:literal with at least $count:literal,)*) => {
        const PAGES: &[&str] = &[$($page),*];
        $(
            #[test]
            fn $name() {
                run_commands($page, $count);
            }
        )*
    };
}

pages! {
    the_readme_is_true = "README.md" with at least 10,
    the_contents_are_true = "docs/README.md" with at least 0,
    desk_is_true = "docs/desk.md" with at least 4,
    drafting_is_true = "docs/drafting.md" with at least 11,
    fields_are_true = "docs/fields.md" with at least 0,
    rules_are_true = "docs/rules.md" with at least 0,
    import_is_true = "docs/import.md" with at least 2,
    archive_is_true = "docs/archive.md" with at least 7,
    offices_are_true = "docs/offices-and-languages.md" with at least 1,
    programming_is_true = "docs/programming.md" with at least 0,
}

/// A fenced block: its language, and its lines.
struct Fence<'a> {
    language: &'a str,
    lines: Vec<&'a str>,
}

fn fences(text: &str) -> Vec<Fence<'_>> {
    let mut fences = Vec::new();
    let mut open: Option<Fence<'_>> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(language), None) => open = Some(Fence { language, lines: Vec::new() }),
            (Some(_), Some(_)) => fences.extend(open.take()),
            (None, Some(fence)) => fence.lines.push(line),
            (None, None) => {}
        }
    }
    fences
}

/// A folder like a fresh clone, with what a reader would have made.
fn clone(page: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("manual").join(page);
    let _ = fs::remove_dir_all(&folder);
    for from in ["letters", "tests/readme"] {
        let to = folder.join(from);
        fs::create_dir_all(&to).expect("a folder");
        for entry in fs::read_dir(from).expect("the folder") {
            let path = entry.expect("a file").path();
            if path.is_file() {
                fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("a copy");
            }
        }
    }
    let office = folder.join("our-templates/offices/our-mission");
    fs::create_dir_all(&office).expect("a folder");
    fs::write(office.join("office.toml"), "[sender]\nname = \"our mission\"\n").expect("an office");
    folder
}

/// Runs `chancery ARGUMENTS` in `folder`: what it prints, both streams, and its exit code.
fn run(folder: &Path, arguments: &str) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    let printed = [output.stdout, output.stderr].concat();
    (String::from_utf8(printed).expect("text"), output.status.code().unwrap_or(-1))
}

fn read(page: &str) -> String {
    fs::read_to_string(page).unwrap_or_else(|why| panic!("{page}: {why}"))
}

/// Changes a page where `UPDATE` asks for it, one test at a time.
fn rewrite(page: &str, change: impl FnOnce(&str) -> String) {
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock();
    let text = read(page);
    golden(page, &change(&text));
}

/// What a command of a page is given, if it is one of the program.
fn arguments(line: &str) -> Option<&str> {
    // A test cannot run itself, nor install what it tests.
    if line == "cargo test" || line.starts_with("cargo install ") {
        return None;
    }
    let arguments = line
        .strip_prefix("cargo run -- ")
        .or_else(|| line.strip_prefix("chancery "));
    Some(arguments.unwrap_or_else(|| panic!("no test runs `{line}`")))
}

fn run_commands(page: &str, at_least: usize) {
    let (text, folder) = (read(page), clone(page));
    let (mut count, mut shown) = (0, Vec::new());
    for fence in fences(&text) {
        match fence.language {
            "sh" => {
                for arguments in fence.lines.iter().filter_map(|line| arguments(line)) {
                    if arguments.contains("pdf") && !cfg!(feature = "pdf") {
                        skip(&format!("this build leaves PDF out: {arguments}"));
                        continue;
                    }
                    let (printed, code) = run(&folder, arguments);
                    assert_eq!(code, 0, "`{arguments}` failed:\n{printed}");
                    count += 1;
                }
            }
            "console" => {
                let command = fence.lines.first().and_then(|line| line.strip_prefix("$ chancery "));
                let command = command.expect("a console block begins with `$ chancery`");
                let (printed, _) = run(&folder, command);
                let block = |output: &str| format!("$ chancery {command}\n{output}\n```");
                shown.push((block(&fence.lines[1..].join("\n")), block(printed.trim_end())));
                count += 1;
            }
            _ => {}
        }
    }
    assert!(count >= at_least, "{page}: only {count} commands were found");
    rewrite(page, |text| {
        let replace = |text: String, (old, new): &(String, String)| text.replace(old, new);
        shown.iter().fold(text.to_owned(), replace)
    });
}

#[test]
fn every_page_is_tested_and_in_the_contents() {
    let contents = read("docs/README.md");
    for entry in fs::read_dir("docs").expect("the manual").flatten() {
        let name = entry.file_name().into_string().expect("a name");
        // What the program writes is tested where it is written.
        if !name.ends_with(".md") {
            assert!(contents.contains(&format!("]({name})")), "{name}");
            continue;
        }
        assert!(PAGES.contains(&format!("docs/{name}").as_str()), "{name} is not tested");
        assert!(name == "README.md" || contents.contains(&format!("]({name})")), "{name}");
    }
    let lines = read("README.md").lines().count();
    assert!(lines < 200, "the README has {lines} lines: it is a door, the manual is behind it");
}

/// The address of a heading within its page, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading
        .to_lowercase()
        .chars()
        .filter(kept)
        .collect::<String>()
        .replace(' ', "-")
}

#[test]
fn links_lead_somewhere() {
    for page in PAGES {
        let (text, folder) = (read(page), Path::new(page).parent().expect("a folder"));
        for link in text.split("](").skip(1) {
            let target = link.split(')').next().expect("an end");
            if target.starts_with("https://") {
                continue;
            }
            let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
            let file = if path.is_empty() { PathBuf::from(page) } else { folder.join(path) };
            let text = fs::read_to_string(&file).unwrap_or_else(|_| panic!("{page}: {target}"));
            let headings = text.lines().filter(|line| line.starts_with('#'));
            let mut anchors = headings.map(|line| anchor(line.trim_start_matches('#').trim()));
            assert!(fragment.is_empty() || anchors.any(|a| a == fragment), "{page}: {target}");
        }
    }
}

#[test]
fn the_record_of_the_readme_is_the_file_it_names() {
    let text = read("README.md");
    let shown = fences(&text).into_iter().find(|fence| fence.language == "markdown");
    let shown = shown.expect("the README shows a record").lines.join("\n");
    assert_eq!(shown.trim_end(), read("letters/2026-09-14-pga-briefing.md").trim_end());
}

/// Holds what stands between `<!-- NAME -->` and `<!-- end of NAME -->` to what the program says.
fn part(page: &str, name: &str, part: &str) {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    rewrite(page, |text| {
        let from = text.find(&begin).expect("its beginning") + begin.len();
        let to = text.find(&end).expect("its end");
        format!("{}{part}{}", &text[..from], &text[to..])
    });
}

#[test]
fn the_list_of_rules_is_the_program_s() {
    let mut out = "# The rules\n\n`chancery check` reads records by these rules, and `chancery explain RULE` \
        prints one. A finding that is\ntrue of an original and kept on purpose has its reason under `sic` in the \
        record, by the name of the\nrule; `[rules]` in `chancery.toml` or `office.toml` weighs a rule otherwise. \
        The program writes this\nlist.\n"
        .to_owned();
    for family in Family::ALL {
        let rules = || RULES.iter().filter(|rule| rule.family == family);
        out += &format!(
            "\n## {}\n\n| rule | level | what is wrong |\n| --- | --- | --- |\n",
            family.name()
        );
        for rule in rules() {
            let (name, level) = (rule.name, rule.level.name());
            out += &format!("| [`{name}`](#{name}) | {level} | {} |\n", rule.summary);
        }
        for rule in rules() {
            let most = if rule.most == rule.level {
                String::new()
            } else {
                format!(", {} at most", rule.most.name())
            };
            let checks = match rule.words() {
                Some(words) => format!("{}\n\n{words}", rule.checks),
                None => rule.checks.to_owned(),
            };
            let of = [&checks, rule.why].join("\n\n");
            let head = format!("*{}{most}; reads {}*", rule.level.name(), rule.scope.name());
            out += &format!("\n### {}\n\n{head}\n\n{of}\n\n", rule.name);
            out += &format!("```text\n{}\n```\n\n", rule.example);
            out += &format!("Write instead:\n\n```text\n{}\n```\n\n", rule.instead);
            out += &format!("Source: {}\n", rule.source);
        }
    }
    golden("docs/rules.md", &out);
}

#[test]
fn the_table_of_formats_is_the_program_s() {
    let row = |format: &Format| format!("| `{}` | {} |\n", format.extension(), format.describe());
    let rows: String = Format::ALL.iter().map(row).collect();
    part("docs/drafting.md", "formats", &format!("| `--to` | what it is |\n| --- | --- |\n{rows}"));
}

#[test]
fn the_example_is_that_of_the_library() {
    let library = read("src/lib.rs");
    let example = library.split("//! ```\n").nth(1).expect("an example");
    let lines = example.lines().map(|line| line.strip_prefix("//!").unwrap_or(line));
    let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
    // What begins with `# ` is for the compiler alone.
    let shown: String = lines
        .filter(|line| !line.starts_with("# "))
        .map(|line| format!("{line}\n"))
        .collect();
    part("docs/programming.md", "example", &format!("```rust\n{shown}```\n"));
}

#[test]
fn the_floors_are_those_of_the_house() {
    let mut out = "```text\n".to_owned();
    for (module, _) in FLOORS.iter().filter(|(module, _)| !["lib", "main"].contains(module)) {
        let source = read(&format!("src/{module}.rs"));
        let first = source.lines().next().and_then(|line| line.strip_prefix("//! "));
        out += &format!("{module:<12} {}\n", first.expect("a module says what it is"));
    }
    part("docs/programming.md", "floors", &(out + "```\n"));
}
