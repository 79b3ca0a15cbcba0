//! `sitemap.xml`: the pages of the site for search engines (sitemaps.org, protocol 0.9).

use super::xml::text;
use crate::archive::site::{Site, folder_of, href};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The addresses of pages.
pub(super) fn write(site: &Site, paths: &[String]) -> Vec<u8> {
    list(site, "urlset", "url", paths)
}

/// The addresses of sitemaps.
pub(super) fn index(site: &Site, paths: &[String]) -> Vec<u8> {
    list(site, "sitemapindex", "sitemap", paths)
}

fn list(site: &Site, all: &str, one: &str, paths: &[String]) -> Vec<u8> {
    let base = site.base.as_deref().unwrap_or_default();
    let mut out = String::with_capacity(paths.len() * 120);
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str(&format!("<{all} xmlns=\"{NAMESPACE}\">\n"));
    for path in paths {
        let address = format!("{base}{}", href(folder_of(path)));
        out.push_str(&format!("<{one}><loc>{}</loc></{one}>\n", text(&address)));
    }
    out.push_str(&format!("</{all}>\n"));
    out.into_bytes()
}
