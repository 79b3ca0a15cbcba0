//! `chancery serve`: the desk.

use std::net::IpAddr;
use std::path::PathBuf;

use super::{Outcome, site, terminal};
use crate::error::Error;
use crate::serve::{Options, Server};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of records
    folder: PathBuf,
    /// The port on this machine; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 8017)]
    port: u16,
    /// A further name by which the desk may be called, with its port: desk.example.org:8017
    #[arg(long, value_name = "NAME:PORT")]
    allow_host: Vec<String>,
    /// The address of this machine to listen on; any other than its own needs TLS, or a proxy that
    /// speaks it, and keys
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    listen: IpAddr,
    /// The certificate for TLS, as PEM, with all that lead to its root
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The key of the certificate, as PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// A proxy stands before the desk, speaks TLS for it and leaves the field Host as it was
    #[arg(long)]
    behind_proxy: bool,
    /// The file of those who may come, people and programs; `chancery key add` makes it
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// Show letters, and let nobody change them
    #[arg(long)]
    read_only: bool,
    #[command(flatten)]
    templates: super::TemplateArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let with = site::With::default();
    let prepared = match site::prepare(&arguments.templates, &with, Some(&arguments.folder)) {
        Ok(prepared) => prepared,
        Err(failure) => return site::failed(failure, terminal::Format::Text),
    };
    let person = ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok());
    let mut options = Options::new(arguments.folder.clone());
    options.listen = arguments.listen;
    options.port = arguments.port;
    options.tls = arguments.tls_cert.clone().zip(arguments.tls_key.clone());
    options.behind_proxy = arguments.behind_proxy;
    options.keys.clone_from(&arguments.keys);
    options.allow_hosts.clone_from(&arguments.allow_host);
    options.read_only = arguments.read_only;
    options.person = person.unwrap_or_default();
    let server = Server::open(prepared.engine, prepared.plan.rules, options)?;
    let whom = match (server.is_shared(), &arguments.keys) {
        (true, _) => "It answers whoever has a key:",
        (false, None) => "It answers only on this machine, to one browser:",
        (false, Some(_)) => {
            "It answers only on this machine, to one browser and whoever has a key:"
        }
    };
    terminal::say(&format!("The desk is open. {whom}"));
    terminal::print(&format!("{}\n", server.address()));
    terminal::say("Ctrl+C closes it.");
    server.run()?;
    Ok(Outcome::Fine)
}
