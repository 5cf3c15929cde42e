use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Expr, ExprLit, FnArg, Lit, Pat, Safety, Signature, Type, Visibility};

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

    /// The doc comment as an expression: one literal, or what rustc makes one of where a line is a macro call such
    /// as `include_str!`.
    pub(crate) fn doc(&self) -> Option<TokenStream> {
        let mut text = String::new();
        let mut pieces = Vec::new();
        for attribute in self.attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
            let syn::Meta::NameValue(pair) = &attribute.meta else { continue };
            match &pair.value {
                Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) => text.push_str(&plain_lines(&line.value())),
                expression => {
                    pieces.push(std::mem::take(&mut text).into_token_stream());
                    pieces.push(expression.to_token_stream());
                }
            }
            text.push('\n');
        }
        if pieces.is_empty() {
            let text = text.trim();
            return (!text.is_empty()).then(|| text.into_token_stream());
        }
        pieces.push(text.into_token_stream());
        Some(quote!(::core::concat!(#(#pieces),*)))
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

/// The lines of a doc comment without what makes them one: the space after `///`, the star before each line of a
/// block comment.
fn plain_lines(text: &str) -> String {
    let plain = |line: &str| {
        let is_block = text.contains('\n') && line.trim_start().starts_with('*');
        let line = if is_block { &line.trim_start()[1..] } else { line };
        line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned()
    };
    text.lines().map(plain).collect::<Vec<_>>().join("\n")
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
