//! What is handed out beside single files, and how letters of the folder stand to each other.

use super::samples;

#[test]
fn a_letter_is_handed_out_in_all_formats_or_as_a_draft() {
    let desk = samples();
    let name = "2018-01-18-pga-ign";
    let page = desk.get(&format!("/letter/{name}"));
    assert!(page.body.contains(&format!("action=\"/file/chosen/{name}\"")), "{}", page.body);
    let all = desk.get(&format!("/file/chosen/{name}?format=zip"));
    assert_eq!(all.status, 200, "{}", all.text());
    assert!(all.field("content-disposition").expect("a name").contains(".zip"));
    for format in ["docx", "eml", "html", "txt", "akn", "json"] {
        assert!(all.body.contains(&format!("{name}.{format}")), "{format}");
    }
    let plain = desk.get(&format!("/file/chosen/{name}?format=txt"));
    let draft = desk.get(&format!("/file/chosen/{name}?format=txt&draft=1"));
    assert!(!plain.body.contains("DRAFT") && draft.body.contains("DRAFT"), "{}", draft.body);
    assert_eq!(desk.get(&format!("/file/chosen/{name}?format=doc")).status, 404);
}

#[test]
fn the_thread_of_a_letter_and_the_programme_are_pages() {
    let desk = samples();
    desk.until_read(15);
    let page = desk.get("/thread/2018-01-18-pga-ign");
    assert!(page.text().contains("encloses “"), "{}", page.text());
    assert!(
        page.links()
            .iter()
            .any(|link| link == "/letter/2018-01-17-ign-co-chairs")
    );
    let page = desk.get("/programme");
    assert!(page.text().contains("Trusteeship Council Chamber"), "{}", page.text());
    for language in ["ar", "en", "es", "fr", "ru", "zh"] {
        let desk = desk.speaking(language);
        for address in ["/thread/2018-01-18-pga-ign", "/programme"] {
            let page = desk.get(address);
            assert_eq!(page.status, 200, "{language}: {}", page.body);
            crate::common::html::parse(&page.body);
        }
    }
}
