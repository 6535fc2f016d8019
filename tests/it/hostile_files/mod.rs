//! Files that are made to lead a program out of the site's folder, to hang it or to
//! exhaust its memory: each ends in an error that names it or in a right page, soon
//! and in little memory, and nothing outside the site is read or written.

mod kinds;
mod links;
mod machine;
mod names;
mod sizes;
