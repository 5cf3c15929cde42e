use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{
    Attribute, Expr, ExprLit, FnArg, GenericParam, Lit, Pat, PathArguments, ReturnType, Safety, Signature,
    Type, Visibility,
};

use super::Source;
use crate::errors::{Errors, error};

/// The primitive types, which share a namespace with the type of a function's name.
const PRIMITIVES: [&str; 17] = [
    "bool", "char", "str", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128",
    "isize", "f32", "f64",
];

/// An annotated function. The body is not parsed: rustc reports the mistakes in it, and an editor can complete code that is
/// not finished.
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
    /// Parses a function, or records the mistake. The compiler has already parsed the item, so an item that is not a function is
    /// a valid item of another kind.
    pub(crate) fn parse(item: TokenStream, errors: &mut Errors) -> Option<Self> {
        let mut function = match Raw::parse.parse2(item.clone()) {
            Ok(Raw(function)) => function,
            Err(wrong) => {
                errors.take::<()>(Err(misread(&item, wrong)));
                return None;
            }
        };
        function.check_supported(errors);
        for input in &mut function.signature.inputs {
            if let Some(argument) = Argument::parse(input, errors) {
                function.arguments.push(argument);
            }
        }
        Some(function)
    }

    /// Returns the doc comment as an expression: one literal, or a `concat!` where a line is a macro call such as `include_str!`.
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

    /// Returns the `#[cfg(..)]` attributes, which the items that we print beside the function need as well.
    pub(crate) fn cfgs(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"))
    }

    /// Whether the function is in an `impl`, as far as its arguments tell.
    pub(crate) fn is_method(&self) -> bool {
        self.signature.receiver().is_some()
    }

    /// Whether the return type means the same outside of the function: it is not generic and not `impl Trait`.
    pub(crate) fn is_plain(&self) -> bool {
        let is_hidden =
            matches!(&self.signature.output, ReturnType::Type(_, ty) if matches!(**ty, Type::ImplTrait(_)));
        self.signature.generics.params.is_empty() && !is_hidden
    }

    /// Whether the compiler warns about a call of the function. It must not warn about our call, which the user did not write.
    pub(crate) fn is_deprecated(&self) -> bool {
        self.attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"))
    }

    /// Checks the rule `unsupported-item`, as far as the signature shows a violation.
    fn check_supported(&self, errors: &mut Errors) {
        let signature = &self.signature;
        let name = signature.ident.to_string();
        if PRIMITIVES.contains(&name.as_str()) {
            errors.push(
                "unsupported_item",
                signature.ident.span(),
                format_args!("a type of the name `{name}` would hide the primitive type in this module"),
                format_args!("give the function another name, `read_{name}` say"),
            );
        }
        // A lifetime is reported at the argument that has it.
        let is_lifetime =
            signature.generics.params.iter().all(|param| matches!(param, GenericParam::Lifetime(_)));
        let is_reported = is_lifetime && signature.inputs.to_token_stream().to_string().contains('\'');
        if !signature.generics.params.is_empty() && !is_reported {
            errors.push_at(
                "unsupported_item",
                &signature.generics,
                format_args!(
                    "`{}` is generic, but one operation or dependency is one function",
                    signature.ident
                ),
                "write one function for each type and call the generic one from it",
            );
        }
        if let Some(clause) = &signature.generics.where_clause {
            errors.push_at(
                "unsupported_item",
                clause,
                "a `where` clause belongs to a generic function",
                "remove it",
            );
        }
        if let Some(constness) = &signature.constness {
            errors.push_at(
                "unsupported_item",
                constness,
                "a `const fn` cannot be resolved for a request",
                "remove `const`",
            );
        }
        if let Safety::Unsafe(unsafety) = &signature.safety {
            errors.push_at(
                "unsupported_item",
                unsafety,
                "an `unsafe` function cannot be called for a request",
                "remove `unsafe`",
            );
        }
        if let Some(abi) = &signature.abi {
            errors.push_at(
                "unsupported_item",
                abi,
                "an `extern` function cannot be resolved for a request",
                "remove `extern`",
            );
        }
        if let ReturnType::Type(_, ty) = &signature.output
            && matches!(**ty, Type::ImplTrait(_))
        {
            errors.push_at(
                "unsupported_item",
                ty,
                "the document needs to know the return type, and `impl Trait` hides it",
                "write the type, `Json<Item>` say",
            );
        }
    }
}

