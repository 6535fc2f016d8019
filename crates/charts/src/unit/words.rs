//! The words of units, and words that are none; all in small letters.

/// Words that tell of whom, of what or of when a number is, and are no units: of a column without
/// them, it would be unclear what its numbers are.
const OF_WHAT: &str = "\
    women men woman man female male females males girls boys children adults both total all \
    overall other others est estimate estimated estimates preliminary provisional projected \
    projection forecast adjusted seasonally unadjusted actual planned target average mean median \
    cumulative urban rural north south east west note see frauen männer weiblich männlich gesamt \
    insgesamt geschätzt vorläufig femmes hommes mujeres hombres donne uomini женщины мужчины \
    оценка կանայք տղամարդիկ ქალები კაცები max maximum minimum avg net gross nominal real raw \
    final cold hot warm cool wet dry high low highest lowest upper lower left right new old \
    first last domestic foreign imported exported national federal regional local public private \
    official unofficial early late summer winter spring autumn day night annual monthly weekly \
    daily yearly quarterly ytd yoy mom with without excl excluding incl including under over \
    aged from since until before after at by for on to of not no thereof only netto brutto kalt \
    neu alt maximal minimal mittel nur ohne mit ab bis unter über nach vor seit von davon \
    darunter brut nette brute moyenne sans avec dont depuis jusque neto bruto máx mín máxima \
    mínima media sin con desde hasta excluyendo lordo senza dopo prima нетто брутто макс \
    максимум минимум среднее всего итого без с до после от առանց հետո մինչև առավելագույն \
    նվազագույն";

/// Words that count or measure.
const KNOWN: &str = "\
    prozent prozentpunkte euro dollar franken mark kronen pfund rubel dram lari lira tonnen \
    kilogramm gramm liter hektoliter meter kilometer quadratmeter quadratkilometer hektar \
    kubikmeter grad celsius stunden minuten sekunden tage jahre monate wochen personen stück \
    stimmen sitze tausend millionen milliarden punkte percent points thousands thousand millions \
    million billions billion tonnes tons euros dollars pounds hours minutes seconds days years \
    months weeks people persons votes seats miles metres meters kilometres kilometers hectares \
    acres litres liters degrees fahrenheit index percentage point pts cent cents pound pence \
    franc francs krona kronor krone kroner koruna zloty złoty złotych forint ruble rubles rouble \
    roubles hryvnia hryvnias tenge drams liras manat marks yen yuan won rupee rupees rupiah rand \
    real reais peso pesos shekel shekels dinar dinars dirham dirhams riyal riyals baht ringgit \
    naira hundred hundreds trillion trillions tn lakh crore dozen dozens gram grams gramme \
    grammes kilogram kilograms kilo kilos ton tonne ounce ounces litre gallon gallons barrel \
    barrels bushel bushels millimetre millimetres millimeter millimeters centimetre centimetres \
    centimeter centimeters metre kilometre inch inches foot feet yard yards mile acre hectare \
    second minute hour day week month quarter quarters year watt watts kilowatt kilowatts \
    megawatt megawatts gigawatt gigawatts joule joules volt volts degree kelvin person \
    inhabitants households goals units pieces cases deaths times einwohner millier milliers \
    milliard milliards pourcent mètre mètres kilomètre kilomètres heure heures jour jours mois \
    an ans année années habitants personnes voix sièges mil millón millones toneladas tonelada \
    metros kilómetros hectáreas horas minutos días semanas meses años personas votos escaños \
    habitantes milhões milhares bilhões dias anos pessoas migliaia milioni miliardi tonnellate \
    metri chilometri ettari ore minuti giorni mesi anni persone voti seggi процент процентов \
    проценты рубль рублей рубля тысяч тысячи миллион миллионов миллиард миллиардов тонн тонна т \
    г м см л ч мин сек шт человек лет год года дней часов минут голосов мест դրամ հազ հազար մլն \
    միլիոն մլրդ միլիարդ godz godzina godziny godzin minut minuty dzień lata rok osób osoby \
    głosów mieszkańców tysięcy tysiące milionów miliony miliardów tysiąc procent mandatów miejsc \
    uur uren dagen jaren maanden weken procenten miljoen miljard duizend inwoners stemmen zetels \
    graden saat dakika gün yıl kişi milyon milyar yüzde derece sandalye dəqiqə faiz nəfər səs \
    година години годин хв хвилин днів день років рік осіб голосів місць тисяч тисячі мільйонів \
    мільйони мільярдів відсотків відсотки грн гривень ساعت ساعة ساعات دقيقة دقائق دقیقه يوم أيام \
    روز سنة سنوات سال نسمة شخص نفر ألف مليون مليار هزار میلیون میلیارد صوت مقعد درجة درجه שעה \
    שעות דקות ימים שנים אנשים אלפים מיליון מיליארד אחוז אחוזים קולות מנדטים מעלות 時間 分 秒 日 年 人 票 \
    議席 千人 万人 億円 万円 兆円 円 度 千 万 億 小时 小時 分钟 分鐘 亿 亿元 万元 元 席 시간 분 일 년 명 표 석 만 억 원 억원 만원 천 ชั่วโมง \
    นาที วัน ปี คน บาท ล้าน พัน ร้อยละ ที่นั่ง องศา տոկոս մ տ հա տարի օր ժամ մարդ ლარი ათასი \
    მილიონი მილიარდი პროცენტი მ კმ კგ ტ ჰა წელი დღე საათი კაცი درصد بالمئة パーセント 퍼센트";

