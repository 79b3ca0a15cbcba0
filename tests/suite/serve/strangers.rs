//! Addresses that lead nowhere they should: ids go through the store, never through a path.

use super::samples;

#[test]
fn no_address_leads_out_of_the_folder() {
    let desk = samples();
    let folder = desk.folder();
    let secret = folder.parent().expect("a folder").join("chancery-secret.md");
    std::fs::write(&secret, "---\noffice: pga\ndate: 2026-01-01\n---\nsecret words\n").unwrap();
    std::os::unix::fs::symlink(&secret, folder.join("link.md")).unwrap();
    std::fs::create_dir_all(folder.join(".hidden")).unwrap();
    std::fs::write(folder.join(".hidden/a.md"), "---\noffice: pga\n---\nsecret words\n").unwrap();
    let mut told = Vec::new();
    for page in
        ["letter", "page", "source", "versions", "file/txt", "trace", "state", "rename", "paper"]
    {
        for path in [
            "../chancery-secret",
            "..%2Fchancery-secret",
            "%2e%2e/chancery-secret",
            "a/../../chancery-secret",
            "/etc/passwd",
            "%2Fetc%2Fpasswd",
            "..%5Cchancery-secret",
            "link",
            ".hidden/a",
            ".chancery-desk/letters",
            "chancery",
            "2026-09-14-pga-briefing%00",
            "2026-09-14-pga-briefing.md",
            "C:%5Ca",
        ] {
            let answer = desk.get(&format!("/{page}/{path}"));
            if answer.body.contains("secret words") || answer.status == 500 {
                told.push(format!("{page}/{path}: {} {}", answer.status, answer.body));
            }
        }
    }
    std::fs::remove_file(&secret).unwrap();
    assert!(told.is_empty(), "{told:#?}");
}

/// What strangers write is text on every page of the desk.
#[test]
fn words_of_a_record_are_never_markup() {
    let desk = samples();
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;{{ words.desk }}";
    let text = format!(
        "---\noffice: pga\ndate: 2026-01-01\nsubject: '{}'\nto: {{ name: '{0}' }}\n---\n{0}\n",
        hostile.replace('\'', "''")
    );
    std::fs::write(desk.folder().join("hostile.md"), text).unwrap();
    for address in [
        "/letter/hostile",
        "/source/hostile",
        "/rename/hostile",
        "/versions/hostile",
        "/",
        "/new?way=again&from=hostile",
    ] {
        let page = desk.get(address);
        assert!(!page.body.contains("<script>alert"), "{address}: {}", page.body);
        assert!(!page.body.contains("<img src=x"), "{address}: {}", page.body);
    }
}

#[test]
fn every_answer_carries_what_keeps_strangers_out() {
    let desk = samples();
    for address in [
        "/",
        "/letter/2026-09-14-pga-briefing",
        "/page/2026-09-14-pga-briefing",
        "/nowhere",
        "/assets/x/desk.js",
    ] {
        let page = desk.get(address);
        let policy = page.field("content-security-policy").expect("a policy");
        assert!(policy.starts_with("default-src 'none'"), "{address}: {policy}");
        assert!(!policy.contains("unsafe"), "{address}: {policy}");
        assert_eq!(page.field("x-content-type-options"), Some("nosniff"), "{address}");
        assert_eq!(page.field("cross-origin-resource-policy"), Some("same-origin"), "{address}");
        assert!(page.field("access-control-allow-origin").is_none(), "{address}");
    }
}

#[test]
fn a_request_that_is_too_large_is_refused() {
    let desk = samples();
    let body = "source=".to_owned() + &"a".repeat(60 << 20);
    let answer = desk.post("/source/2026-09-14-pga-briefing", &body);
    assert_eq!(answer.status, 413, "{}", answer.body);
}
