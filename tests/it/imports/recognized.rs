//! What is recognized: small files of every tracker and language, each with what its rows have to say.

use std::fmt::Write as _;

use evenkeel::exchange::import::Import;
use evenkeel::model::Workspace;
use evenkeel::model::field::Choice;
use evenkeel::model::item::Item;

use super::{apply, name, size};

/// The rows of a file as they came in: key, title, kind, state, owner, size, labels.
fn rows(text: &str) -> (Import, String) {
    let mut workspace = Workspace::default();
    let outcome = apply(&mut workspace, text.as_bytes());
    let mut rows = String::new();
    for item in outcome
        .items
        .iter()
        .filter_map(|id| workspace.get::<Item>(*id))
    {
        let (sort, state) = (item.sort.word().label, item.state.word().label);
        let owner = name(&workspace, item.owner.0);
        let labels = item.labels.join("+");
        let (key, title, size) = (&item.key, &item.title, size(item));
        writeln!(rows, "{key}|{title}|{sort}|{state}|{owner}|{size}|{labels}").unwrap();
    }
    (outcome, rows)
}

fn check(format: &str, text: &str, expected: &[&str]) {
    let (outcome, rows) = rows(text);
    // Whose key is not a column has `*`.
    let hide = |(row, wanted): (&str, &&str)| match (row.split_once('|'), wanted.starts_with('*')) {
        (Some((_, rest)), true) => format!("*|{rest}"),
        _ => row.to_owned(),
    };
    let wanted = expected.iter().chain(std::iter::repeat(&""));
    let got: Vec<String> = rows.lines().zip(wanted).map(hide).collect();
    assert_eq!(outcome.format, format, "{text}\n{:#?}", outcome.summary());
    assert_eq!(got, expected, "{text}\n{:#?}", outcome.summary());
}

#[test]
fn the_tables_of_trackers_are_known() {
    for (format, text, expected) in TABLES {
        check(format, text, expected);
    }
}

