//! The interface for programs: the same engine over HTTP, as its description says.

use serde_json::{Value, json};

use super::client::{Client, Page};
use super::samples;
use crate::prelude::*;

const BRIEFING: &str = "2026-09-14-pga-briefing";

fn ask(desk: &Client, path: &str, body: &Value) -> Page {
    desk.call("POST", path, &body.to_string())
}

fn data(page: &Page) -> Value {
    serde_json::from_str(&page.body).unwrap_or_else(|why| panic!("{why}: {}", page.body))
}

/// The description is OpenAPI 3.1, is committed, and describes every field.
#[test]
fn the_description_is_published() {
    if !cfg!(feature = "pdf") {
        return skip("the description of a program without PDF has a format less");
    }
    let desk = samples();
    let page = desk.call_without_key("GET", "/api/openapi.json");
    assert_eq!(page.status, 200, "{}", page.body);
    golden("docs/openapi.json", &page.body);
    let described = data(&page);
    assert_eq!(described["openapi"], "3.1.0");
    let schemas = described["components"]["schemas"].as_object().expect("schemas");
    let mut bare = Vec::new();
    for (name, schema) in schemas {
        for (field, schema) in schema["properties"].as_object().into_iter().flatten() {
            if schema["description"].as_str().is_none_or(str::is_empty) {
                bare.push(format!("{name}.{field}"));
            }
        }
        let schema = json!({ "$ref": format!("#/components/schemas/{name}"), "components": described["components"] });
        jsonschema::draft202012::new(&schema).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
    assert_eq!(bare, Vec::<String>::new());
}

/// What comes back is as the description says.
fn is_described(desk: &Client, schema: &str, answer: &Value) {
    let described = data(&desk.call_without_key("GET", "/api/openapi.json"));
    let schema = json!({
        "$ref": format!("#/components/schemas/{schema}"),
        "components": described["components"],
    });
    let schema = jsonschema::draft202012::new(&schema).expect("a schema");
    let errors: Vec<_> = schema
        .iter_errors(answer)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new(), "{answer}");
}

#[test]
fn a_letter_is_checked_as_the_command_line_checks_it() {
    let desk = samples();
    let record = "---\noffice: pga\ndate: 2026-02-30\n---\nThe meeting is at 25:00.\n";
    let page = ask(&desk, "/api/check", &json!({ "letter": { "record": record, "id": "draft" } }));
    assert_eq!(page.status, 200, "{}", page.body);
    let answer = data(&page);
    is_described(&desk, "CheckAnswer", &answer);
    assert_eq!(answer["state"], "draft");
    let file = desk.folder().join("draft.md");
    std::fs::write(&file, record).unwrap();
    let printed = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["check", "--format", "json", "draft.md"])
        .current_dir(desk.folder())
        .output()
        .expect("it runs");
    let mut printed: Vec<Value> = serde_json::from_slice(&printed.stdout).expect("JSON");
    let mut found = answer["findings"].as_array().expect("findings").clone();
    let key = |finding: &Value| finding.to_string();
    printed.sort_by_key(key);
    found.sort_by_key(key);
    assert_eq!(found, printed);
    let page =
        ask(&desk, "/api/check", &json!({ "letter": { "id": BRIEFING }, "only": ["lost-dash"] }));
    assert_eq!(data(&page)["findings"], json!([]), "{}", page.body);
}

#[test]
fn a_letter_is_written_in_every_format() {
    let desk = samples();
    for format in Format::ALL.iter().filter(|format| format.is_built()) {
        let asked = json!({ "letter": { "id": BRIEFING }, "format": format.extension() });
        let page = ask(&desk, "/api/render", &asked);
        assert_eq!(page.status, 200, "{format:?}: {}", page.body);
        assert_eq!(page.field("content-type"), Some(format.media_type()), "{format:?}");
        let name = page.field("content-disposition").expect("a name");
        assert!(name.contains(&format!("{BRIEFING}.{}", format.extension())), "{name}");
    }
    let wrong = json!({ "letter": { "record": "---\noffice: pga\n---\n" }, "format": "txt" });
    let page = ask(&desk, "/api/render", &wrong);
    assert_eq!(page.status, 422, "{}", page.body);
    assert_eq!(page.field("content-type"), Some("application/problem+json"));
    is_described(&desk, "Problem", &data(&page));
    assert!(!data(&page)["findings"].as_array().expect("findings").is_empty());
}

