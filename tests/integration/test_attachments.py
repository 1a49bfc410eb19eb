"""Files of ideas: adding, fetching, removing, and every way to get it wrong."""

import io
from datetime import timedelta

import pytest
import sqlalchemy as sa
from PIL import Image
from werkzeug.datastructures import FileStorage

from lab.attachments import service
from lab.attachments.content import size_in_words
from lab.attachments.models import Attachment, AttachmentChunk
from lab.attachments.queries import list_files, stream
from lab.audit.models import Event
from lab.core.clock import today
from lab.core.errors import NotFound
from lab.extensions import db
from lab.ideas.workflow import State
from tests import files
from tests.factories import make_idea, make_prototype, make_user

MEGABYTE = 1024 * 1024


def upload(client, idea, *contents, **fields):
    """Sends (content, name) pairs as a browser does."""
    data = {"file": [(io.BytesIO(content), name) for content, name in contents]} | fields
    response = client.post_form(f"/ideas/{idea.id}/attachments", data)
    # A large body lies in a temporary file, which the test client leaves open.
    response.request.environ["wsgi.input"].close()
    return response


def stored():
    return db.session.scalars(sa.select(Attachment).order_by(Attachment.id)).all()


def events(kind):
    return db.session.scalars(sa.select(Event).where(Event.kind == kind)).all()


def big_pdf(size):
    return files.PDF.ljust(size - 6, b" ") + b"%%EOF\n"


@pytest.fixture
def idea(personas):
    return make_idea(State.PROTOTYPE, personas.author, team=[personas.member])


@pytest.fixture
def author(client_for, personas):
    return client_for(personas.author)


class TestAdding:
    def test_the_author_adds_a_file_and_comes_back_to_the_list(self, author, idea):
        response = upload(author, idea, (files.PDF, "Skizze.pdf"))
        assert response.status_code == 303
        assert response.location == f"/ideas/{idea.id}#attachments"
        page = author.get(f"/ideas/{idea.id}")
        assert "Skizze.pdf" in page.text
        assert "PDF-Dokument" in page.text
        assert "Die Datei ist angehängt." in page.text
        assert [event.detail["name"] for event in events("attachment_added")] == ["Skizze.pdf"]

    def test_through_the_form_on_the_ideas_page(self, author, idea):
        response = author.submit(
            f"/ideas/{idea.id}",
            {"file": (io.BytesIO(files.PDF), "a.pdf")},
            action=f"/ideas/{idea.id}/attachments",
        )
        assert response.status_code == 303
        assert len(stored()) == 1

    def test_several_files_at_once(self, author, idea):
        assert upload(author, idea, (files.PDF, "a.pdf"), (files.picture(), "b.png")).status_code == 303
        assert [file.name for file in stored()] == ["a.pdf", "b.png"]

    def test_of_several_files_none_is_kept_when_one_is_refused(self, author, idea):
        response = upload(author, idea, (files.PDF, "gut.pdf"), (files.PROGRAM, "böse.pdf"))
        assert response.status_code == 422
        assert "„böse.pdf“: Das ist ein Programm." in response.text
        assert stored() == []
        assert events("attachment_added") == []

    @pytest.mark.parametrize("ending", files.GOOD_FILES)
    def test_every_accepted_type_comes_back_as_what_it_is(self, author, idea, ending):
        assert upload(author, idea, (files.GOOD_FILES[ending], f"datei{ending}")).status_code == 303
        file = stored()[0]
        response = author.get(f"/attachments/{file.id}")
        assert response.status_code == 200
        assert response.mimetype == file.media_type
        assert len(response.data) == file.size == response.content_length

    def test_the_name_is_corrected_to_what_the_file_is(self, author, idea):
        upload(author, idea, (files.picture("PNG"), "foto.pdf"))
        assert stored()[0].name == "foto.png"

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("../../../etc/passwd.pdf", "passwd.pdf"),
            ("C:\\Users\\x\\Plan.pdf", "Plan.pdf"),
            ("na\x00me.pdf", "name.pdf"),
            ("<script>.pdf", "script.pdf"),
        ],
    )
    def test_a_name_with_a_path_or_nul_does_no_harm(self, app, personas, idea, given, kept):
        file = service.store_file(personas.author, idea.id, FileStorage(io.BytesIO(files.PDF), given))
        db.session.commit()
        assert file.name == kept

    def test_large_files_are_stored_in_parts_and_come_back_whole(self, author, idea):
        content = big_pdf(600 * 1024)
        upload(author, idea, (content, "gross.pdf"))
        sizes = db.session.scalars(
            sa.select(sa.func.length(AttachmentChunk.data)).order_by(AttachmentChunk.position)
        ).all()
        assert sizes == [256 * 1024, 256 * 1024, 88 * 1024]
        assert b"".join(stream(stored()[0])) == content
        assert author.get(f"/attachments/{stored()[0].id}").data == content

    def test_twenty_megabytes_are_allowed(self, app, personas, idea):
        upload_of = FileStorage(io.BytesIO(big_pdf(20 * MEGABYTE)), "a.pdf")
        file = service.store_file(personas.author, idea.id, upload_of)
        db.session.commit()
        assert file.size == 20 * MEGABYTE

    def test_the_same_form_twice_adds_one_file(self, author, idea):
        for _time in range(2):
            response = upload(author, idea, (files.PDF, "a.pdf"), once="k1")
            assert response.status_code == 303
        assert len(stored()) == 1

    def test_files_of_a_prototype_stand_there(self, author, idea):
        prototype = make_prototype(idea)
        response = upload(author, idea, (files.PDF, "a.pdf"), prototype_id=str(prototype.id))
        assert response.location == f"/prototypes/{prototype.id}#attachments"
        assert list_files(idea.id) == []
        assert [file.name for file in list_files(idea.id, prototype.id)] == ["a.pdf"]
        assert "a.pdf" in author.get(f"/prototypes/{prototype.id}").text

    @pytest.mark.parametrize("prototype_id", ["foreign", "-1", "abc", "99999999999"])
    def test_a_prototype_of_another_idea_is_not_found(self, author, idea, prototype_id):
        if prototype_id == "foreign":
            prototype_id = str(make_prototype(make_idea(State.PROTOTYPE)).id)
        assert upload(author, idea, (files.PDF, "a.pdf"), prototype_id=prototype_id).status_code == 404
        assert stored() == []


