//! The product this workspace is about.

crate::record! {
    /// The product and its vision: who it is for and what makes it different.
    Product: "product" in "product", "Product", "Product", single {
        /// What everybody calls the product.
        name: String, "Name";
        /// The customers it is made for.
        audience: String, "For";
        /// What these customers need.
        need: String, "Who need";
        /// The kind of thing it is.
        category: String, "Is a";
        /// The main reason to use it.
        benefit: String, "That";
        /// What people use today instead.
        alternative: String, "Unlike";
        /// What it does better than that.
        difference: String, "Ours";
        /// The sign or code in front of amounts of money.
        currency: String, "Currency";
    }
}
