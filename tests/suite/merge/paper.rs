//! What cannot go to paper is found with the rows, before any letter is written.

use crate::prelude::*;
use snapbox::str;

use super::support::{LETTER, files, folder, merge};

const ROWS: &str = "\
name,title,country,form,day,room
Amina Diallo,Ambassador,Chad,excellency,2026-10-02,the Great Hall
Li Wei 李,Ambassador,China,excellency,2026-10-02,the Great Hall
Jean Dupont,Consul,France,by-name,2026-10-02/03,Room ☃
Zo\u{308}e Bj\u{F8}rg,Consul,Norway,by-name,2026-10-02,Room 2
Tra\u{302}\u{300}n Đức,Consul,Viet Nam,by-name,2026-10-02,Room 2
منى,سفيرة,مصر,excellency,2026-10-02,قاعة
";

#[test]
fn a_character_that_no_font_has_is_found_with_its_row() {
    let folder = folder("glyph", LETTER, &[("rows.csv", ROWS.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt,pdf -o out");
    assert_text(
        printed,
        str![[r#"
row  column  finding
3    name    error[missing-glyph]: no font at hand has the character “李” (U+674E): “Li Wei 李” in letter `day`
             = help: get Noto Serif CJK SC (the Debian package fonts-noto-cjk) and give its folder with `--font-path`
3    name    warning[mixed-script-name]: "Li Wei 李" is written in Latin and Chinese letters
             = help: write it in one script; the other may follow in brackets
4    room    error[missing-glyph]: no font at hand has the character “☃” (U+2603): “, in Room ☃.” in letter `day`
             = help: give a font that has it, or write it otherwise

no letter for 2 of 6 rows: 3, 4
nothing was written; --skip-bad writes the others

"#]],
    );
    assert_eq!(code, 1);
    assert!(!folder.join("out").exists());
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt,pdf -o out --skip-bad");
    assert!(printed.contains("4 letters in out"), "{printed}");
    assert_eq!(code, 1);
    // A page for the screen needs no font of ours.
    assert_eq!(merge(&folder, "--rows rows.csv --to html -o page").1, 0);
}

#[test]
fn a_message_goes_without_its_pdf_and_the_list_says_so_first() {
    let rows = "name,form,day,room\nLi Wei 李,excellency,2026-10-02,Room 2\n";
    let folder = folder("glyph-mail", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to eml --dry-run");
    assert_text(
        printed,
        str![[r#"
row  column  finding
2    name    warning[missing-glyph]: no font at hand has the character “李” (U+674E): “Li Wei 李” in letter `day`
             = help: get Noto Serif CJK SC (the Debian package fonts-noto-cjk) and give its folder with `--font-path`
             = help: else the message goes without PDF
2    name    warning[mixed-script-name]: "Li Wei 李" is written in Latin and Chinese letters
             = help: write it in one script; the other may follow in brackets
2            warning[no-recipient]: the message has no `To:`: no addressee has an e-mail address
             = help: give the addressee an `email`, or fill it in in the mail program

1 row: all good

"#]],
    );
    assert_eq!(code, 0);
}

#[test]
fn a_letter_for_everybody_is_said_of_its_record() {
    let letter = LETTER.replace("National day", "National day ☃");
    let rows = "name,form,day,room\nAmina,excellency,2026-10-02,x\nBo,excellency,2026-10-02,x\n";
    let folder = folder("glyph-record", &letter, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to pdf --dry-run");
    assert_text(
        printed,
        str![[r#"
row  column  finding
2–3          error[missing-glyph]: no font at hand has the character “☃” (U+2603): “National day ☃” in letter `day`
             --> day.md:4:23
             = help: give a font that has it, or write it otherwise

no letter for 2 of 2 rows: 2, 3

"#]],
    );
    assert_eq!(code, 1);
}

#[test]
fn a_letter_is_made_again_to_the_same_bytes_from_the_record_inside() {
    let letter = LETTER.replace(
        "signatories:",
        "meetings: [{ id: day, title: a reception, dates: 2026-10-02, times: 18:00/20:00 }]\nsignatories:",
    );
    let folder = folder("again", &letter, &[("rows.csv", super::support::GOOD.as_bytes())]);
    assert_eq!(merge(&folder, "--rows rows.csv --to pdf,eml,html,ics -o out").1, 0);
    let run = |arguments: &[&str]| {
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(arguments)
            .current_dir(&folder)
            .output()
            .expect("the program runs");
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    };
    let made = files(&folder.join("out"));
    // Each by itself: beside one another they would be letters that announce one meeting twice.
    for pdf in made.keys().filter(|name| name.ends_with(".pdf")) {
        let records = format!("records/{pdf}");
        run(&["read", &format!("out/{pdf}"), "-o", &records]);
        run(&["render", &records, "--to", "pdf,eml,html,ics", "-o", "again"]);
    }
    for (name, bytes) in files(&folder.join("again")) {
        assert!(made[&name] == bytes, "{name} is another file");
    }
    assert_eq!(files(&folder.join("again")).len(), made.len());
}

#[test]
fn hundreds_of_letters_are_set_side_by_side() {
    let mut rows = "name,form,day,room\n".to_owned();
    for number in 0..300 {
        rows += &format!("Guest {number},excellency,2026-10-02,Room {number}\n");
    }
    let folder = folder("glyph-many", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to pdf --quiet -o out");
    assert_eq!((printed.as_str(), code), ("", 0));
    assert_eq!(files(&folder.join("out")).len(), 300);
}