/// The format, a file, and its rows.
const TABLES: &[(&str, &str, &[&str])] = &[
    (
        "Redmine CSV",
        "#,Project,Tracker,Parent task,Status,Priority,Subject,Author,Assignee,Updated,Category,Target version,Start date,Due date,Estimated time,% Done,Created,Closed,Description\n\
         12,Shop,Feature,,In Progress,Normal,Gift cards,Ann Lee,Bo Kim,2026-11-01,web,2027.1,,2027-01-15,16,20,2026-10-01,,Sell them\n\
         13,Shop,Bug,12,Closed,High,Wrong tax,Cy Roe,,2026-11-02,,,,,,100,2026-10-02,2026-11-02,\n\
         14,Shop,Support,,Feedback,Low,Help desk,Cy Roe,,2026-11-02,,,,,,0,2026-10-02,,\n",
        &[
            "12|Gift cards|Feature|Doing|Bo Kim|?|",
            "13|Wrong tax|Defect|Done||?|",
            "14|Help desk|Feature|Doing||?|",
        ],
    ),
    (
        "Redmine CSV",
        "#;Projekt;Tracker;Status;Priorität;Thema;Autor;Zugewiesen an;Aktualisiert\n7;Shop;Fehler;In Bearbeitung;Hoch;Steuer;Ann Lee;Bo Kim;01.11.2026\n",
        &["7|Steuer|Defect|Doing|Bo Kim|?|"],
    ),
    (
        "ClickUp CSV",
        "Task ID,Task Custom ID,Task Name,Task Content,Status,Date Created,Due Date,Due Date Text,Parent ID,Assignees,Tags,Priority,List Name,Sprint Points\n\
         86a1,SH-1,Gift cards,Sell,to do,1759305600000,1768435200000,1/15/2026,null,\"[Ann Lee,Bo Kim]\",\"[web,pay]\",2,Backlog,5\n\
         86a2,,Wrong tax,,in progress,1759651200000,,,86a1,[],[],1,Backlog,\n",
        &[
            "SH-1|Gift cards|Feature|Funnel|Ann Lee|5|web+pay",
            "86a2|Wrong tax|Feature|Doing||?|",
        ],
    ),
    (
        "Monday table",
        "Shop backlog,,,,,\n,,,,,\nThis sprint,,,,,\nName,Subitems,Person,Status,Date,Priority\nGift cards,,Ann Lee,Working on it,2027-01-15,High\nWrong tax,,,Done,,\n,,,,,\nLater,,,,,\nName,Subitems,Person,Status,Date,Priority\nOld idea,,\"Ann Lee, Bo Kim\",,,Low\n",
        &[
            "|Gift cards|Feature|Doing|Ann Lee|?|",
            "|Wrong tax|Feature|Done||?|",
            "|Old idea|Feature|Funnel|Ann Lee|?|",
        ],
    ),
    (
        "Shortcut CSV",
        "id,name,type,requester,owners,description,is_completed,created_at,started_at,updated_at,moved_at,completed_at,estimate,labels,state,epic_id,epic,is_archived,due_date\n\
         101,Gift cards,feature,ann@example.com,bo@example.com;cy@example.com,Sell,FALSE,2026/10/01 08:00:00,,2026/11/01,,,3,web;pay,In Development,9,Payments,FALSE,2027/01/15 00:00:00\n\
         102,Wrong tax,bug,ann@example.com,,,TRUE,2026/10/01,,,,2026/11/02 08:00:00,0,,Completed,,,FALSE,\n\
         103,Old chore,chore,ann@example.com,,,FALSE,2026/10/01,,,,,,,Backlog,,,TRUE,\n",
        &[
            "101|Gift cards|Feature|Doing|bo@example.com|3|web+pay",
            "102|Wrong tax|Defect|Done||0|",
        ],
    ),
    (
        "Rally CSV",
        "Formatted ID,Name,Schedule State,Plan Estimate,Owner,Iteration,Project,Tags,Blocked\n\
         US12,Gift cards,In-Progress,5,ann@example.com,I4,Shop,web,false\n\
         DE3,Wrong tax,Accepted,,,I3,Shop,,false\nF7,Payments,Defined,,,,Shop,,false\nTC9,Check tax,Defined,,,,Shop,,false\n",
        &[
            "US12|Gift cards|Feature|Doing|ann@example.com|5|web",
            "DE3|Wrong tax|Defect|Done||?|",
            "F7|Payments|Feature|Ready||?|",
        ],
    ),
    (
        "YouTrack CSV",
        "Issue Id,Project,Tags,Summary,Reporter,Created,Updated,Resolved,Priority,Type,State,Assignee,Subsystem,Fix versions,Story points,Votes\n\
         SH-1,Shop,\"web, pay\",Gift cards,Ann Lee,1 Oct 2026,2 Oct 2026,,Major,Feature,In Progress,Bo Kim,Web,2027.1,5,0\n\
         SH-2,Shop,,Wrong tax,Ann Lee,1 Oct 2026,2 Oct 2026,3 Oct 2026,Major,Bug,Won't fix,Unassigned,,,,0\n",
        &[
            "SH-1|Gift cards|Feature|Doing|Bo Kim|5|web+pay",
            "SH-2|Wrong tax|Defect|Declined||?|",
        ],
    ),
    (
        "GitLab CSV",
        "Issue ID,URL,Title,State,Description,Author,Author Username,Assignee,Assignee Username,Confidential,Locked,Due Date,Created At (UTC),Updated At (UTC),Closed At (UTC),Milestone,Weight,Labels,Time Estimate,Time Spent\n\
         12,https://gitlab.example/shop/-/issues/12,Gift cards,Open,Sell,Ann Lee,ann,Bo Kim,bo,No,No,2027-01-15,2026-10-01 08:00:00,2026-10-01 08:00:00,,2027.1,5,\"web,pay\",0,0\n\
         13,https://gitlab.example/shop/-/issues/13,Wrong tax,Closed,,Ann Lee,ann,,,No,No,,2026-10-01 08:00:00,2026-10-01,2026-11-01 08:00:00,,,bug,0,0\n",
        &[
            "12|Gift cards|Feature|Funnel|Bo Kim|5|web+pay",
            "13|Wrong tax|Feature|Done||?|bug",
        ],
    ),
    (
        "Pivotal Tracker CSV",
        "Id,Story,Labels,Iteration,Iteration Start,Iteration End,Story Type,Estimate,Current State,Created at,Accepted at,Deadline,Requested By,Owned By,Description,URL,Comment\n\
         500,Gift cards,\"web, pay\",4,,,feature,3,started,\"Oct 1, 2026\",,,Ann Lee,Bo Kim,Sell,https://tracker.example/500,x\n\
         501,Old chore,,,,,chore,,unscheduled,\"Oct 1, 2026\",,,Ann Lee,,,,\n",
        &[
            "500|Gift cards|Feature|Doing|Bo Kim|3|web+pay",
            "501|Old chore|Tech debt|Funnel||?|",
        ],
    ),
    (
        "Pivotal Tracker CSV",
        "Id,Title,Labels,Iteration,Iteration Start,Iteration End,Type,Estimate,Priority,Current State,Created at,Accepted at,Deadline,Requested By,Description,URL,Owned By,Owned By,Blocker,Blocker Status,Task,Task Status\n\
         500,Gift cards,web,4,,,feature,3,p2 - Medium,delivered,\"Oct 1, 2026\",,,Ann Lee,,,Bo Kim,Cy Roe,,,Paint,not completed\n\
         502,Wrong tax,,4,,,bug,,none,accepted,\"Oct 1, 2026\",\"Oct 9, 2026\",,Ann Lee,,,,,,,,\n",
        &[
            "500|Gift cards|Feature|Doing|Bo Kim|3|web",
            "502|Wrong tax|Defect|Done||?|",
        ],
    ),
    (
        "Productboard CSV",
        "Feature name,Feature id,Component,Status,Owner,Effort,Tags,Description,Productboard URL\n\
         Gift cards,77,Payments,In progress,ann@example.com,5,web,<p>Sell</p>,https://pb.example/77\nOld idea,78,,New idea,,,,,\n",
        &[
            "77|Gift cards|Feature|Doing|ann@example.com|5|web",
            "78|Old idea|Feature|Funnel||?|",
        ],
    ),
    (
        "GitHub Projects TSV",
        "Title\tURL\tAssignees\tStatus\tLabels\tLinked pull requests\tRepository\tSize\tEstimate\tTarget date\n\
         Gift cards\thttps://github.com/example/shop/issues/12\tann1, bo2\tReady\tweb, pay\t\texample/shop\tL\t5\tJan 15, 2027\n\
         Draft\t\t\tBacklog\t\t\t\tS\t\t\n",
        &[
            "*|Gift cards|Feature|Ready|ann1|5|web+pay",
            "*|Draft|Feature|Funnel||?|",
        ],
    ),
    (
        "Trello CSV",
        "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,Attachment Count,Checklist Item Total Count,Last Activity Date,List ID,List Name,Board ID,Board Name,Archived,Start Date,Due Complete\n\
         c1,Gift cards,https://trello.example/c/1,Sell,\"web (green),pay\",\"Ann Lee (ann),Bo Kim (bo)\",2027-01-15T12:00:00.000Z,0,0,2026-11-01,l1,In Progress,b,Shop,false,,false\n\
         c2,Wrong tax,,,,,,0,0,2026-11-01,l2,To Do,b,Shop,false,,true\nc3,Old card,,,,,,0,0,2026-11-01,l2,To Do,b,Shop,true,,false\n",
        &[
            "c1|Gift cards|Feature|Doing|Ann Lee|?|web+pay",
            "c2|Wrong tax|Feature|Done||?|",
        ],
    ),
    (
        "Aha! CSV",
        "Master feature reference #,Master feature name,Workspace name,Release name,Master feature status,Master feature assigned to,Master feature initial estimate\nSHOP-E-1,Payments,Shop,2027.1,In progress,Ann Lee,13p\n",
        &["SHOP-E-1|Payments|Feature|Doing|Ann Lee|13|"],
    ),
    (
        "Aha! CSV",
        "Epic reference #,Epic name,Epic status,Epic assigned to\nSHOP-E-1,Payments,Under consideration,\n",
        &["SHOP-E-1|Payments|Feature|Funnel||?|"],
    ),
    (
        "Azure DevOps CSV",
        "ID,Title,State,Area Path,Iteration Path,Assigned To,Tags,Effort\n\
         1,Gift cards,Active,Shop\\Web,Shop\\2027.1\\I4,Ann Lee <ann@example.com>,web; pay,5\n2,Wrong tax,Removed,Shop,Shop,\"Roe, Cy <cy@example.com>\",,\n",
        &[
            "1|Gift cards|Feature|Doing|Ann Lee|5|web+pay",
            "2|Wrong tax|Feature|Declined|Roe, Cy|?|",
        ],
    ),
    (
        "CSV",
        "Name,Status,Assign,Due,Tags,Story Points\nGift cards,In progress,Ann Lee,\"January 15, 2027\",\"web, pay\",5\nWrong tax,Not started,,,,\n",
        &[
            "|Gift cards|Feature|Doing|Ann Lee|5|web+pay",
            "|Wrong tax|Feature|Funnel||?|",
        ],
    ),
    (
        "CSV",
        "Task Name,Status,Notes,Assignee,Attachments,Estimate (points)\nGift cards,Todo,Sell,Ann Lee,,5\nWrong tax,Done,,,,\n",
        &[
            "|Gift cards|Feature|Funnel|Ann Lee|5|",
            "|Wrong tax|Feature|Done||?|",
        ],
    ),
];

