//! How a language writes: its direction, capitals, numbers, days, and names in a row (Unicode's
//! data, by ICU4X); and which day, zone or language people mean by what they write.

pub mod calendar;
pub mod capitals;
pub mod countries;
pub mod date_pattern;
pub mod dates;
pub mod day_period_names;
pub mod day_periods;
pub mod direction;
pub mod months;
pub mod name_list;
pub mod names;
pub mod numbers;
pub mod said_moments;
pub mod short_dates;
pub mod tag;
pub mod weekdays;
pub mod zones;
