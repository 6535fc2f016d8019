//! The report of pages as JSON: a list of rows, or an object that has such
//! a list for each day, which is what `period=day` gives for a range of days.
//!
//! The fields are those of the CSV in [`super::csv`], with `url` in place of
//! `metadata_url`. Rows are read one by one, so a document may be large.

use std::collections::BTreeSet;
use std::fmt;
use std::rc::Rc;

use jiff::civil::Date;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::page::{address, failed, not_flat};
use crate::reads::exports::reading::{PageCount, Reading, RowResult, day, reads, shown};
use crate::reads::exports::text::{self, Meter, Text};
use crate::reads::refusal::Refusal;

/// Reads the document.
///
/// # Errors
/// It is not such a report, is not flat, needs a day and has none, or cannot
/// be read.
pub(super) fn read(text: Text<'_>, reading: &mut Reading<'_>) -> Result<(), Refusal> {
    let meter = text.meter();
    let mut refusal = None;
    let mut document = serde_json::Deserializer::from_reader(text);
    let report = Report { reading, meter, refusal: &mut refusal };
    let result = report.deserialize(&mut document).and_then(|()| document.end());
    match (result, refusal) {
        (_, Some(refusal)) => Err(refusal),
        (Err(error), None) => Err(refuse(error)),
        (Ok(()), None) => Ok(()),
    }
}

fn refuse(error: serde_json::Error) -> Refusal {
    if error.is_io() {
        return text::refuse(&error.into());
    }
    if error.is_eof() {
        return text::ends_in_the_middle();
    }
    Refusal {
        message: format!("it is not what Matomo writes: {}", shown(&error.to_string())),
        hint: "export it again".into(),
    }
}

/// A document, or the part of it for a day: enters the rows.
struct Report<'r, 'a> {
    reading: &'r mut Reading<'a>,
    meter: Rc<Meter>,
    /// Why the file is refused; an error of the parser can hold only a sentence.
    refusal: &'r mut Option<Refusal>,
}

impl Report<'_, '_> {
    fn refuse<E: de::Error>(&mut self, refusal: Refusal) -> E {
        *self.refusal = Some(refusal);
        E::custom("refused")
    }
}

impl<'de> DeserializeSeed<'de> for Report<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Report<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of pages, or one for each day")
    }

    /// Rows without a day.
    fn visit_seq<A: SeqAccess<'de>>(mut self, access: A) -> Result<(), A::Error> {
        let meter = Rc::clone(&self.meter);
        let day = self.reading.given_day();
        let day = day.map_err(|refusal| self.refuse::<A::Error>(refusal));
        Rows { reading: self.reading, meter, refusal: self.refusal, day: day? }.visit_seq(access)
    }

    /// Days, or the message of an error.
    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<(), A::Error> {
        let mut days = BTreeSet::new();
        loop {
            self.meter.mark();
            let Some(key) = access.next_key::<String>()? else { return Ok(()) };
            if matches!(&*key, "result" | "message") {
                let value: Value = access.next_value()?;
                let failed = failed(value.as_str().unwrap_or_default());
                *self.refusal = Some(failed);
                continue;
            }
            let day = day(&key).map_err(|_| self.refuse::<A::Error>(no_day(&key)))?;
            if !days.insert(day) {
                return Err(self.refuse(twice(day)));
            }
            let meter = Rc::clone(&self.meter);
            access.next_value_seed(Rows {
                reading: self.reading,
                meter,
                refusal: self.refusal,
                day,
            })?;
        }
    }
}

/// The refusal of a document that would count a day double.
fn twice(day: Date) -> Refusal {
    Refusal { message: format!("the day {day} is there twice"), hint: "export it again".into() }
}

fn no_day(key: &str) -> Refusal {
    Refusal {
        message: format!("`{}` is not a day", shown(key)),
        hint: "export it with `period=day`".into(),
    }
}

/// The rows of a day.
struct Rows<'r, 'a> {
    reading: &'r mut Reading<'a>,
    meter: Rc<Meter>,
    refusal: &'r mut Option<Refusal>,
    day: Date,
}

impl<'de> DeserializeSeed<'de> for Rows<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of pages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        loop {
            self.meter.mark();
            let Some(row) = access.next_element::<Value>()? else { return Ok(()) };
            if row.get("idsubdatatable").is_some() || row.get("subtable").is_some() {
                *self.refusal = Some(not_flat());
                return Err(de::Error::custom("refused"));
            }
            // The line that the row ends in.
            self.reading.enter(self.meter.line(), take(&row, self.day));
        }
    }
}

fn take(row: &Value, day: Date) -> RowResult<'_> {
    let text = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
    let visits = match row.get("nb_visits").or_else(|| row.get("nb_hits")) {
        Some(Value::String(text)) => reads(text)?,
        Some(Value::Number(number)) => reads(&number.to_string())?,
        _ => return Err("there is no number of reads".into()),
    };
    let address = address(text("url"), text("label"));
    Ok(address.map(|address| PageCount { day, address: address.into(), reads: visits }))
}
