//! What templates are given: a view's fields by name, and of the record's own only those that are read.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::ser::{Error as _, Impossible, Serialize, SerializeStruct, Serializer};
use tera::{Context, Value};

use super::traced::tag_value;
use crate::finding::Finding;

/// The field of a view that holds the record's own fields.
const LETTER: &str = "letter";

/// The data of one letter, as templates see it.
pub struct Data<'v> {
    pub(super) context: Context,
    /// With all fields of the record: a message names what a template could have read.
    whole: Box<dyn Fn() -> Result<Context, Unfit> + 'v>,
    /// What was added since.
    added: Vec<(&'static str, Value)>,
}

/// Tags a text by its path in a view and its words, or says nothing of it.
pub(crate) type Tag<'t> = &'t mut dyn FnMut(&str, &str) -> Option<String>;

/// Which items of a list are meant.
pub struct Chosen<'c> {
    /// What templates call the list.
    pub name: &'static str,
    /// Of each item, in order, whether it is meant.
    pub items: &'c [bool],
}

impl fmt::Debug for Data<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.context.fmt(f)
    }
}

impl<'v> Data<'v> {
    /// The fields of `view`; of its letter only those in `reads`, or all.
    ///
    /// # Errors
    /// That something in it cannot be template data, such as a group whose keys are no words.
    pub(super) fn new(
        view: &'v impl Serialize,
        reads: Option<&BTreeSet<String>>,
    ) -> Result<Self, Vec<Finding>> {
        let context = context_of(view, reads)?;
        Ok(Self { context, whole: Box::new(|| context_of(view, None)), added: Vec::new() })
    }

    /// The same, with every text tagged as `tag` says of its path and words.
    ///
    /// # Errors
    /// That something in it cannot be template data.
    pub(super) fn tagged(
        view: &'v impl Serialize,
        reads: Option<&BTreeSet<String>>,
        tag: Tag<'_>,
    ) -> Result<Self, Vec<Finding>> {
        let context = tagged_context_of(view, reads, tag)?;
        Ok(Self { context, whole: Box::new(|| context_of(view, None)), added: Vec::new() })
    }

    /// With all fields of the record.
    pub(super) fn whole(&self) -> Result<Context, Vec<Finding>> {
        let mut whole = (self.whole)()?;
        for (name, value) in &self.added {
            whole.insert_value(*name, value.clone());
        }
        Ok(whole)
    }

    /// Adds a group of lists: of each list of the letter, or of the view, the items that are meant.
    pub fn choose<'c>(&mut self, group: &'static str, lists: impl Iterator<Item = Chosen<'c>>) {
        let letter = self.context.get(LETTER);
        let lists = lists.map(|list| {
            let found = self
                .context
                .get(list.name)
                .or_else(|| letter.and_then(|letter| letter.get_from_path(list.name)));
            let all = found.and_then(Value::as_array).unwrap_or_default();
            let value = match found {
                Some(found) if list.items.iter().all(|meant| *meant) => found.clone(),
                _ => {
                    let meant = all.iter().zip(list.items).filter(|(_, meant)| **meant);
                    Value::from(meant.map(|(item, _)| item.clone()).collect::<Vec<_>>())
                }
            };
            (list.name.into(), value)
        });
        let lists = Value::from(lists.collect::<tera::Map>());
        self.add(group, lists);
    }

    /// Adds a text that is Markdown, or takes the place of one that the view has.
    pub fn set_markdown(&mut self, name: &'static str, text: Option<&str>) {
        self.add(name, text.map_or_else(Value::none, Value::safe_string));
    }

    /// Adds a group of words by name.
    pub fn set_group<'c>(
        &mut self,
        group: &'static str,
        words: impl Iterator<Item = (&'c str, &'c str)>,
    ) {
        let words = words.map(|(name, word)| (name.to_owned().into(), Value::from(word)));
        self.add(group, Value::from(words.collect::<tera::Map>()));
    }

    /// Puts words into a group of the view, or takes them out of it.
    pub fn set_in(&mut self, group: &'static str, words: &[(&str, Option<&str>)]) {
        let mut map = self
            .context
            .get(group)
            .and_then(Value::as_map)
            .cloned()
            .unwrap_or_default();
        for (name, word) in words {
            map.insert((*name).to_owned().into(), word.map_or_else(Value::none, Value::from));
        }
        self.add(group, Value::from(map));
    }

    fn add(&mut self, name: &'static str, value: Value) {
        self.context.insert_value(name, value.clone());
        self.added.push((name, value));
    }
}

/// The fields of a view as template data.
///
/// # Errors
/// That something in it cannot be template data.
pub(super) fn context_of(
    view: &impl Serialize,
    reads: Option<&BTreeSet<String>>,
) -> Result<Context, Unfit> {
    let mut context = Context::new();
    for (name, value) in view.serialize(Fields { wanted: None, of_letter: reads })? {
        context.insert_value(Cow::Borrowed(name), value);
    }
    Ok(context)
}

