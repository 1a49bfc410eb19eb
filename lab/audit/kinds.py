"""Every kind of event with its sentence; `%(…)s` are the event's details and states."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

EVENT_KINDS: dict[str, LazyString] = {
    # accounts and administration
    "account_created": _l("Konto angelegt: %(name)s (%(role)s)"),
    "account_changed": _l("Konto geändert: %(name)s – %(fields)s"),
    "account_deactivated": _l("Konto deaktiviert: %(name)s"),
    "account_reactivated": _l("Konto wieder aktiviert: %(name)s"),
    "password_link_issued": _l("Link zum Setzen des Kennworts ausgegeben: %(name)s"),
    "committee_joined": _l("In den Steuerungskreis aufgenommen: %(name)s"),
    "committee_left": _l("Aus dem Steuerungskreis genommen: %(name)s"),
    "committee_chair_given": _l("Vorsitz im Steuerungskreis gegeben: %(name)s"),
    "committee_chair_taken": _l("Vorsitz im Steuerungskreis genommen: %(name)s"),
    "job_centre_saved": _l("Jobcenter gespeichert: %(name)s"),
    "setting_changed": _l("Einstellung geändert: %(name)s von %(old)s auf %(new)s"),
    "synonyms_added": _l("Synonyme hinzugefügt: %(words)s"),
    "synonyms_changed": _l("Synonyme geändert: aus „%(old)s“ wurde „%(new)s“"),
    "synonyms_removed": _l("Synonyme entfernt: %(words)s"),
    "page_saved": _l("Seite gespeichert: %(slug)s (%(language)s)"),
    "theme_saved": _l("Themenlab gespeichert: %(title)s"),
    # ideas
    "idea_created": _l("hat den Entwurf angelegt"),
    "idea_submitted": _l("hat die Idee eingereicht"),
    "idea_edited": _l("hat die Beschreibung geändert"),
    "profile_edited": _l("hat den Steckbrief geändert"),
    "idea_answered": _l("hat die erste Antwort gegeben"),
    "responsible_changed": _l("hat die Zuständigkeit geändert: %(name)s"),
    "idea_moved": _l("hat verschoben: von „%(from_state)s“ nach „%(to_state)s“"),
    "idea_moved_back": _l("hat zurückverschoben: von „%(from_state)s“ nach „%(to_state)s“"),
    "idea_parked": _l("hat zurückgestellt, Wiedervorlage am %(look_again_on)s"),
    "idea_stopped": _l("hat die Idee verworfen – mit Erkenntnis: %(learned)s"),
    "idea_resumed": _l("hat die Idee wieder aufgenommen: zurück nach „%(to_state)s“"),
    "idea_merged": _l("hat die Idee zusammengeführt mit „%(title)s“"),
    "idea_received": _l("hat die Idee „%(title)s“ hier aufgenommen"),
    "idea_unmerged": _l("hat rückgängig gemacht, dass die Idee mit „%(title)s“ zusammengeführt war"),
    "idea_given_back": _l("hat die Idee „%(title)s“ wieder herausgelöst"),
    "problem_shared": _l("%(job_centre)s hat das Problem auch"),
    "problem_withdrawn": _l("%(job_centre)s zählt beim Problem nicht mehr mit"),
    "team_joined": _l("macht mit"),
    "team_left": _l("macht nicht mehr mit"),
    "team_removed": _l("hat ein Mitglied aus dem Team genommen"),
    "team_invited": _l("hat zum Mitmachen eingeladen: %(name)s"),
    "note_added": _l("hat festgehalten: %(note_kind)s"),
    "note_removed": _l("hat eine Notiz entfernt: %(note_kind)s"),
    "attachment_added": _l("hat einen Anhang hinzugefügt: %(name)s"),
    "attachment_removed": _l("hat einen Anhang entfernt: %(name)s"),
    # prototypes and feedback
    "prototype_added": _l("hat Version %(number)s angelegt: %(title)s"),
    "prototype_edited": _l("hat Version %(number)s geändert"),
    "round_planned": _l("hat eine Testrunde zu Version %(number)s geplant"),
    "round_edited": _l("hat eine Testrunde zu Version %(number)s geändert"),
    "round_deleted": _l("hat eine Testrunde zu Version %(number)s gelöscht"),
    "round_published": _l("hat die öffentliche Adresse einer Testrunde zu Version %(number)s geöffnet"),
    "round_closed": _l("hat die öffentliche Adresse einer Testrunde zu Version %(number)s geschlossen"),
    "feedback_recorded": _l(
        "hat Rückmeldungen zu Version %(number)s festgehalten (%(participants)s Personen)"
    ),
    "answers_accepted": _l("hat %(count)s Antworten zu Version %(number)s gelesen und zählen lassen"),
    "answers_discarded": _l("hat %(count)s Antworten zu Version %(number)s verworfen"),
    "sheet_entered": _l("hat einen Bogen aus Papier zu Version %(number)s übertragen"),
    "session_recorded": _l("hat Testperson %(label)s zu Version %(number)s notiert"),
    "participant_removed": _l("hat Testperson %(label)s zu Version %(number)s wieder entfernt"),
    "observation_removed": _l("hat eine Beobachtung zu Version %(number)s entfernt"),
    "finding_created": _l("hat Beobachtungen zu Version %(number)s zu einem Befund gemacht (%(count)s)"),
    "findings_sorted": _l("hat Beobachtungen zu Version %(number)s zugeordnet (%(count)s)"),
    "finding_edited": _l("hat einen Befund zu Version %(number)s geändert"),
    "changes_published": _l("hat „Ihr habt gesagt – wir haben geändert“ öffentlich gemacht"),
    "changes_closed": _l("hat die öffentliche Seite „Ihr habt gesagt – wir haben geändert“ geschlossen"),
    "feedback_removed": _l("hat eine Rückmeldung zu Version %(number)s entfernt"),
    "finding_answered": _l("hat einen Befund zu Version %(number)s beantwortet: %(answer)s"),
    "verdict_given": _l("hat Version %(number)s beurteilt: Kriterium %(met)s, %(decision)s"),
    # rollout
    "review_opened": _l("hat die Idee als rolloutreif gemeldet"),
    "review_approved": _l("hat den Rollout freigegeben"),
    "review_returned": _l("hat den Rollout mit Auflagen zurückgegeben"),
    "review_rejected": _l("hat den Rollout abgelehnt"),
    "review_voted": _l("Zum Rollout ist eine Stimme des Steuerungskreises eingegangen"),
    "review_without_quorum": _l("hat ohne Quorum entschieden: %(votes)s von %(needed)s nötigen Stimmen"),
    "review_looked_at": _l("hat die Wiedervorlage zum Rollout erledigt"),
    "review_look_again_set": _l(
        "hat die Wiedervorlage zum Rollout erledigt, die nächste ist am %(look_again_on)s"
    ),
    "question_asked": _l("hat eine Rückfrage zum Rollout gestellt"),
    "question_answered": _l("hat eine Rückfrage zum Rollout beantwortet"),
    "condition_done": _l("hat Auflage %(number)s abgehakt"),
    "condition_reopened": _l("hat Auflage %(number)s wieder geöffnet"),
    "adoption_changed": _l("%(job_centre)s: von „%(from_state)s“ auf „%(to_state)s“"),
    "adoption_edited": _l("hat die Angaben zur Übernahme geändert: %(job_centre)s"),
    "adoption_steps_saved": _l(
        "hat die Schritte bis zum Start festgehalten: %(job_centre)s, %(done)s von %(total)s erledigt"
    ),
    "adoption_confirmed": _l("hat gemeldet: %(job_centre)s, nach %(months)s Monaten noch im Einsatz"),
    "adoption_ended": _l("hat gemeldet: %(job_centre)s, nach %(months)s Monaten nicht mehr im Einsatz"),
    # what is handed on
    "kit_saved": _l("hat das Übernahmepaket geschrieben"),
    "kit_published": _l("hat das Übernahmepaket öffentlich gemacht"),
    "kit_closed": _l("hat die öffentliche Seite des Übernahmepakets geschlossen"),
    "kit_question_asked": _l("hat eine Frage zur Übernahme gestellt"),
    "kit_question_answered": _l("hat eine Frage zur Übernahme beantwortet"),
    # reports of personal data
    "content_reported": _l(
        "verbirgt, bis geprüft ist, ob personenbezogene Daten darin stehen: %(content_kind)s"
    ),
    "content_restored": _l("hat geprüft und wieder gezeigt: %(content_kind)s"),
    "content_purged": _l("hat wegen personenbezogener Daten endgültig entfernt: %(content_kind)s"),
}
# Their sentences stand alone: who did it is shown to nobody.
WITHOUT_NAME = frozenset({"review_voted", "problem_shared", "problem_withdrawn"})
