"""What a person is given: the folder, its files byte for byte, the words, and the page; whole at any kill, renewed when asked."""

import base64
import hashlib
import html
import re
import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.connector import discover
from scheduler.connector.base import Ability, Handed, Outgoing, SendFailure, Site
from scheduler.model.failure import Kind
from scheduler.model.network import Rules
from scheduler.model.notice import Where
from scheduler.model.picture import Claim
from scheduler.model.variant import Card, Facet, FacetKind, Options, Role
from scheduler.networks.handoff import HandOff, folder, sheet
from scheduler.store import files
from scheduler.testing import samples
from scheduler.testing.contract import TEXT, DeclarationContract

INSTAGRAM = replace(discover.rules("instagram"), compose_url="https://www.instagram.com/")
TAG = "museumweek-2027/reserves/once/musee"
NINE = datetime(2027, 6, 7, 9, tzinfo=ZoneInfo("Europe/Paris"))


class TestDeclaration(DeclarationContract):
    network = "handoff"

    def test_it_publishes_nothing_itself(self) -> None:
        assert HandOff.can == Ability.HAND_OFF


def site(tmp_path: Path, rules: Rules = INSTAGRAM, language: str = "fr", **settings: str) -> Site:
    made = samples.site(rules, tmp_path / "state", through="handoff", settings=settings)
    account = replace(made.account, where=Where(file=str(tmp_path / "config.toml"), line=1))
    return replace(made, account=account, language=language, title="musee")


def post(text: str = TEXT, *, number: int = 0, role: Role = Role.POST, pictures: int = 0, **more: object) -> Outgoing:
    shown = [
        (f"Une caisse, vue {n}\nde face", samples.picture(color))
        for n, color in enumerate(("teal", "gold", "navy")[:pictures])
    ]
    one = samples.outgoing(text, INSTAGRAM, number=number, role=role, pictures=shown)
    return replace(one, tag=TAG, local=NINE, **more)  # type: ignore[arg-type]


def given(tmp_path: Path, *parts: Outgoing, **settings: str) -> Handed:
    return HandOff(site(tmp_path, INSTAGRAM, **settings)).hand_off(parts or (post(pictures=2),))


def page(handed: Handed) -> str:
    assert handed.page
    return handed.page.read_text(encoding="utf-8")


def shown(text: str) -> list[str]:
    """The texts that can be copied from a page, as a browser reads them."""
    return [html.unescape(one).removeprefix("\n") for one in re.findall(r"<pre[^>]*>(.*?)</pre>", text, re.DOTALL)]


def test_texts_and_pictures_lie_there_byte_for_byte_in_order(tmp_path: Path) -> None:
    handed = given(tmp_path, post(pictures=2), post("Deux", number=1, role=Role.COMMENT))
    assert handed.folder == tmp_path / "state/handoff/museumweek-2027/2027-06-07-0900_reserves"
    files = {one.name: one.read_bytes() for one in handed.folder.iterdir()}
    assert files["1-texte.txt"] == TEXT.encode()
    assert files["1-image-1.png"] == samples.picture("teal")
    assert files["1-image-2.png"] == samples.picture("gold")
    assert files["1-image-2-alt.txt"] == b"Une caisse, vue 1\nde face"
    assert files["2-texte.txt"] == b"Deux"
    assert set(files) >= {"LISEZ-MOI.txt", "index.html"}
    assert len(files) == 8


def test_the_words_say_each_step_in_its_order(tmp_path: Path) -> None:
    handed = given(tmp_path, post(pictures=2), post("Deux", number=1, role=Role.COMMENT))
    words = (handed.folder / "LISEZ-MOI.txt").read_text(encoding="utf-8")
    order = ["9", "https://www.instagram.com/", "1-texte.txt", "1-image-1.png, 1-image-2.png", "1-image-1-alt.txt"]
    places = [words.index(one) for one in [*order, "2-texte.txt", f"scheduler confirm {TAG} --url"]]
    assert places == sorted(places)
    assert "lundi 7 juin 2027 à 09:00" in words
    assert "premier commentaire" in words
    assert "\ufeff" not in words


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_typed_afterwards_stands_in_type_on_the_page(tmp_path: Path, language: str) -> None:
    text = page(HandOff(site(tmp_path, language=language)).hand_off((post(),)))
    (first, second) = re.findall(r"<code>(.*?)</code>", text)
    assert first.startswith(f"scheduler confirm {TAG} --url ")
    assert second == f"scheduler confirm {TAG} --absent"
    assert "`" not in text.split("<main>")[1].split("<script>")[0]
    assert "«\u00a0scheduler" not in text