class TestRefusing:
    @pytest.mark.parametrize(
        ("content", "name", "words"),
        [
            (files.PROGRAM, "bericht.pdf", "Das ist ein Programm."),
            (b"", "leer.pdf", "Diese Datei ist leer."),
            (files.SVG, "bild.svg", "nicht angenommen"),
            (files.SVG, "bild.png", "nicht angenommen"),
            (files.HTML, "seite.pdf", "nicht angenommen"),
            (files.package({"a.txt": "x"}), "sammlung.docx", "Archive wie ZIP"),
            (files.picture_bomb(), "klein.png", "zu viele Bildpunkte"),
            (files.picture()[:60], "halb.png", "beschädigt"),
            (files.office_document(word__vbaProject="x"), "brief.docm", "Makros"),
        ],
    )
    def test_a_bad_file_is_refused_beside_the_field_with_what_to_do(self, author, idea, content, name, words):
        response = upload(author, idea, (content, name))
        assert response.status_code == 422
        assert words in response.text
        assert 'aria-invalid="true"' in response.text
        assert stored() == []

    def test_no_file_at_all(self, author, idea):
        response = author.post_form(f"/ideas/{idea.id}/attachments", {"file": "only words"})
        assert response.status_code == 422
        assert "Bitte wählen Sie eine Datei aus." in response.text

    def test_more_than_twenty_megabytes_are_refused_with_the_limit(self, author, idea):
        response = upload(author, idea, (big_pdf(20 * MEGABYTE + 1), "a.pdf"))
        assert response.status_code == 422
        assert "höchstens 20 MB" in response.text

    def test_twenty_five_megabytes_are_answered_413_with_the_limit(self, author, idea):
        response = upload(author, idea, (big_pdf(25 * MEGABYTE), "a.pdf"))
        assert response.status_code == 413
        assert "zu groß" in response.text
        assert "20 MB" in response.text

    def test_the_twenty_first_file_is_refused_also_when_some_belong_to_prototypes(self, author, idea):
        prototype = make_prototype(idea)
        upload(author, idea, *[(files.PDF, f"{number}.pdf") for number in range(10)])
        more = [(files.PDF, f"{number}.pdf") for number in range(10)]
        assert upload(author, idea, *more, prototype_id=str(prototype.id)).status_code == 303
        response = upload(author, idea, (files.PDF, "zu viel.pdf"))
        assert response.status_code == 422
        assert "schon 20 Anhänge" in response.text
        assert len(stored()) == 20

    def test_without_a_token_nothing_is_stored(self, author, idea):
        data = {"file": (io.BytesIO(files.PDF), "a.pdf")}
        assert author.post(f"/ideas/{idea.id}/attachments", data=data).status_code == 400
        assert stored() == []


