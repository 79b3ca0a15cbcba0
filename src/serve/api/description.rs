//! The description of the interface: OpenAPI 3.1, its data by the types that are read and written.

use std::sync::LazyLock;

use schemars::JsonSchema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};
use utoipa::openapi::path::{HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, LicenseBuilder, OpenApiBuilder, PathItem,
    PathsBuilder, Ref, RefOr, Required, ResponseBuilder, Schema, ServerBuilder,
};

use super::check::{CheckAnswer, CheckRequest};
use super::diff::DiffRequest;
use super::merge::{MergeAnswer, MergeRequest};
use super::problem::{MEDIA_TYPE, Problem};
use super::register::{LetterList, ListRequest, OneLetter};
use super::render::RenderRequest;
use crate::difference::Difference;
use crate::write::Format;

/// The description, as JSON.
pub(in crate::serve) static DESCRIPTION: LazyLock<String> = LazyLock::new(description);

const ABOUT: &str = "Official letters as records: check them, write them in every format, merge \
    them with lists, compare them, and look them up in the folder that the desk keeps. Nothing here \
    changes the folder. A key is made with `chancery key add FILE NAME --as program`, and the desk \
    knows it by `chancery serve DIR --keys FILE`.";

/// What a request may come to besides what it is for, by status.
const PROBLEMS: &[(&str, &str)] = &[
    ("400", "The request cannot be read as this description has it."),
    ("401", "No key was shown, or none that the desk knows."),
    ("403", "A page in a browser sent this, or the key is for a person."),
    ("404", "There is no such letter."),
    ("405", "The address knows other methods; the field Allow names them."),
    ("408", "The request took more than a minute."),
    ("421", "The desk is not called by the name in the field Host."),
];

/// The same for requests with a document.
const PROBLEMS_OF_BODIES: &[(&str, &str)] = &[
    ("413", "The request is larger than 48 MiB."),
    ("415", "The document is not JSON."),
    ("422", "What the letter, the list or the request says keeps it from being done."),
];

/// The types that are read, and those that are written.
struct Types {
    read: SchemaGenerator,
    written: SchemaGenerator,
}

impl Types {
    fn new() -> Self {
        let settings = || {
            let mut settings = SchemaSettings::draft2020_12();
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
            settings
        };
        Self {
            read: settings().into_generator(),
            written: settings().for_serialize().into_generator(),
        }
    }

    fn read<T: JsonSchema>(&mut self) -> Ref {
        self.read.subschema_for::<T>();
        Ref::from_schema_name(T::schema_name())
    }

    fn written<T: JsonSchema>(&mut self) -> Ref {
        self.written.subschema_for::<T>();
        Ref::from_schema_name(T::schema_name())
    }
}

