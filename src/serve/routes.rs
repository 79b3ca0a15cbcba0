//! Which request gets which page.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Multipart, Path, Query, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::timeout::TimeoutLayer;

use super::answer::{self, Answer};
use super::desk::Desk;
use super::guard::{ENTER, Guard, LEAVE, SETTINGS};
use super::visitor::Visitor;
use super::{api, assets, listing, pages};

/// The most bytes of a request: a record of the largest size in a form that escapes every byte.
const MAX_BODY: usize = 3 * crate::record::MAX_RECORD;

/// How long the letters of a whole list may take.
const PATIENCE_FOR_MANY: Duration = Duration::from_secs(900);

/// The most bytes of a list that is brought, with the form around it.
const MAX_UPLOAD: usize = super::merge::MAX_FILE + (64 << 10);

/// Everything the desk answers, behind its guard.
pub(super) fn all(desk: Arc<Desk>, guard: Arc<Guard>, patience: Duration) -> Router {
    let entrance = Entrance { desk: Arc::clone(&desk), guard: Arc::clone(&guard) };
    let entrances = Router::new()
        .route(ENTER, get(enter).post(sign_in))
        .route(LEAVE, axum::routing::post(leave))
        .with_state(entrance.clone());
    // Many letters take their time.
    let many = Router::new()
        .route("/rows/{list}/file/{format}/{how}", get(merge_file))
        .layer(within(patience.max(PATIENCE_FOR_MANY)))
        .with_state(Arc::clone(&desk));
    let pages = Router::new()
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
        .route("/close/{*path}", axum::routing::post(close))
        .route("/rename/{*path}", get(rename).post(renamed))
        .route("/bin", get(bin).post(brought_back))
        .route("/thread/{*path}", get(thread))
        .route("/programme", get(programme))
        .route("/merge/{*path}", get(merge).post(bring).layer(DefaultBodyLimit::max(MAX_UPLOAD)))
        .route("/rows/{list}", get(rows).post(change))
        .route("/rows/{list}/back", get(back))
        .route("/rows/{list}/{row}", get(row))
        .route("/rows/{list}/{row}/page", get(row_page))
        .route("/assets/{print}/{name}", get(asset));
    #[cfg(feature = "pdf")]
    let pages = pages
        .route("/paper/{*path}", get(paper))
        .route("/sheet/{print}/{page}", get(sheet));
    let pages = pages
        .fallback(|| async { Answer::plain(404, "There is no such page at the desk.") })
        .with_state(Arc::clone(&desk));
    let all = pages
        .merge(entrances)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .merge(api::routes(desk))
        .layer(within(patience))
        .merge(many);
    api::layered(all)
        .layer(middleware::from_fn_with_state(entrance.clone(), judge))
        .layer(middleware::from_fn_with_state(entrance, tell))
}

fn within(time: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(axum::http::StatusCode::REQUEST_TIMEOUT, time)
}

/// What the entrance needs: the desk for its words, and who is let in.
#[derive(Clone)]
struct Entrance {
    desk: Arc<Desk>,
    guard: Arc<Guard>,
}

type AtEntrance = State<Entrance>;

async fn judge(State(entrance): AtEntrance, mut request: Request, next: Next) -> Response {
    let (method, uri) = (request.method(), request.uri());
    match entrance.guard.judge(method, uri, request.headers()) {
        Ok(visit) => {
            request.extensions_mut().insert(visit);
            answer::guarded(next.run(request).await)
        }
        Err(refusal) if uri.path().starts_with(api::PREFIX) => {
            api::Problem::from(refusal).into_response()
        }
        Err(refusal) => {
            let is_page = refusal.status == 401 && *method == Method::GET;
            if is_page && entrance.guard.has_keys() {
                let visitor = Visitor::of_request(&request);
                return pages::sign_in(&entrance.desk, &visitor, None)
                    .status(401)
                    .into_response();
            }
            Answer::from(refusal).into_response()
        }
    }
}

/// What somebody reads in a window of a browser is a page; scripts, programs and frames get the
/// plain words.
async fn tell(State(entrance): AtEntrance, request: Request, next: Next) -> Response {
    let visitor = is_window(request.headers()).then(|| Visitor::of_request(&request));
    let response = next.run(request).await;
    let status = response.status();
    let is_plain = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|sort| sort.as_bytes().starts_with(b"text/plain"));
    match visitor {
        Some(visitor) if is_plain && (status.is_client_error() || status.is_server_error()) => {
            let (head, body) = response.into_parts();
            let words = axum::body::to_bytes(body, MOST_WORDS).await.unwrap_or_default();
            let words = String::from_utf8_lossy(&words);
            let page = pages::refused(&entrance.desk, &visitor, status.as_u16(), &words);
            let mut page = page.into_response();
            if let Some(allow) = head.headers.get(header::ALLOW) {
                page.headers_mut().insert(header::ALLOW, allow.clone());
            }
            page
        }
        _ => response,
    }
}

/// The most bytes of words that say why something cannot be done.
const MOST_WORDS: usize = 1 << 20;

/// Whether an answer is shown in a window, as browsers say it.
fn is_window(headers: &HeaderMap) -> bool {
    let says = |name: &str, wanted: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.map(|value| value.contains(wanted))
    };
    says("accept", "text/html") == Some(true) && says("sec-fetch-dest", "document") != Some(false)
}