@pytest.mark.parametrize(
    ("language", "readme", "text"), [("fr", "LISEZ-MOI.txt", "1-texte.txt"), ("en", "README.txt", "1-text.txt")]
)
def test_it_speaks_the_calendars_language(tmp_path: Path, language: str, readme: str, text: str) -> None:
    handed = HandOff(site(tmp_path, language=language)).hand_off([post()])
    assert {readme, text} <= {one.name for one in handed.folder.iterdir()}
    assert f'<html lang="{language}">' in page(handed)


def test_the_page_holds_every_text_exactly_and_nothing_from_outside(tmp_path: Path) -> None:
    wild = "\n<script>alert(1)</script> & \"x\" 'y'\n\n  👩🏽‍🎨 fin "
    handed = given(tmp_path, post(wild, pictures=1), post("Deux", number=1))
    text = page(handed)
    assert shown(text) == [wild, "Une caisse, vue 0\nde face", "Deux"]
    assert "<script>alert" not in text
    assert f"data:image/png;base64,{base64.b64encode(samples.picture('teal')).decode()}" in text
    assert not re.findall(r"""(?:src|href)=["'](?!data:|https://www\.instagram\.com/)""", text)


def test_the_page_admits_only_its_own_style_and_script(tmp_path: Path) -> None:
    text = page(given(tmp_path))
    (rule,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert rule.startswith("default-src 'none'")
    for kind in ("style", "script"):
        (inline,) = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in rule


def test_the_link_carries_the_text_where_the_network_takes_it_and_people_are_told_without(tmp_path: Path) -> None:
    rules = replace(INSTAGRAM, compose_url="https://x.example/intent?text={text}")
    handed = HandOff(site(tmp_path, rules)).hand_off([post("Été & «caisse» 100 %?")])
    assert 'href="https://x.example/intent?text=%C3%89t%C3%A9%20%26%20%C2%ABcaisse%C2%BB%20100%20%25%3F"' in page(
        handed
    )
    assert handed.address == "https://x.example/intent"
    assert "caisse" not in handed.address


def test_a_text_too_long_for_an_address_is_only_pasted(tmp_path: Path) -> None:
    rules = replace(INSTAGRAM, compose_url="https://x.example/intent?text={text}")
    assert sheet.address(site(tmp_path, rules), "é" * 2000) == "https://x.example/intent"


@pytest.mark.parametrize(
    ("shape", "plain"),
    [
        ("https://n.example/share?a=b&text={text}", "https://n.example/share?a=b"),
        ("https://n.example/share?text={text}&a=b", "https://n.example/share?a=b"),
        ("https://n.example/share?text={text}", "https://n.example/share"),
        ("https://n.example/write/{text}", "https://n.example/write/"),
    ],
)
def test_without_a_text_its_place_goes_too(tmp_path: Path, shape: str, plain: str) -> None:
    assert sheet.address(site(tmp_path, replace(INSTAGRAM, compose_url=shape))) == plain


@pytest.mark.parametrize("shape", ["", "javascript:alert(1)//{text}", "{server}/share?text={text}"])
def test_no_link_is_drawn_where_none_is_known(tmp_path: Path, shape: str) -> None:
    handed = HandOff(site(tmp_path, replace(INSTAGRAM, compose_url=shape))).hand_off([post()])
    assert handed.address == ""
    assert 'class="open"' not in page(handed)


def test_the_accounts_own_server_is_the_one_that_opens(tmp_path: Path) -> None:
    made = site(tmp_path, replace(INSTAGRAM, compose_url="{server}/share?text={text}"))
    made = replace(made, account=replace(made.account, base_url="https://mastodon.example"))
    assert sheet.address(made, "un") == "https://mastodon.example/share?text=un"


def test_links_that_do_not_stand_in_the_text_are_told(tmp_path: Path) -> None:
    one = post("Voir musee.example/coulisses")
    whole = "https://musee.example/coulisses?utm_content=reserves"
    facet = Facet(kind=FacetKind.LINK, start=5, end=28, value=whole)
    card = Card(url="https://musee.example/carte", title="Coulisses")
    handed = given(tmp_path, replace(one, part=replace(one.part, facets=(facet,)), card=card))
    words = (handed.folder / "LISEZ-MOI.txt").read_text(encoding="utf-8")
    assert whole in words
    assert card.url in words
    assert html.escape(whole) in page(handed)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "1-image-2.png prennent fin le mercredi 30 juin 2027"),
        ("en", "1-image-2.png end on Wednesday 30 June 2027"),
    ],
)
def test_the_end_of_rights_is_told_of_the_pictures_that_it_is_about(tmp_path: Path, language: str, said: str) -> None:
    one = post(pictures=2)
    ending = replace(one.part.media[1], claim=Claim(until=date(2027, 6, 30)))
    part = replace(one.part, media=(one.part.media[0], ending))
    handed = HandOff(site(tmp_path, language=language)).hand_off([replace(one, part=part)])
    readme = "LISEZ-MOI.txt" if language == "fr" else "README.txt"
    assert f" {said}" in (handed.folder / readme).read_text(encoding="utf-8")
    assert f" {said}" in html.unescape(page(handed))


