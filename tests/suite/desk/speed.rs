//! How long it takes: `cargo test desk::speed -- --ignored --nocapture`.

use std::time::{Duration, Instant};

use super::*;

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[test]
#[ignore = "a measurement"]
fn saves_and_lists() {
    let record =
        std::fs::read("letters/2018-01-18-pga-ign.md").unwrap_or_else(|_| b"text\n".repeat(800));
    let office = Office::new();
    office.put(&format!("{ID}.md"), &record);
    let mut base = office.desk.read(ID).expect("a letter").base;
    let mut times = Vec::new();
    for number in 0..1000 {
        let text = [&record[..], format!("\n{number}").as_bytes()].concat();
        let start = Instant::now();
        let saved = office.desk.save(ID, base, &text, &by("Anna", number)).expect("saved");
        times.push(start.elapsed());
        let Save::Saved { base: new } = saved else { panic!("{saved:?}") };
        base = new;
    }
    println!("save, {} bytes, 1,000 versions: {:?}", record.len(), median(times));
    let start = Instant::now();
    let versions = office.desk.versions(ID).expect("versions").len();
    println!("list {versions} versions: {:?}", start.elapsed());

    let folder = office.path().join("many");
    std::fs::create_dir(&folder).expect("a folder");
    for number in 0..100_000 {
        std::fs::write(folder.join(format!("{number}.md")), "x").expect("written");
    }
    for _ in 0..2 {
        let start = Instant::now();
        let listed = office.desk.list(0).expect("a list").records.len();
        println!("list {listed} letters: {:?}", start.elapsed());
    }
    let start = Instant::now();
    office.desk.read("many/99999").expect("a letter");
    println!("read one of them: {:?}", start.elapsed());
    let start = Instant::now();
    office.create("many/new");
    println!("create one among them: {:?}", start.elapsed());
}
