//! Words: what the states and kinds of other trackers mean here.
//!
//! Owns two lists of words, between commas. A word that says less than evenkeel can is marked vague.

use super::draft::Guess;
use super::headings::singular;
use crate::model::field::Choice;
use crate::model::item::{Moscow, Sort, State};

/// The words of states, each with what it stands for.
pub(super) type StateWords = &'static [(State, &'static str)];
/// The words of kinds.
pub(super) type SortWords = &'static [(Sort, &'static str)];

/// The states, each with the words it goes by elsewhere.
const STATES: StateWords = spellings! { State:
    Funnel "idea, ideas";
    Analyzing "analysis, in analysis, discovery, refinement, in refinement, grooming, refining";
    Analyzing "in definition, exploring, analysing, analyzing, in discovery, in design, design";
    Analyzing "specification, needs refinement, needs grooming, to refine, needs analysis, analyse";
    Analyzing "en análisis, en analyse, in analisi, em análise, w analizie, анализ, 分析中, 検討中";
    Ready "ready for development, ready for dev, ready to start, refined, groomed, ready";
    Ready "approved, prioritized, prioritised, dor met, estimated, bereit, prêt, listo, pronto";
    Ready "gotowe do pracy, готово к разработке, к разработке";
    Planned "scheduled, selected for development, committed, next, next up, up next, planned";
    Planned "this sprint, sprint backlog, geplant, eingeplant, planifié, planificado, planejado";
    Planned "pianificato, zaplanowane, запланировано, 予定, 已计划, 计划中";
    Doing "in progress, inprogress, in development, in review, code review, review, started, doing";
    Doing "active, testing, in testing, in test, qa, in qa, implementing, in dev, developing, wip";
    Doing "work in progress, in validation, validation, verification, in verification, in uat";
    Doing "uat, staging, in staging, blocked, impeded, in implementation, implementation, ongoing";
    Doing "ready for test, ready for testing, ready for qa, ready for review, ready to test";
    Doing "ready for release, ready for deployment, ready to deploy, ready to release";
    Doing "ready for merge, ready for acceptance, ready for uat, to test, to verify, to review";
    Doing "dev done, dev complete, dev completed, development done, development complete";
    Doing "code complete, qa failed, failed qa, test failed, awaiting review, in deployment";
    Doing "in arbeit, in bearbeitung, en cours, en curso, en progreso, em andamento, em progresso";
    Doing "in corso, w toku, w trakcie, в работе, в процессе, 進行中, 作業中, 处理中, 进行中, 開発中";
    Doing "blockiert, bloqué, bloqueado, bloccato, zablokowane, заблокировано, en revisión";
    Doing "en revue, в разработке, на проверке, тестирование, レビュー中, テスト中, 开发中, 测试中";
    Done "closed, resolved, complete, completed, released, shipped, deployed, fixed, launched";
    Done "accepted, verified, finished, merged, done, live, in production, delivered, implemented";
    Done "готово, выполнено, закрыто, решено, завершено, fertig, erledigt, geschlossen, gelöst";
    Done "abgeschlossen, terminé, terminée, fermé, clos, résolu, fait, hecho, cerrado, finalizado";
    Done "resuelto, completado, terminado, concluído, feito, fechado, finalizada, resolvido, fatto";
    Done "completato, chiuso, risolto, gotowe, zrobione, zamknięte, zakończone, ukończone";
    Done "完了, 完成, 已完成, 关闭, 已关闭, クローズ, 解決済み, 已解决, 完了済み";
    Parked "on hold, hold, paused, deferred, postponed, icebox, someday, archived, later, parked";
    Parked "waiting, parking lot, snoozed, suspended, zurückgestellt, pausiert, en attente, en pause";
    Parked "en espera, em espera, in attesa, wstrzymane, отложено, приостановлено, 保留, 暂停, 搁置";
    Declined "won't do, won't fix, not planned, wont do, wont fix, wontfix, will not do, not doing";
    Declined "rejected, canceled, cancelled, duplicate, duplicated, invalid, declined, aborted";
    Declined "obsolete, abandoned, cannot reproduce, can't reproduce, removed, not a bug, incomplete";
    Declined "dropped, discarded, withdrawn, killed, deleted, as designed, works as designed";
    Declined "not reproducible, won't implement, out of scope, not an issue, unresolvable, denied";
    Declined "abgelehnt, abgebrochen, verworfen, storniert, annulé, abandonné, rejeté, refusé";
    Declined "cancelado, descartado, rechazado, rejeitado, annullato, rifiutato, anulowane, odrzucone";
    Declined "отменено, отклонено, не будет выполнено, 却下, 中止, キャンセル, 已取消, 取消, 拒绝, 已拒绝";
};