def test_a_warning_and_a_small_public_are_told(tmp_path: Path) -> None:
    handed = given(tmp_path, replace(post(), options=Options(warning="Araignées", visibility="unlisted")))
    words = (handed.folder / "LISEZ-MOI.txt").read_text(encoding="utf-8")
    assert "Araignées" in words
    assert "non répertorié" in words or "non listé" in words


@pytest.mark.parametrize("url", ["https://www.instagram.com/p/C1/", ""])
def test_a_reply_says_what_it_stands_under(tmp_path: Path, url: str) -> None:
    reply = replace(post("Quatorze mètres.", role=Role.REPLY, above_url=url), tag="m/reserves/once+reponse/musee")
    handed = given(tmp_path, reply)
    assert handed.folder.name == "2027-06-07-0900_reserves_reponse"
    assert (url or "«\u00a0reserves\u00a0»") in (handed.folder / "LISEZ-MOI.txt").read_text(encoding="utf-8")


def test_laying_it_out_again_renews_what_is_there_and_touches_no_note(tmp_path: Path) -> None:
    given(tmp_path, post(pictures=3))
    there = given(tmp_path, post(pictures=3)).folder
    (there / "ma note.txt").write_text("à moi", encoding="utf-8")
    before = (there / "1-image-1.png").stat().st_mtime_ns
    again = given(tmp_path, post("Un autre texte.", pictures=1))
    assert again.folder == there
    assert (there / "1-texte.txt").read_text(encoding="utf-8") == "Un autre texte."
    assert (there / "1-image-1.png").stat().st_mtime_ns == before, "the same bytes are left alone"
    assert not (there / "1-image-2.png").exists()
    assert (there / "ma note.txt").exists()
    assert [one.name for one in there.parent.iterdir()] == [there.name]