/// Signs of units and of currencies (ISO 4217).
const SIGNS: &str = "\
    aed afn all amd aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btn bwp byn \
    bzd cad cdf chf clp cny cop crc cup cve czk djf dkk dop dzd egp ern etb eur fjd fkp gbp gel \
    ghs gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr iqd irr isk jmd jod jpy kes kgs khr kmf \
    kpw krw kwd kyd kzt lak lbp lkr lrd lsl lyd mad mdl mga mkd mmk mnt mop mru mur mvr mwk mxn \
    myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd \
    scr sdg sek sgd shp sle sos srd ssp stn svc syp szl thb tjs tmt tnd top try ttd twd tzs uah \
    ugx usd uyu uzs ves vnd vuv wst xaf xcd xdr xof xpf yer zar zmw zwg rmb sdr dm tl kg mg km \
    cm mm ha ml cl dl hl kt mt kw mw gw tw kwh mwh gwh twh kwp mwp kj mj gj pj tj ej kv va pa \
    hpa kpa mpa hz khz mhz ghz db kb mb gb tb pb kbit mbit gbit btu teu dwt gt grt brz fte ppm \
    ppb rpm mph kph kmh psi pct teur meur keur hp ps cv mn mio mrd mln bn tsd pp ft in yd lb lbs \
    oz sqm sqft bbl bpd min sec std pax qm ltr bar kn kcal kwt гвт мвт квт км кг га мм тыс млн \
    млрд руб чел կմ կգ m g t l a h s w v j n k c f mi nm µm μm km/h";

/// Words between a name and its unit: `Share in %`, `Anteil (in Prozent)`.
const IN: &str = "in en em im as als w i в у";

/// Whether a word tells of what numbers are.
pub(super) fn is_of_what(word: &str) -> bool {
    is_among(OF_WHAT, word)
}

/// Whether a word is that of a unit, or its sign.
pub(super) fn is_of_unit(word: &str) -> bool {
    is_among(KNOWN, word) || is_among(SIGNS, word)
}

/// Whether a word stands between a name and its unit.
pub(super) fn is_between(word: &str) -> bool {
    is_among(IN, word)
}

fn is_among(words: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    words.split(' ').any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_of_a_unit_is_there_once() {
        let mut words: Vec<&str> = [KNOWN, SIGNS].iter().flat_map(|list| list.split(' ')).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
