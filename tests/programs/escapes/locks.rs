//! The requirements of a program, and the program without one of them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Expr, ExprCall, Field, File, FnArg, Item, ItemEnum, ItemFn, ItemMod, ItemStruct, Macro, Meta,
    PatType, Token, Type, parse_quote,
};

/// A program with one requirement removed.
pub(crate) struct Unlocked {
    pub(crate) program: File,
    /// The requirement, and how it was changed.
    pub(crate) lock: String,
}

/// Returns the program with each of its requirements removed in turn.
pub(crate) fn unlocked(program: &File) -> Vec<Unlocked> {
    let without = |at| {
        let (mut program, mut thief) = (program.clone(), Thief { left: at, lock: None, items: Vec::new() });
        thief.visit_file_mut(&mut program);
        Some(Unlocked { program, lock: thief.lock? })
    };
    (0..).map_while(without).collect()
}

/// Visits the requirements in source order, and removes one.
struct Thief {
    /// The number of requirements to skip first.
    left: usize,
    /// The removed requirement.
    lock: Option<String>,
    /// Items that the current module needs after the change.
    items: Vec<Item>,
}

/// How a dependency is changed.
#[derive(Clone, Copy)]
enum Way {
    /// The dependency is removed.
    Removed,
    /// A request without credentials is accepted.
    Optional,
    /// The dependency is replaced by one that checks nothing.
    Replaced,
}

impl Way {
    const ALL: [Self; 3] = [Self::Removed, Self::Optional, Self::Replaced];

    fn past(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Optional => "made optional",
            Self::Replaced => "replaced by a dependency that requires nothing",
        }
    }
}

impl Thief {
    /// Whether this is the requirement to remove.
    fn takes(&mut self, lock: impl FnOnce() -> String) -> bool {
        if self.lock.is_some() {
            return false;
        }
        if self.left == 0 {
            self.lock = Some(lock());
            return true;
        }
        self.left -= 1;
        false
    }