@pytest.mark.parametrize("nth", range(1, 9))
def test_killed_at_any_file_it_is_whole_or_absent_and_whole_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    class Killed(BaseException):
        pass

    done, write = [0], files.replace

    def dying(path: Path, data: bytes) -> None:
        done[0] += 1
        if done[0] == nth:
            path.write_bytes(data[: len(data) // 2])
            raise Killed
        write(path, data)

    monkeypatch.setattr(folder, "replace", dying)
    with pytest.raises(Killed):
        given(tmp_path, post(pictures=3))
    ground = tmp_path / "state/handoff/museumweek-2027"
    assert not [one for one in ground.iterdir() if not one.name.startswith(".")]
    monkeypatch.undo()
    assert len(list(given(tmp_path, post(pictures=3)).folder.iterdir())) == 9
    assert len(list(ground.iterdir())) == 1, "what was left half done is swept"


def test_it_is_for_this_user_alone(tmp_path: Path) -> None:
    there = given(tmp_path).folder
    assert stat.S_IMODE(there.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in there.iterdir()} == {0o600}


def test_a_folder_of_the_users_own_lets_in_whom_it_lets_in(tmp_path: Path) -> None:
    shared = tmp_path / "Partage équipe"
    shared.mkdir(mode=0o770)
    shared.chmod(0o770)
    there = given(tmp_path, folder="Partage équipe").folder
    assert there.is_relative_to(shared / "musee")
    assert stat.S_IMODE(there.stat().st_mode) == 0o770
    assert {stat.S_IMODE(one.stat().st_mode) for one in there.iterdir()} == {0o660}


@pytest.mark.parametrize("link", ["musee", "musee/museumweek-2027", "musee/museumweek-2027/2027-06-07-0900_reserves"])
def test_a_link_laid_in_a_shared_folder_leads_nowhere(tmp_path: Path, link: str) -> None:
    elsewhere, way = tmp_path / "ailleurs", tmp_path / "Partage" / link
    elsewhere.mkdir()
    way.parent.mkdir(parents=True)
    way.symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(SendFailure) as failed:
        given(tmp_path, folder="Partage")
    assert failed.value.failure.kind is Kind.NOT_SENT
    assert list(elsewhere.iterdir()) == []


def test_a_share_that_is_not_there_is_told_and_never_made(tmp_path: Path) -> None:
    with pytest.raises(SendFailure) as failed:
        given(tmp_path, folder="P/Partage")
    assert (failed.value.failure.kind, failed.value.failure.code) == (Kind.NOT_SENT, "handing-folder-missing")
    assert not (tmp_path / "P").exists()
    health = HandOff(site(tmp_path, folder="P/Partage")).probe()
    assert [one.code for one in health.findings] == ["handing-folder-missing"]
    assert HandOff(site(tmp_path)).probe().works


def test_a_disk_that_refuses_is_told_as_not_sent(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"in the way")
    with pytest.raises(SendFailure) as failed:
        given(tmp_path)
    assert failed.value.failure.kind is Kind.NOT_SENT


@pytest.mark.parametrize("occurrence", ["2027-06-07T09:00", "2027-06-08T10:00", "2027-06-08T10:00+suite", "once"])
def test_each_occurrence_has_a_folder_of_its_own_with_a_name_for_every_system(tmp_path: Path, occurrence: str) -> None:
    one = replace(
        post(), tag=f"m/rendez-vous/{occurrence}/musee", local=NINE.astimezone(UTC).astimezone(ZoneInfo("Europe/Paris"))
    )
    name = folder.name_of(one).name
    assert re.fullmatch(r"[A-Za-z0-9._+-]+", name)
    others = {
        folder.name_of(replace(one, tag=f"m/rendez-vous/{each}/musee"))
        for each in ("2027-06-09T10:00", "2027-06-09T10:00+suite")
    }
    assert Path("m") / name not in others


def test_pictures_too_heavy_for_a_page_are_shown_smaller_and_lie_there_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.networks.handoff.page.HEAVIEST", 10)
    handed = given(tmp_path, post(pictures=1))
    assert "data:image/jpeg;base64," in page(handed)
    assert "plus petit" in page(handed)
    assert (handed.folder / "1-image-1.png").read_bytes() == samples.picture("teal")


def test_a_video_lies_there_as_it_is_and_no_page_carries_it(tmp_path: Path) -> None:
    one = post(pictures=1)
    film = replace(one.part.media[0], file="film.mp4", mime="video/mp4", alt="Un film", width=0, height=0)
    data = b"\0\0\0\x20ftypisom" + bytes(20_000_000)
    part = replace(one.part, media=(*one.part.media, film))
    handed = given(tmp_path, replace(one, part=part, media=(*one.media, data)))
    assert (handed.folder / "1-video-2.mp4").read_bytes() == data
    assert (handed.folder / "1-image-1.png").read_bytes() == one.media[0]
    text = page(handed)
    assert "Une vidéo\N{NO-BREAK SPACE}: prenez 1-video-2.mp4 dans le dossier." in html.unescape(text)
    assert len(text) < 1_000_000
    assert text.count("<img") == 1, "the picture beside it is shown at its full size"
    assert "1-video-2.mp4" in (handed.folder / "LISEZ-MOI.txt").read_text(encoding="utf-8")