/// The fields of a view as template data, with every text tagged as `tag` says.
///
/// # Errors
/// That something in it cannot be template data.
pub(super) fn tagged_context_of(
    view: &impl Serialize,
    reads: Option<&BTreeSet<String>>,
    tag: &mut dyn FnMut(&str, &str) -> Option<String>,
) -> Result<Context, Unfit> {
    let mut context = Context::new();
    for (name, value) in view.serialize(Fields { wanted: None, of_letter: reads })? {
        context.insert_value(Cow::Borrowed(name), tag_value(&value, name, tag));
    }
    Ok(context)
}

/// Something that cannot be template data; why.
#[derive(Debug)]
pub(super) struct Unfit(String);

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unfit {}

impl serde::ser::Error for Unfit {
    fn custom<T: fmt::Display>(why: T) -> Self {
        Self(why.to_string())
    }
}

impl From<Unfit> for Vec<Finding> {
    fn from(unfit: Unfit) -> Self {
        let message = format!("templates cannot be given the letter: {unfit}");
        vec![Finding::error("template", message)]
    }
}

/// Takes a struct apart into its fields.
#[derive(Clone, Copy)]
struct Fields<'r> {
    /// Only these; all where there is no list.
    wanted: Option<&'r BTreeSet<String>>,
    /// Of the field that is the letter, only these.
    of_letter: Option<&'r BTreeSet<String>>,
}

/// The fields so far.
struct Taken<'r> {
    from: Fields<'r>,
    fields: Vec<(&'static str, Value)>,
}

impl SerializeStruct for Taken<'_> {
    type Ok = Vec<(&'static str, Value)>;
    type Error = Unfit;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        if self.from.wanted.is_some_and(|wanted| !wanted.contains(name)) {
            return Ok(());
        }
        let value = match self.from.of_letter.filter(|_| name == LETTER) {
            Some(_) => {
                let of_letter = Fields { wanted: self.from.of_letter, of_letter: None };
                let fields = value.serialize(of_letter)?.into_iter();
                Value::from(fields.collect::<BTreeMap<_, _>>())
            }
            None => Value::try_from_serializable(value).map_err(Unfit::custom)?,
        };
        self.fields.push((name, value));
        Ok(())
    }

    fn end(self) -> Result<Self::Ok, Unfit> {
        Ok(self.fields)
    }
}

/// What is not a struct has no fields by name.
macro_rules! no_fields {
    ($($method:ident($($type:ty),*) -> $ok:ty;)*) => {
        $( fn $method(self $(, _: $type)*) -> Result<$ok, Unfit> {
            Err(Unfit::custom(concat!("no fields by name: ", stringify!($method))))
        } )*
    };
}

type No = Impossible<Vec<(&'static str, Value)>, Unfit>;

impl<'r> Serializer for Fields<'r> {
    type Ok = Vec<(&'static str, Value)>;
    type Error = Unfit;
    type SerializeStruct = Taken<'r>;
    type SerializeSeq = No;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = No;
    type SerializeStructVariant = No;

    fn serialize_struct(self, _: &'static str, len: usize) -> Result<Taken<'r>, Unfit> {
        Ok(Taken { from: self, fields: Vec::with_capacity(len) })
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Self::Ok, Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Self::Ok, Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: &T,
    ) -> Result<Self::Ok, Unfit> {
        self.serialize_str(name)
    }

    no_fields! {
        serialize_bool(bool) -> Self::Ok;
        serialize_i8(i8) -> Self::Ok;
        serialize_i16(i16) -> Self::Ok;
        serialize_i32(i32) -> Self::Ok;
        serialize_i64(i64) -> Self::Ok;
        serialize_u8(u8) -> Self::Ok;
        serialize_u16(u16) -> Self::Ok;
        serialize_u32(u32) -> Self::Ok;
        serialize_u64(u64) -> Self::Ok;
        serialize_f32(f32) -> Self::Ok;
        serialize_f64(f64) -> Self::Ok;
        serialize_char(char) -> Self::Ok;
        serialize_str(&str) -> Self::Ok;
        serialize_bytes(&[u8]) -> Self::Ok;
        serialize_none() -> Self::Ok;
        serialize_unit() -> Self::Ok;
        serialize_unit_struct(&'static str) -> Self::Ok;
        serialize_unit_variant(&'static str, u32, &'static str) -> Self::Ok;
        serialize_seq(Option<usize>) -> No;
        serialize_tuple(usize) -> No;
        serialize_tuple_struct(&'static str, usize) -> No;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> No;
        serialize_map(Option<usize>) -> No;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> No;
    }
}