fn description() -> String {
    let mut types = Types::new();
    let problem = types.written::<Problem>();
    let json = "application/json";
    let letters: Vec<_> = (Format::ALL.iter().filter(|format| format.is_built()))
        .map(|format| format.media_type())
        .collect();
    let changes =
        ["text/plain; charset=utf-8", "text/html; charset=utf-8", Format::DOCX.media_type()];
    let check = Described {
        id: "check",
        summary: "What is wrong with a letter, before it goes out",
        body: Some(types.read::<CheckRequest>()),
        answers: vec![(json, Some(types.written::<CheckAnswer<'_>>()))],
    };
    let render = Described {
        id: "render",
        summary: "A letter in a format",
        body: Some(types.read::<RenderRequest>()),
        answers: letters.into_iter().map(|kind| (kind, None)).collect(),
    };
    let merge = Described {
        id: "merge",
        summary: "One letter to everybody in a list",
        body: Some(types.read::<MergeRequest>()),
        answers: vec![(json, Some(types.written::<MergeAnswer<'_>>()))],
    };
    let mut answers = vec![(json, Some(types.written::<Difference>()))];
    answers.extend(changes.map(|kind| (kind, None)));
    let diff = Described {
        id: "diff",
        summary: "What changed between two letters",
        body: Some(types.read::<DiffRequest>()),
        answers,
    };
    let list = Described {
        id: "list",
        summary: "The letters of the folder, the newest first",
        body: None,
        answers: vec![(json, Some(types.written::<LetterList<'_>>()))],
    };
    let one = Described {
        id: "read",
        summary: "A letter of the folder, with its record and what is wrong with it",
        body: None,
        answers: vec![(json, Some(types.written::<OneLetter<'_>>()))],
    };
    let id = ParameterBuilder::new()
        .name("id")
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some("The id of the letter: the path of its record without its ending."))
        .schema(Some(schema(json!({ "type": "string", "minLength": 1 }))))
        .build();
    let list = queries::<ListRequest>(list.operation(&problem));
    let one = one.operation(&problem).parameter(id);
    let paths = PathsBuilder::new()
        .path("/api/check", PathItem::new(HttpMethod::Post, check.operation(&problem).build()))
        .path("/api/render", PathItem::new(HttpMethod::Post, render.operation(&problem).build()))
        .path("/api/merge", PathItem::new(HttpMethod::Post, merge.operation(&problem).build()))
        .path("/api/diff", PathItem::new(HttpMethod::Post, diff.operation(&problem).build()))
        .path("/api/letters", PathItem::new(HttpMethod::Get, list.build()))
        .path("/api/letters/{id}", PathItem::new(HttpMethod::Get, one.build()));
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("A key that `chancery key add --as program` made."))
        .build();
    let described = OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Chancery")
                .version(env!("CARGO_PKG_VERSION"))
                .description(Some(ABOUT))
                .license(Some(
                    LicenseBuilder::new()
                        .name("MIT OR Apache-2.0")
                        .identifier(Some("MIT OR Apache-2.0"))
                        .build(),
                ))
                .build(),
        )
        .servers(Some([ServerBuilder::new().url("/").build()]))
        .paths(paths.build())
        .components(Some(
            ComponentsBuilder::new()
                .security_scheme("key", SecurityScheme::Http(bearer))
                .build(),
        ))
        .security(Some([SecurityRequirement::new("key", Vec::<String>::new())]))
        .build();
    let mut described = serde_json::to_value(&described).unwrap_or_default();
    let mut all = Map::new();
    for generator in [&mut types.read, &mut types.written] {
        all.extend(generator.take_definitions(true));
    }
    described["components"]["schemas"] = Value::Object(all);
    serde_json::to_string_pretty(&described).unwrap_or_default() + "\n"
}

/// An operation, as it is described.
struct Described {
    id: &'static str,
    summary: &'static str,
    body: Option<Ref>,
    /// What comes back, by media type; a file where there is no type of data.
    answers: Vec<(&'static str, Option<Ref>)>,
}

impl Described {
    fn operation(self, problem: &Ref) -> OperationBuilder {
        let mut good = ResponseBuilder::new().description("Done.");
        for (kind, data) in self.answers {
            let content = match data {
                Some(data) => ContentBuilder::new().schema(Some(RefOr::<Schema>::Ref(data))),
                None => ContentBuilder::new().schema(Some(schema(json!({ "type": "string" })))),
            };
            good = good.content(kind, content.build());
        }
        let mut made = OperationBuilder::new()
            .operation_id(Some(self.id))
            .summary(Some(self.summary))
            .response("200", good.build());
        let more = if self.body.is_some() { PROBLEMS_OF_BODIES } else { &[] };
        for (status, why) in PROBLEMS.iter().chain(more) {
            let content = ContentBuilder::new().schema(Some(RefOr::<Schema>::Ref(problem.clone())));
            let told = ResponseBuilder::new()
                .description(*why)
                .content(MEDIA_TYPE, content.build());
            made = made.response(*status, told.build());
        }
        made.request_body(self.body.map(|data| {
            let content = ContentBuilder::new().schema(Some(RefOr::<Schema>::Ref(data)));
            RequestBodyBuilder::new()
                .content("application/json", content.build())
                .required(Some(Required::True))
                .build()
        }))
    }
}

/// What may stand behind the question mark: the fields of a type.
fn queries<T: JsonSchema>(mut operation: OperationBuilder) -> OperationBuilder {
    let mut settings = SchemaSettings::draft2020_12();
    settings.inline_subschemas = true;
    let made = settings.into_generator().into_root_schema_for::<T>().to_value();
    for (name, field) in made["properties"].as_object().into_iter().flatten() {
        let mut field = field.clone();
        let about = field["description"].as_str().unwrap_or_default().to_owned();
        if let Some(field) = field.as_object_mut() {
            // What is left out is not sent as null.
            let some = field.get("anyOf").and_then(|ways| ways.get(0)).cloned();
            if let Some(some) = some {
                field.remove("anyOf");
                field.extend(some.as_object().cloned().unwrap_or_default());
            }
            for gone in ["description", "default", "format"] {
                field.remove(gone);
            }
            // Words that can be chosen stand one by one, each with what it says.
            if let Some(Value::Array(ways)) = field.remove("oneOf") {
                let words = ways.into_iter().map(|mut way| way["const"].take());
                field.insert("type".to_owned(), "string".into());
                field.insert("enum".to_owned(), words.collect());
            }
        }
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Query)
            .required(Required::False)
            .description(Some(about))
            .schema(Some(schema(field)));
        operation = operation.parameter(parameter.build());
    }
    operation
}

/// A schema that is not one of the types.
fn schema(data: Value) -> RefOr<Schema> {
    serde_json::from_value(data).unwrap_or_else(|_| RefOr::T(Schema::default()))
}
