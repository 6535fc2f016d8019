//! What a text leaves to the file of the picture that leads it.

use dateline_pictures::Facts;

use super::FrontMatter;
use crate::language::tag::Language;
use crate::text::config::{Config, Fill};

impl FrontMatter {
    /// Fills in what the file of its picture says and the text does not, as far as the settings
    /// ask for it, in the text's language.
    pub fn fill_from(&mut self, picture: &Facts, config: &Config) {
        let site = config.language.to_string();
        let language = self.language.as_ref().map_or(&*site, Language::tag).to_string();
        let Some(image) = self.image.as_deref_mut() else { return };
        for fill in &config.pictures.fill {
            let (field, said) = match fill {
                Fill::Credit => (&mut image.credit, credit(picture)),
                Fill::Caption => {
                    let said = picture.texts.caption.in_language(&language);
                    (&mut image.caption, said.map(String::from))
                }
                Fill::Alt => {
                    let said = picture.texts.alt.in_language(&language);
                    (&mut image.alt, said.map(String::from))
                }
            };
            if field.is_none() {
                *field = said;
            }
        }
    }
}

/// The line that whoever made it asks for, or else their names.
fn credit(picture: &Facts) -> Option<String> {
    let rights = &picture.rights;
    let names = || (!rights.creators.is_empty()).then(|| rights.creators.join(", "));
    let line = rights.credit_line.clone().or_else(names)?;
    let words: Vec<&str> = line.split_whitespace().collect();
    Some(words.join(" "))
}