    fn argument(&mut self, function: &str, argument: &mut PatType) -> Option<Way> {
        let (name, what) = (argument.pat.to_token_stream(), argument.ty.to_token_stream());
        if is_scopes(&argument.ty) {
            return self
                .takes(|| format!("`{name}: {what}` of `{function}` removed"))
                .then_some(Way::Removed);
        }
        let at = ask_among(&argument.attrs, &argument.ty)?;
        let lock = |ask: &Attribute, way: Way| format!("`{}` of `{function}` {}", plain(ask), way.past());
        let is_optional = plain(&argument.attrs[at]).contains("Optional<");
        let mut ways = Way::ALL.into_iter().filter(|way| !(is_optional && matches!(way, Way::Optional)));
        let way = ways.find(|way| self.takes(|| lock(&argument.attrs[at], *way)));
        match way {
            Some(Way::Replaced) => argument.attrs[at] = self.impostor(&argument.ty),
            Some(Way::Optional) => {
                let (dependency, ty) = (dependency(&argument.attrs[at], &argument.ty), argument.ty.clone());
                argument.attrs[at] = parse_quote!(#[depends(Optional<#dependency>)]);
                *argument.ty = parse_quote!(Option<#ty>);
            }
            Some(Way::Removed) => {}
            None => self.scopes(function, &mut argument.attrs[at]),
        }
        way
    }

    /// Changes the dependency of a field or a variant.
    fn ask(&mut self, item: &str, attributes: &mut [Attribute], ty: &Type) {
        let Some(at) = ask_among(attributes, ty) else { return };
        let lock = |ask: &Attribute| format!("`{}` in `{item}` {}", plain(ask), Way::Replaced.past());
        if self.takes(|| lock(&attributes[at])) {
            attributes[at] = self.impostor(ty);
        } else {
            self.scopes(item, &mut attributes[at]);
        }
    }

    /// Removes required scopes, one at a time.
    fn scopes(&mut self, item: &str, attribute: &mut Attribute) {
        let Meta::List(list) = &mut attribute.meta else { return };
        list.tokens = self.needs(item, list.tokens.clone());
    }

    /// Exchanges the dependencies of two arguments, fields or variants of the same type.
    fn exchange<'a>(&mut self, item: &str, places: impl Iterator<Item = (&'a mut Vec<Attribute>, &'a Type)>) {
        let mut places: Vec<_> =
            places.filter(|(attributes, ty)| ask_among(attributes, ty).is_some()).collect();
        for first in 0..places.len() {
            for second in first + 1..places.len() {
                let [(one, one_type), (other, other_type)] =
                    places.get_disjoint_mut([first, second]).expect("two different places");
                let (a, b) =
                    (ask_among(one, one_type).expect("one"), ask_among(other, other_type).expect("one"));
                let asks = (plain(&one[a]), plain(&other[b]));
                let lock = || format!("`{}` and `{}` in `{item}` exchanged", asks.0, asks.1);
                let types = (one_type.to_token_stream(), other_type.to_token_stream());
                if types.0.to_string() == types.1.to_string() && asks.0 != asks.1 && self.takes(lock) {
                    std::mem::swap(&mut one[a], &mut other[b]);
                }
            }
        }
    }

    /// Reads a parameter of a function from the query instead of the path.
    fn place(&mut self, function: &str, argument: &mut PatType) {
        let name = argument.pat.to_token_stream();
        for attribute in argument.attrs.iter_mut().filter(|attribute| attribute.path().is_ident("path")) {
            if self.takes(|| format!("`{name}` of `{function}` read from the query")) {
                *attribute = parse_quote!(#[query]);
            }
        }
    }

    /// Returns an attribute with a dependency of the same type that requires nothing.
    fn impostor(&mut self, ty: &Type) -> Attribute {
        self.items.push(parse_quote! {
            #[dependency]
            fn impostor() -> #ty {
                unimplemented!()
            }
        });
        parse_quote!(#[depends(impostor)])
    }

    /// Changes the arguments of `security(..)`, of `depends(..)` and of whatever contains them.
    fn needs(&mut self, item: &str, tokens: TokenStream) -> TokenStream {
        let Ok(mut parts) = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens.clone()) else {
            return tokens;
        };
        let mut kept = Punctuated::<Expr, Token![,]>::new();
        for mut part in std::mem::take(&mut parts) {
            if self.keeps(item, &mut part) {
                kept.push(part);
            }
        }
        kept.into_token_stream()
    }

    /// Whether the part is kept.
    fn keeps(&mut self, item: &str, part: &mut Expr) -> bool {
        match part {
            Expr::Assign(assign) if assign.left.to_token_stream().to_string() == "scopes" => {
                if let Expr::Array(scopes) = &mut *assign.right {
                    let asked = std::mem::take(&mut scopes.elems).into_iter();
                    let lock =
                        |scope: &Expr| format!("the scope {} in `{item}` removed", scope.to_token_stream());
                    scopes.elems = asked.filter(|scope| !self.takes(|| lock(scope))).collect();
                }
            }
            Expr::Call(ExprCall { func, args, .. }) => {
                let called = func.to_token_stream().to_string();
                if called == "depends" {
                    let asked = std::mem::take(args).into_iter();
                    let lock =
                        |need: &Expr| format!("`depends({})` in `{item}` removed", need.to_token_stream());
                    *args = asked.filter(|need| !self.takes(|| lock(need))).collect();
                }
                for argument in args.iter_mut() {
                    self.keeps(item, argument);
                }
                return called != "depends" || !args.is_empty();
            }
            Expr::Macro(inner) => self.visit_macro_mut(&mut inner.mac),
            _ => {}
        }
        true
    }
}

impl VisitMut for Thief {
    fn visit_file_mut(&mut self, file: &mut File) {
        visit_mut::visit_file_mut(self, file);
        file.items.append(&mut self.items);
    }

    fn visit_item_mod_mut(&mut self, module: &mut ItemMod) {
        let mut outside = std::mem::take(&mut self.items);
        visit_mut::visit_item_mod_mut(self, module);
        if let Some((_, items)) = &mut module.content {
            items.append(&mut self.items);
        }
        self.items.append(&mut outside);
    }

