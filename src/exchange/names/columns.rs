//! Imported columns that tell of people: by their headings, and by what stands in them.

use std::ops::Range;

use super::folded::fold;

/// Whether the heading of an imported column says that it tells of people by name, mail or account.
pub fn is_of_people(column: &str) -> bool {
    let words = column.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .map(|word| word.chars().flat_map(fold).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    let has = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    let is_one = |word: &String| {
        let one = word.strip_suffix('s').unwrap_or(word);
        has(PEOPLE, one) || has(PEOPLE, word)
    };
    let is_account = words.split_first().is_some_and(|(first, rest)| {
        has("user users account accounts", first)
            && rest.iter().all(|word| has("id ids key name names", word))
    });
    let is_done_by = match words.as_slice() {
        [.., deed, by] => has("by von par por da przez", by) && has(DEEDS, deed),
        _ => false,
    };
    let is_leader = words.last().is_some_and(|last| has("lead leads", last));
    let joined: String = words.concat();
    let is_unspaced = || {
        UNSPACED
            .split_whitespace()
            .any(|word| joined.contains(word))
    };
    is_account || is_done_by || is_leader || words.iter().any(is_one) || is_unspaced()
}

/// Words in the headings of columns that tell of people, without case and accents.
const PEOPLE: &str = "\
    accountid approver assigned assignee attendee author champion changer collaborator contact creator \
    developer displayname email emailaddress follower leader login mail mailto manager member opener owner \
    participant people person phone raiser reporter requester requestor responsible reviewer sponsor \
    stakeholder submitter subscriber tester userid username voter watcher \
    ansprechpartner autor bearbeiter beobachter besitzer entwickler ersteller melder mitglied mitglieder \
    prufer teilnehmer verantwortlich verantwortliche verantwortlicher zugewiesen \
    assigne assignee auteur courriel createur developpeur membre observateur rapporteur responsable \
    asignada asignado correo creador informador informante miembro observador persona \
    atribuido criador observador relator responsavel \
    assegnatario autore creatore osservatore responsabile segnalatore \
    obserwator osoba przypisany wykonawca zglaszajacy \
    автор исполнитель наблюдатель наблюдатели ответственныи создатель почта";

/// What somebody did in columns such as `Created by`.
const DEEDS: &str = "\
    activated added approved assigned changed closed created edited filed merged modified opened raised \
    reported requested resolved reviewed submitted tested updated erstellt gemeldet geandert geschlossen \
    cree modifie creado modificado criado modificado creato modificato";

/// The same words where nothing stands between words.
const UNSPACED: &str = "担当者 報告者 作成者 更新者 ウォッチャー メール 经办人 报告人 创建者 创建人 关注者 负责人 邮箱 邮件";

/// Where mail addresses and account ids stand in a text.
pub fn accounts(text: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_alphanumeric() || "@._%+-:".contains(c);
    let mut all = Vec::new();
    let mut rest = 0;
    while let Some(start) = text.get(rest..).and_then(|ahead| ahead.find(is_part)) {
        let start = rest + start;
        let word = text.get(start..).unwrap_or_default();
        let word = word.get(..word.len() - word.trim_start_matches(is_part).len());
        let word = word.unwrap_or_default().trim_end_matches(['.', ':', '-']);
        rest = start + word.len().max(1);
        while !text.is_char_boundary(rest) {
            rest += 1;
        }
        if is_mail(word) || is_account(word) {
            all.push(start..start + word.len());
        }
    }
    all
}

/// The first mail address in a text.
pub fn mail(text: &str) -> Option<&str> {
    let mut words = accounts(text)
        .into_iter()
        .filter_map(|place| text.get(place));
    words.find(|word| is_mail(word))
}

/// Whether a word is a mail address.
fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(local, domain)| {
        let is_named = |part: &str| !part.is_empty() && !part.contains('@');
        is_named(local) && domain.split('.').count() > 1 && domain.split('.').all(is_named)
    })
}

/// Whether a word is an account of a tracker: `712020:1b5c…`, `accountid:5f0c…`, `@ann`.
fn is_account(word: &str) -> bool {
    let hex = |id: &str| id.len() >= 24 && id.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    let told = word.rsplit_once(':').is_some_and(|(before, id)| {
        let number = before.rsplit(':').next().unwrap_or_default();
        hex(id) && (number == "accountid" || number.bytes().all(|b| b.is_ascii_digit()))
    });
    told || word
        .strip_prefix('@')
        .is_some_and(|login| !login.is_empty())
}

/// Whether a cell holds nothing but people: mail addresses, accounts, names that are known.
pub fn is_all_people(cell: &str, is_known: impl Fn(&str) -> bool) -> bool {
    let parts = cell.split([',', ';', '\n', '|']).map(str::trim);
    let mut parts = parts.filter(|part| !part.is_empty()).peekable();
    let is_one = |part: &str| {
        let name = part.split(['<', '(']).next().unwrap_or_default().trim();
        let is_alone = |found: &Range<usize>| {
            let around = [part.get(..found.start), part.get(found.end..)];
            let mut around = around.into_iter().flatten();
            around.all(|rest| !rest.contains(char::is_alphanumeric))
        };
        is_known(part) || is_known(name) && !name.is_empty() || accounts(part).iter().any(is_alone)
    };
    parts.peek().is_some() && parts.all(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_people_are_known_by_their_headings() {
        for column in [
            "Reporter",
            "Watchers Id",
            "Assignee Email",
            "Creator.login",
            "User",
            "E-mail",
            "Bearbeiter",
            "user_id",
            "Zugewiesene Person",
            "Created By",
            "Tech lead",
            "Responsável",
            "Исполнитель",
            "担当者",
            "经办人",
            "Subscribers",
        ] {
            assert!(is_of_people(column), "{column}");
        }
        for column in [
            "Lead time",
            "Status",
            "User story",
            "Account type",
            "Created",
            "Component",
            "Blocked by",
            "Sprint",
        ] {
            assert!(!is_of_people(column), "{column}");
        }
    }

    #[test]
    fn mails_and_accounts_are_found_wherever_they_stand() {
        let found = |text: &str| -> Vec<String> {
            accounts(text)
                .into_iter()
                .filter_map(|at| text.get(at).map(str::to_owned))
                .collect()
        };
        assert_eq!(
            found("ask ann.lee+x@mail.example.org."),
            ["ann.lee+x@mail.example.org"]
        );
        let account = "712020:0b6a1f4e-3c2d-4a5b-8c7d-1e2f3a4b5c6d";
        assert_eq!(found(&format!("1/May/26 8:00;{account};done")), [account]);
        assert_eq!(found("cc @bo2, at 10:30 a@b"), ["@bo2"]);
        assert_eq!(found("é 3 @ 4 and a:b"), [""; 0]);
    }

    #[test]
    fn a_cell_of_people_has_nothing_else() {
        let known = |name: &str| name == "Ann Lee";
        for cell in ["Ann Lee", "Ann Lee <a@x.org>; b@x.org", "@ann", "x@y.org"] {
            assert!(is_all_people(cell, known), "{cell}");
        }
        for cell in ["ask a@x.org", "Payments", "Ann Lee says", ""] {
            assert!(!is_all_people(cell, known), "{cell}");
        }
    }
}
