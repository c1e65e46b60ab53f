//! What trackers and languages call the columns and states of a table.

/// What a tool calls its columns, and three states: not begun, being done, done.
pub(super) struct Header {
    /// The format it is recognized as.
    pub(super) format: &'static str,
    /// Key, title, state, size, owner.
    pub(super) names: [&'static str; 5],
    /// Further columns, with the cell that stands in every row.
    pub(super) more: &'static [(&'static str, &'static str)],
    pub(super) states: [&'static str; 3],
}

const fn of(
    format: &'static str,
    names: [&'static str; 5],
    more: &'static [(&'static str, &'static str)],
    states: [&'static str; 3],
) -> Header {
    Header {
        format,
        names,
        more,
        states,
    }
}

const ENGLISH: [&str; 3] = ["To Do", "In Progress", "Done"];

pub(super) const HEADERS: &[Header] = &[
    of(
        "Jira CSV",
        [
            "Issue key",
            "Summary",
            "Status",
            "Custom field (Story Points)",
            "Assignee",
        ],
        &[("Issue id", "10001"), ("Issue Type", "Story")],
        ENGLISH,
    ),
    of(
        "Jira CSV",
        [
            "Vorgangsschlüssel",
            "Zusammenfassung",
            "Status",
            "Benutzerdefinierte Felder (Story Points)",
            "Zugewiesene Person",
        ],
        &[("Vorgangs-ID", "10001"), ("Vorgangstyp", "Story")],
        ["Zu erledigen", "In Arbeit", "Erledigt"],
    ),
    of(
        "Jira CSV",
        [
            "Clé de ticket",
            "Résumé",
            "État",
            "Champs personnalisés (Story Points)",
            "Personne assignée",
        ],
        &[("ID de ticket", "10001"), ("Type de ticket", "Story")],
        ["À faire", "En cours", "Terminé"],
    ),
    of(
        "Jira CSV",
        [
            "Clave de incidencia",
            "Resumen",
            "Estado",
            "Campo personalizado (Story Points)",
            "Persona asignada",
        ],
        &[
            ("ID de incidencia", "10001"),
            ("Tipo de incidencia", "Historia"),
        ],
        ["Por hacer", "En curso", "Finalizada"],
    ),
    of(
        "Jira CSV",
        [
            "Chave do item",
            "Resumo",
            "Status",
            "Campo personalizado (Story Points)",
            "Responsável",
        ],
        &[("ID do item", "10001"), ("Tipo de item", "História")],
        ["A fazer", "Em andamento", "Concluído"],
    ),
    of(
        "Jira CSV",
        [
            "Chiave segnalazione",
            "Riepilogo",
            "Stato",
            "Campo personalizzato (Story Points)",
            "Assegnatario",
        ],
        &[("ID segnalazione", "10001"), ("Tipo segnalazione", "Story")],
        ["Da fare", "In corso", "Completato"],
    ),
    of(
        "Jira CSV",
        [
            "Klucz zgłoszenia",
            "Podsumowanie",
            "Stan",
            "Pole niestandardowe (Story Points)",
            "Osoba przypisana",
        ],
        &[("ID zgłoszenia", "10001"), ("Typ zgłoszenia", "Story")],
        ["Do zrobienia", "W toku", "Gotowe"],
    ),
    of(
        "Jira CSV",
        [
            "Ключ проблемы",
            "Тема",
            "Статус",
            "Пользовательское поле (Story Points)",
            "Исполнитель",
        ],
        &[
            ("Идентификатор проблемы", "10001"),
            ("Тип задачи", "История"),
        ],
        ["К выполнению", "В работе", "Готово"],
    ),
    of(
        "Jira CSV",
        [
            "課題キー",
            "要約",
            "ステータス",
            "カスタムフィールド (Story Points)",
            "担当者",
        ],
        &[("課題 ID", "10001"), ("課題タイプ", "ストーリー")],
        ["未着手", "進行中", "完了"],
    ),
    of(
        "Jira CSV",
        [
            "问题关键字",
            "概要",
            "状态",
            "自定义字段 (Story Points)",
            "经办人",
        ],
        &[("问题 ID", "10001"), ("问题类型", "故事")],
        ["待办", "进行中", "完成"],
    ),
    of(
        "Azure DevOps CSV",
        ["ID", "Title", "State", "Story Points", "Assigned To"],
        &[("Work Item Type", "User Story"), ("Area Path", "Shop")],
        ["New", "Active", "Closed"],
    ),
    of(
        "Linear CSV",
        ["ID", "Title", "Status", "Estimate", "Assignee"],
        &[("Creator", "Cleo"), ("Cycle Name", "")],
        ["Backlog", "In Progress", "Done"],
    ),
    of(
        "Redmine CSV",
        ["#", "Subject", "Status", "Story Points", "Assignee"],
        &[("Tracker", "Feature")],
        ["New", "In Progress", "Closed"],
    ),
    of(
        "ClickUp CSV",
        [
            "Task Custom ID",
            "Task Name",
            "Status",
            "Sprint Points",
            "Assignee",
        ],
        &[("Task ID", "86a")],
        ["to do", "in progress", "complete"],
    ),
    of(
        "Rally CSV",
        [
            "Formatted ID",
            "Name",
            "Schedule State",
            "Plan Estimate",
            "Owner",
        ],
        &[],
        ["Defined", "In-Progress", "Accepted"],
    ),
    of(
        "YouTrack CSV",
        ["Issue Id", "Summary", "State", "Story points", "Assignee"],
        &[("Reporter", "Cleo")],
        ["Open", "In Progress", "Fixed"],
    ),
    of(
        "GitLab CSV",
        ["Issue ID", "Title", "State", "Weight", "Assignee"],
        &[("Author Username", "cleo")],
        ["Open", "In Progress", "Closed"],
    ),
    of(
        "Pivotal Tracker CSV",
        ["Id", "Title", "Current State", "Estimate", "Owned By"],
        &[("Requested By", "Cleo"), ("Type", "feature")],
        ["unstarted", "started", "accepted"],
    ),
    of(
        "Productboard CSV",
        ["Feature ID", "Feature name", "Status", "Effort", "Owner"],
        &[("Component", "Cart")],
        ["New idea", "In progress", "Released"],
    ),
    of(
        "Shortcut CSV",
        ["id", "name", "state", "estimate", "owners"],
        &[
            ("requester", "Cleo"),
            ("epic_id", ""),
            ("is_archived", "false"),
        ],
        ["Unstarted", "In Development", "Completed"],
    ),
    of(
        "Monday table",
        ["Item ID", "Name", "Status", "Story Points", "Person"],
        &[("Subitems", "")],
        ["Not started", "Working on it", "Done"],
    ),
    of(
        "Aha! CSV",
        [
            "Reference #",
            "Feature name",
            "Status",
            "Story points",
            "Assigned to",
        ],
        &[],
        ["New", "In development", "Shipped"],
    ),
    of(
        "CSV",
        ["Schlüssel", "Titel", "Status", "Story Points", "Bearbeiter"],
        &[],
        ["Offen", "In Bearbeitung", "Geschlossen"],
    ),
    of(
        "CSV",
        ["Key", "Title", "Status", "Size", "Owner"],
        &[],
        ENGLISH,
    ),
    of(
        "CSV",
        ["Clé", "Titre", "Statut", "Taille", "Responsable"],
        &[],
        ["Nouveau", "En cours", "Terminée"],
    ),
    of(
        "CSV",
        ["Clave", "Título", "Estado", "Tamaño", "Responsable"],
        &[],
        ["Pendiente", "En progreso", "Hecho"],
    ),
    of(
        "CSV",
        ["Ключ", "Название", "Статус", "Размер", "Ответственный"],
        &[],
        ["Новая", "В процессе", "Выполнено"],
    ),
    of(
        "CSV",
        ["キー", "タイトル", "状態", "規模", "担当"],
        &[],
        ["新規", "作業中", "完了"],
    ),
];
