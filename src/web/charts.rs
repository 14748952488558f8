//! Charts as SVG that the server draws: of one colour each, with its numbers written beside the bars or told by a
//! title, and the same numbers in a table. Sizes are units of the drawing, which grows with the page.

/// As wide as half a page at a desk, so that words keep their size; on a phone they get a fifth smaller.
pub const WIDTH: i64 = 480;
const HEIGHT: i64 = 230;
const LEFT: i64 = 44;
const TOP: i64 = 22;
const BOTTOM: i64 = 30;
const ROW: i64 = 46;
/// With more columns than this their numbers would meet: the table has them.
const MOST_WRITTEN: usize = 14;
/// Words under the columns.
const MOST_LABELS: usize = 7;
/// Room for the number behind the longest bar.
const NUMBER: i64 = 56;

/// A number with its words: short ones for the drawing, long ones for the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub label: String,
    pub said: String,
    pub value: i64,
    /// Where a link in the table leads; empty for nowhere.
    pub href: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    pub point: Point,
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
    pub is_labelled: bool,
    pub is_written: bool,
}

impl Bar {
    pub fn middle(&self) -> i64 {
        self.x + self.width / 2
    }

    pub fn over(&self) -> i64 {
        self.y - 5
    }

    pub fn behind(&self) -> i64 {
        self.x + self.width + 8
    }

    pub fn right(&self) -> i64 {
        self.x + self.width
    }
}

/// A line across, with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub y: i64,
    pub number: i64,
}

#[derive(Clone, Debug)]
pub struct Chart {
    /// On the page.
    pub id: &'static str,
    pub title: String,
    /// What it shows, in a sentence.
    pub told: String,
    /// Of the table.
    pub heads: [&'static str; 2],
    pub bars: Vec<Bar>,
    pub rules: Vec<Rule>,
    pub height: i64,
    pub total: i64,
}

impl Chart {
    /// Upright columns, for time.
    pub fn columns(
        id: &'static str,
        title: impl Into<String>,
        heads: [&'static str; 2],
        points: Vec<Point>,
    ) -> Self {
        let most = round_up(points.iter().map(|point| point.value).max().unwrap_or_default());
        let (room, base) = (HEIGHT - TOP - BOTTOM, HEIGHT - BOTTOM);
        let count = points.len().max(1) as i64;
        let (labelled, written) = (points.len().div_ceil(MOST_LABELS).max(1), points.len() <= MOST_WRITTEN);
        let bar = |(place, point): (usize, Point)| {
            let (from, to) = (edge(place as i64, count), edge(place as i64 + 1, count));
            let height = point.value * room / most;
            // A number that is there is seen.
            let height = if point.value > 0 { height.max(2) } else { 0 };
            Bar {
                x: from,
                y: base - height,
                width: (to - from - 4).max(2),
                height,
                is_labelled: place % labelled == 0,
                is_written: written && point.value > 0,
                point,
            }
        };
        let rule = |part: i64| Rule { y: base - room * part / 2, number: most * part / 2 };
        Self {
            rules: (0..=2).map(rule).collect(),
            height: HEIGHT,
            ..Self::of(id, title.into(), heads, points, bar)
        }
    }

    /// Bars that lie, for things that have names.
    pub fn bars(
        id: &'static str,
        title: impl Into<String>,
        heads: [&'static str; 2],
        points: Vec<Point>,
    ) -> Self {
        let most = points.iter().map(|point| point.value).max().unwrap_or_default().max(1);
        let rows = points.len() as i64;
        let bar = |(place, point): (usize, Point)| Bar {
            x: 0,
            y: place as i64 * ROW + 22,
            width: (point.value * (WIDTH - NUMBER) / most).max(2),
            height: 14,
            is_labelled: true,
            is_written: true,
            point,
        };
        Self { height: (rows * ROW).max(1), ..Self::of(id, title.into(), heads, points, bar) }
    }

    fn of(
        id: &'static str,
        title: String,
        heads: [&'static str; 2],
        points: Vec<Point>,
        bar: impl Fn((usize, Point)) -> Bar,
    ) -> Self {
        let total = points.iter().map(|point| point.value).sum();
        let top = points.iter().max_by_key(|point| point.value).filter(|point| point.value > 0);
        let told = match top {
            Some(top) => format!("{total} in all. The most: {}, {}.", top.said, top.value),
            None => "There is nothing to show yet.".into(),
        };
        Self {
            id,
            title,
            told,
            heads,
            total,
            bars: points.into_iter().enumerate().map(bar).collect(),
            rules: Vec::new(),
            height: 0,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.total == 0
    }
}

/// Where a column begins.
fn edge(place: i64, count: i64) -> i64 {
    LEFT + (WIDTH - LEFT) * place / count
}

/// The next number that halves well: 2, 4, 10, 20, 40, 100 …
fn round_up(most: i64) -> i64 {
    let mut scale = 1;
    loop {
        for step in [2, 4, 6, 10] {
            if most <= step * scale {
                return step * scale;
            }
        }
        scale *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(values: &[i64]) -> Vec<Point> {
        let point = |value: &i64| Point {
            label: "l".into(),
            said: format!("day {value}"),
            value: *value,
            href: String::new(),
        };
        values.iter().map(point).collect()
    }

    #[test]
    fn columns_stand_on_their_line_and_inside_the_drawing() {
        for values in
            [vec![], vec![0], vec![1], vec![3, 0, 9], (0..60).collect::<Vec<i64>>(), vec![12_345; 12]]
        {
            let chart = Chart::columns("c", "Views", ["Day", "Views"], points(&values));
            assert_eq!(chart.bars.len(), values.len());
            for (bar, value) in chart.bars.iter().zip(&values) {
                assert_eq!(bar.y + bar.height, HEIGHT - BOTTOM);
                assert!(bar.y >= TOP && bar.x >= LEFT && bar.right() <= WIDTH, "{bar:?}");
                assert_eq!(bar.height > 0, *value > 0);
            }
            assert!(chart.bars.windows(2).all(|two| two[0].right() < two[1].x + 1 || values.len() > 90));
        }
    }

    #[test]
    fn bars_leave_room_for_their_numbers() {
        let chart = Chart::bars("b", "Sources", ["Source", "Views"], points(&[0, 5, 1_000_000]));
        assert!(chart.bars.iter().all(|bar| bar.behind() + 40 <= WIDTH), "{:?}", chart.bars);
        assert_eq!(chart.told, "1000005 in all. The most: day 1000000, 1000000.");
        assert!(Chart::bars("b", "Sources", ["Source", "Views"], Vec::new()).is_empty());
    }

    #[test]
    fn scales_halve_well() {
        for (most, want) in [(0, 2), (1, 2), (3, 4), (5, 6), (7, 10), (11, 20), (61, 100), (401, 600)] {
            assert_eq!(round_up(most), want, "{most}");
        }
    }
}