class TestPictures:
    def test_place_and_camera_are_gone_from_what_is_stored(self, author, idea):
        before = files.photograph()
        assert Image.open(io.BytesIO(before)).getexif().get_ifd(files.GPS_TAG)
        upload(author, idea, (before, "foto.jpg"))
        file = stored()[0]
        for path in (f"/attachments/{file.id}", f"/attachments/{file.id}/thumbnail"):
            after = Image.open(io.BytesIO(author.get(path).data))
            assert not after.getexif()
            assert not after.getexif().get_ifd(files.GPS_TAG)

    def test_a_picture_is_shown_with_a_preview(self, author, idea):
        upload(author, idea, (files.picture(size=(900, 600)), "plan.png"))
        file = stored()[0]
        preview = author.get(f"/attachments/{file.id}/thumbnail")
        assert preview.mimetype == "image/webp"
        assert Image.open(io.BytesIO(preview.data)).size == (480, 320)
        page = author.get(f"/ideas/{idea.id}").text
        assert f'src="/attachments/{file.id}/thumbnail"' in page
        assert 'alt="Vorschau: plan.png"' in page

    def test_other_files_have_no_preview(self, author, idea):
        upload(author, idea, (files.PDF, "a.pdf"))
        assert author.get(f"/attachments/{stored()[0].id}/thumbnail").status_code == 404


class TestFetching:
    @pytest.fixture
    def file(self, author, idea):
        upload(author, idea, (files.PDF, "Übersicht – Zeiten.pdf"))
        return stored()[0]

    def test_nothing_in_a_file_can_run(self, author, file):
        headers = author.get(f"/attachments/{file.id}").headers
        assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "private, no-cache"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"

    def test_documents_are_saved_under_their_name_pictures_are_shown(self, author, idea, file):
        disposition = author.get(f"/attachments/{file.id}").headers["Content-Disposition"]
        assert disposition == (
            'attachment; filename="Ubersicht  Zeiten.pdf"; '
            "filename*=UTF-8''%C3%9Cbersicht%20%E2%80%93%20Zeiten.pdf"
        )
        upload(author, idea, (files.picture(), "bild.png"))
        picture = stored()[-1]
        assert author.get(f"/attachments/{picture.id}").headers["Content-Disposition"].startswith("inline;")

    def test_a_browser_that_has_it_already_gets_304(self, author, file):
        etag = author.get(f"/attachments/{file.id}").headers["ETag"]
        response = author.get(f"/attachments/{file.id}", headers={"If-None-Match": etag})
        assert response.status_code == 304
        assert response.data == b""

    def test_everyone_who_sees_the_idea_gets_the_file(self, client_for, personas, file):
        for name in ("colleague", "member", "facilitator", "leadership", "admin"):
            response = client_for(getattr(personas, name)).get(f"/attachments/{file.id}")
            assert response.status_code == 200, name

    def test_a_guest_only_while_invited(self, client_for, personas, author):
        invited = make_idea(State.TEST, personas.author, team=[(personas.guest, today())])
        over = make_idea(State.TEST, personas.author, team=[(personas.guest, today() - timedelta(days=1))])
        for idea in (invited, over):
            upload(author, idea, (files.picture(), "a.png"))
        first, second = stored()
        guest = client_for(personas.guest)
        assert guest.get(f"/attachments/{first.id}").status_code == 200
        for path in (f"/attachments/{second.id}", f"/attachments/{second.id}/thumbnail"):
            assert guest.get(path).status_code == 404
            assert client_for(personas.outsider).get(path).status_code == 404

    def test_not_even_the_browser_cache_helps_an_outsider(self, client_for, personas, author, file):
        etag = author.get(f"/attachments/{file.id}").headers["ETag"]
        outsider = client_for(personas.outsider)
        response = outsider.get(f"/attachments/{file.id}", headers={"If-None-Match": etag})
        assert response.status_code == 404

    def test_files_of_a_draft_are_its_authors(self, client_for, personas, author):
        draft = make_idea(State.DRAFT, personas.author)
        upload(author, draft, (files.PDF, "a.pdf"))
        assert author.get(f"/attachments/{stored()[0].id}").status_code == 200
        for name in ("facilitator", "colleague", "admin"):
            assert (
                client_for(getattr(personas, name)).get(f"/attachments/{stored()[0].id}").status_code == 404
            )

    def test_visitors_sign_in_first(self, visitor, file):
        response = visitor.get(f"/attachments/{file.id}")
        assert response.status_code == 303
        assert response.location.startswith("/login")

    @pytest.mark.parametrize("attachment_id", ["0", "999999", "99999999999999999999", "-1", "abc", "1.5"])
    def test_a_foreign_id_is_not_found(self, author, attachment_id):
        for path in (f"/attachments/{attachment_id}", f"/attachments/{attachment_id}/thumbnail"):
            assert author.get(path).status_code == 404
        assert author.post_form(f"/attachments/{attachment_id}/remove").status_code == 404

    def test_sizes_are_told_the_german_way(self, app):
        with app.test_request_context():
            assert size_in_words(1) == "1 KB"
            assert size_in_words(340_000) == "332 KB"
            assert size_in_words(1_300_000) == "1,2 MB"
            assert size_in_words(20 * MEGABYTE) == "20 MB"


