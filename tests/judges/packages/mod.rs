//! The packages of a release, made from archives as `.github/workflows/release.yml` makes them:
//! each is installed into an empty folder by the manager that it is for and run there, or read as
//! that manager reads it, where the manager itself cannot be had.

mod archives;
mod installed;
mod manifests;
mod published;
mod table;