async fn enter(State(entrance): AtEntrance, visitor: Visitor, Query(asked): Asked) -> Answer {
    match asked.get("token") {
        None if entrance.guard.has_keys() => pages::sign_in(&entrance.desk, &visitor, None),
        token => match entrance.guard.let_in(token.map_or("", String::as_str)) {
            Ok(cookie) => Answer::to("/".to_owned())
                .with("set-cookie", cookie)
                .with("referrer-policy", "no-referrer".to_owned()),
            Err(refusal) => refusal.into(),
        },
    }
}

async fn sign_in(State(entrance): AtEntrance, visitor: Visitor, Form(posted): Posted) -> Answer {
    let posted = fields(posted);
    let key = posted.get("key").map_or("", String::as_str);
    match entrance.guard.sign_in(key) {
        Some(cookie) => pages::signed_in(&posted).with("set-cookie", cookie),
        None => pages::sign_in(&entrance.desk, &visitor, Some(&posted)).status(401),
    }
}

async fn leave(State(entrance): AtEntrance, headers: HeaderMap) -> Answer {
    Answer::to(ENTER.to_owned()).with("set-cookie", entrance.guard.sign_out(&headers))
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

#[cfg(feature = "pdf")]
async fn paper(
    desk: Held,
    visitor: Visitor,
    Path(path): Path<String>,
    Query(asked): Asked,
) -> Answer {
    work(move || pages::paper(&desk, &visitor, &path, &asked)).await
}

#[cfg(feature = "pdf")]
async fn sheet(desk: Held, Path((print, page)): Path<(String, usize)>) -> Answer {
    work(move || pages::sheet(&desk, &print, page)).await
}

async fn trace(
    desk: Held,
    visitor: Visitor,
    Path(path): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let language = move || asked.get("language").cloned();
    work(move || pages::trace(&desk, &visitor, &path, language().as_deref())).await
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

async fn close(
    desk: Held,
    visitor: Visitor,
    Path(path): Path<String>,
    Form(posted): Posted,
) -> Answer {
    work(move || pages::close(&desk, &visitor, &path, &fields(posted))).await
}

async fn rename(desk: Held, visitor: Visitor, Path(path): Path<String>) -> Answer {
    work(move || pages::rename(&desk, &visitor, &path)).await
}

async fn renamed(
    desk: Held,
    visitor: Visitor,
    Path(path): Path<String>,
    Form(posted): Posted,
) -> Answer {
    work(move || pages::renamed(&desk, &visitor, &path, &fields(posted))).await
}

async fn bin(desk: Held, visitor: Visitor) -> Answer {
    work(move || pages::bin(&desk, &visitor)).await
}

async fn brought_back(desk: Held, visitor: Visitor, Form(posted): Posted) -> Answer {
    work(move || pages::brought_back(&desk, &visitor, &fields(posted))).await
}

async fn thread(desk: Held, visitor: Visitor, Path(path): Path<String>) -> Answer {
    work(move || pages::thread(&desk, &visitor, &path)).await
}

async fn programme(desk: Held, visitor: Visitor) -> Answer {
    work(move || pages::programme(&desk, &visitor)).await
}

async fn merge(desk: Held, visitor: Visitor, Path(path): Path<String>) -> Answer {
    work(move || pages::merge(&desk, &visitor, &path)).await
}

async fn bring(desk: Held, visitor: Visitor, Path(path): Path<String>, form: Multipart) -> Answer {
    let upload = pages::Upload::read(form).await;
    work(move || pages::bring(&desk, &visitor, &path, upload)).await
}

async fn rows(
    desk: Held,
    visitor: Visitor,
    Path(list): Path<String>,
    Query(asked): Asked,
) -> Answer {
    work(move || pages::rows(&desk, &visitor, &list, &asked)).await
}

async fn change(
    desk: Held,
    visitor: Visitor,
    Path(list): Path<String>,
    Form(posted): Posted,
) -> Answer {
    work(move || pages::change(&desk, &visitor, &list, &fields(posted))).await
}

async fn back(desk: Held, visitor: Visitor, Path(list): Path<String>) -> Answer {
    work(move || pages::back(&desk, &visitor, &list)).await
}

async fn row(desk: Held, visitor: Visitor, Path((list, row)): Path<(String, u64)>) -> Answer {
    work(move || pages::row(&desk, &visitor, &list, row)).await
}

async fn row_page(desk: Held, visitor: Visitor, Path((list, row)): Path<(String, u64)>) -> Answer {
    work(move || pages::row_page(&desk, &visitor, &list, row)).await
}

async fn merge_file(
    desk: Held,
    visitor: Visitor,
    Path((list, format, how)): Path<(String, String, String)>,
) -> Answer {
    work(move || pages::merge_file(&desk, &visitor, &list, &format, &how)).await
}

async fn asset(Path((print, name)): Path<(String, String)>) -> Answer {
    assets::answer(&print, &name)
}

/// The fields of a form by name; of several of one name, the last.
fn fields(posted: Vec<(String, String)>) -> BTreeMap<String, String> {
    posted.into_iter().collect()
}
