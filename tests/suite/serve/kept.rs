//! The list outlives the desk, and is never believed against the files.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::client::Client;

/// More letters than a desk reads anew rather than keep a list.
const LETTERS: usize = 80;

/// A folder of letters, old enough to be kept, which a desk has read.
fn read_once() -> Client {
    let room = tempfile::tempdir().expect("a folder");
    for number in 0..LETTERS {
        let text = format!(
            "---\noffice: pga\ndate: 2026-01-02\nsubject: Topic {number}\nto: all-permanent-representatives\n\
             signatories: {{ name: Amara Lindqvist, title: President of the General Assembly }}\n---\nA letter.\n"
        );
        std::fs::write(room.path().join(format!("2026-01-02-pga-{number}.md")), text).unwrap();
    }
    let cover = "---\nkind: transmittal\noffice: pga\ndate: 2026-01-03\nto: all-permanent-representatives\n\
                 signatories: { name: Amara Lindqvist, title: President of the General Assembly }\n\
                 enclosures: [{ letter: 2026-01-02-pga-7 }]\n---\n";
    std::fs::write(room.path().join("cover.md"), cover).unwrap();
    // What changed a moment ago is not kept.
    std::thread::sleep(std::time::Duration::from_millis(2200));
    let desk = Client::at(room);
    desk.until_read(LETTERS + 1);
    wait(|| kept(&desk.folder()).is_some());
    desk
}

fn wait(is_so: impl Fn() -> bool) {
    let began = std::time::Instant::now();
    while !is_so() {
        assert!(began.elapsed().as_secs() < 60, "nothing came");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

fn kept(folder: &Path) -> Option<Vec<u8>> {
    std::fs::read(folder.join(".chancery-desk/listing")).ok()
}

fn keep(folder: &Path, bytes: &[u8]) {
    std::fs::write(folder.join(".chancery-desk/listing"), bytes).unwrap();
}

/// The list with a title changed, and its hash made right.
fn forged(bytes: &[u8]) -> Vec<u8> {
    let mut forged = bytes[..bytes.len() - 32].to_vec();
    let at = forged
        .windows(8)
        .position(|eight| eight == b"Topic 42")
        .expect("a title");
    forged[at..at + 8].copy_from_slice(b"Topic XX");
    let hash = Sha256::digest(&forged);
    forged.extend_from_slice(&hash);
    forged
}

fn finds(desk: &Client, words: &str) -> bool {
    desk.get(&format!("/?q={words}")).text().contains("Letters: 1")
}

#[test]
fn a_list_is_kept_for_the_next_start() {
    let desk = read_once();
    let folder = desk.folder();
    let bytes = kept(&folder).expect("a list");
    // It is what the next start shows, where the files are as they were.
    keep(&folder, &forged(&bytes));
    let next = desk.reopened();
    next.until_read(LETTERS + 1);
    assert!(finds(&next, "topic+xx"));
    // What changed since is read anew, also what lies in another letter.
    keep(&folder, &bytes);
    let text = desk.text("2026-01-02-pga-42.md").replace("Topic 42", "Another topic");
    std::fs::write(folder.join("2026-01-02-pga-42.md"), text).unwrap();
    std::fs::write(folder.join("2026-01-02-pga-7.md"), "---\noffice: pga\ndate: 2026-02-30\n---\n")
        .unwrap();
    std::fs::remove_file(folder.join("2026-01-02-pga-9.md")).unwrap();
    let next = desk.reopened();
    next.until_read(LETTERS);
    wait(|| finds(&next, "another+topic"));
    wait(|| {
        let page = next.get("/?kind=transmittal").text();
        page.contains("Draft") && !page.contains("Letters: 0")
    });
}

#[test]
fn a_list_that_is_damaged_or_foreign_is_not_believed() {
    let desk = read_once();
    let folder = desk.folder();
    let bytes = kept(&folder).expect("a list");
    let half = &bytes[..bytes.len() / 2];
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 3] ^= 1;
    for bad in [b"".as_slice(), b"chancery listing 1\n", half, &flipped, &[0; 4096]] {
        keep(&folder, bad);
        let next = desk.reopened();
        next.until_read(LETTERS + 1);
        assert!(finds(&next, "topic+42"));
    }
    // A folder that somebody sent, with a list that says what its letters do not.
    let sent = tempfile::tempdir().expect("a folder");
    for name in desk.names() {
        std::fs::copy(folder.join(&name), sent.path().join(&name)).unwrap();
    }
    std::fs::create_dir(sent.path().join(".chancery-desk")).unwrap();
    keep(sent.path(), &forged(&bytes));
    let next = Client::at(sent);
    next.until_read(LETTERS + 1);
    assert!(finds(&next, "topic+42") && !finds(&next, "topic+xx"));
}
