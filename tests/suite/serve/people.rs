//! An office at one desk: people sign in with keys of their own, and readers write nothing.

use chancery::serve::keys::{self, Role};
use chancery::serve::{Options, Server};

use super::client::Client;
use super::copied;
use crate::prelude::*;

const BRIEFING: &str = "2026-09-14-pga-briefing";

/// A desk behind a proxy, with the keys of one who writes and of one who reads.
fn office() -> (Client, String, String) {
    let room = copied();
    let file = room.path().join(".keys");
    let writer = keys::add(&file, "Anna Berg", Role::Writer).expect("a key");
    let reader = keys::add(&file, "Omar Haddad", Role::Reader).expect("a key");
    let desk = Client::with(room, |options| {
        options.behind_proxy = true;
        options.allow_hosts = vec!["desk.example.org".to_owned()];
        options.keys = Some(file);
    });
    (desk.called_by("desk.example.org", "https://desk.example.org"), writer, reader)
}

#[test]
fn people_sign_in_and_their_changes_bear_their_names() {
    let (desk, writer, _) = office();
    let page = desk.get(&format!("/letter/{BRIEFING}"));
    assert_eq!(page.status, 401);
    assert!(page.text().contains("Sign in"), "{}", page.text());
    let wrong = desk.send_last(&page, &[("key", "chancery-wrong")]);
    assert_eq!(wrong.status, 401);
    assert!(wrong.text().contains("This desk knows no such key."), "{}", wrong.text());
    let answer = desk.send_last(&wrong, &[("key", &writer)]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    // To the page that was wanted.
    assert_eq!(answer.field("location"), Some(&*format!("/letter/{BRIEFING}")));
    let cookie = answer.field("set-cookie").expect("a cookie").to_owned();
    for says in ["__Host-chancery-", "HttpOnly", "SameSite=Strict", "Secure", "Path=/;"] {
        assert!(cookie.contains(says), "{says}: {cookie}");
    }
    assert!(!cookie.contains(&writer));
    let anna = desk.with_cookie(&cookie);
    let page = anna.get(&format!("/letter/{BRIEFING}"));
    assert!(page.text().contains("Anna Berg"), "{}", page.text());
    let answer = anna.send(&page, "record", &[("meetings[0].room", "Conference Room 4")]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let versions = anna.get(&format!("/versions/{BRIEFING}"));
    assert!(versions.text().contains("Anna Berg"), "{}", versions.text());
    // Nobody takes another's name.
    let other =
        anna.with_cookie(&format!("{}; chancery-name=Omar", cookie.split(';').next().unwrap()));
    let page = other.get("/");
    assert!(page.text().contains("Anna Berg") && !page.text().contains("Omar"), "{}", page.text());
    let left = anna.post("/leave", "");
    assert_eq!(left.status, 303);
    assert_eq!(anna.get("/").status, 401);
}

#[test]
fn readers_write_nothing() {
    let (desk, _, reader) = office();
    let entered = desk.send_last(&desk.get("/"), &[("key", &reader)]);
    let reads = desk.with_cookie(entered.field("set-cookie").expect("a cookie"));
    let before: Vec<_> = reads.names().iter().map(|name| reads.bytes(name)).collect();
    let page = reads.get("/");
    assert_eq!(page.status, 200);
    assert!(!page.links().iter().any(|link| link.starts_with("/new")), "{:?}", page.links());
    visit_all(&reads);
    for path in WRITING {
        let answer = reads.post(path, "base=a&do=save&source=gone&kind=letter&office=pga");
        assert_eq!(answer.status, 403, "{path}");
        assert!(answer.body.contains("Your key is for reading"), "{}", answer.body);
    }
    let after: Vec<_> = reads.names().iter().map(|name| reads.bytes(name)).collect();
    assert!(before == after, "a reader changed the folder");
    assert!(!reads.folder().join(".chancery-desk").exists(), "a reader leaves no trace");
    assert_eq!(reads.get(&format!("/file/txt/{BRIEFING}")).status, 200);
}

/// What a form is sent to.
const WRITING: &[&str] = &[
    "/new",
    "/letter/2026-09-14-pga-briefing",
    "/source/2026-09-14-pga-briefing",
    "/versions/2026-09-14-pga-briefing",
    "/rename/2026-09-14-pga-briefing",
    "/close/2026-09-14-pga-briefing",
    "/bin",
    "/settings/a",
    "/state/2026-09-14-pga-briefing",
];

fn visit_all(desk: &Client) {
    for path in [
        "/", "/new", "/letter/ID", "/page/ID", "/trace/ID", "/source/ID", "/versions/ID",
        "/versions/ID?compare=a", "/state/ID?tab=a", "/file/txt/ID", "/new?way=reply&from=ID",
        "/paper/ID", "/rename/ID", "/bin",
    ] {
        let page = desk.get(&path.replace("ID", BRIEFING));
        assert!(page.status < 500, "{path}: {}", page.body);
    }
}

#[test]
fn a_reading_room_takes_nothing_from_anybody() {
    let desk = Client::with(copied(), |options| options.read_only = true);
    let files = || {
        let found = std::fs::read_dir(desk.folder()).expect("a folder");
        let mut all: Vec<_> = found.map(|entry| entry.expect("an entry").path()).collect();
        all.sort();
        all.into_iter()
            .map(|path| std::fs::read(&path).unwrap_or_default())
            .collect::<Vec<_>>()
    };
    let before = files();
    visit_all(&desk);
    for path in WRITING {
        let answer = desk.post(path, "base=a&do=save&source=gone&kind=letter&office=pga");
        assert_eq!(answer.status, 403, "{path}: {}", answer.body);
    }
    assert_eq!(desk.post("/settings", "language=fr").status, 303);
    let asked = format!("{{\"letter\":{{\"id\":\"{BRIEFING}\"}}}}");
    assert_eq!(desk.call("POST", "/api/check", &asked).status, 200, "programs change nothing");
    assert!(before == files(), "the folder was changed");
}

/// The entrance speaks the visitor's language.
#[test]
fn the_entrance_speaks_six_languages() {
    let (desk, ..) = office();
    let mut titles = std::collections::BTreeSet::new();
    for language in ["ar", "en", "es", "fr", "ru", "zh"] {
        let page = desk.speaking(language).get("/enter");
        assert_eq!(page.status, 200);
        assert!(page.body.contains(&format!("lang=\"{language}\"")), "{}", page.body);
        crate::common::html::parse(&page.body);
        titles.insert(page.text());
    }
    assert_eq!(titles.len(), 6);
}

/// A desk that others could listen in on, or that knows nobody, does not open.
#[test]
fn beyond_this_machine_a_desk_demands_what_keeps_strangers_out() {
    let room = tempfile::tempdir().expect("a folder");
    let file = room.path().join(".keys");
    keys::add(&file, "case system", Role::Program).expect("a key");
    let open = |change: &dyn Fn(&mut Options)| {
        let mut options = Options::new(room.path().to_owned());
        change(&mut options);
        Server::open(engine(), Rules::default(), options)
            .err()
            .map(|error| error.to_string())
    };
    let everywhere = "0.0.0.0".parse().expect("an address");
    let name = || vec!["desk.example.org".to_owned()];
    for (says, change) in [
        (
            "whoever is on the way could read",
            &(|options: &mut Options| options.listen = everywhere) as &dyn Fn(&mut Options),
        ),
        ("by which name do people call the desk?", &|options| options.behind_proxy = true),
        ("who may come to the desk?", &|options| {
            options.behind_proxy = true;
            options.allow_hosts = name();
        }),
        ("who may come to the desk?", &|options| {
            options.behind_proxy = true;
            options.allow_hosts = name();
            options.keys = Some(file.clone());
        }),
        ("cannot read", &|options| options.keys = Some(room.path().join("nowhere"))),
        ("cannot read", &|options| {
            options.tls = Some(("nowhere.pem".into(), "nowhere.pem".into()))
        }),
        ("TLS is spoken by the desk or by the proxy", &|options| {
            options.behind_proxy = true;
            options.tls = Some(("a.pem".into(), "b.pem".into()));
        }),
    ] {
        let error = open(change).unwrap_or_default();
        assert!(error.contains(says), "{says}: {error}");
    }
}

/// With a certificate the desk speaks TLS itself, and nothing else.
#[test]
fn the_desk_speaks_tls() {
    if std::process::Command::new("curl").arg("--version").output().is_err() {
        return skip("curl is not here");
    }
    let room = tempfile::tempdir().expect("a folder");
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let (certificate, key) = (room.path().join(".cert.pem"), room.path().join(".key.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let options =
        Options { tls: Some((certificate.clone(), key)), ..Options::new(room.path().to_owned()) };
    let server = Server::open(engine(), Rules::default(), options).expect("a desk");
    let address = server.address().replace("127.0.0.1", "localhost");
    std::thread::spawn(move || server.run());
    assert!(address.starts_with("https://"), "{address}");
    let curl = |address: &str| {
        let output = std::process::Command::new("curl")
            .args(["-sS", "-D", "-", "--max-time", "20", "--cacert"])
            .arg(&certificate)
            .arg(address)
            .output()
            .expect("it runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let entered = curl(&address);
    assert!(entered.starts_with("HTTP/1.1 303") && entered.contains("; Secure"), "{entered}");
    let plain = curl(&address.replace("https://", "http://"));
    assert!(!plain.contains("HTTP/1.1 2") && !plain.contains("HTTP/1.1 3"), "{plain}");
}
