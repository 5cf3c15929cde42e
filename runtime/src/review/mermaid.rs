//! The dependencies of an operation as a diagram.

use std::any::TypeId;

use super::facts::OperationFacts;
use crate::graph::{Dependency, Kind, Need};

/// Draws a Mermaid flowchart: the operation at the top, its dependencies below it, and the scopes at the edges.
pub(crate) fn mermaid(facts: &OperationFacts) -> String {
    let mut picture = Picture::default();
    let top = picture.node(format!("[{}]", quote(&facts.route())));
    for needs in &facts.needs {
        picture.needs(top, needs);
    }
    format!("flowchart TD\n{}", picture.lines.concat())
}

#[derive(Default)]
struct Picture {
    lines: Vec<String>,
    nodes: usize,
    /// The dependencies that have a node. A dependency that is reached several times has a single node.
    known: Vec<(TypeId, usize)>,
    edges: Vec<String>,
}

impl Picture {
    fn node(&mut self, shape: String) -> usize {
        self.lines.push(format!("    n{}{shape}\n", self.nodes));
        self.nodes += 1;
        self.nodes - 1
    }

    fn needs(&mut self, from: usize, needs: &'static [Need]) {
        for need in needs {
            let Need::Dependency(asked) = need else { continue };
            let ty = (asked.ty.id)();
            let known = self.known.iter().find(|(known, _)| *known == ty).map(|(_, at)| *at);
            let to = known.unwrap_or_else(|| {
                let at = self.dependency(asked.dependency);
                self.known.push((ty, at));
                at
            });
            let label = match asked.scopes {
                [] => String::new(),
                scopes => format!("|{}|", quote(&scopes.join(" "))),
            };
            let edge = format!("    n{from} -->{label} n{to}\n");
            if !self.edges.contains(&edge) {
                self.lines.push(edge.clone());
                self.edges.push(edge);
            }
            if known.is_none() {
                self.needs(to, asked.dependency.needs);
            }
        }
    }

    fn dependency(&mut self, dependency: &'static Dependency) -> usize {
        let name = dependency.id.name;
        self.node(match dependency.kind {
            Kind::Function => format!("({})", quote(name)),
            Kind::Scheme(scheme) => format!("{{{{{}}}}}", quote(scheme.name)),
            Kind::Body(body) => format!("[/{}/]", quote(body.media_type)),
            Kind::Optional => format!("([{}])", quote(&format!("perhaps {name}"))),
            Kind::AnyOf => format!("{{{}}}", quote(&format!("{name}: one of"))),
        })
    }
}

/// Quotes a text for Mermaid.
fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "#quot;"))
}
