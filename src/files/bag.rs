//! A bag: a site and its records, packed for another archive (BagIt 1.0, RFC 8493).

use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::room::Room;
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
    if let Some(path) = stray(&payload(records, site)?, records) {
        let path = records.join(path);
        let message = format!(
            "{} cannot go into a bag: it is a link, and leads to no file of the folder",
            path.display()
        );
        return Err(Error::output(message)
            .help("a bag holds files, not links that lead elsewhere: put the file itself there, or take the link out"));
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
    let room = Room::new(above).map_err(|error| wrong(above, &error))?;
    let mut of_site = Vec::new();
    hashes::walk(site, "", &mut of_site)?;
    if let Some(path) = stray(&of_site, site) {
        let path = site.join(path);
        let message = format!("{} is no file, and no build made it", path.display());
        return Err(Error::output(message).help("take it out of the site"));
    }
    let both = [("records", records, self::payload(records, site)?), ("site", site, of_site)];
    let mut payload = Vec::new();
    for (name, from, paths) in both {
        let copied: Result<Vec<_>, Error> = paths
            .into_par_iter()
            .map(|path| {
                let (source, named) = (from.join(&path), format!("data/{name}/{path}"));
                let target = room.path().join(&named);
                let folder = target.parent().unwrap_or(above);
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
    std::fs::rename(room.path(), bag).map_err(|error| wrong(bag, &error))
}

/// The files of the folder of records. They may lie around the site, and hidden files are
/// nobody's records.
fn payload(records: &Path, site: &Path) -> Result<Vec<String>, Error> {
    let mut paths = Vec::new();
    hashes::walk(records, "", &mut paths)?;
    let site = within(records, site);
    paths.retain(|path| {
        let hidden = path.starts_with('.') || path.contains("/.");
        !hidden && !site.as_ref().is_some_and(|site| path.starts_with(site.as_str()))
    });
    Ok(paths)
}

/// The first path that is no file, or a link out of the folder.
fn stray<'p>(paths: &'p [String], folder: &Path) -> Option<&'p String> {
    let root = folder.canonicalize().ok()?;
    paths.iter().find(|path| {
        let real = folder.join(path).canonicalize();
        !real.is_ok_and(|real| real.is_file() && real.starts_with(&root))
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
