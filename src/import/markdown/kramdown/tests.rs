//! What only kramdown knows is told otherwise.

use super::*;

#[test]
fn what_only_kramdown_knows_is_told_otherwise() {
    for (text, expected) in [
        ("[a](/b){:target=\"_blank\"} c\n", "[a](/b) c\n"),
        ("## A\n{: #b .c}\n", "## A {#b}\n"),
        ("* TOC\n{:toc}\n\na\n", "\na\n"),
        ("{::comment}\nx\n{:/comment}\na\n", "a\n"),
        ("*[HTML]: Hyper\nHTML, XHTML\n", "<abbr title=\"Hyper\">HTML</abbr>, XHTML\n"),
        (
            "*[EU]: Union\n[EU](/EU) `EU` <b id=\"EU\">\n",
            "[<abbr title=\"Union\">EU</abbr>](/EU) `EU` <b id=\"EU\">\n",
        ),
        ("[a](/b){: title=\"T\" .c} d\n", "[a](/b \"T\") d\n"),
        ("<<no>> `a << b` << c >>\n", "«no» `a << b` «\u{a0}c\u{a0}»\n"),
        (">> a\n", ">> a\n"),
        ("a\\\\\nb\n", "a\\\nb\n"),
        ("x {::nomarkdown}<b>*y*</b>{:/} *z*\n", "x <b>&#42;y&#42;</b> *z*\n"),
        ("{::nomarkdown}\n*y*\n{:/}\n*z*\n", "&#42;y&#42;\n\n*z*\n"),
        (
            "| [A][b] | c |\n| d | e |\n\n[b]: /x\n",
            "<table>\n<tbody>\n<tr><td><a href=\"/x\">A</a></td><td>c</td></tr>\n\
             <tr><td>d</td><td>e</td></tr>\n</tbody>\n</table>\n\n\n[b]: /x\n",
        ),
        (
            "| a | *b* |\n| c | d |\n",
            "<table>\n<tbody>\n<tr><td>a</td><td><em>b</em></td></tr>\n<tr><td>c</td><td>d</td></tr>\n</tbody>\n</table>\n\n",
        ),
        (
            "| a | b |\n|---|---|\n| c | d |\n|===\n| e | f |\n",
            "| a | b |\n|---|---|\n| c | d |\n| e | f |\n",
        ),
        ("a | b\nc\n", "a | b\nc\n"),
        ("<div>\n\n  <p>a</p>\n\n</div>\nb\n", "<div>\n  <p>a</p>\n</div>\n\nb\n"),
        ("<div markdown=\"1\">\n*a*\n</div>\n", "\n<div >\n\n*a*\n</div>\n"),
        ("a\nb\n{: #c}\n", "<span id=\"c\"></span>a\nb\n"),
        ("{: #c .d}\na\n", "<span id=\"c\"></span>a\n"),
        ("{: #c}\n## A\n", "## A {#c}\n"),
        ("A\n---\n{: #c}\n", "A {#c}\n---\n"),
        ("x\n\n* a\n* b\n{: #c}\n", "x\n\n<span id=\"c\"></span>\n\n* a\n* b\n"),
        ("a\n{: .c}\n", "a\n"),
        ("a\n{: .c}\nb\n", "a\n\nb\n"),
        ("* a\n  {: .c}\n* b\n", "* a\n* b\n"),
        ("[^1]: A\n[b]: /x\n", "[^1]: A\n\n[b]: /x\n"),
        ("[^1]: A\n    b\n", "[^1]: A\n    b\n"),
        (
            "| `a|b` | ``c|`d`` |\n|---|---|\n| `e\\|f` | g |\n",
            "| `a\\|b` | ``c\\|`d`` |\n|---|---|\n| `e\\|f` | g |\n",
        ),
        ("`a|b`\n", "`a|b`\n"),
        ("```\n{: .x}\n```\n", "```\n{: .x}\n```\n"),
    ] {
        assert_eq!(plain(text), expected, "{text}");
    }
}