    fn visit_item_fn_mut(&mut self, item: &mut ItemFn) {
        visit_mut::visit_item_fn_mut(self, item);
        let Some(at) = item.attrs.iter().position(is_ours) else { return };
        let function = item.sig.ident.to_string();
        if let Meta::List(list) = &mut item.attrs[at].meta {
            list.tokens = self.needs(&function, list.tokens.clone());
        }
        let typed = item.sig.inputs.iter_mut().filter_map(|input| match input {
            FnArg::Typed(argument) => Some(argument),
            FnArg::Receiver(_) => None,
        });
        self.exchange(&function, typed.map(|argument| (&mut argument.attrs, &*argument.ty)));
        let mut kept = Punctuated::new();
        for mut input in std::mem::take(&mut item.sig.inputs) {
            let FnArg::Typed(argument) = &mut input else { continue };
            let (name, ty) = (argument.pat.clone(), argument.ty.clone());
            if item.attrs.iter().any(|attribute| attribute.path().is_ident("dependency")) {
                self.place(&function, argument);
            }
            let way = self.argument(&function, argument);
            if matches!(way, Some(Way::Removed | Way::Optional)) {
                // The function continues with a placeholder of the right type.
                item.block.stmts.insert(0, parse_quote!(let #name: #ty = unimplemented!();));
            }
            if !matches!(way, Some(Way::Removed)) {
                kept.push(input);
            }
        }
        item.sig.inputs = kept;
    }

    fn visit_item_struct_mut(&mut self, item: &mut ItemStruct) {
        let name = item.ident.to_string();
        let another_name = item.attrs.iter_mut().find(|attribute| attribute.path().is_ident("dependency"));
        if let (Some(attribute), Some(Field { ty, .. })) = (another_name, item.fields.iter().next())
            && self.takes(|| format!("`{}` of `{name}` {}", plain(attribute), Way::Replaced.past()))
        {
            self.impostor(ty);
            *attribute = parse_quote!(#[dependency(impostor)]);
        }
        self.exchange(&name, item.fields.iter_mut().map(|field| (&mut field.attrs, &field.ty)));
        for field in &mut item.fields {
            self.ask(&name, &mut field.attrs, &field.ty);
        }
    }

    fn visit_item_enum_mut(&mut self, item: &mut ItemEnum) {
        let variants = item.variants.iter_mut().filter_map(|variant| {
            let field = variant.fields.iter().next()?;
            Some((&mut variant.attrs, &field.ty))
        });
        self.exchange(&item.ident.to_string(), variants);
        for variant in &mut item.variants {
            let name = format!("{}::{}", item.ident, variant.ident);
            if let Some(Field { ty, .. }) = variant.fields.iter().next() {
                let ty = ty.clone();
                self.ask(&name, &mut variant.attrs, &ty);
            }
        }
    }

    fn visit_macro_mut(&mut self, list: &mut Macro) {
        let name = list.path.to_token_stream().to_string();
        if ["routes", "secured_routes"].contains(&name.as_str()) {
            list.tokens = self.needs(&format!("{name}!"), list.tokens.clone());
        }
    }
}

fn is_ours(attribute: &Attribute) -> bool {
    const OURS: [&str; 8] = ["dependency", "get", "post", "put", "patch", "delete", "head", "options"];
    OURS.iter().any(|name| attribute.path().is_ident(name))
}

fn is_scopes(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("SecurityScopes"))
}

/// Returns the index of the attribute that names a dependency. The form of a token request is not a requirement.
fn ask_among(attributes: &[Attribute], ty: &Type) -> Option<usize> {
    let is_form = matches!(ty, Type::Path(path) if path.path.is_ident("OAuth2PasswordRequestForm"));
    let asks = |one: &Attribute| one.path().is_ident("depends") || one.path().is_ident("security");
    attributes.iter().position(asks).filter(|_| !is_form)
}

/// Returns the dependency that an attribute names.
fn dependency(ask: &Attribute, ty: &Type) -> TokenStream {
    match &ask.meta {
        Meta::List(list) => {
            list.tokens.clone().into_iter().take_while(|token| token.to_string() != ",").collect()
        }
        _ => quote!(#ty),
    }
}

/// Returns an attribute without the spaces between its tokens.
fn plain(attribute: &Attribute) -> String {
    attribute.to_token_stream().to_string().replace(' ', "")
}
