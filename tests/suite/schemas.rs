//! The schemas of what offices, languages and folders of letters say: editors and the program agree.

use std::path::PathBuf;
use std::process::Command;

use chancery::language::Lexicon;
use chancery::node::Layers;
use chancery::office::{Local, Office, OfficeFiles};
use chancery::settings::FolderSettings;
use jsonschema::Validator;
use serde_json::Value;

use crate::prelude::*;
use crate::schema::{data, properties};

/// What `chancery schema --of` describes, and the files in `templates/` that are such.
const DESCRIBED: &[(&str, &str)] = &[
    ("settings", ""),
    ("office", "offices/*/office.toml"),
    ("office-language", "offices/*/??.toml"),
    ("phrases", "??/phrases.toml"),
    ("words", "??/words.toml"),
    ("site", "??/site.toml"),
    ("search", "??/search.toml"),
];

fn schema(of: &str) -> Value {
    let path = format!("letters/{of}.schema.json");
    let text = std::fs::read_to_string(path).expect("the schema is committed");
    serde_json::from_str(&text).expect("the schema is JSON")
}

fn validator(of: &str) -> Validator {
    let schema = schema(of);
    jsonschema::meta::validate(&schema).expect("the schema is a schema");
    jsonschema::draft202012::new(&schema).expect("the schema compiles")
}

