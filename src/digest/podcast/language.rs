//! The languages that have a code of two letters, and that of three letters for each (ISO 639-1 and
//! 639-2, <https://www.loc.gov/standards/iso639-2/php/code_list.php>), as tags of MP3s have it.

const CODES: &str = "\
    aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul \
    bhbih bibis bmbam bnben bobod brbre bsbos cacat ceche chcha cocos crcre csces cuchu cvchv \
    cycym dadan dedeu dvdiv dzdzo eeewe elell eneng eoepo esspa etest eueus fafas ffful fifin \
    fjfij fofao frfra fyfry gagle gdgla glglg gngrn guguj gvglv hahau heheb hihin hohmo hrhrv \
    hthat huhun hyhye hzher iaina idind ieile igibo iiiii ikipk ioido isisl itita iuiku jajpn \
    jvjav kakat kgkon kikik kjkua kkkaz klkal kmkhm knkan kokor krkau kskas kukur kvkom kwcor \
    kykir lalat lbltz lglug lilim lnlin lolao ltlit lulub lvlav mgmlg mhmah mimri mkmkd mlmal \
    mnmon mrmar msmsa mtmlt mymya nanau nbnob ndnde nenep ngndo nlnld nnnno nonor nrnbl nvnav \
    nynya ococi ojoji omorm orori ososs papan pipli plpol pspus ptpor quque rmroh rnrun roron \
    rurus rwkin sasan scsrd sdsnd sesme sgsag sisin skslk slslv smsmo snsna sosom sqsqi srsrp \
    ssssw stsot susun svswe swswa tatam tetel tgtgk ththa titir tktuk tltgl tntsn toton trtur \
    tstso tttat twtwi tytah uguig ukukr ururd uzuzb veven vivie vovol wawln wowol xhxho yiyid \
    yoyor zazha zhzho zuzul";

/// The code of three letters of a language, by its code of two or three.
pub fn three_letters(code: &str) -> Option<&str> {
    match code.len() {
        3 => Some(code),
        _ => CODES.split(' ').find_map(|codes| codes.strip_prefix(code).filter(|it| it.len() == 3)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_a_code_of_three_letters() {
        for (code, expected) in [
            ("hy", Some("hye")),
            ("en", Some("eng")),
            ("aa", Some("aar")),
            ("zu", Some("zul")),
            ("gsw", Some("gsw")),
            ("xx", None),
            ("", None),
        ] {
            assert_eq!(three_letters(code), expected, "{code}");
        }
        assert!(CODES.split(' ').all(|codes| codes.len() == 5), "{CODES}");
    }
}
