//! Drivers over items.

use super::*;
use crate::model::number::Number;
use crate::model::points::Points;

#[test]
fn a_driver_is_counted_over_items_with_its_effect_on_size() {
    let mut workspace = Workspace::default();
    let mut put = |number: u64, size: i64, drivers: &[&str]| {
        let mut item = Item::new(Id::from_random(number));
        item.size = Points::known(Number::whole(size));
        item.drivers = drivers.iter().map(|words| (*words).to_owned()).collect();
        workspace.put_record(Box::new(item));
    };
    put(1, 8, &["payments adapter", "Payments  Adapter"]);
    put(2, 13, &["Payments adapter ", "a bank"]);
    put(3, 3, &[]);
    put(4, 5, &[""]);
    let found = drivers(&workspace);
    let said: Vec<String> = found.iter().map(Driver::said).collect();
    assert_eq!(
        said,
        [
            "payments adapter: 2 items, 6.50 points larger than others",
            "a bank: 1 item"
        ]
    );
    let item = workspace.get::<Item>(Id::from_random(2)).unwrap();
    assert_eq!(
        of_item(&found, item),
        [
            "payments adapter: 2 items, 6.50 points larger than others",
            "a bank"
        ]
    );
    assert_eq!(drivers(&Workspace::default()), []);
}
