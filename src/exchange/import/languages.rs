//! Languages: what the usual columns are called in German, French, Spanish, Portuguese, Italian, Polish, Russian,
//! Japanese and Chinese.
//!
//! Owns rows of names, as trackers translate them. The English ones are in `roles`.

use super::prose::Markup;
use super::role::{Role, RoleNames};
use crate::model::item::State;

/// The names, in lower case and between commas.
pub(super) const TRANSLATED: RoleNames = spellings! { Role:
    Title(0) "zusammenfassung, titel, thema, überschrift, résumé, titre, sujet, intitulé";
    Title(0) "resumen, título, asunto, titulo, resumo, assunto, riepilogo, titolo, oggetto";
    Title(0) "podsumowanie, tytuł, temat, streszczenie, тема, заголовок, название, резюме";
    Title(0) "要約, タイトル, 件名, 題名, 摘要, 概要, 概述, 标题, 主题, 標題, 主旨";
    Title(1) "bezeichnung, nom, nombre, nome, nazwa, наименование, имя, 名前, 名称, 名稱";
    Title(2) "funktion, funktionalität, fonctionnalité, funcionalidad, funcionalidade, funzionalità";
    Title(2) "funkcja, функция, 機能, 功能, 需求, 要件";
    Title(3) "anforderung, vorhaben, aufgabe, exigence, tâche, requisito, tarea, tarefa, attività";
    Title(3) "wymaganie, zadanie, требование, задача, 課題, タスク, 任务, 任務";
    Key(0) "vorgangsschlüssel, schlüssel, clé de ticket, clé, clé de demande, clave de incidencia";
    Key(0) "clave, chave do item, chave da item, chave, chiave segnalazione, chiave ticket, chiave";
    Key(0) "clé du ticket, clave de la incidencia, chave do ticket, chiave del ticket";
    Key(0) "klucz zgłoszenia, klucz, ключ проблемы, ключ задачи, ключ запроса, ключ, код";
    Key(0) "課題キー, キー, 问题关键字, 关键字, 问题键, 事务键, 工作项关键字, 問題關鍵字";
    Key(2) "ticketnummer, numéro de ticket, número de ticket, numer zgłoszenia, 编号, 編號";
    Sort "vorgangstyp, typ, art, type de ticket, type de demande";
    Sort "tipo de incidencia, tipo, tipo de item, tipo de ticket, tipo segnalazione";
    Sort "tipo di segnalazione, tipo di ticket, tipo de elemento, tipo de tarefa";
    Sort "typ zgłoszenia, rodzaj, тип задачи, тип запроса, тип проблемы, тип, трекер";
    Sort "課題タイプ, 種別, 種類, タイプ, トラッカー, 问题类型, 事务类型, 工作项类型, 类型, 類型";
    State "zustand, bearbeitungsstand, état, statut, estado, situação, stato, stan, статус";
    State "состояние, ステータス, 状態, 状态, 狀態";
    Category "statuskategorie, catégorie d'état, catégorie de statut, categoría de estado";
    Category "categoria do status, categoria de status, categoria di stato, kategoria statusu";
    Category "категория статуса, ステータスカテゴリ, ステータス カテゴリ, ステータス カテゴリー, 状态类别, 状态分类";
    Resolution "lösung, résolution, resolución, resolução, risoluzione, rozwiązanie, резолюция";
    Resolution "решение, 解決状況, 解決策, 解决结果, 解决方案";
    Closed "erledigt am, erledigt, résolue, résolu, résolution le, resuelta, resuelto, resolvido";
    Closed "resolvida, risolto, risolta, rozwiązano, дата решения, решено, решенные";
    Closed "解決日, 解決済み, 已解决, 解决日期, 解决时间";
    Labels "stichwörter, stichworte, schlagwörter, schlagworte, étiquettes, étiquette, libellés";
    Labels "etiquetas, etiqueta, rótulos, rótulo, marcadores, etichette, etichetta, etykiety, etykieta";
    Labels "tagi, метки, метка, теги, ラベル, タグ, 标签, 標籤, 标记";
    Note(Markup::Plain) "beschreibung, bemerkung, anmerkung, notiz, descripción, descrição, descrizione, opis";
    Note(Markup::Plain) "notas, note, remarque, remarques, observações, описание, примечание, 説明, 描述, 说明, 備考, 备注";
    Size(0) "storypoints, исторические точки, ストーリーポイント, ストーリー ポイント, 故事点, 故事点数";
    Size(0) "points de story, points d'effort, puntos de historia, pontos de história";
    Size(0) "punti storia, story point, punkty historii, очки историй";
    Size(2) "punkte, schätzung, jobgröße, punti, puntos, pontos, estimación, estimativa, stima";
    Size(2) "szacowanie, punkty, оценка, баллы, ポイント, 見積もり, 见积, 点数, 估算, 估计";
    Size(3) "größe, aufwand, taille, tamaño, tamanho, dimensione, rozmiar, размер, 規模, 大小, 规模";
    Size(3) "esfuerzo, esforço, sforzo, nakład, трудоёмкость, трудоемкость, 工数, 工作量";
    Owner "bearbeiter, zugewiesene person, zugewiesen an, zugewiesen, zuständig, verantwortlich";
    Owner "personne assignée, attribution, assigné à, assigné, responsable, persona asignada";
    Owner "asignado a, asignado, responsável, atribuído a, assegnatario, assegnato a, responsabile";
    Owner "osoba przypisana, przypisana osoba, przypisany, przypisane do, исполнитель, назначена";
    Owner "ответственный, назначено, 担当者, 担当, 经办人, 负责人, 指派给, 經辦人, 負責人";
    Requester "autor, ersteller, melder, anforderer, rapporteur, auteur, créateur, demandeur";
    Requester "informador, solicitante, relator, segnalatore, autore, richiedente, zgłaszający";
    Requester "автор, заявитель, создатель, 報告者, 起票者, 作成者, 报告人, 報告人, 创建人, 提出人";
    Due "fälligkeitsdatum, fällig, fällig am, abgabedatum, termin, frist, date d'échéance, échéance";
    Due "fecha de vencimiento, vencimiento, fecha límite, data limite, data de entrega, prazo";
    Due "data de vencimento, data di scadenza, scadenza, termin wykonania, data ukończenia";
    Due "срок исполнения, срок, дедлайн, 期限, 期日, 到期日, 截止日期, 截止时间";
    Link "adresse, lien, enlace, collegamento, ссылка, リンク, 链接, 連結";
    Score "geschäftswert, zeitkritikalität, risikominderung, valeur métier, valor de negocio";
    Score "valor de negócio, valore di business, wartość biznesowa, бизнес ценность";
    Extra "vorgangs id, id de ticket, id de incidencia, id da item, id do item, id segnalazione";
    Extra "id zgłoszenia, идентификатор проблемы, идентификатор запроса, 課題 id, 问题 id, 事务 id";
    Extra "priorität, priorité, prioridad, prioridade, priorità, priorytet, приоритет, 優先度, 优先级";
    Began(State::Funnel) "erstellt, création, créée, créé, creada, creado, criado, creato, utworzono";
    Began(State::Funnel) "создано, 作成日, 作成, 创建日期, 已创建, 创建时间";
    Extra "aktualisiert, mise à jour, actualizada, atualizado, aggiornato, zaktualizowano, обновлено";
    Extra "更新日, 更新, 已更新, 更新时间";
    Extra "übergeordnet, übergeordneter vorgang, padre, superior, genitore, родитель, 親, 父级";
    Extra "komponenten, composants, componentes, componenti, komponenty, компоненты, コンポーネント, 模块";
    Extra "projekt, projet, proyecto, projeto, progetto, проект, プロジェクト, 项目, спринт, スプリント";
};

/// Words for a link that leads away from the item, and for one that leads to it, before the kind of link in
/// parentheses.
pub(super) const OUTWARD: &str = "outward, ausgehend, sortant, saliente, salida, externa, saída, in uscita, wychodzą, внешн, исходящ, 外部, 外向, 発信, 向外";
pub(super) const INWARD: &str = "inward, eingehend, entrant, entrante, entrada, interna, in entrata, przychodzą, внутренн, входящ, 内部, 内向, 受信, 向内";
