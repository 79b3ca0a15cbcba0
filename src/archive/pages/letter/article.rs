//! The letter itself, out of its HTML file.

/// What stands in `<main>`, else in the body, with its headings two levels deeper: above them
/// stand the heading of the page and that of the letter.
pub(super) fn of(html: &str) -> String {
    let inner = within(html, "main").or_else(|| within(html, "body"));
    deeper(inner.unwrap_or(html).trim())
}

/// What stands between the first tag of that name and the last one that closes it.
fn within<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    let open = format!("<{name}");
    let mut tags = html.match_indices(&open).map(|(at, _)| at + open.len());
    let start = tags.find(|at| html[*at..].starts_with(['>', ' ', '\n']))?;
    let start = start + html[start..].find('>')? + 1;
    let end = html[start..].rfind(&format!("</{name}>"))?;
    Some(&html[start..start + end])
}

/// The page's writer escapes `<` everywhere else, so a tag is a tag.
fn deeper(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let name = at + if rest[at..].starts_with("</") { 2 } else { 1 };
        let level = match rest.as_bytes().get(name..name + 3) {
            Some([b'h', level @ b'1'..=b'6', b'>' | b' ']) => (level + 2).min(b'6'),
            _ => {
                out.push_str(&rest[..name]);
                rest = &rest[name..];
                continue;
            }
        };
        out.push_str(&rest[..=name]);
        out.push(char::from(level));
        rest = &rest[name + 2..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_letter_is_found_and_its_headings_go_down() {
        let page = "<body><main>\n<h1>A</h1><hr><header>b</header><h2 class=\"c\">d</h2><h6>e</h6>\n</main></body>";
        assert_eq!(of(page), "<h3>A</h3><hr><header>b</header><h4 class=\"c\">d</h4><h6>e</h6>");
        assert_eq!(of("<body class=x>a</body>"), "a");
        assert_eq!(of("a"), "a");
    }
}
