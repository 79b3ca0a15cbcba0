//! Composition: the one place that joins letter, office, language and templates.

mod address;
mod broken;
mod cells;
mod correspondents;
mod earlier;
mod engine;
mod fields;
mod forms;
mod house_view;
mod issued;
mod letter;
mod trace;
mod turns;
mod view;
mod wording;

pub(crate) use broken::diagnose_broken;
pub use cells::with_cells;
pub(crate) use cells::{asking, braced};
pub use earlier::{FolderLetters, filed, fingerprint_of_names};
pub use engine::Engine;
pub use fields::{FieldValue, MergeFieldValues};
use letter::Form;
pub use trace::{trace, trace_issued};
pub use turns::{ClauseTurns, ShownTurn, turns};

use std::collections::HashMap;
use std::sync::Arc;

use crate::finding::Finding;
use crate::gather::Bundle;
use crate::package::{Member, Package};
use crate::register::Entry;

/// What is added to a template's name to name the Markdown made of it.
pub(crate) const COMPOSED: &str = " (as composed)";

/// Composes a letter with the letters it encloses.
///
/// # Errors
/// Every mistake of the records, and of the templates that word them, at its place.
pub fn package(engine: &Engine, bundle: &Arc<Bundle>) -> Result<Package, Vec<Finding>> {
    whole(engine, bundle, Form::Letter)
}

/// Composes a letter as the document it is issued as, with the letters it encloses as annexes.
///
/// # Errors
/// Every mistake of the records, and of the templates that word them, at its place.
pub fn issued(engine: &Engine, bundle: &Arc<Bundle>) -> Result<Package, Vec<Finding>> {
    whole(engine, bundle, Form::Issued)
}

fn whole(engine: &Engine, bundle: &Arc<Bundle>, form: Form) -> Result<Package, Vec<Finding>> {
    let mut package = Package::default();
    let mut findings = Vec::new();
    add(engine, bundle, form, &mut package, &mut HashMap::new(), &mut findings);
    if findings.is_empty() { Ok(package) } else { Err(findings) }
}

/// What the merge fields of a letter print: those that its prose has and those that it could have.
/// None where its office, language or kind cannot be had.
pub fn merge_fields(engine: &Engine, bundle: &Arc<Bundle>) -> MergeFieldValues {
    let mut values = MergeFieldValues::default();
    let asked = letter::Asked { merge_fields: Some(&mut values), ..letter::Asked::default() };
    // Mistakes of the letter are told where it is checked.
    let _ = letter::compose(engine, bundle, &mut Package::default(), asked);
    values
}

/// Tries each turn of each clause on a letter.
///
/// # Errors
/// Every mistake of the record, and of the templates of turns, at its place.
pub(crate) fn try_turns(engine: &Engine, bundle: &Arc<Bundle>) -> Result<(), Vec<Finding>> {
    let asked = letter::Asked { every_turn: true, ..letter::Asked::default() };
    letter::compose(engine, bundle, &mut Package::default(), asked).map(|_| ())
}

/// The letters of a package that are composed, by where their bundles lie: one that is enclosed
/// twice is composed once. None for a letter with mistakes, which are told once.
type Composed = HashMap<*const Bundle, Option<Member>>;

fn add(
    engine: &Engine,
    bundle: &Arc<Bundle>,
    form: Form,
    package: &mut Package,
    composed: &mut Composed,
    findings: &mut Vec<Finding>,
) {
    let member = composed.entry(Arc::as_ptr(bundle)).or_insert_with(|| {
        let asked = letter::Asked { form, ..letter::Asked::default() };
        let member = letter::compose(engine, bundle, package, asked);
        member.map_err(|mut mistakes| findings.append(&mut mistakes)).ok()
    });
    package.members.extend(member.clone());
    let files = bundle.files.iter();
    package
        .files
        .extend(files.map(|(name, bytes)| (name.clone(), Arc::clone(bytes))));
    let within = if form == Form::Letter { Form::Letter } else { Form::Annex };
    for (_, enclosed) in &bundle.enclosed {
        add(engine, enclosed, within, package, composed, findings);
    }
}

/// Marks every letter of a package as a draft, each in its own language.
pub fn mark_draft(package: &mut Package) {
    for member in &mut package.members {
        let house = Arc::clone(member.house());
        let label = house.language.label("draft");
        member.document.mark_draft(label.unwrap_or("DRAFT"));
    }
}

/// What the register remembers of a letter, without composing it.
///
/// # Errors
/// What is wrong with its office or language.
pub fn entry(engine: &Engine, bundle: &Bundle) -> Result<Entry<'static>, Vec<Finding>> {
    let house = engine.house_of(&bundle.record)?;
    let correspondents = correspondents::of(engine, bundle, house.language.tag());
    Ok(Entry::new(&bundle.record, &house.office, &house.language, &correspondents))
}