#[test]
fn a_list_becomes_letters() {
    let desk = samples();
    let record = "---\noffice: pga\ndate: 2026-03-02\nto: each(rows)\nsignatories: { name: Amara Lindqvist, title: President of the General Assembly }\n---\nI have the honour to thank {{ addressee.country }}.\n";
    let mut asked = json!({
        "letter": { "record": record, "id": "thanks" },
        "list": [
            { "name": "Kaha Imnadze", "title": "Ambassador", "country": "Georgia" },
            { "name": "Lana Zaki Nusseibeh", "title": "Ambassador", "country": "the United Arab Emirates" },
        ],
        "formats": ["txt"],
    });
    let page = ask(&desk, "/api/merge", &asked);
    assert_eq!(page.status, 200, "{}", page.body);
    let answer = data(&page);
    is_described(&desk, "MergeAnswer", &answer);
    assert_eq!(answer["rows"], 2);
    let files = answer["files"].as_array().expect("files");
    assert_eq!(files.len(), 2, "{answer}");
    // A row that names nobody keeps all from being written, unless it may be left out.
    asked["list"][1] = json!({ "name": "", "title": "", "country": "" });
    let page = ask(&desk, "/api/merge", &asked);
    assert_eq!(page.status, 422, "{}", page.body);
    is_described(&desk, "Problem", &data(&page));
    asked["skip_bad"] = json!(true);
    let answer = data(&ask(&desk, "/api/merge", &asked));
    assert_eq!(answer["files"].as_array().expect("files").len(), 1, "{answer}");
    asked["list"] =
        json!({ "syntax": "csv", "base64": "bmFtZSxjb3VudHJ5CkthaGEgSW1uYWR6ZSxHZW9yZ2lhCg==" });
    let answer = data(&ask(&desk, "/api/merge", &asked));
    assert_eq!(answer["files"].as_array().expect("files").len(), 1, "{answer}");
    let rows: Vec<_> = (0..1001).map(|row| json!({ "name": format!("A {row}") })).collect();
    asked["list"] = json!(rows);
    assert_eq!(ask(&desk, "/api/merge", &asked).status, 422);
}

#[test]
fn two_letters_are_compared() {
    let desk = samples();
    let new = desk
        .text(&format!("{BRIEFING}.md"))
        .replace("Trusteeship Council Chamber", "Conference Room 4");
    let mut asked = json!({ "old": { "id": BRIEFING }, "new": { "record": new, "id": BRIEFING } });
    let page = ask(&desk, "/api/diff", &asked);
    assert_eq!(page.status, 200, "{}", page.body);
    let answer = data(&page);
    is_described(&desk, "Difference", &answer);
    assert!(!answer["changes"].as_array().expect("changes").is_empty(), "{answer}");
    for (format, media_type) in [
        ("text", "text/plain; charset=utf-8"),
        ("html", "text/html; charset=utf-8"),
        ("docx", Format::DOCX.media_type()),
    ] {
        asked["format"] = json!(format);
        let page = ask(&desk, "/api/diff", &asked);
        assert_eq!((page.status, page.field("content-type")), (200, Some(media_type)), "{format}");
    }
}

