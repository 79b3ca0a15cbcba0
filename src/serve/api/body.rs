//! What a program sends: one JSON document, or what stands behind the question mark.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::IntoResponse as _;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use super::Problem;

/// The JSON document of a request.
pub(super) struct Body<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        // A form, and what a page may send without asking, is none.
        let main = kind.split(';').next().unwrap_or_default().trim();
        if !main.eq_ignore_ascii_case("application/json") {
            return Err(Problem::new(
                415,
                "not-json",
                "Send a JSON document, with the field `Content-Type: application/json`.",
            ));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| Problem::of_status(rejection.into_response().status().as_u16()))?;
        let read = serde_json::from_slice(&bytes).map(Self);
        read.map_err(|error| {
            let detail = format!("The document cannot be read: {error}");
            Problem::new(400, "unreadable", &detail)
        })
    }
}

/// What stands behind the question mark of an address.
pub(super) struct Query<T>(pub(super) T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let read = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        read.map(|axum::extract::Query(asked)| Self(asked))
            .map_err(|rejection| Problem::new(400, "unreadable", &rejection.body_text()))
    }
}

/// A field that may be left out, and is not null.
pub(super) fn some<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    data: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(data).map(Some)
}
