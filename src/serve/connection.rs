//! Connections: taken one by one, each with a bounded patience.
//!
//! axum's own loop waits for a head for ever; here whoever sends slowly, or opens more connections
//! than anybody needs, keeps nobody else waiting.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::error::Error;
use crate::files;

/// How long a head may take to come, and how long a connection may rest between requests.
const HEAD: Duration = Duration::from_secs(20);

/// How long the beginning of TLS may take.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// How long open requests have to end when the desk is closed.
const FAREWELL: Duration = Duration::from_secs(10);

/// The most connections at a time.
const MOST: usize = 512;

/// The most fields of a head, and about the most bytes of it.
const MOST_FIELDS: usize = 64;
const MOST_HEAD: usize = 32 << 10;

/// The largest certificate or key file.
const MAX_PEM: u64 = 1 << 20;

/// Answers until the process is told to end.
pub(super) async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    app: Router,
    patience: Duration,
) {
    let head = HEAD.min(patience);
    let places = Arc::new(Semaphore::new(MOST));
    let graceful = Arc::new(GracefulShutdown::new());
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, stream) = tokio::select! {
            _ = tokio::signal::ctrl_c() => break,
            (place, stream) = accepted => (place, stream),
        };
        let Ok((stream, _)) = stream else {
            // As when the system has no more files: in a moment it may.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let (tls, app, watcher) = (tls.clone(), app.clone(), graceful.watcher());
        tokio::spawn(async move {
            let _place = place;
            // An answer goes out at once.
            let _ = stream.set_nodelay(true);
            let Some(tls) = tls else { return connection(stream, app, watcher, head).await };
            if let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE, tls.accept(stream)).await {
                connection(stream, app, watcher, head).await;
            }
        });
    }
    drop(listener);
    if let Some(graceful) = Arc::into_inner(graceful) {
        let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
    }
}

async fn connection(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    app: Router,
    watcher: hyper_util::server::graceful::Watcher,
    head: Duration,
) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .max_headers(MOST_FIELDS)
        .max_buf_size(MOST_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(app));
    // Whoever goes away in the middle is no mistake of the desk.
    let _ = watcher.watch(connection).await;
}

/// What speaks TLS with a certificate and its key, both in PEM.
///
/// # Errors
/// That one of the files cannot be read, or that they do not belong together.
pub(super) fn tls(certificate: &Path, key: &Path) -> Result<TlsAcceptor, Error> {
    let wrong = |path: &Path, why: &dyn std::fmt::Display| {
        Error::input(format!("cannot use {} for TLS: {why}", path.display()))
            .help("give the certificate with all that lead to its root as PEM, and its key as PEM")
    };
    let pem = files::read(certificate, MAX_PEM)?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let chain = chain.map_err(|error| wrong(certificate, &error))?;
    if chain.is_empty() {
        return Err(wrong(certificate, &"there is no certificate in it"));
    }
    let secret = PrivateKeyDer::from_pem_slice(&files::read(key, MAX_PEM)?);
    let secret = secret.map_err(|error| wrong(key, &error))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, secret))
        .map_err(|error| wrong(key, &error))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