/// Words for work that nobody has begun, which says nothing about how well it is understood.
const NOT_BEGUN: &str = "to do, todo, open, opened, new, backlog, product backlog, triage, reopened, \
    unstarted, pending, proposed, not started, not begun, submitted, inbox, requested, created, \
    unscheduled, untriaged, needs triage, draft, no status, новый, новая, к выполнению, открыто, \
    открыта, сделать, offen, zu erledigen, neu, aufgaben, à faire, nouveau, ouvert, por hacer, \
    pendiente, nuevo, abierto, tareas por hacer, a fazer, pendente, novo, aberto, itens pendentes, tarefas pendentes, \
    da fare, nuovo, aperto, da completare, do zrobienia, nowe, nowy, otwarte, 未着手, 未対応, 新規, \
    オープン, 待办, 待處理, 新建, 未开始, 待处理, 打开, やること";

/// The kinds, each with the words it goes by elsewhere.
const SORTS: SortWords = spellings! { Sort:
    Feature "new feature, new features";
    Enabler "technical, infrastructure, enabler, architecture, tooling, devops, platform";
    Enabler "техническая, technisch";
    Refactoring "refactor, refactoring, cleanup";
    TechDebt "technical debt, tech debt, debt, chore, maintenance, technische schuld";
    Upgrade "upgrade, dependency, dependencies, migration";
    Stability "reliability, performance, incident, problem, stability, outage";
    Defect "bug, fault, defect, hotfix, bugfix, error, regression, ошибка, баг, дефект, fehler, bogue";
    Defect "anomalie, error de software, fallo, erro, falha, defeito, difetto, błąd, usterka";
    Defect "バグ, 不具合, 障害, 缺陷, 故障, 错误, 漏洞";
    Compliance "security, legal, vulnerability, compliance, regulatory, audit, privacy";
    Spike "research, investigation, prototype, experiment, spike, poc, exploration, study";
};

/// Words for a piece of work of any kind.
const ANY_WORK: &str = "story, user story, epic, epos, task, sub task, subtask, improvement, feature, \
    enhancement, requirement, product backlog item, backlog item, initiative, theme, issue, \
    capability, item, milestone item, master feature, activity, user, system, work item, pbi, \
    история, эпик, задача, подзадача, улучшение, новая функция, aufgabe, unteraufgabe, verbesserung, \
    neue funktion, funktion, récit, tâche, sous tâche, amélioration, nouvelle fonctionnalité, \
    fonctionnalité, historia, tarea, subtarea, mejora, épica, história, tarefa, subtarefa, melhoria, \
    storia, attività, sottoattività, miglioramento, zadanie, podzadanie, ulepszenie, historyjka, \
    ストーリー, タスク, サブタスク, エピック, 課題, 改善, 新機能, 故事, 任务, 子任务, 史诗, 改进, 新功能, 需求";

/// The words for how necessary something is.
const CLASSES: &[(Moscow, &str)] = spellings! { Moscow:
    Must "must, must have, musthave, m, mandatory, muss, muss haben";
    Should "should, should have, shouldhave, s, soll, sollte";
    Could "could, could have, couldhave, c, nice to have, kann, könnte";
    Wont "wird nicht, nicht, won't, wont, won't have, wont have, will not have, would have, would, w, won't do";
};