class TestPermission:
    @pytest.mark.parametrize(
        ("name", "status"),
        [
            ("author", 303),
            ("member", 303),
            ("facilitator", 303),
            ("colleague", 403),
            ("leadership", 403),
            ("admin", 403),
            ("guest", 404),
        ],
    )
    def test_who_takes_part_may_add(self, client_for, personas, idea, name, status):
        response = upload(client_for(getattr(personas, name)), idea, (files.PDF, "a.pdf"))
        assert response.status_code == status
        assert len(stored()) == (1 if status == 303 else 0)

    @pytest.mark.parametrize(
        ("name", "status"),
        [("author", 403), ("member", 303), ("facilitator", 303), ("colleague", 403), ("guest", 404)],
    )
    def test_who_added_a_file_may_remove_it_and_facilitators_all(
        self, client_for, personas, idea, name, status
    ):
        upload(client_for(personas.member), idea, (files.PDF, "a.pdf"))
        response = client_for(getattr(personas, name)).post_form(f"/attachments/{stored()[0].id}/remove")
        assert response.status_code == status
        assert len(stored()) == (0 if status == 303 else 1)

    def test_only_those_see_the_button(self, client_for, personas, idea):
        upload(client_for(personas.member), idea, (files.PDF, "a.pdf"))
        remove = f"/attachments/{stored()[0].id}/remove"
        shown = {
            name: remove in client_for(getattr(personas, name)).get(f"/ideas/{idea.id}").text
            for name in ("author", "member", "facilitator", "colleague")
        }
        assert shown == {"author": False, "member": True, "facilitator": True, "colleague": False}

    def test_nobody_works_on_an_idea_that_is_parked(self, author, personas):
        parked = make_idea(State.PARKED, personas.author)
        response = upload(author, parked, (files.PDF, "a.pdf"))
        assert response.status_code == 403
        assert "Zurückgestellt" in response.text

    def test_the_idea_has_a_size_that_outsiders_do_not_learn(self, client_for, personas, idea):
        response = upload(client_for(personas.outsider), idea, (files.PROGRAM, "a.pdf"))
        assert response.status_code == 404


class TestRemoving:
    def test_the_content_is_gone_history_keeps_the_name(self, author, idea):
        upload(author, idea, (files.picture(), "a.png"))
        file_id = stored()[0].id
        response = author.post_form(f"/attachments/{file_id}/remove")
        assert response.location == f"/ideas/{idea.id}#attachments"
        assert stored() == []
        assert db.session.scalar(sa.select(sa.func.count()).select_from(AttachmentChunk)) == 0
        assert [event.detail for event in events("attachment_removed")] == [{"name": "a.png"}]
        assert author.get(f"/attachments/{file_id}").status_code == 404

    def test_twice_is_not_found(self, author, idea):
        upload(author, idea, (files.PDF, "a.pdf"))
        path = f"/attachments/{stored()[0].id}/remove"
        assert [author.post_form(path).status_code for _time in range(2)] == [303, 404]


class TestService:
    def test_files_move_to_the_idea_that_another_goes_into(self, app, personas, idea):
        target = make_idea(State.PROTOTYPE)
        prototype = make_prototype(idea)
        for prototype_id in (None, prototype.id):
            service.store_file(
                personas.author, idea.id, FileStorage(io.BytesIO(files.PDF), "a.pdf"), prototype_id
            )
        service.move_files([file.id for file in stored()], idea.id, target.id)
        db.session.commit()
        assert list_files(idea.id) == []
        assert len(list_files(target.id)) == len(list_files(target.id, prototype.id)) == 1

    def test_a_file_for_a_foreign_prototype_is_not_stored(self, app, idea):
        foreign = make_prototype(make_idea(State.PROTOTYPE))
        with pytest.raises(NotFound):
            service.store_file(make_user(), idea.id, FileStorage(io.BytesIO(files.PDF), "a.pdf"), foreign.id)
        db.session.rollback()
