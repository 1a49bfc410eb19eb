"""Load the 16 municipal jobcentres of Hesse."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

JOB_CENTRES = (
    ("06413", "Stadt Offenbach am Main", "MainArbeit. Kommunales Jobcenter Offenbach", "Offenbach (Stadt)"),
    ("06414", "Landeshauptstadt Wiesbaden", "Kommunales Jobcenter Wiesbaden", "Wiesbaden"),
    ("06431", "Kreis Bergstraße", "Neue Wege Kreis Bergstraße – Kommunales Jobcenter", "Bergstraße"),
    ("06432", "Landkreis Darmstadt-Dieburg", "Kreisagentur für Beschäftigung", "Darmstadt-Dieburg"),
    ("06433", "Kreis Groß-Gerau", "Kommunales Jobcenter Kreis Groß-Gerau", "Groß-Gerau"),
    ("06434", "Hochtaunuskreis", "Kommunales Jobcenter Hochtaunuskreis", "Hochtaunus"),
    ("06435", "Main-Kinzig-Kreis", "Kommunales Center für Arbeit (KCA)", "Main-Kinzig"),
    ("06436", "Main-Taunus-Kreis", "Kommunales Jobcenter Main-Taunus-Kreis", "Main-Taunus"),
    ("06437", "Odenwaldkreis", "Kommunales Job-Center Odenwaldkreis", "Odenwald"),
    ("06438", "Kreis Offenbach", "Pro Arbeit – Kreis Offenbach – (AöR)", "Offenbach (Kreis)"),
    ("06439", "Rheingau-Taunus-Kreis", "Kommunales JobCenter Rheingau-Taunus", "Rheingau-Taunus"),
    ("06532", "Lahn-Dill-Kreis", "Kommunales Jobcenter Lahn-Dill", "Lahn-Dill"),
    ("06534", "Landkreis Marburg-Biedenkopf", "KreisJobCenter Marburg-Biedenkopf", "Marburg-Biedenkopf"),
    ("06535", "Vogelsbergkreis", "KVA Vogelsbergkreis – Kommunales Jobcenter", "Vogelsberg"),
    ("06631", "Landkreis Fulda", "Kommunales Kreisjobcenter Fulda", "Fulda"),
    (
        "06632",
        "Landkreis Hersfeld-Rotenburg",
        "Kommunales Jobcenter Hersfeld-Rotenburg",
        "Hersfeld-Rotenburg",
    ),
)

job_centre = sa.table(
    "job_centre",
    sa.column("key", sa.String),
    sa.column("authority", sa.String),
    sa.column("house_name", sa.String),
    sa.column("short_name", sa.String),
    sa.column("active_from", sa.Date),
    sa.column("version", sa.Integer),
)


def upgrade() -> None:
    """Loads them; from here on they are data, kept by the administration."""
    op.bulk_insert(
        job_centre,
        [
            {
                "key": key,
                "authority": authority,
                "house_name": house_name,
                "short_name": short_name,
                "active_from": date(2012, 1, 1),
                "version": 1,
            }
            for key, authority, house_name, short_name in JOB_CENTRES
        ],
    )


def downgrade() -> None:
    """Removes those that were loaded."""
    op.execute(job_centre.delete().where(job_centre.c.key.in_([row[0] for row in JOB_CENTRES])))
