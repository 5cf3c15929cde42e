use proc_macro2::{Ident, TokenStream};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, FnArg, Pat, Safety, Signature, Type, Visibility};

use super::Source;
use crate::errors::Errors;

/// An annotated function. Its body stays tokens: what is half typed in there is rustc's to report, and an
/// editor still completes it.
pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    /// The signature without our attributes.
    pub(crate) signature: Signature,
    pub(crate) body: TokenStream,
    pub(crate) arguments: Vec<Argument>,
}

/// One argument of an annotated function.
pub(crate) struct Argument {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) source: Option<Source>,
}

struct Raw(Function);

impl Parse for Raw {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Self(Function {
            attributes: Attribute::parse_outer(input)?,
            visibility: input.parse()?,
            signature: input.parse()?,
            body: input.parse()?,
            arguments: Vec::new(),
        }))
    }
}

impl Function {
    /// Parses a function, or keeps the mistake.
    pub(crate) fn parse(item: TokenStream, errors: &mut Errors) -> Option<Self> {
        let Raw(mut function) = errors.take(Raw::parse.parse2(item))?;
        function.check_supported(errors);
        for input in &mut function.signature.inputs {
            if let Some(argument) = Argument::parse(input, errors) {
                function.arguments.push(argument);
            }
        }
        Some(function)
    }

    /// The lines of the doc comment.
    pub(crate) fn doc(&self) -> String {
        let lines = self.attributes.iter().filter_map(|attribute| {
            let syn::Meta::NameValue(pair) = &attribute.meta else {
                return None;
            };
            match &pair.value {
                syn::Expr::Lit(literal) if pair.path.is_ident("doc") => match &literal.lit {
                    syn::Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            }
        });
        let lines: Vec<String> =
            lines.map(|line| line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned()).collect();
        lines.join("\n").trim().to_owned()
    }

    /// The `#[cfg(..)]` attributes, which what we print beside the function needs, too.
    pub(crate) fn cfgs(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"))
    }

    /// Whether calling it would be warned of: our call is not the user's.
    pub(crate) fn is_deprecated(&self) -> bool {
        self.attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"))
    }

    /// Rule `unsupported-item`, as far as the signature goes.
    fn check_supported(&self, errors: &mut Errors) {
        let signature = &self.signature;
        if !signature.generics.params.is_empty() {
            errors.push_at(
                &signature.generics,
                format_args!(
                    "`{}` is generic, but one operation or dependency is one function",
                    signature.ident
                ),
                "write one function for each type and call the generic one from it",
            );
        }
        if let Some(clause) = &signature.generics.where_clause {
            errors.push_at(clause, "a `where` clause belongs to a generic function", "remove it");
        }
        if let Some(constness) = &signature.constness {
            errors.push_at(constness, "a `const fn` cannot be resolved for a request", "remove `const`");
        }
        if let Safety::Unsafe(unsafety) = &signature.safety {
            errors.push_at(
                unsafety,
                "an `unsafe` function cannot be called for a request",
                "remove `unsafe`",
            );
        }
        if let Some(abi) = &signature.abi {
            errors.push_at(abi, "an `extern` function cannot be resolved for a request", "remove `extern`");
        }
        if let syn::ReturnType::Type(_, ty) = &signature.output
            && matches!(**ty, Type::ImplTrait(_))
        {
            errors.push_at(
                ty,
                "the document needs to know the return type, and `impl Trait` hides it",
                "write the type, `Json<Item>` say",
            );
        }
    }
}

impl Argument {
    /// Takes our attributes off an argument and parses them.
    fn parse(input: &mut FnArg, errors: &mut Errors) -> Option<Self> {
        let typed = match input {
            FnArg::Receiver(receiver) => {
                errors.push_at(
                    receiver,
                    "a method cannot be an operation or a dependency",
                    "write a free function",
                );
                return None;
            }
            FnArg::Typed(typed) => typed,
        };
        if let Some(cfg) = typed.attrs.iter().find(|attribute| attribute.path().is_ident("cfg")) {
            errors.push_at(
                cfg,
                "an argument cannot be there only sometimes",
                "put `#[cfg]` on two functions of the name",
            );
        }
        if let Type::ImplTrait(hidden) = &*typed.ty {
            errors.push_at(hidden, "the type of an argument must be known", "write the type");
        }
        let source = Source::take(&mut typed.attrs, errors);
        let name = match &*typed.pat {
            Pat::Ident(pattern) if pattern.by_ref.is_none() && pattern.subpat.is_none() => {
                pattern.ident.clone()
            }
            other => {
                errors.push_at(
                    other,
                    "an argument needs a name here",
                    "name it and take it apart in the body: `let (a, b) = name;`",
                );
                return None;
            }
        };
        Some(Self { name, ty: (*typed.ty).clone(), source })
    }
}
