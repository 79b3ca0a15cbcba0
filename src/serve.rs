//! The desk: the letters of a folder in the browser, and the same engine for programs.
//!
//! Pages are made here from templates under `templates/desk/`, so that everything can be done
//! without a script; what scripts add is in `assets/desk/`. A request passes the guard before
//! anything else looks at it.
#![allow(clippy::disallowed_methods, reason = "this is the edge")]

mod answer;
mod api;
mod assets;
mod connection;
mod desk;
mod form;
mod guard;
pub mod keys;
mod letter;
mod listing;
mod merge;
mod merge_fields;
mod pages;
#[cfg(feature = "pdf")]
mod papers;
mod replacement;
mod routes;
mod visitor;
mod words;
mod zip_file;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::check::Rules;
use crate::compose::Engine;
use crate::error::Error;
use desk::Desk;
use guard::{Guard, Reach, Secret};
use keys::{Keys, Role};

/// What a desk is opened with.
#[derive(Debug)]
pub struct Options {
    /// The folder of records.
    pub folder: PathBuf,
    /// The address of this machine that it listens on; others than its own need TLS, and keys.
    pub listen: IpAddr,
    /// The port; 0 takes any that is free.
    pub port: u16,
    /// Further names by which this desk may be called, as `desk.example.org` or `desk.example.org:80`.
    pub allow_hosts: Vec<String>,
    /// The files of a certificate and of its key.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// A proxy stands before the desk, and speaks TLS for it.
    pub behind_proxy: bool,
    /// The file of those who may come: people, who sign in, and programs.
    pub keys: Option<PathBuf>,
    /// Nothing may be changed.
    pub read_only: bool,
    /// Whose changes these are, where a visitor gives no name.
    pub person: String,
    /// How long a request may take, the sending of it included.
    pub patience: Duration,
}

impl Options {
    /// A desk for one person, on this machine's own address.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            listen: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            allow_hosts: Vec::new(),
            tls: None,
            behind_proxy: false,
            keys: None,
            read_only: false,
            person: String::new(),
            patience: Duration::from_secs(60),
        }
    }

    /// Whether others than who started it reach the desk.
    fn is_shared(&self) -> bool {
        !self.listen.is_loopback() || self.behind_proxy
    }

    /// That nobody can listen in, and that everybody who comes is known.
    fn is_guarded(&self, keys: Option<&Keys>) -> Result<(), Error> {
        if self.behind_proxy && self.tls.is_some() {
            return Err(Error::usage("TLS is spoken by the desk or by the proxy before it")
                .help("leave out --behind-proxy, or the files of the certificate"));
        }
        if !self.is_shared() {
            return Ok(());
        }
        if self.tls.is_none() && !self.behind_proxy {
            return Err(Error::usage(format!("whoever is on the way could read what goes to {}", self.listen))
                .help("name the files of a certificate with --tls-cert and --tls-key, or say with --behind-proxy that a proxy speaks TLS for the desk"));
        }
        if self.allow_hosts.is_empty() {
            return Err(Error::usage("by which name do people call the desk?")
                .help("say it with --allow-host desk.example.org, or with its port: --allow-host desk.example.org:8017"));
        }
        let known = keys.map(Keys::all).unwrap_or_default();
        if !known.iter().any(|key| key.role != Role::Program) {
            return Err(Error::usage("who may come to the desk?")
                .help("make each person a key with `chancery key add FILE NAME --as writer`, and name the file with --keys FILE"));
        }
        Ok(())
    }
}

/// A desk that listens, and answers nobody yet.
pub struct Server {
    listener: std::net::TcpListener,
    tls: Option<tokio_rustls::TlsAcceptor>,
    address: String,
    port: u16,
    is_shared: bool,
    patience: Duration,
    desk: Arc<Desk>,
    guard: Arc<Guard>,
}

impl Server {
    /// Opens the folder and takes the port.
    ///
    /// # Errors
    /// That the folder cannot be read, the port is taken, or the desk's own templates have mistakes.
    pub fn open(engine: Engine, rules: Rules, options: Options) -> Result<Self, Error> {
        let keys = options.keys.as_deref().map(Keys::open).transpose()?;
        options.is_guarded(keys.as_ref())?;
        let tls = options
            .tls
            .as_ref()
            .map(|(certificate, key)| connection::tls(certificate, key));
        let tls = tls.transpose()?;
        let desk = Desk::open(engine, rules, &options)?;
        let wrong = |error: std::io::Error| {
            let (port, at) = (options.port, options.listen);
            let what = match error.kind() {
                std::io::ErrorKind::AddrInUse => format!("port {port} is taken by another program"),
                std::io::ErrorKind::AddrNotAvailable => {
                    return Error::input(format!("{at} is no address of this machine"))
                        .help("name one with --listen; 0.0.0.0 and :: are all it has");
                }
                _ => format!("cannot listen on port {port}: {}", crate::files::plainly(&error)),
            };
            Error::input(what).help("name another one with --port; 0 takes any that is free")
        };
        let listener =
            std::net::TcpListener::bind((options.listen, options.port)).map_err(wrong)?;
        let address = listener.local_addr().map_err(wrong)?;
        let port = address.port();
        let is_secure = tls.is_some() || options.behind_proxy;
        let reach = Reach {
            hosts: hosts(&options, address),
            is_secure,
            port,
            read_only: options.read_only,
        };
        let scheme = if is_secure { "https" } else { "http" };
        let own = reach.hosts.first().map_or("127.0.0.1", String::as_str);
        // Where people have keys, nobody needs a token to come in.
        let secret = (!options.is_shared()).then(Secret::new).transpose()?;
        let entrance = secret.as_ref().map(|secret| format!("enter?token={}", secret.once()));
        let address = format!("{scheme}://{own}/{}", entrance.unwrap_or_default());
        let guard = Guard::new(reach, secret.as_ref(), keys);
        let is_shared = options.is_shared();
        Ok(Self {
            listener,
            tls,
            address,
            port,
            is_shared,
            patience: options.patience,
            desk: Arc::new(desk),
            guard: Arc::new(guard),
        })
    }

    /// The address to open in a browser. Where it has a token, it lets in whoever has it, once.
    pub fn address(&self) -> String {
        self.address.clone()
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether others than who started it reach the desk.
    pub fn is_shared(&self) -> bool {
        self.is_shared
    }

    /// Answers until the process is told to end.
    ///
    /// # Errors
    /// That the listener fails.
    pub fn run(self) -> Result<(), Error> {
        let wrong = |error: std::io::Error| {
            Error::input(format!("the desk cannot go on: {}", crate::files::plainly(&error)))
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(wrong)?;
        self.desk.listing.refresh(&self.desk);
        let app = routes::all(Arc::clone(&self.desk), Arc::clone(&self.guard), self.patience);
        runtime.block_on(async move {
            self.listener.set_nonblocking(true).map_err(wrong)?;
            let listener = tokio::net::TcpListener::from_std(self.listener).map_err(wrong)?;
            connection::serve(listener, self.tls, app, self.patience).await;
            Ok(())
        })
    }
}

/// The names by which a desk may be called: those of this machine for whoever sits at it, and those
/// that were allowed.
fn hosts(options: &Options, address: SocketAddr) -> Vec<String> {
    let port = address.port();
    let own = ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}"));
    let allowed = options.allow_hosts.iter().map(|host| host.to_ascii_lowercase());
    if options.is_shared() { allowed.collect() } else { own.into_iter().chain(allowed).collect() }
}

/// The description of the interface for programs: OpenAPI 3.1, as JSON.
pub fn description() -> &'static str {
    &api::DESCRIPTION
}