#[test]
fn the_json_of_trackers_is_known_wherever_its_list_stands() {
    for (format, records, expected) in RECORDS {
        for around in [
            "RECORDS",
            "{\"data\": RECORDS}",
            "{\"total\": 2, \"value\": RECORDS, \"next\": null}",
            "{\"data\": {\"project\": {\"items\": {\"nodes\": RECORDS}}}}",
        ] {
            check(format, &around.replace("RECORDS", records), expected);
        }
    }
}

/// The format, a list of records, and its rows.
const RECORDS: &[(&str, &str, &[&str])] = &[
    (
        "Asana JSON",
        r#"[{"gid": "120", "name": "Gift cards", "resource_type": "task", "completed": false, "completed_at": null,
            "due_on": "2027-01-15", "notes": "Sell", "assignee": {"gid": "1", "name": "Bo Kim"},
            "memberships": [{"project": {"gid": "9", "name": "Shop"}, "section": {"gid": "8", "name": "Doing"}}],
            "tags": [{"gid": "3", "name": "web"}], "parent": null, "dependencies": [],
            "custom_fields": [{"gid": "5", "name": "Story points", "display_value": "5"}]},
           {"gid": "121", "name": "Wrong tax", "resource_type": "task", "completed": true,
            "completed_at": "2026-11-03T09:14:00.000Z", "assignee": null, "tags": [],
            "memberships": [{"section": {"gid": "7", "name": "To do"}}], "dependencies": [{"gid": "120"}]}]"#,
        &[
            "120|Gift cards|Feature|Doing|Bo Kim|5|web",
            "121|Wrong tax|Feature|Done||?|",
        ],
    ),
    (
        "Redmine JSON",
        r#"[{"id": 101, "project": {"id": 1, "name": "Shop"}, "tracker": {"id": 2, "name": "Bug"},
            "status": {"id": 2, "name": "In Progress"}, "author": {"id": 3, "name": "Ann Lee"},
            "assigned_to": {"id": 4, "name": "Bo Kim"}, "subject": "Wrong tax", "done_ratio": 0,
            "custom_fields": [{"id": 1, "name": "Story points", "value": "3"}]},
           {"id": 102, "tracker": {"name": "Feature"}, "status": {"name": "New"}, "subject": "Gift cards"}]"#,
        &[
            "101|Wrong tax|Defect|Doing|Bo Kim|3|",
            "102|Gift cards|Feature|Funnel||?|",
        ],
    ),
    (
        "Azure DevOps JSON",
        r#"[{"id": 1, "rev": 3, "url": "https://dev.example/1", "fields": {"System.Title": "Gift cards",
            "System.WorkItemType": "Feature", "System.State": "Active", "System.Tags": "web; pay",
            "System.AssignedTo": {"displayName": "Bo Kim", "uniqueName": "bo@example.com"},
            "Microsoft.VSTS.Scheduling.StoryPoints": 5.0, "System.Description": "<div>Sell</div>"}},
           {"id": 2, "fields": {"System.Title": "Wrong tax", "System.WorkItemType": "Bug", "System.State": "Closed",
            "System.AssignedTo": "Ann Lee <ann@example.com>"}},
           {"id": 3, "fields": {"System.Title": "Check", "System.WorkItemType": "Test Case", "System.State": "Design"}}]"#,
        &[
            "1|Gift cards|Feature|Doing|Bo Kim|5|web+pay",
            "2|Wrong tax|Defect|Done|Ann Lee|?|",
        ],
    ),
    (
        "GitLab JSON",
        r#"[{"id": 900, "iid": 12, "project_id": 3, "title": "Gift cards", "description": "Sell", "state": "opened",
            "labels": ["web", "pay"], "assignees": [{"id": 1, "name": "Bo Kim", "username": "bo"}],
            "author": {"name": "Ann Lee"}, "due_date": "2027-01-15", "weight": 5, "issue_type": "issue",
            "web_url": "https://gitlab.example/shop/-/issues/12", "time_stats": {"time_estimate": 0}},
           {"iid": 13, "title": "Outage", "state": "closed", "labels": [], "issue_type": "incident",
            "closed_at": "2026-11-01T08:00:00Z", "web_url": "https://gitlab.example/shop/-/issues/13"}]"#,
        &[
            "12|Gift cards|Feature|Funnel|Bo Kim|5|web+pay",
            "13|Outage|Stability|Done||?|",
        ],
    ),
    (
        "GitHub Projects JSON",
        r#"[{"id": "PVTI_1", "title": "Gift cards", "status": "In Progress", "assignees": ["ann1", "bo2"],
            "labels": ["web"], "estimate": 5, "iteration": {"title": "I4", "duration": 14},
            "content": {"type": "Issue", "title": "Gift cards", "body": "Sell", "number": 12,
                "repository": "example/shop", "url": "https://github.com/example/shop/issues/12"}},
           {"id": "PVTI_2", "title": "A pull", "status": "Done", "content": {"type": "PullRequest", "title": "A pull"}},
           {"id": "PVTI_3", "title": "Draft", "status": "Backlog", "content": {"type": "DraftIssue", "title": "Draft"}}]"#,
        &[
            "*|Gift cards|Feature|Doing|ann1|5|web",
            "*|Draft|Feature|Funnel||?|",
        ],
    ),
    (
        "GitHub Projects JSON",
        r#"[{"content": {"title": "Gift cards", "number": 12, "url": "https://github.com/example/shop/issues/12",
                "assignees": {"nodes": [{"login": "ann1"}]}, "labels": {"nodes": [{"name": "web"}]}},
             "fieldValues": {"nodes": [{"text": "Gift cards", "field": {"name": "Title"}},
                {"name": "Ready", "field": {"name": "Status"}}, {"number": 3, "field": {"name": "Estimate"}}]}}]"#,
        &["*|Gift cards|Feature|Ready|ann1|3|web"],
    ),
    (
        "GitHub JSON",
        r#"[{"number": 12, "title": "Gift cards", "html_url": "https://github.com/example/shop/issues/12",
            "state": "open", "labels": [{"name": "web"}], "assignees": [{"login": "ann1"}]}]"#,
        &["shop#12|Gift cards|Feature|Funnel|ann1|?|web"],
    ),
];

