"""The upload form."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileRequired, MultipleFileField
from wtforms import HiddenField

from lab.web.forms import OnceForm, clean_line


class UploadForm(OnceForm):
    """One or several files, for the idea or for one of its prototypes."""

    file = MultipleFileField(
        _l("Dateien auswählen"),
        [FileRequired(_l("Bitte wählen Sie eine Datei aus."))],
        description=_l(
            "PDF, PNG, JPEG, WebP, ODT, ODS, ODP, DOCX, XLSX oder PPTX, zusammen höchstens 20 MB. "
            "Aus Bildern werden Angaben wie der Aufnahmeort entfernt."
        ),
    )
    prototype_id = HiddenField(filters=[clean_line])