/// How necessary a word says something is: `Must have`, `Won't have (this time)`, `M - Must have`, `P0: Must`.
pub(super) fn moscow(word: &str) -> Option<Moscow> {
    let before = word.split('(').next().unwrap_or_default();
    let plain = folded(before).replace('-', " ");
    let plain = plain.strip_suffix(" this time").unwrap_or(&plain);
    let plain = plain.trim();
    let behind = || {
        let (mark, rest) = plain.split_once(' ')?;
        let is_word = rest.len() > 2 && mark.len() < 3;
        among(CLASSES, rest).filter(|_| is_word)
    };
    among(CLASSES, plain)
        .or_else(|| own_word(word))
        .or_else(behind)
}

/// The words of Intercom for what RICE is computed of, each with the number it stands for.
const IMPACTS: &[(&str, &str)] = &[
    ("3", "massive, massiv, enorm, énorme, masivo"),
    ("2", "high, hoch, élevé, haut, alto, alta"),
    ("1", "medium, mittel, moyen, medio, media"),
    ("0.5", "low, niedrig, gering, faible, bajo, baja"),
    ("0.25", "minimal, minimum, minime, mínimo"),
];
const CONFIDENCES: &[(&str, &str)] = &[
    ("100", "high, hoch, élevé, haut, alto, alta"),
    ("80", "medium, mittel, moyen, medio, media"),
    ("50", "low, niedrig, gering, faible, bajo, baja"),
];

/// The number that a word stands for in a field of RICE.
pub(super) fn rated(field: &str, word: &str) -> Option<&'static str> {
    let known = match field {
        "impact" => IMPACTS,
        "confidence" => CONFIDENCES,
        _ => return None,
    };
    among(known, &folded(word))
}

/// Whether a cell does nothing but mark its row.
pub(super) fn is_mark(cell: &str) -> bool {
    has(
        "x, ✓, ✔, ✗, •, *, yes, y, ja, true, 1, ok",
        &cell.trim().to_lowercase(),
    )
}

/// Words for what checks or describes work and is none.
const NO_WORK: &str = "test, test case, testcase, test execution, test plan, test set, test suite, \
    test run, precondition, pre condition, shared step, shared steps, shared parameter, test cycle, \
    sub test execution, code review request, code review response, feedback request, \
    feedback response, testfall, cas de test, caso de prueba, caso de teste, тест, тест кейс, \
    テスト, テストケース, 测试用例";

/// The state a word stands for, as it is or by a part of it: `3 - In progress (dev)`.
pub(super) fn state(word: &str, own: StateWords) -> Option<Guess<State>> {
    let plain = folded(word);
    let vague = |is| Guess { is, vague: true };
    let sure = |is| Guess { is, vague: false };
    let known = among(own, &plain).or_else(|| among(STATES, &plain));
    if let Some(is) = known.or_else(|| own_word(word)) {
        return Some(sure(is));
    }
    has(NOT_BEGUN, &plain).then_some(vague(State::Funnel))
}

/// The state of a word that stands in a category: of what it says by itself, or by a part, what the category
/// allows.
pub(super) fn state_within(
    word: &str,
    category: Option<Guess<State>>,
    own: StateWords,
) -> Option<Guess<State>> {
    let exact = state(word, own);
    let Some(category) = category else {
        return exact.or_else(|| state_by_part(word, own));
    };
    let allows =
        |guess: &Guess<State>| stage(guess.is).is_none() || stage(guess.is) == stage(category.is);
    // A word for work that has not begun may say more than its category.
    let is_kept = |guess: &Guess<State>| allows(guess) || stage(guess.is) == Some(0);
    let said = exact.filter(is_kept).or_else(|| match exact {
        Some(_) => None,
        None => state_by_part(word, own).filter(allows),
    });
    Some(said.unwrap_or(category))
}

/// How far a state is, as categories count it; none for one that is possible in each.
const fn stage(state: State) -> Option<u8> {
    match state {
        State::Funnel | State::Analyzing | State::Ready | State::Planned => Some(0),
        State::Doing => Some(1),
        State::Done => Some(2),
        State::Parked | State::Declined => None,
    }
}

