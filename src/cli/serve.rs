//! `chancery serve`: the desk.

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
    let options = Options {
        folder: arguments.folder.clone(),
        port: arguments.port,
        allow_hosts: arguments.allow_host.clone(),
        read_only: arguments.read_only,
        person: person.unwrap_or_default(),
    };
    let server = Server::open(prepared.engine, prepared.plan.rules, options)?;
    terminal::say("The desk is open. It answers only on this machine, to one browser:");
    terminal::print(&format!("{}\n", server.address()));
    terminal::say("Ctrl+C closes it.");
    server.run()?;
    Ok(Outcome::Fine)
}
