//! What is planned, what it is held against, and what teams can do.

use super::*;

/// The plan of the coming increment, its figures and what they are made of.
fn coming_plan(app: &App) -> Option<(Planned, Figures, String)> {
    let evaluation = &app.desk.derived.evaluation;
    let increment = evaluation.coming(seen(app))?;
    let order = [&evaluation.ranked, &evaluation.unranked, &evaluation.closed];
    let order: Vec<Id> = order.into_iter().flatten().copied().collect();
    let past = &evaluation.race.past;
    let (planned, _) = plan_of(seen(app), past, increment, &order);
    let figures = figures(seen(app), past, &planned);
    let made_of = evidence::increment(seen(app), past, &planned, &figures).join("\n");
    Some((planned, figures, made_of))
}

pub(super) fn short(points: Option<Ratio>) -> String {
    points.map_or_else(|| "unknown".to_owned(), Ratio::to_short)
}

pub(super) fn loads(app: &App) -> Vec<Answers> {
    let Some((planned, _, made_of)) = coming_plan(app) else {
        return Vec::new();
    };
    let printed = app.plain(tab::PLAN);
    let sheet = file(app, "pi-sheet", None);
    let mut all = Vec::new();
    for (id, stretch) in &planned.iterations {
        let iteration = seen(app).get::<Iteration>(*id).unwrap();
        if iteration.innovation || stretch.items.is_empty() {
            continue;
        }
        let efforts = stretch.items.iter();
        let efforts =
            efforts.filter_map(|id| effort(seen(app), seen(app).get::<Item>(*id).unwrap()));
        let sum = short(Ratio::sum(efforts));
        let name = iteration.name.trim();
        let capacity =
            of_iteration(seen(app), &app.desk.derived.evaluation.race.past, iteration).points();
        let parts: Vec<String> = stretch
            .items
            .iter()
            .map(|id| {
                let item = seen(app).get::<Item>(*id).unwrap();
                let effort =
                    effort(seen(app), item).map_or_else(|| "?".to_owned(), Ratio::to_short);
                format!("{} {effort}", item.title)
            })
            .collect();
        let line = format!("Load of {name}: {} = {sum}.", parts.join(" + "));
        all.push(vec![
            ("rule", sum.clone()),
            ("plan", short(stretch.load)),
            ("evidence", held(&made_of, &line).replace(&line, &sum)),
        ]);
        if let Some(capacity) = capacity {
            let said = format!("{sum} of {} points", capacity.to_short());
            let free = format!("Capacity of {name}: {} points", capacity.to_short());
            let mut answers = vec![
                ("rule", said.clone()),
                ("plan in words", held(&printed, &said)),
                ("evidence", held(&made_of, &free).replace(&free, &said)),
            ];
            let row = sheet.lines().find_map(|line| {
                let cells: Vec<&str> = line.split('|').map(str::trim).collect();
                let is_own = cells.get(1) == Some(&name) && cells.get(2) == Some(&"");
                is_own.then(|| format!("{} of {} points", cells[4], cells[5]))
            });
            answers.extend(row.map(|row| ("sheet", row)));
            all.push(answers);
        }
    }
    all
}

pub(super) fn velocities(app: &App) -> Vec<Answers> {
    let made_of = coming_plan(app).map(|(.., made_of)| made_of);
    let mut all = Vec::new();
    for team in seen(app).all::<Team>() {
        let last = app.desk.derived.evaluation.race.past.last(team.id);
        assert!(last.len() <= 5, "the last five, as the settings say");
        let typed: Vec<Ratio> = team
            .velocity
            .iter()
            .rev()
            .take(5)
            .map(|n| (*n).into())
            .collect();
        let mean = format!("{:?}", velocity(&typed));
        let mut said = vec![
            ("rule", mean.clone()),
            ("supply", format!("{:?}", velocity(last))),
        ];
        let sum: Vec<String> = last.iter().map(|points| points.to_short()).collect();
        if let Some(made_of) = &made_of
            && made_of.contains(&format!("{}: ", team.name))
            && made_of.contains("from the mean of the last")
            && !last.is_empty()
        {
            let added = sum.join(" + ");
            let all_said = made_of
                .lines()
                .filter(|line| line.starts_with(&format!("{}: ", team.name)));
            let all_said = all_said.filter(|line| line.contains("from the mean"));
            for line in all_said {
                said.push(("evidence", held(line, &added).replace(&added, &mean)));
            }
        }
        all.push(said);
    }
    all
}

pub(super) fn shares(app: &App) -> Vec<Answers> {
    let evaluation = &app.desk.derived.evaluation;
    let Some((_, figures, made_of)) = coming_plan(app) else {
        return Vec::new();
    };
    if evaluation.balance.basis == BalanceBasis::Open {
        return Vec::new();
    }
    let board = evaluation
        .moscow
        .as_ref()
        .and_then(|found| found.mix.as_ref());
    let said = |share: Option<Ratio>| format!("{share:?}");
    let mut all = vec![vec![
        ("board", said(board.map(|mix| mix.must))),
        ("plan", said(figures.must.as_ref().map(|mix| mix.must))),
    ]];
    if let Some(mix) = &figures.must {
        let words = must(mix, must_limit(seen(app)));
        all.push(vec![
            ("rule", words.clone()),
            ("balance", held(&board::balance(&app.desk), &words)),
            ("plan in words", held(&app.plain(tab::PLAN), &words)),
            ("report", held(&file(app, "html", None), &words)),
            ("evidence", held(&made_of, &words)),
        ]);
    }
    all
}