#[test]
fn the_register_is_searched_and_read() {
    let desk = samples();
    desk.until_read(15);
    let answer = data(&desk.call("GET", "/api/letters?q=multilingualism", ""));
    is_described(&desk, "LetterList", &answer);
    assert_eq!(answer["total"], 1, "{answer}");
    let id = answer["letters"][0]["id"].as_str().expect("an id").to_owned();
    let one = data(&desk.call("GET", &format!("/api/letters/{id}"), ""));
    is_described(&desk, "OneLetter", &one);
    assert!(one["record"].as_str().expect("a record").contains("office: "), "{one}");
    let answer = data(&desk.call("GET", "/api/letters?size=4&page=4", ""));
    assert_eq!(answer["letters"].as_array().expect("letters").len(), 3, "{answer}");
    for (path, status) in [
        ("/api/letters/nowhere", 404),
        ("/api/letters/..%2F..%2Fetc%2Fpasswd", 404),
        ("/api/letters?page=0", 400),
        ("/api/letters?size=501", 400),
        ("/api/letters?state=late", 400),
        ("/api/letters?colour=red", 400),
        ("/api/nothing", 404),
        ("/api/check", 405),
    ] {
        let page = desk.call("GET", path, "");
        assert_eq!(page.status, status, "{path}: {}", page.body);
        is_described(&desk, "Problem", &data(&page));
    }
}

/// A record that a program sends reads what lies in the folder, and nothing beside it.
#[test]
fn a_record_reads_nothing_outside_the_folder() {
    let desk = samples();
    let secret = desk
        .folder()
        .parent()
        .expect("a folder")
        .join("chancery-api-secret.md");
    std::fs::write(&secret, "---\noffice: pga\ndate: 2026-01-01\n---\nsecret words\n").unwrap();
    let mut told = Vec::new();
    for (id, enclosed) in [
        ("a", "../chancery-api-secret"),
        ("../a", "chancery-api-secret"),
        ("../../a/b", "../chancery-api-secret"),
        ("/tmp/a", "chancery-api-secret"),
        (".chancery-desk/a", "a"),
        ("a\u{0}b", "chancery-api-secret"),
    ] {
        let record = format!(
            "---\noffice: pga\ndate: 2026-01-02\nto: all-permanent-representatives\nenclosures: [{{ letter: '{enclosed}' }}, {{ file: '/etc/hostname', title: a }}]\n---\nA letter.\n"
        );
        for (path, more) in [("/api/render", json!("txt")), ("/api/check", Value::Null)] {
            let mut asked = json!({ "letter": { "id": id, "record": record } });
            if !more.is_null() {
                asked["format"] = more;
                asked["draft"] = json!(true);
            }
            let page = ask(&desk, path, &asked);
            if page.body.contains("secret words") || page.status >= 500 {
                told.push(format!("{id} {enclosed}: {}", page.body));
            }
        }
    }
    std::fs::remove_file(&secret).unwrap();
    assert!(told.is_empty(), "{told:#?}");
}

/// A reading room answers programs too: they change nothing.
#[test]
fn documents_that_are_none_are_refused() {
    let desk = samples();
    for (kind, body, status) in [
        ("text/plain", "{}", 415),
        ("application/x-www-form-urlencoded", "letter=a", 415),
        ("application/json", "", 400),
        ("application/json", "{", 400),
        ("application/json", "[]", 400),
        ("application/json", "{\"letter\":{}}", 400),
        ("application/json", "{\"letter\":{\"id\":\"a\",\"id\":\"b\"}}", 400),
        ("application/json", "{\"letter\":{\"record\":\"\"},\"colour\":1}", 400),
        ("application/json", "{\"letter\":{\"record\":\"\"},\"only\":[\"no-rule\"]}", 422),
    ] {
        let page = desk.call_as("POST", "/api/check", kind, body);
        assert_eq!(page.status, status, "{body}: {}", page.body);
        is_described(&desk, "Problem", &data(&page));
    }
    let deep = format!("{{\"letter\":{}", "[".repeat(100_000));
    assert_eq!(desk.call("POST", "/api/check", &deep).status, 400);
}
