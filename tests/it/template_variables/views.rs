//! What `src/render/views/` says of itself.

use std::fs;
use std::path::Path;

use syn::{Attribute, Expr, GenericArgument, Item, ItemStruct, Lit, Meta, PathArguments, Type};

/// The types of the views, in the order of the files.
pub struct Views(Vec<View>);

/// A type.
pub struct View {
    /// Its name in Rust.
    pub name: String,
    /// What is said of it.
    pub about: String,
    pub shape: Shape,
}

/// What a type is.
pub enum Shape {
    /// A map with these fields.
    Fields(Vec<Field>),
    /// A map with the fields of all these.
    AllOf(Vec<String>),
    /// What it says of itself, and no more.
    Opaque,
}

/// A field of a view.
pub struct Field {
    pub name: String,
    pub about: String,
    pub kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    Flag,
    /// It, or none.
    Maybe(Box<Kind>),
    List(Box<Kind>),
    /// A map with any names to these.
    Named(Box<Kind>),
    /// A type of the files.
    View(String),
}

impl Views {
    pub fn read() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/views");
        let parsed = |name: &str| {
            let text = fs::read_to_string(folder.join(format!("{name}.rs"))).unwrap();
            syn::parse_file(&text).unwrap().items
        };
        let mut items = parsed("mod");
        let parts = items.iter().filter_map(|item| match item {
            Item::Mod(part) => Some(parsed(&part.ident.to_string())),
            _ => None,
        });
        let parts: Vec<Item> = parts.flatten().collect();
        items.extend(parts);
        let views = items.iter().filter_map(|item| match item {
            Item::Struct(item) => Some(of_struct(item)),
            Item::Type(item) => {
                let (links, about) = links(&doc(&item.attrs));
                let shape = if links.is_empty() { Shape::Opaque } else { Shape::AllOf(links) };
                Some(View { name: item.ident.to_string(), about, shape })
            }
            _ => None,
        });
        Views(views.collect())
    }

    pub fn iter(&self) -> impl Iterator<Item = &View> {
        self.0.iter()
    }

    pub fn named(&self, name: &str) -> &View {
        self.iter().find(|view| view.name == name).unwrap_or_else(|| panic!("no view {name}"))
    }

    /// The one view that this one is, if it is nothing but another name for it.
    pub fn resolved(&self, name: &str) -> &View {
        match &self.named(name).shape {
            Shape::AllOf(views) if views.len() == 1 => self.resolved(&views[0]),
            _ => self.named(name),
        }
    }

    /// All fields that a map of this type has; none if it is no map with certain fields.
    pub fn fields(&self, name: &str) -> Option<Vec<&Field>> {
        match &self.named(name).shape {
            Shape::Fields(fields) => Some(fields.iter().collect()),
            Shape::AllOf(views) => {
                Some(views.iter().filter_map(|view| self.fields(view)).flatten().collect())
            }
            Shape::Opaque => None,
        }
    }
}

impl Kind {
    /// The kind of `Option<Story>` and the like.
    pub fn of(rust: &str) -> Self {
        kind(&syn::parse_str(rust).unwrap())
    }
}

fn of_struct(item: &ItemStruct) -> View {
    let fields = item.fields.iter().map(|field| {
        // One that is renamed or left out would not be what stands in the file.
        assert!(!field.attrs.iter().any(|attribute| attribute.path().is_ident("serde")));
        let name = field.ident.as_ref().unwrap().to_string();
        Field { name, about: doc(&field.attrs), kind: kind(&field.ty) }
    });
    let shape = Shape::Fields(fields.collect());
    View { name: item.ident.to_string(), about: doc(&item.attrs), shape }
}

/// The comment, its lines joined.
fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().to_string()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}

/// The links to types that a comment begins with, and the rest of it.
fn links(comment: &str) -> (Vec<String>, String) {
    let mut links = Vec::new();
    let mut rest = comment;
    while let Some((link, after)) = rest.strip_prefix("[`").and_then(|rest| rest.split_once("`]")) {
        links.push(link.to_string());
        // Where a link leads is for rustdoc.
        let target = after.strip_prefix('(').and_then(|after| after.split_once(')'));
        rest = target.map_or(after, |(_, after)| after).trim_start();
    }
    (links, rest.to_string())
}

fn kind(rust: &Type) -> Kind {
    let path = match rust {
        Type::Reference(reference) => return kind(&reference.elem),
        Type::Slice(slice) => return Kind::List(kind(&slice.elem).into()),
        Type::Path(path) => path.path.segments.last().unwrap(),
        _ => panic!("a type that has no words yet"),
    };
    let arguments: Vec<&Type> = match &path.arguments {
        PathArguments::AngleBracketed(arguments) => {
            let types = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(rust) => Some(rust),
                _ => None,
            });
            types.collect()
        }
        _ => Vec::new(),
    };
    match (path.ident.to_string().as_str(), &arguments[..]) {
        ("String" | "str", []) => Kind::Text,
        ("Cow", [text]) => kind(text),
        ("usize" | "u64" | "u32" | "u8", []) => Kind::Number,
        ("bool", []) => Kind::Flag,
        ("Option", [one]) => Kind::Maybe(kind(one).into()),
        ("Vec", [one]) => Kind::List(kind(one).into()),
        ("BTreeMap", [_, one]) => Kind::Named(kind(one).into()),
        // Nobody could tell what is in it.
        ("Value", []) => panic!("a `Value` needs a name that says what is in it, such as `Story`"),
        (view, []) => Kind::View(view.to_string()),
        (other, _) => panic!("`{other}` has no words yet"),
    }
}