/// Returns the lines of a doc comment without its markers: the space after `///`, and the star before each line of a block
/// comment.
fn plain_lines(text: &str) -> String {
    let plain = |line: &str| {
        let is_block = text.contains('\n') && line.trim_start().starts_with('*');
        let line = if is_block { &line.trim_start()[1..] } else { line };
        line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned()
    };
    text.lines().map(plain).collect::<Vec<_>>().join("\n")
}

impl Argument {
    /// Removes our attributes from an argument and parses them.
    fn parse(input: &mut FnArg, errors: &mut Errors) -> Option<Self> {
        let typed = match input {
            FnArg::Receiver(receiver) => {
                errors.push_at(
                    "unsupported_item",
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
                "unsupported_item",
                cfg,
                "an argument cannot be there only sometimes",
                "put `#[cfg]` on two functions of the name",
            );
        }
        if let Type::ImplTrait(hidden) = &*typed.ty {
            errors.push_at(
                "unsupported_item",
                hidden,
                "the type of an argument must be known",
                "write the type",
            );
        }
        let source = Source::take(&mut typed.attrs, errors);
        let name = match &*typed.pat {
            Pat::Ident(pattern) if pattern.by_ref.is_none() && pattern.subpat.is_none() => {
                pattern.ident.clone()
            }
            other => {
                errors.push_at(
                    "unsupported_item",
                    other,
                    "an argument needs a name here",
                    extractor(other, &typed.ty).unwrap_or_else(|| {
                        "name it and take it apart in the body: `let (a, b) = name;`".into()
                    }),
                );
                return None;
            }
        };
        Some(Self { name, ty: (*typed.ty).clone(), source })
    }
}

/// Returns the error for an item that cannot be parsed as a function.
fn misread(item: &TokenStream, wrong: syn::Error) -> syn::Error {
    if let Some(habit) = habit(item.clone()) {
        return habit;
    }
    let is_function =
        item.clone().into_iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "fn"));
    if is_function {
        return wrong;
    }
    error(
        "unsupported_item",
        wrong.span(),
        "an operation or a dependency is a function",
        "write `async fn` here, or remove the attribute",
    )
}

/// Returns the error for an argument that is written as in FastAPI: `token: Depends(oauth2_scheme)`.
fn habit(item: TokenStream) -> Option<syn::Error> {
    let arguments = item.into_iter().find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => Some(group.stream()),
        _ => None,
    })?;
    let tokens: Vec<TokenTree> = arguments.into_iter().collect();
    tokens.windows(4).find_map(|window| {
        let [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Ident(word), TokenTree::Group(asked)] =
            window
        else {
            return None;
        };
        let source = match word.to_string().as_str() {
            "Depends" => "depends",
            "Security" => "security",
            _ => return None,
        };
        Some(error(
            "parameter_without_source",
            word.span(),
            format_args!("`{word}` is not a type: a dependency is named in an attribute before its argument"),
            format_args!("write `#[{source}({})] {name}: T`, with the type of the value", asked.stream()),
        ))
    })
}

/// Returns the help for an argument that is written as in axum: `Path(id): Path<u64>`.
fn extractor(pattern: &Pat, ty: &Type) -> Option<String> {
    let (Pat::TupleStruct(taken), Type::Path(path)) = (pattern, ty) else { return None };
    let source = match taken.path.segments.last()?.ident.to_string().as_str() {
        "Path" => "#[path]",
        "Query" => "#[query]",
        "Json" => "#[body]",
        _ => return None,
    };
    let (name, ty) = (taken.elems.to_token_stream(), path.path.segments.last()?);
    let PathArguments::AngleBracketed(inner) = &ty.arguments else { return None };
    Some(format!("write `{source} {name}: {}`", inner.args.to_token_stream()))
}
