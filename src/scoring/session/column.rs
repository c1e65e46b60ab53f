//! What a room votes on: the inputs of the ranking method in force, a column each, and the cards of each column.

use crate::model::Workspace;
use crate::model::criterion::Criterion;
use crate::model::field::Field;
use crate::model::field::{ChoiceWord, FieldType, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::record::{Declared, Record};
use crate::model::settings::Lens;
use crate::scoring::ranking::method::{METHODS, Method};
use crate::scoring::ranking::wsjf::Factor;

/// One estimate of an item that a room agrees on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VoteColumn {
    /// A field of the item, by its name.
    Field(&'static str),
    /// The rating by a criterion of the weighted score.
    Rating(Id),
}

impl From<Factor> for VoteColumn {
    fn from(factor: Factor) -> Self {
        Self::Field(factor.field())
    }
}

impl VoteColumn {
    /// The job size.
    pub const SIZE: Self = Self::Field(Factor::Size.field());

    /// The columns a lens ranks by, in the order they are asked; those of WSJF where it asks for none.
    pub fn of(workspace: &Workspace, lens: Lens) -> Vec<Self> {
        let mut columns = Vec::new();
        for name in Method::of(lens).inputs {
            let holds = Self::Field(name).row().map(|field| field.holds);
            if let Some(FieldType::Ratings(_)) = holds {
                let criteria = workspace.all::<Criterion>();
                columns.extend(criteria.map(|criterion| Self::Rating(criterion.id)));
            } else {
                columns.push(Self::Field(name));
            }
        }
        if columns.is_empty() {
            columns.extend(Factor::ALL.map(Self::from));
        }
        columns
    }

    /// The column of this name in a file.
    pub fn named(text: &str) -> Option<Self> {
        let mut inputs = METHODS.iter().flat_map(|method| method.inputs);
        let field = inputs.find(|name| **name == text && **name != "ratings");
        let rating = || Id::parse(text).map(Self::Rating);
        field.map(|name| Self::Field(name)).or_else(rating)
    }

    /// Its name in a file.
    pub fn name(self) -> String {
        match self {
            Self::Field(name) => name.to_owned(),
            Self::Rating(criterion) => criterion.to_string(),
        }
    }

    /// The column of WSJF it is.
    pub fn factor(self) -> Option<Factor> {
        match self {
            Self::Field(name) => Factor::named(name),
            Self::Rating(_) => None,
        }
    }

    /// The row of the table of items behind it; none of a rating.
    pub fn row(self) -> Option<&'static Field> {
        match self {
            Self::Field(name) => Item::KIND
                .field(name)
                .and_then(|at| Item::KIND.fields.get(at)),
            Self::Rating(_) => None,
        }
    }

    /// The words to choose from, where it has words and no numbers.
    pub fn words(self) -> &'static [ChoiceWord] {
        match self.row().map(|field| field.holds) {
            Some(FieldType::Choice { words, .. }) => words,
            _ => &[],
        }
    }

    /// Whether its values compare items with each other, so that the smallest one gets the 1.
    pub fn is_relative(self) -> bool {
        self.row()
            .is_some_and(|field| field.holds == FieldType::Points)
    }

    /// Whether its values are amounts of money, which no room that watches may see.
    pub fn is_amount(self) -> bool {
        self.row()
            .is_some_and(|field| field.holds == FieldType::Money)
    }

    /// The cards, smallest first; none where any number is one.
    pub fn deck(self, workspace: &Workspace) -> Vec<Number> {
        /// How much it does for each of those it reaches, as RICE has it, in hundredths.
        const IMPACT: [i64; 5] = [25, 50, 100, 200, 300];
        /// How sure the numbers are, in percent: a guess, low, some data, measured.
        const CONFIDENCE: [i64; 4] = [20, 50, 80, 100];
        let hundredths = |one| Number::from_millionths(one * 10_000);
        match self {
            Self::Rating(id) => workspace
                .get::<Criterion>(id)
                .map_or_else(Vec::new, ratings),
            Self::Field("impact") => IMPACT.map(hundredths).to_vec(),
            Self::Field("confidence") => CONFIDENCE.map(Number::whole).to_vec(),
            Self::Field(_) if self.is_relative() => super::deck(workspace),
            Self::Field(_) => {
                let places = (1..).take(self.words().len());
                places.map(Number::whole).collect()
            }
        }
    }

    /// What an item has in it; of words, the place among them.
    pub fn value_of(self, item: &Item) -> Option<Number> {
        let value = match self {
            Self::Rating(criterion) => return item.ratings.of(criterion),
            Self::Field(name) => item.get(Item::KIND.field(name)?),
        };
        if let Value::Points(points) = value {
            points.value
        } else if let Value::Number(number) = value {
            Some(number)
        } else if let Value::Choice(name) = value {
            let words = self.words().iter().zip(1..);
            let mut found = words.filter(|(word, _)| word.name == name);
            found.next().map(|(_, place)| Number::whole(place))
        } else {
            None
        }
    }

    /// The word a number stands for; none where it is a number.
    pub fn word(self, value: Number) -> Option<ChoiceWord> {
        let mut words = self.words().iter().zip(1..);
        let found = words.find(|(_, place)| Number::whole(*place) == value);
        found.map(|(word, _)| *word)
    }
}

/// The whole numbers between the ends of a criterion, or its ends when there are too many.
pub fn ratings(criterion: &Criterion) -> Vec<Number> {
    /// The most steps that are shown one by one.
    const MOST: i64 = 20;
    let ends = (
        criterion.low.unwrap_or(Number::whole(1)),
        criterion.high.unwrap_or(Number::whole(5)),
    );
    let whole = |n: Number| n.millionths() / 1_000_000;
    let (low, high) = (whole(ends.0), whole(ends.1));
    if high - low <= MOST {
        (low..=high).map(Number::whole).collect()
    } else {
        vec![ends.0, ends.1]
    }
}
