//! Formulas in MathML, for programs that do not know it: as a line in which what stands above,
//! below or under a bar is told apart (<https://w3c.github.io/mathml-core/>).

use crate::html::tree::{Element, Node, text_of};

/// A formula in a line.
pub fn in_line(math: Element) -> Vec<Node> {
    all(math.children)
}

/// Nodes beside each other. What stands between lines, such as a fraction, is no part of the number
/// before or behind it.
fn all(nodes: Vec<Node>) -> Vec<Node> {
    let mut made: Vec<Node> = Vec::new();
    let mut was_apart = false;
    for node in nodes {
        let is_apart = matches!(&node, Node::Element(it) if matches!(&*it.name, "mfrac" | "mroot"));
        let mut part = of_node(node);
        if (is_apart || was_apart) && touch(&made, &part) {
            made.push(text(" "));
        }
        made.append(&mut part);
        was_apart = is_apart;
    }
    made
}

/// Whether what begins would be read as a part of what ends before it.
fn touch(before: &[Node], behind: &[Node]) -> bool {
    let last = before.last().map(|node| text_of(std::slice::from_ref(node)));
    let ends = last.is_some_and(|it| it.ends_with(char::is_alphanumeric));
    ends && text_of(behind).starts_with(char::is_alphanumeric)
}

fn of_node(node: Node) -> Vec<Node> {
    match node {
        Node::Text(_) => vec![node],
        Node::Element(element) => of_element(element),
    }
}

fn of_element(element: Element) -> Vec<Node> {
    match &*element.name {
        // What a formula is in another language, such as TeX, is for programs.
        "semantics" => parts(element).into_iter().take(1).flat_map(of_element).collect(),
        "annotation" | "annotation-xml" => Vec::new(),
        "mfrac" => joined(parts(element).into_iter().map(group), "/"),
        "msqrt" => [vec![text("√")], grouped(all(element.children))].concat(),
        "mroot" => root(parts(element)),
        "msup" | "mover" => with(parts(element), &["sup"]),
        "msub" | "munder" => with(parts(element), &["sub"]),
        "msubsup" | "munderover" => with(parts(element), &["sub", "sup"]),
        "mtr" | "mlabeledtr" => joined(parts(element).into_iter().map(of_element), ", "),
        "mtable" => joined(parts(element).into_iter().map(of_element), "; "),
        "mspace" => vec![text(" ")],
        name if name.starts_with('m') => all(element.children),
        // HTML within it.
        _ => vec![Node::Element(element)],
    }
}

fn parts(element: Element) -> Vec<Element> {
    let of_node = |node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    };
    element.children.into_iter().filter_map(of_node).collect()
}

fn joined(parts: impl Iterator<Item = Vec<Node>>, sign: &str) -> Vec<Node> {
    let mut made = Vec::new();
    for (number, mut part) in parts.enumerate() {
        if number > 0 {
            made.push(text(sign));
        }
        made.append(&mut part);
    }
    made
}

fn root(parts: Vec<Element>) -> Vec<Node> {
    let mut parts = parts.into_iter();
    let base = parts.next().map(group).unwrap_or_default();
    let index = parts.next().map(|index| raised("sup", index));
    index.into_iter().chain([text("√")]).chain(base).collect()
}

/// A base with what stands at its side, in elements of these names.
fn with(parts: Vec<Element>, names: &[&str]) -> Vec<Node> {
    let mut parts = parts.into_iter();
    let mut made = parts.next().map(group).unwrap_or_default();
    made.extend(names.iter().zip(parts).map(|(name, part)| raised(name, part)));
    made
}

fn raised(name: &str, part: Element) -> Node {
    Node::Element(Element::new(name, of_element(part)))
}

/// A part of a formula, between brackets if it is more than one number, name or sign.
fn group(part: Element) -> Vec<Node> {
    grouped(of_element(part))
}

fn grouped(part: Vec<Node>) -> Vec<Node> {
    let words = text_of(&part);
    let words = words.trim();
    let is_of_one = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '′');
    match words.chars().count() < 2 || words.chars().all(is_of_one) {
        true => part,
        false => [vec![text("(")], part, vec![text(")")]].concat(),
    }
}

fn text(text: &str) -> Node {
    Node::Text(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tree::{parse, write};

    #[test]
    fn nothing_falls_to_the_line() {
        for (math, expected) in [
            ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"),
            ("<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac>", "(a+1)/b"),
            ("<msup><mn>10</mn><mn>3</mn></msup>", "10<sup>3</sup>"),
            (
                "<msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup>",
                "(a+b)<sup>2</sup>",
            ),
            ("<msub><mi>x</mi><mn>1</mn></msub>", "x<sub>1</sub>"),
            ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x<sub>1</sub><sup>2</sup>"),
            (
                "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>i</mi>",
                "∑<sub>i</sub><sup>n</sup>i",
            ),
            ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x+1)"),
            ("<mroot><mn>8</mn><mn>3</mn></mroot>", "<sup>3</sup>√8"),
            // No digit of one number stands beside those of another.
            (
                "<mn>2</mn><mfrac><mn>1</mn><mn>2</mn></mfrac><mi>x</mi><mo>=</mo>\
                 <mn>4</mn><mroot><mn>8</mn><mn>3</mn></mroot>",
                "2 1/2 x=4 <sup>3</sup>√8",
            ),
            (
                "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr>\
                 <mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable>",
                "1, 2; 3, 4",
            ),
            ("<semantics><mrow><mi>x</mi></mrow><annotation>\\frac</annotation></semantics>", "x"),
            // Less than there has to be.
            ("<mfrac></mfrac><msup></msup><mroot><mn>2</mn></mroot>", "√2"),
        ] {
            let nodes = parse(&format!("<math>{math}</math>"));
            let Some(Node::Element(element)) = nodes.into_iter().next() else { panic!("{math}") };
            assert_eq!(write(&in_line(element)), expected, "{math}");
        }
    }
}
