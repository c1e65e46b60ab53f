//! The product this workspace is about.

use chrono::NaiveDate;

crate::record! {
    /// The product and its vision: who it is for and what makes it different.
    Product: "product" in "product", "Product", "Product", single {
        /// What everybody calls the product.
        open name: String, "Name";
        /// The customers it is made for.
        open audience: String, "For";
        /// What these customers need.
        open need: String, "Who need";
        /// The kind of thing it is.
        open category: String, "Is a";
        /// The main reason to use it.
        open benefit: String, "That";
        /// What people use today instead.
        open alternative: String, "Unlike";
        /// What it does better than that.
        open difference: String, "Ours";
        /// The last day on which people agreed on all of that.
        open confirmed: Option<NaiveDate>, "Agreed on";
        /// What it does not go for.
        open not_doing: Vec<String>, "Not doing";
        /// The sign or code in front of amounts of money.
        open currency: String, "Currency";
    }
}