/// The state that a part of a word stands for; the longest part that is known, of several the last.
pub(super) fn state_by_part(word: &str, own: StateWords) -> Option<Guess<State>> {
    let plain = folded(word);
    let words: Vec<&str> = plain.split(' ').collect();
    let denies = [
        "not", "no", "non", "un", "nicht", "kein", "nie", "не", "without", "never",
    ];
    for length in (1..words.len()).rev() {
        for at in (0..=words.len() - length).rev() {
            let before = at.checked_sub(1).and_then(|at| words.get(at));
            let part = words.get(at..at + length).unwrap_or_default().join(" ");
            let found = state(&part, own).filter(|_| part != "waiting" && part != "new");
            if found.is_some() {
                // What is denied says nothing.
                return found.filter(|_| before.is_none_or(|word| !denies.contains(word)));
            }
        }
    }
    None
}

/// The kind a word stands for: the last of its words that says one.
pub(super) fn sort(word: &str, own: SortWords) -> Option<Guess<Sort>> {
    let folded = folded(word);
    let plain = singular(&folded);
    let guess = |is, vague| Some(Guess { is, vague });
    let known = |word: &str| among(own, word).or_else(|| among(SORTS, word));
    let by_list = known(&plain).or_else(|| known(&folded));
    if let Some(is) = by_list.or_else(|| own_word(word)) {
        return guess(is, false);
    }
    if has(ANY_WORK, &plain) || has(ANY_WORK, &folded) {
        return guess(Sort::Feature, true);
    }
    by_last_word(&plain, own).or_else(|| {
        // What stands in brackets only says which: `Defect (Prod)`.
        let (before, _) = word.split_once(['(', '['])?;
        by_last_word(&singular(&self::folded(before)), own)
    })
}

/// The kind that the last word of some words says, or, where that is any work, the word before.
fn by_last_word(plain: &str, own: SortWords) -> Option<Guess<Sort>> {
    let guess = |is, vague| Some(Guess { is, vague });
    let known = |word: &str| among(own, word).or_else(|| among(SORTS, word));
    let mut rest = plain.rsplit(' ');
    let last = rest.next()?;
    if let Some(is) = known(last).or_else(|| compound(last)) {
        return guess(is, false);
    }
    if !has(ANY_WORK, last) {
        return None;
    }
    // `Enabler story`: the story is any work, the word before says which.
    let before = rest.find_map(known);
    guess(before.unwrap_or(Sort::Feature), before.is_none())
}

/// The kind at the end of a word that is written in one: `Produktionsfehler`.
fn compound(word: &str) -> Option<Sort> {
    const ENDS: [&str; 3] = ["fehler", "bug", "defect"];
    let is_defect = ENDS.iter().any(|end| word.ends_with(end));
    is_defect.then_some(Sort::Defect)
}

/// Whether a kind is one of tests and the like, which are no work to be ranked.
pub(super) fn is_no_work(word: &str) -> bool {
    has(NO_WORK, &singular(&folded(word)))
}

/// A word without case, numbers in front, marks, and with spaces for what joins words.
fn folded(word: &str) -> String {
    let keep = |c: char| match c {
        '’' | '`' => '\'',
        c if c.is_alphanumeric() || c == '\'' => c,
        _ => ' ',
    };
    let mut plain = String::with_capacity(word.len());
    let mut before = ' ';
    for c in word.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            plain.push(' ');
        }
        before = c;
        plain.extend(keep(c).to_lowercase());
    }
    let all: Vec<&str> = plain.split_whitespace().collect();
    let is_number = |word: &&&str| word.bytes().all(|b| b.is_ascii_digit());
    let numbers = all.iter().take_while(is_number).count();
    let numbers = if numbers == all.len() { 0 } else { numbers };
    all.get(numbers..).unwrap_or_default().join(" ")
}

/// Whether a resolution says that there is none yet.
pub(super) fn is_unresolved(word: &str) -> bool {
    const NONE: &str = "unresolved, none, open, not resolved, nicht erledigt, unerledigt, non résolu, \
        sin resolver, não resolvido, non risolto, nierozwiązane, не решено, нет решения, 未解決, 未解决";
    has(NONE, &folded(word))
}

