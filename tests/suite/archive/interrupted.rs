//! What disturbs a build: another one, a folder of somebody else, a kill, a full disk.

use std::fs;

use crate::common::store::{self, tree};
use crate::prelude::*;

#[test]
fn a_second_builder_says_so_and_stops() {
    let desk = TempSite::with_samples();
    desk.build(&[]);
    let lock = fs::File::options()
        .write(true)
        .open(desk.site().join(".chancery/lock"))
        .unwrap();
    lock.lock().unwrap();
    let (told, code) = desk.try_build(&[]);
    assert_eq!((code, told.contains("another build is writing to")), (4, true), "{told}");
}

#[test]
fn a_folder_of_somebody_else_is_not_written_to() {
    let desk = TempSite::with_samples();
    fs::create_dir_all(desk.site()).unwrap();
    fs::write(desk.site().join("thesis.txt"), "mine").unwrap();
    let (told, code) = desk.try_build(&[]);
    assert_eq!((code, told.contains("no build of Chancery made")), (4, true), "{told}");
    assert_eq!(tree(&desk.site()).len(), 1);
}

/// A build that is killed at any moment leaves whole files only, and the next one ends with
/// the bytes of one that was never disturbed.
#[test]
fn killed_at_a_hundred_moments() {
    let desk = TempSite::with_many(150);
    let reference = desk.folder("undisturbed");
    let (told, code) = desk.run(&["build", "RECORDS", "-o", reference.to_str().unwrap()]);
    assert_eq!(code, 0, "{told}");
    let whole = store::bytes(&tree(&reference));
    let began = std::time::Instant::now();
    desk.build(&[]);
    let takes = began.elapsed();
    let mut moment = 0x2545_F491_4F6C_DD1D_u64;
    let (mut cut, mut begun) = (0, 0);
    for round in 0..100 {
        // Now and then from nothing; else on what the last one left, with a record changed.
        if round % 3 == 0 {
            fs::remove_dir_all(desk.site()).ok();
        }
        // Not a clock, but a sequence that is the same in every run.
        moment ^= moment << 13;
        moment ^= moment >> 7;
        moment ^= moment << 17;
        let after = takes.mul_f64((moment % 1000) as f64 / 1000.0);
        let mut child = desk.start(&["build", "RECORDS", "-o", "SITE", "--quiet"]);
        std::thread::sleep(after);
        cut += usize::from(child.try_wait().unwrap().is_none());
        child.kill().ok();
        child.wait().unwrap();
        for (path, bytes) in store::bytes(&tree(&desk.site())) {
            // What is being written has a name of its own, and no reader of a site sees it.
            let name = path.rsplit('/').next().unwrap_or_default();
            if name.starts_with('.') {
                continue;
            }
            begun += 1;
            assert_eq!(whole.get(&path), Some(&bytes), "{path} is not whole after {after:?}");
        }
    }
    println!("{cut} of 100 builds were cut short, {begun} files looked at");
    assert!(cut > 20 && begun > 1000, "{cut} cut short, {begun} files");
    desk.build(&[]);
    assert_eq!(store::bytes(&tree(&desk.site())), whole);
}

/// The same where the disk is full.
#[test]
fn a_full_disk_leaves_whole_files() {
    let desk = TempSite::with_many(150);
    let reference = desk.folder("undisturbed");
    desk.run(&["build", "RECORDS", "-o", reference.to_str().unwrap()]);
    let whole = store::bytes(&tree(&reference));
    let disk = desk.folder("disk");
    let Some(disk) = store::Disk::mount(&disk, "2m") else {
        skip("a small file system cannot be mounted here");
        return;
    };
    let site = disk.path().join("site");
    let (told, code) = desk.run(&["build", "RECORDS", "-o", site.to_str().unwrap()]);
    assert_eq!((code, told.contains("the disk is full")), (4, true), "{told}");
    assert!(told.contains("make room and run the command again"), "{told}");
    for (path, bytes) in store::bytes(&tree(&site)) {
        let name = path.rsplit('/').next().unwrap_or_default();
        assert!(name.starts_with('.') || whole.get(&path) == Some(&bytes), "{path} is not whole");
    }
    disk.grow("64m");
    let (told, code) = desk.run(&["build", "RECORDS", "-o", site.to_str().unwrap()]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(store::bytes(&tree(&site)), whole);
}
