//! The same engine for programs: `/api/…`, described by `/api/openapi.json`.
//!
//! Nothing here changes the folder. A program shows a key of the key file (`Authorization: Bearer`);
//! cookies are not looked at, and what a page in a browser sends is refused by the guard.

mod body;
mod check;
mod description;
mod diff;
mod letter;
mod merge;
mod problem;
mod register;
mod render;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::header;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tokio::sync::Semaphore;

use super::answer::Answer;
use super::desk::Desk;
use body::{Body, Query};
pub(super) use description::DESCRIPTION;
pub(super) use problem::Problem;

/// Where all of it lies.
pub(super) const PREFIX: &str = "/api/";

/// The description, which anybody may read who may call the desk at all.
pub(super) const DESCRIBED: &str = "/api/openapi.json";

/// The most bytes of a request: a record of the largest size, or a list, as JSON writes it.
const MAX_BODY: usize = 3 * crate::record::MAX_RECORD;

/// The desk, and how many requests it works on at a time.
struct Programs {
    desk: Arc<Desk>,
    turns: Arc<Semaphore>,
}

type Held = State<Arc<Programs>>;

/// What programs may call.
pub(super) fn routes(desk: Arc<Desk>) -> Router {
    let many = std::thread::available_parallelism().map_or(1, usize::from);
    let programs = Programs { desk, turns: Arc::new(Semaphore::new(many)) };
    Router::new()
        .route(DESCRIBED, get(async || described()))
        .route("/api/check", post(check_letter))
        .route("/api/render", post(render_letter))
        .route("/api/merge", post(merge_list))
        .route("/api/diff", post(diff_letters))
        .route("/api/letters", get(list))
        .route("/api/letters/{*id}", get(one))
        .route("/api/{*path}", axum::routing::any(async || Problem::no_path()))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(Arc::new(programs))
}

/// Every error of the interface is a problem, whoever found it first.
pub(super) async fn as_problems(request: Request, next: Next) -> Response {
    let is_program = request.uri().path().starts_with(PREFIX);
    let response = next.run(request).await;
    let status = response.status();
    let is_told = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value == problem::MEDIA_TYPE);
    if !is_program || is_told || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let allowed = response.headers().get(header::ALLOW).cloned();
    let mut told = Problem::of_status(status.as_u16()).into_response();
    if let Some(allowed) = allowed {
        told.headers_mut().insert(header::ALLOW, allowed);
    }
    told
}

/// The layer that makes problems of errors.
pub(super) fn layered(router: Router) -> Router {
    router.layer(middleware::from_fn(as_problems))
}

/// Data as an answer.
fn data(value: &impl serde::Serialize) -> Result<Answer, Problem> {
    let bytes = serde_json::to_vec(value).map_err(|_| Problem::of_status(500))?;
    Ok(Answer::new(200, "application/json", bytes))
}

fn described() -> Answer {
    Answer::new(200, "application/json", DESCRIPTION.clone().into_bytes())
}

/// Does work on a thread of its own, when there is one to spare.
async fn work(
    programs: Arc<Programs>,
    work: impl FnOnce(&Arc<Desk>) -> Result<Answer, Problem> + Send + 'static,
) -> Result<Answer, Problem> {
    let turn = Arc::clone(&programs.turns).acquire_owned().await;
    let done = tokio::task::spawn_blocking(move || {
        // Held until the work is done, also where nobody waits for it any more.
        let _turn = turn;
        work(&programs.desk)
    });
    done.await.unwrap_or_else(|_| Err(Problem::of_status(500)))
}

async fn check_letter(
    State(programs): Held,
    Body(asked): Body<check::CheckRequest>,
) -> Result<Answer, Problem> {
    work(programs, move |desk| check::check(desk, &asked)).await
}

async fn render_letter(
    State(programs): Held,
    Body(asked): Body<render::RenderRequest>,
) -> Result<Answer, Problem> {
    work(programs, move |desk| render::render(desk, &asked)).await
}

async fn merge_list(
    State(programs): Held,
    Body(asked): Body<merge::MergeRequest>,
) -> Result<Answer, Problem> {
    work(programs, move |desk| merge::merge(desk, &asked)).await
}

async fn diff_letters(
    State(programs): Held,
    Body(asked): Body<diff::DiffRequest>,
) -> Result<Answer, Problem> {
    work(programs, move |desk| diff::diff(desk, &asked)).await
}

async fn list(
    State(programs): Held,
    Query(asked): Query<register::ListRequest>,
) -> Result<Answer, Problem> {
    work(programs, move |desk| register::list(desk, &asked)).await
}

async fn one(State(programs): Held, Path(id): Path<String>) -> Result<Answer, Problem> {
    work(programs, move |desk| register::one(desk, &id)).await
}
