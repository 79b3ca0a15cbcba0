//! The record's own words in a traced letter: prose, and words in the place of clauses.

use super::Tracer;
use super::embed::{self, Embedding, From};
use super::values::Values;
use crate::compose::fields::Fields;
use crate::document::{self, Block, Diagnostic, Field, Inline, MergeFields, Refusal};
use crate::text::tags;
use crate::trace::{Origin, Span};

impl Tracer {
    /// Reads prose, or the words of a clause, into a tree whose texts have tags.
    ///
    /// # Errors
    /// What [`document::read_prose`] says.
    pub(in crate::compose) fn prose(
        &self,
        markdown: &str,
        (fields, values): (&Fields<'_>, &Values<'_>),
        clause: Option<&str>,
    ) -> Result<Vec<Block>, Vec<Diagnostic>> {
        let own = |range: Span| match clause {
            Some(clause) => Origin::Say { clause: clause.to_owned(), range },
            None => Origin::Prose { range },
        };
        let fields = TracedFields { fields, values, tracer: self, own: &own };
        let mut blocks = document::read_prose(markdown, &fields)?;
        let printed = document::printed(markdown);
        let mut embedding = Embedding::new(&printed, &|_, _| true);
        embed::texts(&mut blocks, &mut |text| {
            embedding.text(text, &mut |start, end| {
                Some(From { origin: self.number(own((start..end).into())), put_by: None })
            });
        });
        Ok(blocks)
    }
}

/// Merge fields whose values have tags.
struct TracedFields<'a> {
    fields: &'a Fields<'a>,
    values: &'a Values<'a>,
    tracer: &'a Tracer,
    /// Where the field itself stands.
    own: &'a dyn Fn(Span) -> Origin,
}

impl MergeFields for TracedFields<'_> {
    fn inline(&self, field: &Field) -> Result<Vec<Inline>, Refusal> {
        let mut inlines = self.fields.inline(field)?;
        let put_by = self.tracer.number((self.own)(field.range.clone().into()));
        let path = self.fields.last_looked_up();
        let value = self.values.looked_up(&path);
        let items = self.fields.items(field);
        let items = items.iter().enumerate();
        let items: Vec<_> = items
            .map(|(at, text)| (text.as_str(), self.values.looked_up(&format!("{path}[{at}]"))))
            .collect();
        let has_days = inlines.iter().any(|inline| matches!(inline, Inline::Date { .. }));
        let with_times = field.forms.iter().any(|form| form == "with-time");
        for inline in &mut inlines {
            let (text, rest) = match inline {
                Inline::Text { text } if has_days && !with_times => {
                    (text, self.tracer.phrase("dates"))
                }
                Inline::Text { text } if !items.is_empty() => (text, self.tracer.phrase("lists")),
                Inline::Text { text } | Inline::Date { text, .. } => (text, value),
                _ => continue,
            };
            let parts = tags::value_of_parts(text, &items, rest);
            *text = within(&parts, put_by);
        }
        Ok(inlines)
    }

    fn block(&self, field: &Field) -> Option<Result<Vec<Block>, Refusal>> {
        self.fields.block(field)
    }
}

/// A value as the tree carries it: white space stands outside of the tags.
fn within(value: &str, put_by: usize) -> String {
    let mut out = String::with_capacity(value.len() + 32);
    for (text, origin) in tags::stretches(value) {
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len().max(start);
        out.push_str(&text[..start]);
        if let (Some(origin), false) = (origin, start == end) {
            out.push_str(&tags::open(put_by));
            tags::within(&text[start..end], origin, &mut out);
            out.push(tags::CLOSE);
        }
        out.push_str(&text[end..]);
    }
    out
}