/// Whether a title is that of a row of totals.
pub(super) fn is_total(title: &str) -> bool {
    const TOTALS: &str = "total, totals, sum, grand total, subtotal, sub total, average, summe, gesamt, \
        zwischensumme, gesamtsumme, mittelwert, durchschnitt, somme, sous total, moyenne, suma, totale, \
        somma, soma, razem, итого, всего, сумма, 合計, 小計, 总计, 合计, 小计";
    let plain = title.trim_end_matches([':', ' ']);
    has(TOTALS, &folded(plain))
}

/// Whether a title is that of a row of weights.
pub(super) fn is_weights(title: &str) -> bool {
    const WEIGHTS: &str = "weight, weights, weighting, weight %, gewicht, gewichte, gewichtung, poids, pondération, peso, \
        pesos, ponderación, waga, wagi, вес, веса, 重み, 权重";
    has(WEIGHTS, &folded(title.trim_end_matches([':', ' '])))
}

/// Whether a foreign word is the very word evenkeel uses.
pub(super) fn is_own<C: Choice>(choice: C, word: &str) -> bool {
    let own = choice.word();
    let word = word.to_lowercase();
    own.name.to_lowercase() == word || own.label.to_lowercase() == word
}

/// The choice that evenkeel itself calls so.
fn own_word<C: Choice>(word: &str) -> Option<C> {
    let mut all = C::ALL.iter().copied();
    all.find(|choice| is_own(*choice, word))
}

/// Whether a word is among some between commas.
pub(super) fn has(words: &str, word: &str) -> bool {
    words.split(", ").any(|known| known == word)
}

/// What a word without case stands for, by rows of words between commas.
pub(super) fn among<C: Copy>(known: &[(C, &str)], word: &str) -> Option<C> {
    let of = known.iter().find(|(_, words)| has(words, word));
    of.map(|(choice, _)| *choice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_understood() {
        let check =
            |word, is, vague| assert_eq!(state(word, &[]), Some(Guess { is, vague }), "{word}");
        check("Done", State::Done, false);
        check("CLOSED", State::Done, false);
        check("In Progress", State::Doing, false);
        check("To Do", State::Funnel, true);
        check("Backlog", State::Funnel, true);
        check("Funnel", State::Funnel, false);
        check("Won't Do", State::Declined, false);
        check("Canceled", State::Declined, false);
        check("Ready", State::Ready, false);
        check("IN_PROGRESS", State::Doing, false);
        check("WON'T_DO", State::Declined, false);
        check("3. Won’t do", State::Declined, false);
        check("InProgress", State::Doing, false);
        assert_eq!(state("Waiting for Godot", &[]), None);
        assert_eq!(state("", &[]), None);
        let own: StateWords = &[(State::Doing, "delivered")];
        assert_eq!(
            state("Delivered", own).map(|guess| guess.is),
            Some(State::Doing)
        );
        let part = |word, is: Option<State>| {
            assert_eq!(state_by_part(word, &[]).map(|guess| guess.is), is, "{word}");
        };
        part("In Review by legal", Some(State::Doing));
        part("Closed - won't fix", Some(State::Declined));
        part("Team A: ready for dev", Some(State::Ready));
        part("Not done yet", None);
        part("Waiting for Godot", None);
    }

    #[test]
    fn kinds_are_understood() {
        let check =
            |word, is, vague| assert_eq!(sort(word, &[]), Some(Guess { is, vague }), "{word}");
        check("Bug", Sort::Defect, false);
        check("Story", Sort::Feature, true);
        check("Feature", Sort::Feature, false);
        check("Tech Debt", Sort::TechDebt, false);
        check("Spike", Sort::Spike, false);
        check("Sprint Defect", Sort::Defect, false);
        check("Production bugs", Sort::Defect, false);
        check("Enabler Story", Sort::Enabler, false);
        check("Technical task", Sort::Enabler, false);
        check("Sub-task", Sort::Feature, true);
        check("Bug sub-task", Sort::Defect, false);
        check("Produktionsfehler", Sort::Defect, false);
        check("Defect (Prod)", Sort::Defect, false);
        check("Epos", Sort::Feature, true);
        for unknown in ["Access", "Change Request", "Production Support", ""] {
            assert_eq!(sort(unknown, &[]), None, "{unknown}");
        }
        assert!(is_no_work("Test Execution") && is_no_work("Test") && !is_no_work("Test defect"));
    }
}
