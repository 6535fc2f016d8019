//! Exports of analytics services: tables of pages and their reads.
