//! One row, one letter: of the list's own, in the language and from the list that the record names.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::prelude::*;
use snapbox::str;

use super::support::{GOOD, LETTER, folder, merge, text};

#[test]
fn every_row_becomes_a_letter_of_its_own() {
    let folder = folder("good", LETTER, &[("rows.csv", GOOD.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt -o out");
    assert_text(
        printed,
        str![[r#"
out/Amina-Diallo-Chad.txt
out/Jean-Dupont-France.txt
2 letters in out

"#]],
    );
    assert_eq!(code, 0);
    // An excellency is greeted by rank, a consul by name; a day is written as the office does.
    assert_text(
        text(&folder, "out/Amina-Diallo-Chad.txt"),
        str![[r#"
REPUBLIC OF MERIDIA
Ministry of Foreign Affairs

Port Almeira, 14 September 2026

H.E. Ms. Amina Diallo
Ambassador
Embassy of Chad
5 River Road
1010 Port Almeira
Chad

Subject: National day

Excellency,

The Minister looks forward to seeing Amina Diallo on 2 October 2026, in
the Great Hall.

Please accept, Excellency, the assurances of my highest consideration.


Elena Marsh
Minister for Foreign Affairs

Ministry of Foreign Affairs, 12 Harbour Square, 1010 Port Almeira,
Meridia
Telephone +999 1 555 0100, protocol@mfa.example

"#]],
    );
    assert_text(
        text(&folder, "out/Jean-Dupont-France.txt"),
        str![[r#"
REPUBLIC OF MERIDIA
Ministry of Foreign Affairs

Port Almeira, 14 September 2026

Mr. Jean Dupont
Consul
Consulate of France
1 Quay Street
France

Subject: National day

Dear Mr. Dupont,

The Minister looks forward to seeing Jean Dupont on 2 and 3 October
2026, in Room 2.

Yours sincerely,


Elena Marsh
Minister for Foreign Affairs

Ministry of Foreign Affairs, 12 Harbour Square, 1010 Port Almeira,
Meridia
Telephone +999 1 555 0100, protocol@mfa.example

"#]],
    );
}

#[test]
fn language_follows_the_addressee() {
    let rows = "name,country,country-qaa,form,language,day,room\nAmina,Chad,Tchad,excellency,QAA,2026-10-02,x\nBo,Chad,Tchad,excellency,,2026-10-02,x\n";
    let folder = folder("language", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (from, to) =
        (Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/en"), folder.join("own/qaa"));
    copy(&from, &to);
    let phrases = text(&to, "phrases.toml")
        .replace("tag = \"en\"", "tag = \"qaa\"")
        .replace("Excellency", "Eksellens");
    fs::write(to.join("phrases.toml"), phrases).expect("phrases");
    let (printed, code) =
        merge(&folder, "--rows rows.csv --to txt -o out --templates own --name {name}");
    assert_eq!(code, 0, "{printed}");
    let (other, usual) = (text(&folder, "out/Amina.txt"), text(&folder, "out/Bo.txt"));
    assert!(other.contains("Eksellens,") && other.contains("Tchad"), "{other}");
    assert!(usual.contains("Excellency,") && usual.contains("Chad"), "{usual}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the folder") {
        let path = entry.expect("a file").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target)
        } else {
            fs::copy(&path, &target).map(|_| ()).expect("a copy")
        }
    }
}

#[test]
fn a_record_names_a_list_of_its_office() {
    let letter = LETTER
        .replace("subject:", "to: each(guests)\nsubject:")
        .replace(", in {{ row.room }}", "");
    let folder = folder("each", &letter, &[]);
    let own = folder.join("own/offices/ministry-of-foreign-affairs/directories");
    fs::create_dir_all(&own).expect("a folder");
    fs::write(
        own.join("guests.csv"),
        "# Who comes every year.\nname,form,day\nAmina,excellency,2026-10-02\n",
    )
    .expect("a list");
    let (printed, code) = merge(&folder, "--to txt -o out --templates own");
    assert_text(
        printed,
        str![[r#"
out/Amina.txt
1 letter in out

"#]],
    );
    assert_eq!(code, 0);
    let (printed, code) = merge(&folder, "--to txt -o out");
    assert_text(
        printed,
        str![[r#"
error: the office `ministry-of-foreign-affairs` has no list `guests`
  = help: a list of your own is directories/NAME.csv in a folder that --templates names

"#]],
    );
    assert_eq!(code, 2);
    // By itself the record is no letter, and says what to do.
    let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["render", "day.md", "--to", "txt"])
        .current_dir(&folder)
        .output()
        .expect("the program runs");
    assert_text(
        String::from_utf8(output.stderr).expect("text"),
        str![[r#"
error[letter-for-each]: this letter goes to each addressee of a list, and is no letter before it has one
 --> day.md:4:5
  |
4 | to: each(guests)
  |     ^^^^^^^^^^^^
  |
  = help: `chancery merge day.md` writes it to all of them

error[merge-field]: `addressee` has nothing called `name`
 --> day.md:9:38
  |
9 | The Minister looks forward to seeing {{ addressee.name }} on {{ row.day }}.
  |                                      ^^^^^^^^^^^^^^^^^^^^
  |
  = help: known here: `group`

error[merge-field]: `row.day` is a column of a list, and this letter has none
 --> day.md:9:62
  |
9 | The Minister looks forward to seeing {{ addressee.name }} on {{ row.day }}.
  |                                                              ^^^^^^^^^^^^^
  |
  = help: `chancery merge LETTER --rows FILE` writes it to everybody in a list
3 errors
the letter was not written

"#]],
    );
}

#[test]
fn a_letter_carries_the_record_that_makes_it_again() {
    use chancery::check::Rules;
    use chancery::compose::Engine;
    use chancery::files::Folder;
    use chancery::gather::gather;
    use chancery::merge::{Columns, LetterMaker, Pattern, Syntax, Table};
    use chancery::record;
    use chancery::template::Templates;
    use chancery::write::{Format, Writers};

    let engine = Engine::new(Templates::embedded());
    let record = record::read("day", "day.md", LETTER.as_bytes(), record::Syntax::Markdown)
        .expect("a record");
    let (bundle, _) = gather(record, &Folder::new("."));
    let open =
        || Table::open("rows.csv", Syntax::Delimited, None, GOOD.as_bytes()).expect("a list");
    let (columns, _) =
        Columns::new(&open().header, &[], &bundle.record.letter, None).expect("columns");
    let pattern = Pattern::new(None, &columns).expect("a pattern");
    let maker = LetterMaker::new(&engine, bundle, columns, pattern, Rules::default(), false)
        .expect("a maker");
    let writers = Writers::new(engine.templates(), Vec::new());
    for row in open() {
        let letter = maker.letter(&row.expect("a row"));
        let package = letter.package.expect("a letter");
        let own = package.letter().record().clone();
        let read = record::read("day", own.name(), own.text().as_bytes(), record::Syntax::Json)
            .expect("a record");
        let (bundle, _) = gather(read, &Folder::new("."));
        let again = compose::package(&engine, &bundle).expect("a letter");
        for format in [Format::MARKDOWN, Format::DOCX] {
            let (one, other) = (writers.write(&package, format), writers.write(&again, format));
            assert_eq!(one.expect("bytes").bytes, other.expect("bytes").bytes);
        }
    }
}