fn is_valid(validator: &Validator, text: &str) -> Result<(), Vec<String>> {
    let data = data(text, Syntax::Toml);
    let errors = validator.iter_errors(&data);
    let errors: Vec<_> = errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// The files of a folder that fit a pattern of names.
fn files(pattern: &str) -> Vec<PathBuf> {
    let fits = |name: &str, pattern: &str| match pattern.split_once("??") {
        Some(("", rest)) => name.len() == 2 + rest.len() && name.ends_with(rest),
        _ => pattern == "*" || name == pattern,
    };
    let mut found = vec![PathBuf::from("templates")];
    for part in pattern.split('/') {
        let within = found.iter().filter(|path| path.is_dir()).flat_map(|folder| {
            std::fs::read_dir(folder)
                .expect("a folder")
                .map(|entry| entry.expect("an entry").path())
        });
        let name =
            |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
        found = within.filter(|path| fits(&name(path), part)).collect();
    }
    found
}

#[test]
fn the_committed_schemas_are_the_program_s() {
    for (of, _) in DESCRIBED {
        let program = Command::new(env!("CARGO_BIN_EXE_chancery"));
        let printed = { program }.args(["schema", "--of", of]).output().expect("it runs");
        golden(format!("letters/{of}.schema.json"), &String::from_utf8_lossy(&printed.stdout));
        let (count, bare) = properties(&schema(of));
        assert!(count > 2, "{of}: {count} properties");
        assert_eq!(bare, Vec::<String>::new(), "{of}: properties without a description");
    }
}

#[test]
fn what_is_built_in_is_valid() {
    for (of, pattern) in DESCRIBED.iter().filter(|(_, pattern)| !pattern.is_empty()) {
        let (validator, files) = (validator(of), files(pattern));
        assert!(files.len() > 4, "{of}: {files:?}");
        for file in files {
            let text = std::fs::read_to_string(&file).expect("a file");
            assert_eq!(is_valid(&validator, &text), Ok(()), "{}", file.display());
        }
    }
}

/// Settings, and whether they can be read.
const SETTINGS: &[(&str, bool)] = &[
    ("", true),
    ("formats = [\"html\", \"pdf\"]\ntemplates = \"ours\"\n[site]\ntitle = \"Letters\"\n", true),
    ("formats = \"html\"\n", true),
    ("[rules]\nlost-dash = \"off\"\n", true),
    ("[rules]\nlost-dash = \"none\"\n", false),
    ("[sites]\ntitle = \"Letters\"\n", false),
    ("[site]\ntitle = [\"Letters\", \"more\"]\n", false),
    ("title = \"Letters\"\n", false),
];

/// What stands in an office beside its name, and whether it can be read.
const OFFICES: &[(&str, bool)] = &[
    ("", true),
    ("zone = \"Europe/Vienna\"\n", true),
    ("zone = \"Vienna time\"\n", false),
    ("email = \"office@mission.example\"\n", true),
    ("email = \"office\"\n", false),
    ("[sheet]\npaper = \"a4\"\nsize = 11.5\nsignatures = 3\n", true),
    ("[sheet]\npaper = \"a5\"\n", false),
    ("[sheet]\nsignatures = -1\n", false),
    ("[sheet]\nmargins = { top = 1, right = 2, bottom = 3 }\n", false),
    ("[show]\nsubject = false\n", true),
    ("[show]\nsubjects = false\n", false),
    ("[style]\nclock = \"24\"\nlist = \"full-stops\"\n", true),
    ("[style]\nclock = \"13\"\n", false),
    ("[process]\ntitle = \"the long talks\"\n", false),
    ("[presets.all]\nlines = [\"All\"]\n", true),
    ("[presets.all]\nform = \"excellency\"\n", false),
    ("[words]\nterms = [\"Member State\"]\n", true),
];

#[test]
fn schema_and_program_agree() {
    let (settings, office) = (validator("settings"), validator("office"));
    for (text, good) in SETTINGS {
        let read = FolderSettings::read(&Source::new("chancery.toml", *text));
        assert_eq!(read.is_ok(), *good, "the program: {text}");
        assert_eq!(is_valid(&settings, text).is_ok(), *good, "the schema: {text}");
    }
    for (text, good) in OFFICES {
        let text = format!("sender.name = \"the Mission\"\n{text}");
        let read = Office::read("mission", &Layers::of(&Source::new("office.toml", text.as_str())));
        assert_eq!(read.is_ok(), *good, "the program: {text}");
        let errors = is_valid(&office, &text);
        // What is missing may come from an office that this one extends: the schema misses nothing.
        let missed = |found: &Vec<Finding>| found.iter().all(|one| one.rule == "missing-field");
        let good = *good || read.as_ref().is_err_and(missed);
        assert_eq!(errors.is_ok(), good, "the schema: {text}{errors:?}");
    }
}

/// All mistakes of a file at once, each at its place.
#[test]
fn all_mistakes_of_an_office_are_said_at_once() {
    let text = "lettrhead = [\"THE MISSION\"]\nzone = \"Vienna\"\nname = \"the Mission\"\n\n[sender]\nshort = \"Mission\"\n\n\
                [sheet]\npaper = \"a5\"\nsize = \"large\"\nlanguage = \"fr\"\n\n[presets.all]\nline = [\"All\"]\n";
    let read = Office::read("mission", &Layers::of(&Source::new("office.toml", text)));
    assert_text(
        report::text(&read.expect_err("mistakes"), false),
        snapbox::str![[r#"
error[unknown-field]: unknown field `lettrhead` in office.toml
 --> office.toml:1:1
  |
1 | lettrhead = ["THE MISSION"]
  | ^^^^^^^^^
  |
  = help: did you mean `letterhead`?

error[unknown-zone]: there is no time zone Vienna; the nearest name is Chile/Continental
 --> office.toml:2:8
  |
2 | zone = "Vienna"
  |        ^^^^^^^^
  |
  = help: write its name in the IANA database: America/New_York

error[unknown-field]: unknown field `name` in office.toml
 --> office.toml:3:1
  |
3 | name = "the Mission"
  | ^^^^
  |
  = help: put `name` under a line `[sender]` or `[audience]` or `[process]`

error[missing-field]: `name` is missing in `[sender]`
 --> office.toml:5:1
  |
5 | [sender]
  | ^^^^^^^^
  |
  = help: add a line `name = …`

error[unknown-word]: `a5` is not a paper size
 --> office.toml:9:9
  |
9 | paper = "a5"
  |         ^^^^
  |
  = help: did you mean `a4`?

error[wrong-type]: `large` is not a number
  --> office.toml:10:8
   |
10 | size = "large"
   |        ^^^^^^^

error[unknown-field]: unknown field `language` in `[sheet]`
  --> office.toml:11:1
   |
11 | language = "fr"
   | ^^^^^^^^
   |
   = help: put `language` above all lines in brackets

error[unknown-field]: unknown field `line` in a preset
  --> office.toml:14:1
   |
14 | line = ["All"]
   | ^^^^
   |
   = help: did you mean `lines`?


"#]],
    );
    let office = "sender.name = \"the Mission\"\npresets.all-members.lines = [\"All members\"]\n";
    let settings = Source::new("office.toml", office);
    let office = Office::read("mission", &Layers::of(&settings)).expect("an office");
    let text = "leterhead = [\"LA MISSION\"]\n\n[presets]\nall-member = [\"tous les membres\"]\n";
    let names = Source::new("fr.toml", text);
    let files = [OfficeFiles { settings: &settings, names: Some(&names) }];
    let read = Local::read(&files, "fr", &office);
    assert_text(
        report::text(&read.expect_err("mistakes"), false),
        snapbox::str![[r#"
error[unknown-field]: unknown field `leterhead` in the office's file of a language
 --> fr.toml:1:1
  |
1 | leterhead = ["LA MISSION"]
  | ^^^^^^^^^
  |
  = help: did you mean `letterhead`?

error[setting]: the office has no preset `all-member`
 --> fr.toml:4:1
  |
4 | all-member = ["tous les membres"]
  | ^^^^^^^^^^
  |
  = help: did you mean `all-members`?


"#]],
    );
    let text = "term = [\"Member States\"]\nize = [[\"organ\"]]\n";
    let read = Lexicon::read(&Source::new("words.toml", text));
    assert_text(
        report::text(&read.expect_err("mistakes"), false),
        snapbox::str![[r#"
error[unknown-field]: unknown field `term` in words.toml
 --> words.toml:1:1
  |
1 | term = ["Member States"]
  | ^^^^
  |
  = help: did you mean `terms`?

error[wrong-type]: expected text, found a list
 --> words.toml:2:8
  |
2 | ize = [["organ"]]
  |        ^^^^^^^^^


"#]],
    );
}
