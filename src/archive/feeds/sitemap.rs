//! `sitemap.xml`: the pages of the site for search engines (sitemaps.org, protocol 0.9).

use super::DECLARATION;
use crate::archive::site::{Site, folder_of, href};
use crate::write::xml::Xml;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The addresses of pages.
pub(super) fn write(site: &Site, paths: &[String]) -> String {
    list(site, "urlset", "url", paths)
}

/// The addresses of sitemaps.
pub(super) fn index(site: &Site, paths: &[String]) -> String {
    list(site, "sitemapindex", "sitemap", paths)
}

fn list(site: &Site, all: &str, one: &str, paths: &[String]) -> String {
    let base = site.base.as_deref().unwrap_or_default();
    let mut xml = Xml::fragment();
    xml.open(all, &[("xmlns", NAMESPACE)]);
    xml.line();
    for path in paths {
        xml.open(one, &[]);
        xml.element("loc", &format!("{base}{}", href(folder_of(path))));
        xml.close(one);
        xml.line();
    }
    xml.close(all);
    xml.line();
    format!("{DECLARATION}{}", xml.into_string())
}
