//! The desk: the letters of a folder in the browser, and the same engine for programs.
//!
//! Pages are made here from templates under `templates/desk/`, so that everything can be done
//! without a script; what scripts add is in `assets/desk/`. A request passes the guard before
//! anything else looks at it.
#![allow(clippy::disallowed_methods, reason = "this is the edge")]

mod answer;
mod assets;
mod desk;
mod form;
mod guard;
mod letter;
mod listing;
mod pages;
mod routes;
mod visitor;
mod words;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use crate::check::Rules;
use crate::compose::Engine;
use crate::error::Error;
use desk::Desk;
use guard::{Guard, Secret};

/// What a desk is opened with.
#[derive(Debug)]
pub struct Options {
    /// The folder of records.
    pub folder: PathBuf,
    /// The port; 0 takes any that is free.
    pub port: u16,
    /// Further names by which this desk may be called, as `desk.example.org` or `desk.example.org:80`.
    pub allow_hosts: Vec<String>,
    /// Nothing may be changed.
    pub read_only: bool,
    /// Whose changes these are, where a visitor gives no name.
    pub person: String,
}

/// A desk that listens on this machine's own address, and answers nobody yet.
pub struct Server {
    listener: std::net::TcpListener,
    address: SocketAddr,
    desk: Arc<Desk>,
    guard: Arc<Guard>,
    secret: Secret,
}

impl Server {
    /// Opens the folder and takes the port.
    ///
    /// # Errors
    /// That the folder cannot be read, the port is taken, or the desk's own templates have mistakes.
    pub fn open(engine: Engine, rules: Rules, options: Options) -> Result<Self, Error> {
        let desk = Desk::open(engine, rules, &options)?;
        let wrong = |error: std::io::Error| {
            let port = options.port;
            let what = match error.kind() {
                std::io::ErrorKind::AddrInUse => format!("port {port} is taken by another program"),
                _ => format!("cannot listen on port {port}: {}", crate::files::plainly(&error)),
            };
            Error::input(what).help("name another one with --port; 0 takes any that is free")
        };
        let listener =
            std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).map_err(wrong)?;
        let address = listener.local_addr().map_err(wrong)?;
        let secret = Secret::new()?;
        let guard = Guard::new(address.port(), &options.allow_hosts, &secret, options.read_only);
        Ok(Self { listener, address, desk: Arc::new(desk), guard: Arc::new(guard), secret })
    }

    /// The address to open in a browser; it lets in whoever has it, once.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/enter?token={}", self.address.port(), self.secret.once())
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
        let app = routes::all(Arc::clone(&self.desk), Arc::clone(&self.guard));
        runtime.block_on(async move {
            self.listener.set_nonblocking(true).map_err(wrong)?;
            let listener = tokio::net::TcpListener::from_std(self.listener).map_err(wrong)?;
            axum::serve(listener, app)
                .with_graceful_shutdown(async {
                    let _ = tokio::signal::ctrl_c().await;
                })
                .await
                .map_err(wrong)
        })
    }
}
