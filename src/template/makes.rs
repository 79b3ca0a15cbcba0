//! Which template files make a letter, so that it is made again when one of them changes, and
//! not otherwise.

use std::collections::BTreeMap;

use super::Templates;

impl Templates {
    /// The files that make a letter of `kind` by `office` in `language`, by the names under
    /// which it asks for them, and their paths. Of the wordings of other kinds, only those it builds on.
    pub fn makes(&self, office: &str, language: &str, kind: &str) -> BTreeMap<(&str, &str), &[u8]> {
        let lineage = self.lineage(office);
        let folders: Vec<_> = lineage.iter().map(|office| format!("offices/{office}/")).collect();
        // Whatever of that name lies below others counts too: settings and wordings go on from it.
        let files = self.files().filter_map(|(whole, bytes)| {
            let common = (!whole.starts_with("offices/")).then_some(whole);
            let own = folders.iter().find_map(|folder| whole.strip_prefix(folder.as_str()));
            Some(((common.or(own)?, whole), bytes))
        });
        let all: BTreeMap<(&str, &str), &[u8]> = files.collect();
        let role = |path: &str| -> Role {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            match folder {
                "desk" | "new" | "site" | "directories" => Role::Elsewhere,
                // `fr.toml` beside `office.toml`: the office's names in another language.
                "" if name.ends_with(".toml") && name != "office.toml" => {
                    if name.strip_suffix(".toml") == Some(language) {
                        Role::Common
                    } else {
                        Role::Elsewhere
                    }
                }
                "" | "frames" | "page" => Role::Common,
                _ if matches!(
                    name,
                    "desk.toml" | "site.toml" | "search.toml" | "difference.toml" | "import.toml"
                ) =>
                {
                    Role::Elsewhere
                }
                _ if folder == language => match name.rsplit_once('.') {
                    Some((stem, "md")) if stem != super::set::PARTS => Role::Kind(stem == kind),
                    Some((stem, "toml")) if !super::set::NO_KINDS.contains(&stem) => {
                        Role::Kind(stem == kind)
                    }
                    _ => Role::Common,
                },
                _ if matches!(folder.strip_prefix(language), Some("/blocks" | "/clauses")) => {
                    Role::Common
                }
                _ => Role::Elsewhere,
            }
        };
        let (mut made, mut others) = (BTreeMap::new(), BTreeMap::new());
        for (path, bytes) in all {
            match role(path.0) {
                Role::Common | Role::Kind(true) => made.insert(path, bytes),
                Role::Kind(false) => others.insert(path, bytes),
                Role::Elsewhere => None,
            };
        }
        // A wording may extend another one, and that one a third.
        loop {
            let named = others.iter().find(|((path, _), _)| {
                let quoted = format!("\"{path}\"");
                let wordings = made.iter().filter(|((path, _), _)| path.ends_with(".md"));
                wordings
                    .filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok())
                    .any(|text| text.contains(&quoted))
            });
            let Some((path, bytes)) = named.map(|(path, bytes)| (*path, *bytes)) else {
                return made;
            };
            others.remove(&path);
            made.insert(path, bytes);
        }
    }
}

/// What a file is to a letter.
enum Role {
    /// Every letter of the office in the language is made with it.
    Common,
    /// It words a kind of letter: this one's, or another.
    Kind(bool),
    /// It makes no letter.
    Elsewhere,
}
