use super::*;

#[test]
fn addresses_of_no_site_are_told() {
    hold(&[
        (
            "[a](http://)",
            "[a](http://)",
            "`http://` leads nowhere: it has no name",
            "write the whole",
        ),
        ("<https://>", "<https://>", "`https://` leads nowhere", "write"),
        ("[a](<https://exa mple.org>)", "[a](<https://exa mple.org>)", "no site can have", "write"),
        ("[a](https://example)", "[a](https://example)", "has no ending", "write"),
        ("[a](https://example,org/x)", "[a](https://example,org/x)", "no site can have", "write"),
        ("[a](https://a..org)", "[a](https://a..org)", "no site can have", "write"),
        ("[a](https://https://a.org)", "[a](https://https://a.org)", "is there twice", "write"),
        ("[a](https:/a.org)", "[a](https:/a.org)", "`//` is missing", "write `https://a.org`"),
        ("[a](HTTP:a.org/x)", "[a](HTTP:a.org/x)", "`//` is missing", "write `http://a.org/x`"),
        (
            "[a](http://https://a.org/)",
            "[a](http://https://a.org/)",
            "is there twice",
            "write `https://a.org/`",
        ),
        (
            "[a](https://http//a.org/)",
            "[a](https://http//a.org/)",
            "is there twice",
            "write `http://a.org/`",
        ),
        (
            "[a](https:\\\\a.org)",
            "[a](https:\\\\a.org)",
            "`//` is missing",
            "write `https://a.org`",
        ),
        (
            "[a](https:\\a.org\\x)",
            "[a](https:\\a.org\\x)",
            "`//` is missing",
            "write `https://a.org/x`",
        ),
        ("[a](https:/a)", "[a](https:/a)", "`//` is missing", "write the whole"),
        ("![a](HTTP://:80/x.png)", "![a](HTTP://:80/x.png)", "no site can have", "write"),
    ]);
    let right = "[a](https://a.org) <http://b.org:80/?a b> [b](https://bücher.example/x) \\
        [c](http://[2001:db8::1]/) [d](http://10.0.0.1/) [e](http://localhost.org/) [f](mailto:a@b.org)";
    assert_eq!(told(right), [[""; 3]; 0]);
    for address in ["http://[::1]/", "http://127.0.0.1/", "http://localhost:4000/"] {
        let told = told(&format!("[a]({address})"));
        assert!(
            told[0][1].ends_with("is on your own machine, and readers are elsewhere"),
            "{told:?}"
        );
    }
}
