//! Reads from the APIs of analytics services.
