//! A little news in each language that the theme speaks.

/// What a newsroom writes.
pub struct Newsroom {
    pub language: &'static str,
    pub title: &'static str,
    pub section: &'static str,
    pub headline: &'static str,
    pub standfirst: &'static str,
    pub text: &'static str,
    pub place: &'static str,
    pub authors: [&'static str; 2],
    pub tag: &'static str,
}

/// Those of all languages; the first and the thirteenth differ most.
pub const NEWSROOMS: [Newsroom; 23] = [
    Newsroom {
        language: "ar",
        title: "أخبار المرتفعات",
        section: "السياسة",
        headline: "استئناف المحادثات بشأن المياه بين البلدين (2)",
        standfirst: "يلتقي الوفدان يوم الاثنين، ولا تزال مسألة السد بلا حل.",
        text: "قال الوزير إن الاتفاق «قريب جدًا»، وأكد أن 40% من الأراضي ستُروى قبل الصيف.",
        place: "عمّان",
        authors: ["سامي الخطيب", "ليلى حداد"],
        tag: "المياه",
    },
    Newsroom {
        language: "he",
        title: "חדשות ההר",
        section: "מדיניות",
        headline: "השיחות על המים חודשו: הסכר עדיין במחלוקת (2)",
        standfirst: "המשלחות ייפגשו ביום שני, ושאלת הסכר נותרה פתוחה.",
        text: "השר אמר כי ההסכם ”קרוב מאוד” וכי 40% מהשדות יושקו לפני הקיץ.",
        place: "חיפה",
        authors: ["דנה לוי", "משה כהן"],
        tag: "מים",
    },
    Newsroom {
        language: "fa",
        title: "خبرهای کوهستان",
        section: "سیاست",
        headline: "گفت‌وگوهای آب از سر گرفته شد: سد همچنان بی‌پاسخ (۲)",
        standfirst: "دو هیئت روز دوشنبه دیدار می‌کنند و مسئلهٔ سد هنوز حل نشده است.",
        text: "وزیر گفت توافق «بسیار نزدیک» است و تا تابستان ۴۰٪ زمین‌ها آبیاری می‌شود.",
        place: "تهران",
        authors: ["سارا احمدی", "رضا کریمی"],
        tag: "آب",
    },
    Newsroom {
        language: "hy",
        title: "Լեռնային լուրեր",
        section: "Քաղաքականություն",
        headline: "Վերսկսվել են ջրի շուրջ բանակցությունները",
        standfirst: "Պատվիրակությունները կհանդիպեն երկուշաբթի, ամբարտակի հարցը բաց է։",
        text: "Նախարարն ասաց, որ համաձայնությունը «շատ մոտ է», և մինչև ամառ կոռոգվի հողերի 40 տոկոսը։",
        place: "Երևան",
        authors: ["Անի Վարդանյան", "Արամ Պետրոսյան"],
        tag: "ջուր",
    },
    Newsroom {
        language: "ru",
        title: "Горные вести",
        section: "Политика",
        headline: "Переговоры о воде возобновились, вопрос о плотине остаётся открытым",
        standfirst: "Делегации встретятся в понедельник.",
        text: "Министр заявил, что соглашение «очень близко» и до лета орошать будут 40 % земель.",
        place: "Ереван",
        authors: ["Анна Сур", "Лев Торн"],
        tag: "вода",
    },
    Newsroom {
        language: "de",
        title: "Hochlandnachrichten",
        section: "Bundesverfassungsgerichtsentscheidungen",
        headline: "Wasserverhandlungen werden wieder aufgenommen: Staudammfrage bleibt ungelöst",
        standfirst: "Die Delegationen treffen sich am Montag.",
        text: "Die Ministerin sagte, ein Abkommen sei „sehr nah“; bis zum Sommer würden 40 Prozent der Felder bewässert.",
        place: "Gießen",
        authors: ["Anna Voß", "Jörg Müller"],
        tag: "Wasser",
    },
    Newsroom {
        language: "fr",
        title: "Les Nouvelles des hauteurs",
        section: "Politique",
        headline: "Les pourparlers sur l’eau reprennent, la question du barrage demeure",
        standfirst: "Les délégations se retrouvent lundi.",
        text: "La ministre a dit que l’accord était « très proche » et que 40 % des champs seraient irrigués.",
        place: "Évian",
        authors: ["Chloé Besson", "Éric Lenoir"],
        tag: "eau",
    },
    Newsroom {
        language: "ka",
        title: "მთის ამბები",
        section: "პოლიტიკა",
        headline: "წყლის შესახებ მოლაპარაკებები განახლდა",
        standfirst: "დელეგაციები ორშაბათს შეხვდებიან.",
        text: "მინისტრმა თქვა, რომ შეთანხმება „ძალიან ახლოა“.",
        place: "თბილისი",
        authors: ["ნინო ბერიძე", "გია კობახიძე"],
        tag: "წყალი",
    },
    Newsroom {
        language: "az",
        title: "Dağ xəbərləri",
        section: "Siyasət",
        headline: "Su danışıqları bərpa olundu, bənd məsələsi açıq qalır",
        standfirst: "Nümayəndə heyətləri bazar ertəsi görüşəcək.",
        text: "Nazir razılaşmanın “çox yaxın” olduğunu dedi.",
        place: "Şəki",
        authors: ["Aysel Əliyeva", "İlqar Həsənov"],
        tag: "su",
    },
    Newsroom {
        language: "es",
        title: "Noticias de la sierra",
        section: "Política",
        headline: "Se reanudan las conversaciones sobre el agua, con la presa sin resolver",
        standfirst: "Las delegaciones se reúnen el lunes.",
        text: "La ministra dijo que el acuerdo está «muy cerca» y que se regará el 40 % de los campos.",
        place: "Cádiz",
        authors: ["Ana Ruiz", "Ignacio Peña"],
        tag: "agua",
    },
    Newsroom {
        language: "pt",
        title: "Notícias da serra",
        section: "Política",
        headline: "Negociações sobre a água são retomadas, mas barragem segue sem solução",
        standfirst: "As delegações se reúnem na segunda-feira.",
        text: "A ministra disse que o acordo está “muito próximo”.",
        place: "Brasília",
        authors: ["Ana Souza", "João Lima"],
        tag: "água",
    },
    Newsroom {
        language: "pt-PT",
        title: "Notícias da serra",
        section: "Política",
        headline: "Negociações sobre a água retomadas, mas a barragem continua sem solução",
        standfirst: "As delegações reúnem-se na segunda-feira.",
        text: "A ministra disse que o acordo está «muito próximo».",
        place: "Évora",
        authors: ["Ana Sousa", "João Lima"],
        tag: "água",
    },
    Newsroom {
        language: "ja",
        title: "高地通信",
        section: "政治",
        headline: "水をめぐる協議が再開　ダム問題は未解決のまま",
        standfirst: "両国の代表団は月曜日に会談するが、ダムの扱いは決まっていない。",
        text: "大臣は「合意は近い」と述べ、夏までに農地の4割に水を引くと強調した。",
        place: "東京",
        authors: ["佐藤花子", "鈴木一郎"],
        tag: "水",
    },
    Newsroom {
        language: "it",
        title: "Notizie dall’altopiano",
        section: "Politica",
        headline: "Riprendono i colloqui sull’acqua, la diga resta irrisolta",
        standfirst: "Le delegazioni si incontrano lunedì.",
        text: "La ministra ha detto che l’accordo è «molto vicino».",
        place: "Forlì",
        authors: ["Anna Rossi", "Luca Verdi"],
        tag: "acqua",
    },
    Newsroom {
        language: "nl",
        title: "Nieuws van de hoogvlakte",
        section: "Politiek",
        headline: "Onderhandelingen over water hervat, stuwdamkwestie blijft onopgelost",
        standfirst: "De delegaties ontmoeten elkaar maandag.",
        text: "De minister zei dat een akkoord ‘heel dichtbij’ is.",
        place: "Den Haag",
        authors: ["Anna de Vries", "Jan Bakker"],
        tag: "water",
    },
    Newsroom {
        language: "pl",
        title: "Wiadomości z gór",
        section: "Polityka",
        headline: "Wznowiono rozmowy o wodzie, sprawa zapory pozostaje otwarta",
        standfirst: "Delegacje spotkają się w poniedziałek.",
        text: "Minister powiedziała, że porozumienie jest „bardzo blisko”.",
        place: "Łódź",
        authors: ["Anna Żak", "Jan Wójcik"],
        tag: "woda",
    },
    Newsroom {
        language: "uk",
        title: "Гірські вісті",
        section: "Політика",
        headline: "Переговори про воду відновлено, питання греблі відкрите",
        standfirst: "Делегації зустрінуться в понеділок.",
        text: "Міністерка сказала, що угода «дуже близько».",
        place: "Київ",
        authors: ["Ганна Шевчук", "Лев Коваль"],
        tag: "вода",
    },
    Newsroom {
        language: "tr",
        title: "Yayla haberleri",
        section: "Siyaset",
        headline: "Su görüşmeleri yeniden başladı, baraj konusu çözülmedi",
        standfirst: "Heyetler pazartesi günü buluşacak.",
        text: "Bakan anlaşmanın “çok yakın” olduğunu söyledi.",
        place: "İzmir",
        authors: ["Ayşe Işık", "İsmail Yıldız"],
        tag: "su",
    },
    Newsroom {
        language: "zh",
        title: "高原新闻",
        section: "政治",
        headline: "两国恢复水资源谈判，大坝问题仍未解决",
        standfirst: "双方代表团将于星期一会面。",
        text: "部长表示协议“非常接近”，夏季前将灌溉四成农田。",
        place: "北京",
        authors: ["王芳", "李伟"],
        tag: "水",
    },
    Newsroom {
        language: "zh-TW",
        title: "高原新聞",
        section: "政治",
        headline: "兩國恢復水資源談判，水壩問題仍未解決",
        standfirst: "雙方代表團將於星期一會面。",
        text: "部長表示協議「非常接近」，夏季前將灌溉四成農田。",
        place: "台北",
        authors: ["王芳", "李偉"],
        tag: "水",
    },
    Newsroom {
        language: "ko",
        title: "고원 뉴스",
        section: "정치",
        headline: "물 협상 재개… 댐 문제는 여전히 미해결",
        standfirst: "양국 대표단이 월요일에 만난다.",
        text: "장관은 합의가 “매우 가깝다”고 말했다.",
        place: "서울",
        authors: ["김민지", "이준호"],
        tag: "물",
    },
    Newsroom {
        language: "th",
        title: "ข่าวที่ราบสูง",
        section: "การเมือง",
        headline: "การเจรจาเรื่องน้ำเริ่มขึ้นอีกครั้ง แต่ปัญหาเขื่อนยังไม่ยุติ",
        standfirst: "คณะผู้แทนจะพบกันในวันจันทร์",
        text: "รัฐมนตรีกล่าวว่าข้อตกลง “ใกล้มาก” และจะมีการชลประทานก่อนฤดูร้อน",
        place: "เชียงใหม่",
        authors: ["สมชาย ใจดี", "มาลี ศรีสุข"],
        tag: "น้ำ",
    },
    // In which the theme has no words.
    Newsroom {
        language: "ur",
        title: "پہاڑی خبریں",
        section: "سیاست",
        headline: "پانی پر مذاکرات دوبارہ شروع (2)",
        standfirst: "وفود پیر کو ملیں گے۔",
        text: "وزیر نے کہا کہ معاہدہ ”بہت قریب“ ہے۔",
        place: "لاہور",
        authors: ["احمد ندیم", "ثنا ملک"],
        tag: "پانی",
    },
];

impl Newsroom {
    /// The files of its site: path and text.
    pub fn files(&self) -> Vec<(String, String)> {
        let Newsroom { language, title, section, headline, standfirst, text, place, authors, tag } =
            self;
        let [first, second] = authors;
        let settings = format!(
            "title: {title}\ntagline: {standfirst}\nbase_url: https://highland.example/briefing/\n\
             language: {language}\nsections: [{{id: politics, title: {section}}}]\npage_size: 2\n\
             publisher: {{name: The Highland Briefing!}}\nshare: [email, telegram]\n\
             footer: {{text: \"© 2026 The Highland Briefing\"}}\n"
        );
        let story = |day: usize| {
            format!(
                "---\ntitle: \"{headline}\"\nsubtitle: {standfirst}\ndate: 2026-11-{day} 14:30\n\
                 updated: 2026-11-{day} 18:05\ndateline: {{place: {place}, agency: HBN}}\n\
                 authors: [{first}, {second}, John Smith]\ntags: [{tag}, NATO]\n\
                 corrections: [{{date: 2026-11-{day}, text: \"{text}\"}}]\n---\n{text} {text}\n\n\
                 ## {section}\n\n{text} Reuters, 3–4 (`a < b`).\n\n\
                 | {tag} | 2025 | 2026 |\n|---|--:|--:|\n| {place} | 1 | 2 |\n\n\
                 1. {place}\n2. {tag}\n\n- {text}\n\n> {text}\n\n## {tag}\n\n> [!NOTE]\n> {text}\n\n\
                 ## {place}\n\n{text}[^1]\n\n[^1]: {standfirst}\n"
            )
        };
        let mut files = vec![("site.yaml".to_string(), settings)];
        // More than the front page shows above its blocks.
        files.extend((10..25).map(|day| (format!("content/politics/s{day}.md"), story(day))));
        let english = "---\ntitle: \"Is water scarce? “No,” says Ms Voss!\"\ndate: 2026-11-25\n\
                       language: en\nauthors: Anna Voss\nsource: {name: Other News!, \
                       url: 'https://other.example/'}\n---\nThe text.\n";
        files.push(("content/politics/english.md".into(), english.into()));
        let reads = (20..25).map(|day| format!("2026-11-26,/politics/s{day}/,{}\n", day * 61));
        files.push((
            "data/reads.csv".into(),
            format!("date,path,reads\n{}", reads.collect::<String>()),
        ));
        files
    }
}
