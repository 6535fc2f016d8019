//! JSON Schemas (<https://json-schema.org/draft/2020-12>) of what people write, from
//! the tables of fields that the readers have too. They use only what draft 7 has as
//! well, since not every editor knows the newer drafts.

use jiff::tz::TimeZoneDatabase;
use serde_json::{Map, Value, json};

use crate::text::fields::{Field, Presence, Shape};
use crate::text::yaml::{self, Keys};

/// The schema of a document that is a map with these fields.
pub fn schema(title: &str, fields: &[Field]) -> Value {
    let mut schema = of_map(fields);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(title);
    schema
}

fn of_map(fields: &[Field]) -> Value {
    let properties = fields.iter().map(|field| (field.name.to_string(), of_field(field)));
    let required = fields.iter().filter(|field| field.presence == Presence::Required);
    let mut schema = json!({
        "type": "object",
        "properties": properties.collect::<Map<_, _>>(),
        "additionalProperties": false,
    });
    let required: Vec<&str> = required.map(|field| field.name).collect();
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    let either = fields.iter().filter_map(|field| match field.presence {
        Presence::RequiredWithout(other) => Some([field.name, other]),
        Presence::Required | Presence::Optional => None,
    });
    let either: Vec<Value> = either
        .map(|names| json!({"anyOf": names.map(|name| json!({"required": [name]}))}))
        .collect();
    if !either.is_empty() {
        schema["allOf"] = json!(either);
    }
    schema
}

fn of_field(field: &Field) -> Value {
    let mut schema = of_shape(&field.shape);
    if field.presence == Presence::Optional {
        schema = or_nothing(schema);
    }
    schema["description"] = json!(field.description);
    if let Some(default) = field.default {
        schema["default"] = of_yaml(default);
    }
    if !field.examples.is_empty() {
        schema["examples"] = field.examples.iter().map(|example| of_yaml(example)).collect();
    }
    schema
}

fn of_shape(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!({"type": ["string", "number"], "minLength": 1}),
        Shape::Form(pattern) => json!({"type": "string", "pattern": pattern}),
        Shape::FormOrNumber(pattern) => json!({"type": ["string", "number"], "pattern": pattern}),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::FlagOr(words) => {
            let words = words.iter().map(|word| json!(word));
            let all: Vec<Value> = [json!(true), json!(false)].into_iter().chain(words).collect();
            json!({"enum": all})
        }
        Shape::Count(most) => json!({"type": "integer", "minimum": 1, "maximum": most}),
        Shape::OneOf(words) => json!({"type": "string", "enum": words}),
        Shape::TimeZone => {
            let zones = TimeZoneDatabase::bundled();
            let names: Vec<String> = zones.available().map(|name| name.to_string()).collect();
            // Not as an enumeration: editors would tell all of them of each slip.
            json!({"type": "string", "examples": names})
        }
        Shape::OrFalse(shape) => json!({"anyOf": [of_shape(shape), {"const": false}]}),
        Shape::OneOrMore(shape) => {
            both(of_shape(shape), json!({"type": "array", "items": of_shape(shape)}))
        }
        Shape::List(shape) => json!({"type": "array", "items": of_shape(shape)}),
        Shape::Map(fields) => of_map(fields),
        Shape::OrMap(shape, fields) => both(of_shape(shape), of_map(fields)),
        Shape::Named(shape) => json!({"type": "object", "additionalProperties": of_shape(shape)}),
        Shape::NamedLike(pattern, shape) => json!({
            "type": "object",
            "patternProperties": {*pattern: of_shape(shape)},
            "additionalProperties": false,
        }),
        Shape::SomeNamedLike(pattern, shape) => json!({
            "type": "object",
            "patternProperties": {*pattern: or_nothing(of_shape(shape))},
            "additionalProperties": false,
            "minProperties": 1,
        }),
        Shape::AnyMap => json!({"type": "object"}),
    }
}

/// Either of two schemas of different types. Most keywords speak of values of one
/// type only, so the two can stand in one schema, of which editors say more.
fn both(one: Value, other: Value) -> Value {
    if one.get("enum").is_some() {
        return json!({"anyOf": [one, other]});
    }
    let types = types(&one).chain(types(&other)).collect();
    let mut both = one;
    if let (Some(both), Value::Object(other)) = (both.as_object_mut(), other) {
        both.extend(other);
    }
    both["type"] = types;
    both
}

/// The same, with nothing after the colon too.
fn or_nothing(mut schema: Value) -> Value {
    if let Some(choices) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        choices.push(json!({"type": "null"}));
        return schema;
    }
    if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        words.push(Value::Null);
    }
    schema["type"] = types(&schema).chain([json!("null")]).collect();
    schema
}

fn types(schema: &Value) -> impl Iterator<Item = Value> + use<> {
    match &schema["type"] {
        Value::Array(types) => types.clone(),
        one => vec![one.clone()],
    }
    .into_iter()
}

/// What YAML says, as JSON; nothing if it is none, which no table has.
fn of_yaml(text: &str) -> Value {
    yaml::parse(text, Keys::Unplaced).map_or(Value::Null, |node| node.value.to_json())
}
