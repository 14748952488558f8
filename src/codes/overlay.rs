//! What administrators changed in the lists, laid over what the files have: rows of a file stay the base, so that a
//! new version of the program may bring more of them.

use super::list::{Code, List, Row, Words};
use crate::kit::clock::Moment;

/// What was done to one code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Goes up from one change that was begun to the next: added codes are numbered in this order.
    pub id: i64,
    pub list: String,
    pub code: String,
    /// Only the columns that differ from the file, so that a new version's words show where nobody chose others; all
    /// of them when there is no such row in the file.
    pub words: Words,
    pub is_added: bool,
    pub retired_at: Option<Moment>,
    pub version: i64,
}

/// The order of a list as somebody put it; codes that it does not name come after the others of their group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub id: i64,
    pub list: String,
    pub codes: Vec<String>,
    pub version: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    pub changes: Vec<Change>,
    pub orders: Vec<Order>,
}

impl Overlay {
    pub fn change(&self, list: &str, code: &str) -> Option<&Change> {
        self.changes.iter().find(|change| change.list == list && change.code == code)
    }

    pub fn order(&self, list: &str) -> Option<&Order> {
        self.orders.iter().find(|order| order.list == list)
    }

    /// Groups stay in the order of the file; within each, codes stand as somebody put them.
    pub(super) fn lay_over(&self, list: &str, delivered: &[Code]) -> List {
        let mut rows: Vec<Row> = Vec::new();
        for code in delivered {
            let change = self.change(list, &code.code);
            let code = match change {
                Some(change) => code.clone().with(&change.words),
                None => code.clone(),
            };
            rows.push(row(code, change, rows.len()));
        }
        let mut added: Vec<&Change> =
            self.changes.iter().filter(|change| change.list == list && change.is_added).collect();
        added.sort_by_key(|change| change.id);
        // A later version's file may have brought the same code: then it is the file's, with the words of here.
        for change in added.into_iter().filter(|change| delivered.iter().all(|code| code.code != change.code))
        {
            rows.push(row(Code::new(&change.code, &change.words), Some(change), rows.len()));
        }
        sort(&mut rows, self.order(list).map(|order| order.codes.as_slice()).unwrap_or_default());
        List::of(rows)
    }
}

fn row(code: Code, change: Option<&Change>, number: usize) -> Row {
    Row { code, number, is_retired: change.is_some_and(|change| change.retired_at.is_some()) }
}

fn sort(rows: &mut [Row], order: &[String]) {
    let mut groups: Vec<String> = Vec::new();
    for row in rows.iter() {
        if !groups.contains(&row.code.group) {
            groups.push(row.code.group.clone());
        }
    }
    rows.sort_by_key(|row| {
        let group = groups.iter().position(|group| *group == row.code.group);
        let place = order.iter().position(|code| *code == row.code.code);
        (group, place.unwrap_or(order.len() + row.number))
    });
}
