//! Whether a number is written as its register writes it. Formats are data: `#` is a digit, `@` a letter, `*`
//! either, anything else itself; `{1,6}` or `{6}` after one says how often; a space parts alternatives.

/// A longer text is no number, and is not worth matching.
const LONGEST: usize = 32;

/// Without spaces and in capitals, so that "12a 3456b" is kept as "12A3456B".
pub fn tidy(number: &str) -> String {
    number.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

pub fn fits(formats: &str, number: &str) -> bool {
    number.len() <= LONGEST && formats.split(' ').any(|format| fits_one(format, number))
}

/// Greedy, which is exact here: no format repeats a kind that may also begin what follows it.
fn fits_one(format: &str, number: &str) -> bool {
    let mut number = number;
    let mut format = format;
    while let Some(kind) = format.chars().next() {
        let (least, most, rest) = times(&format[kind.len_utf8()..]);
        let taken = number.chars().take(most).take_while(|&c| is(kind, c)).count();
        if taken < least {
            return false;
        }
        number = number.get(taken..).unwrap_or_default();
        format = rest;
    }
    number.is_empty()
}

fn is(kind: char, c: char) -> bool {
    match kind {
        '#' => c.is_ascii_digit(),
        '@' => c.is_ascii_uppercase(),
        '*' => c.is_ascii_digit() || c.is_ascii_uppercase(),
        _ => c == kind,
    }
}

fn times(format: &str) -> (usize, usize, &str) {
    let Some((inside, rest)) = format.strip_prefix('{').and_then(|f| f.split_once('}')) else {
        return (1, 1, format);
    };
    let (least, most) = inside.split_once(',').unwrap_or((inside, inside));
    (least.parse().unwrap_or(1), most.parse().unwrap_or(1), rest)
}
