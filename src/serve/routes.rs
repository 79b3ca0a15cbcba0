//! Which request gets which page.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Path, Query, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::timeout::TimeoutLayer;

use super::answer::Answer;
use super::desk::Desk;
use super::guard::{ENTER, Guard, SETTINGS};
use super::visitor::Visitor;
use super::{assets, listing, pages};

/// The most bytes of a request: a record of the largest size in a form that escapes every byte.
const MAX_BODY: usize = 3 * crate::record::MAX_RECORD;

/// How long a request may take, the sending of it included.
const PATIENCE: Duration = Duration::from_secs(60);

/// Everything the desk answers, behind its guard.
pub(super) fn all(desk: Arc<Desk>, guard: Arc<Guard>) -> Router {
    let entrance = Arc::clone(&guard);
    Router::new()
        .route("/", get(list))
        .route("/new", get(begin).post(create))
        .route(SETTINGS, axum::routing::post(settings))
        .route("/letter/{*path}", get(letter).post(save))
        .route("/page/{*path}", get(page))
        .route("/trace/{*path}", get(trace))
        .route("/source/{*path}", get(source).post(save_source))
        .route("/file/{format}/{*path}", get(file))
        .route("/versions/{*path}", get(versions).post(version))
        .route("/state/{*path}", get(state))
        .route("/assets/{print}/{name}", get(asset))
        .fallback(|| async { Answer::plain(404, "There is no such page at the desk.") })
        .with_state(desk)
        .route(
            ENTER,
            get(move |Query(asked): Query<BTreeMap<String, String>>| async move {
                let token = asked.get("token").map_or("", String::as_str);
                match entrance.let_in(token) {
                    Ok(cookie) => Answer::to("/".to_owned()).with("set-cookie", cookie),
                    Err(refusal) => refusal.into(),
                }
            }),
        )
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::REQUEST_TIMEOUT, PATIENCE))
        .layer(middleware::from_fn_with_state(guard, judge))
}

async fn judge(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    match guard.judge(request.method(), request.uri(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => Answer::from(refusal).into_response(),
    }
}

/// Does work that takes its time on a thread of its own.
async fn work(work: impl FnOnce() -> Answer + Send + 'static) -> Answer {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| {
        Answer::plain(500, "Something went wrong at the desk. Nothing was changed; try it again.")
    })
}

type Held = State<Arc<Desk>>;
type Posted = Form<Vec<(String, String)>>;
type Asked = Query<BTreeMap<String, String>>;

async fn list(desk: Held, visitor: Visitor, Query(query): Query<listing::Query>) -> Answer {
    work(move || pages::list(&desk, &visitor, &query)).await
}

async fn begin(desk: Held, visitor: Visitor, Query(asked): Asked) -> Answer {
    work(move || pages::begin(&desk, &visitor, &asked)).await
}

async fn create(desk: Held, visitor: Visitor, Form(posted): Posted) -> Answer {
    work(move || pages::create(&desk, &visitor, &fields(posted))).await
}

async fn settings(desk: Held, visitor: Visitor, Form(posted): Posted) -> Answer {
    work(move || pages::settings(&desk, &visitor, &fields(posted))).await
}

async fn letter(
    desk: Held,
    visitor: Visitor,
    Path(path): Path<String>,
    Query(asked): Asked,
) -> Answer {
    work(move || pages::letter(&desk, &visitor, &path, &asked)).await
}

async fn save(
    desk: Held,
    visitor: Visitor,
    Path(path): Path<String>,
    Form(posted): Posted,
) -> Answer {
    work(move || pages::save(&desk, &visitor, &path, &fields(posted))).await
}

async fn page(desk: Held, Path(path): Path<String>, Query(asked): Asked) -> Answer {
    work(move || pages::page(&desk, &path, asked.get("language").map(String::as_str))).await
}

async fn trace(desk: Held, Path(path): Path<String>, Query(asked): Asked) -> Answer {
    work(move || pages::trace(&desk, &path, asked.get("language").map(String::as_str))).await
}

async fn source(desk: Held, visitor: Visitor, Path(path): Path<String>) -> Answer {
    work(move || pages::source(&desk, &visitor, &path)).await
}

async fn save_source(
    desk: Held,
    visitor: Visitor,
    Path(path): Path<String>,
    Form(posted): Posted,
) -> Answer {
    work(move || pages::save_source(&desk, &visitor, &path, &fields(posted))).await
}

async fn file(
    desk: Held,
    visitor: Visitor,
    Path((format, path)): Path<(String, String)>,
    Query(asked): Asked,
) -> Answer {
    work(move || pages::file(&desk, &visitor, &format, &path, &asked)).await
}

async fn versions(
    desk: Held,
    visitor: Visitor,
    Path(path): Path<String>,
    Query(asked): Asked,
) -> Answer {
    work(move || pages::versions(&desk, &visitor, &path, &asked)).await
}

async fn version(
    desk: Held,
    visitor: Visitor,
    Path(path): Path<String>,
    Form(posted): Posted,
) -> Answer {
    work(move || pages::version(&desk, &visitor, &path, &fields(posted))).await
}

async fn state(
    desk: Held,
    visitor: Visitor,
    Path(path): Path<String>,
    Query(asked): Asked,
) -> Answer {
    work(move || pages::state(&desk, &visitor, &path, &asked)).await
}

async fn asset(Path((print, name)): Path<(String, String)>) -> Answer {
    assets::answer(&print, &name)
}

/// The fields of a form by name; of several of one name, the last.
fn fields(posted: Vec<(String, String)>) -> BTreeMap<String, String> {
    posted.into_iter().collect()
}
