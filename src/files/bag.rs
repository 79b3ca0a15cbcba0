//! A bag: a site and its records, packed for another archive (BagIt 1.0, RFC 8493).

use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::{hashes, is_within, plainly};
use crate::archive::FileHash;
use crate::error::Error;
use crate::text::hex;

/// That a bag can be put at `bag` when the site is done, so that nobody waits in vain for it.
///
/// # Errors
/// That there is something already, or that it would lie in what it is to hold.
pub fn bag_fits(records: &Path, site: &Path, bag: &Path) -> Result<(), Error> {
    if std::fs::symlink_metadata(bag).is_ok() {
        return Err(Error::output(format!("{} is there already", bag.display()))
            .help("a bag is never changed: give another name"));
    }
    for (folder, what) in [(site, "site"), (records, "folder of records")] {
        if is_within(bag, folder) {
            let message = format!("the bag {} would lie in the {what}", bag.display());
            return Err(Error::output(message)
                .help(format!("give --bag a place outside {}", folder.display())));
        }
    }
    let above = bag.ancestors().skip(1).find(|above| above.exists());
    match above.filter(|above| !above.is_dir()) {
        Some(file) => Err(Error::output(format!(
            "the bag {} cannot be made: {} is a file",
            bag.display(),
            file.display()
        ))
        .help("give --bag the name of a new folder")),
        None => Ok(()),
    }
}

/// Packs the records and the site into a new folder at `bag`. The bag is whole or absent: it
/// gets its name when all of it is written.
///
/// # Errors
/// That there is something at `bag`, or that it cannot be written.
pub fn bag(records: &Path, site: &Path, bag: &Path) -> Result<(), Error> {
    let wrong = |path: &Path, error: &std::io::Error| {
        Error::output(format!("cannot write {}: {}", path.display(), plainly(error)))
    };
    bag_fits(records, site, bag)?;
    let above = bag
        .parent()
        .filter(|above| *above != Path::new(""))
        .unwrap_or(Path::new("."));
    std::fs::create_dir_all(above).map_err(|error| wrong(above, &error))?;
    let room = tempfile::Builder::new().prefix(".chancery-bag-").tempdir_in(above);
    let room = room.map_err(|error| wrong(above, &error))?;
    let mut payload = Vec::new();
    for (name, from) in [("records", records), ("site", site)] {
        let mut paths = Vec::new();
        hashes::walk(from, "", &mut paths)?;
        // Records may lie around the site, and hidden files are nobody's records.
        let skip = |path: &str| name == "records" && (path.starts_with('.') || path.contains("/."));
        let site_within = within(records, site);
        paths.retain(|path| !skip(path));
        if let (Some(within), "records") = (&site_within, name) {
            paths.retain(|path| !path.starts_with(within.as_str()));
        }
        let copied: Result<Vec<_>, Error> = paths
            .into_par_iter()
            .map(|path| {
                let (source, named) = (from.join(&path), format!("data/{name}/{path}"));
                let target = room.path().join(&named);
                let folder = target.parent().unwrap_or(room.path());
                std::fs::create_dir_all(folder).map_err(|error| wrong(folder, &error))?;
                std::fs::copy(&source, &target).map_err(|error| wrong(&target, &error))?;
                Ok((named, hashes::hash(&target)?))
            })
            .collect();
        payload.extend(copied?);
    }
    payload.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut tags = Vec::new();
    for (name, text) in [
        ("bag-info.txt", info(&payload)),
        ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
        ("manifest-sha256.txt", manifest(&payload)),
    ] {
        let path = room.path().join(name);
        std::fs::write(&path, &text).map_err(|error| wrong(&path, &error))?;
        let sha256: [u8; 32] = Sha256::digest(&text).into();
        tags.push((name.to_owned(), FileHash { sha256: hex(&sha256), bytes: text.len() as u64 }));
    }
    let path = room.path().join("tagmanifest-sha256.txt");
    std::fs::write(&path, manifest(&tags)).map_err(|error| wrong(&path, &error))?;
    let made = room.keep();
    std::fs::rename(&made, bag).map_err(|error| {
        let _ = std::fs::remove_dir_all(&made);
        wrong(bag, &error)
    })
}

/// The path of `site` within `records`, if it lies there.
fn within(records: &Path, site: &Path) -> Option<String> {
    let (records, site) = (records.canonicalize().ok()?, site.canonicalize().ok()?);
    let inner = site.strip_prefix(&records).ok()?;
    Some(format!("{}/", inner.display()))
}

/// RFC 8493, section 2.2.2: without a date, for the same letters make the same bag every day.
fn info(payload: &[(String, FileHash)]) -> String {
    let bytes: u64 = payload.iter().map(|(_, file)| file.bytes).sum();
    format!(
        "Bag-Software-Agent: Chancery {}\nPayload-Oxum: {bytes}.{}\n",
        env!("CARGO_PKG_VERSION"),
        payload.len()
    )
}

/// RFC 8493, section 2.1.3: in a path, line breaks and per cent signs are encoded.
fn manifest(files: &[(String, FileHash)]) -> String {
    let mut out = String::new();
    for (path, file) in files {
        let path = path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D");
        let _ = writeln!(out, "{}  {path}", file.sha256);
    }
    out
}