#[test]
fn headers_are_known_in_ten_languages() {
    for (header, row) in LANGUAGES {
        let text = format!("{header}\n{row}\n");
        let (outcome, rows) = rows(&text);
        assert_eq!(
            rows.trim_end(),
            "SH-1|Pay|Defect|Doing|Bo Kim|5|web",
            "{header}\n{:#?}",
            outcome.summary()
        );
    }
}

/// A header as Jira translates it, and a row.
const LANGUAGES: &[(&str, &str)] = &[
    (
        "Summary,Issue key,Issue id,Issue Type,Status,Assignee,Labels,Custom field (Story Points)",
        "Pay,SH-1,10001,Bug,In Progress,Bo Kim,web,5",
    ),
    (
        "Zusammenfassung,Vorgangsschlüssel,Vorgangs-ID,Vorgangstyp,Status,Zugewiesene Person,Stichwörter,Benutzerdefiniertes Feld (Story Points)",
        "Pay,SH-1,10001,Fehler,In Arbeit,Bo Kim,web,5",
    ),
    (
        "Résumé,Clé de ticket,ID de ticket,Type de ticket,État,Personne assignée,Étiquettes,Champ personnalisé (Story Points)",
        "Pay,SH-1,10001,Bogue,En cours,Bo Kim,web,5",
    ),
    (
        "Resumen,Clave de incidencia,ID de la incidencia,Tipo de Incidencia,Estado,Persona asignada,Etiquetas,Campo personalizado (Story Points)",
        "Pay,SH-1,10001,Error,En curso,Bo Kim,web,5",
    ),
    (
        "Resumo,Chave da item,ID da item,Tipo de item,Status,Responsável,Categorias,Campo personalizado (Story Points),Etiquetas",
        "Pay,SH-1,10001,Bug,Em andamento,Bo Kim,,5,web",
    ),
    (
        "Riepilogo,Chiave ticket,ID segnalazione,Tipo segnalazione,Stato,Assegnatario,Etichette,Campo personalizzato (Story Points)",
        "Pay,SH-1,10001,Difetto,In corso,Bo Kim,web,5",
    ),
    (
        "Podsumowanie,Klucz zgłoszenia,ID zgłoszenia,Typ zgłoszenia,Status,Osoba przypisana,Etykiety,Pole niestandardowe (Story Points)",
        "Pay,SH-1,10001,Błąd,W toku,Bo Kim,web,5",
    ),
    (
        "Тема,Ключ проблемы,Идентификатор проблемы,Тип задачи,Статус,Исполнитель,Метки,Пользовательское поле (Story Points)",
        "Pay,SH-1,10001,Ошибка,В работе,Bo Kim,web,5",
    ),
    (
        "要約,課題キー,課題 ID,課題タイプ,ステータス,担当者,ラベル,カスタムフィールド (Story Points)",
        "Pay,SH-1,10001,バグ,進行中,Bo Kim,web,5",
    ),
    (
        "概要,问题关键字,问题 ID,问题类型,状态,经办人,标签,自定义字段 (Story Points)",
        "Pay,SH-1,10001,缺陷,进行中,Bo Kim,web,5",
    ),
    (
        "itemTitle,ticketKey,work_item_type,currentStatus,ASSIGNED TO:,Tag,Estimate [points]",
        "Pay,SH-1,Bug,IN_PROGRESS,Bo Kim,web,5",
    ),
    (
        "Name,Ref,Entity Type,Entity State,Assigned User,Tags,Estimate Pts.",
        "Pay,SH-1,Bug,In Progress,Bo Kim,web,5",
    ),
    (
        "Titles,Keys,Kinds,States,Owners,Labels,Job size (1-20)",
        "Pay,SH-1,Bugs,In progress,Bo Kim,[web],5",
    ),
];
