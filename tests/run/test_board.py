"""The board of obligations: an example with figures as they were public in December 2025, in our own words,
and the project's own five reports."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from truceline import build, open_record
from truceline.errors import RecordError
from truceline.model.board import TermState
from truceline.present import export
from truceline.present.brief import Brief, Point, brief_of
from truceline.present.brief_formats import as_html, markdown
from truceline.present.cli import main
from truceline.present.page import write_page
from truceline.present.views import Views
from truceline.process import Process
from truceline.relate.binding import bind
from truceline.relate.board_sentences import Known, Named, Told
from truceline.relate.board_terms import treaties
from truceline.resources import text
from truceline.run import board_decisions as deciding
from truceline.store import Record

HERE = Path(__file__).parent
SEEDS = HERE.parents[2] / "shared" / "seeds"
REPORTS = (
    (
        "The Estuary Post",
        "Under the ceasefire between Israel and Hamas, 600 aid trucks are to enter Gaza each day.\n\nFigures"
        " that were made public this week are lower. Data from COGAT show that an average of 459 aid trucks a"
        " day have entered Gaza since Oct. 12.\n\nThe mediators met in Cairo on Thursday.",
    ),
    (
        "Harbour Wire",
        "More than 600 aid trucks enter Gaza every day, COGAT said in a statement on Saturday.\n\nCOGAT said"
        " that the United Nations counts only aid trucks that come in through its own channels, and leaves"
        " out those of private traders and of states.",
    ),
    (
        "The Lantern",
        "The dashboard of the United Nations shows that 6,545 aid trucks have reached Gaza since the truce"
        " took effect on Oct. 10, or about 113 a day.\n\nHamas said in a document to the mediators that"
        " 7,333 aid trucks had entered Gaza since the ceasefire began.",
    ),
)


@pytest.fixture(scope="module")
def aid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("aid")
    lines = [
        json.dumps({"id": f"aid-{number}", "outlet": outlet, "published": "2025-12-06", "text": text})
        for number, (outlet, text) in enumerate(REPORTS)
    ]
    (folder / "aid.jsonl").write_text("\n".join(lines), encoding="utf-8")
    build([folder / "aid.jsonl"], folder / "aid.truceline", process=HERE / "aid_process.yaml")
    return folder / "aid.truceline"


@pytest.fixture
def trucks(aid: Path) -> Iterator[TermState]:
    with open_record(aid) as views:
        state = views.board().term("trucks")
        assert state is not None
        yield state


def test_what_is_due_to_date_is_the_amount_times_the_days_since_the_term_began(trucks: TermState) -> None:
    assert trucks.due is not None
    assert (trucks.due.days, trucks.due.amount) == (56, 33_600)


def test_each_asserters_figure_is_reckoned_apart_to_date_a_day_and_as_a_share(trucks: TermState) -> None:
    found = {(one.named, one.channel): one for one in trucks.reckonings}
    assert set(found) == {
        ("COGAT", "data"),
        ("COGAT", "statement"),
        ("United Nations", "dashboard"),
        ("Hamas", "document"),
    }
    data, said = found["COGAT", "data"], found["COGAT", "statement"]
    assert (data.rate, data.total, data.gap) == (459, 25_704, 7_896)
    assert data.share == pytest.approx(0.765)
    assert said.low
    assert said.share == 1
    nations = found["United Nations", "dashboard"]
    assert nations.total == 6_545
    assert nations.days == 58
    assert round(nations.rate or 0) == 113
    assert nations.share == pytest.approx(0.195, abs=0.001)
    assert found["Hamas", "document"].total == 7_333


def test_what_a_figure_leaves_out_is_shown_with_who_says_so(trucks: TermState) -> None:
    leaves = {one.named: [scope.by for scope in one.leaves_out] for one in trucks.reckonings}
    assert leaves == {"COGAT": [], "United Nations": ["COGAT"], "Hamas": []}


def test_the_status_is_that_of_each_asserters_own_words_and_disputed_where_they_differ(
    trucks: TermState,
) -> None:
    assert trucks.status == "disputed"
    assert {one.named: one.status for one in trucks.accounts} == {
        "COGAT": "disputed",
        "United Nations": "partly",
        "Hamas": "partly",
    }


def test_the_board_on_an_earlier_day_knows_nothing_of_later_reports(aid: Path) -> None:
    with open_record(aid) as views:
        early = views.board("2025-10-11").term("trucks")
        later = views.board("2025-10-20").term("trucks")
    assert early is not None
    assert later is not None
    assert (early.status, early.due) == ("not due", None)
    assert later.status == "unknown"
    assert later.due is not None
    assert later.due.amount == 9 * 600


def test_the_terminal_says_what_is_due_reported_and_left_out(aid: Path) -> None:
    result = CliRunner().invoke(main, ["show", str(aid), "board", "trucks"])
    assert result.exit_code == 0, result.output
    for words in (
        "due to date: 33,600 aid trucks",
        "COGAT (data): “459”, which is 25,704 to date, 76% of what is due, 7,896 less than due",
        "“6,545”, which is 113 a day over 58 days, 19% of what is due",
        "COGAT says that this leaves something out",
    ):
        assert words in result.output
    wrong = CliRunner().invoke(main, ["show", str(aid), "board", "tracks"])
    assert wrong.exit_code == 1
    assert "there is no term tracks; there are trucks" in wrong.output


def test_people_bind_unbind_score_and_grade_and_take_it_back(aid: Path, tmp_path: Path) -> None:
    path = tmp_path / "aid.truceline"
    path.write_bytes(aid.read_bytes())

    def trucks() -> TermState:
        with open_record(path) as views:
            state = views.board().term("trucks")
        assert state is not None
        return state

    hamas = next(one for one in trucks().bindings if one.named == "Hamas")
    with Record.open(path) as record:
        made = deciding.decide_binding(record, "unbind", "trucks", [hamas.span], "A. Desk", "a guess")
        deciding.decide_score(record, "trucks", 1, "A. Desk", None)
        deciding.decide_grade(record, "COGAT", "b", "A. Desk", None)
    assert "Hamas" not in {one.named for one in trucks().accounts}
    assert trucks().score == 1
    with Record.open(path) as record:
        deciding.undo(record, made.number, "A. Desk")
        with pytest.raises(RecordError, match="taken back already"):
            deciding.undo(record, made.number, "A. Desk")
        with pytest.raises(RecordError, match="one of 0 not initiated"):
            deciding.decide_score(record, "trucks", 4, "A. Desk", None)
        with pytest.raises(RecordError, match="A to F"):
            deciding.decide_grade(record, "COGAT", "7", "A. Desk", None)
    assert "Hamas" in {one.named for one in trucks().accounts}
    with Record.open(path) as record:
        deciding.decide_binding(record, "bind", "trucks", [hamas.span], "A. Desk", None)
    assert {one.sure for one in trucks().bindings if one.span == hamas.span} == {"decided"}
    with open_record(path) as views:  # decisions on the board leave names as they are
        assert views.decisions
        assert views.board().grades == (("reliability of COGAT", "B"),)


def test_the_brief_has_no_sentence_without_a_source(aid: Path) -> None:
    with open_record(aid) as views:
        whole = brief_of(views, "2d")
        short = brief_of(views, "2025-12-05", words=20)
        with pytest.raises(RecordError, match="no day"):
            brief_of(views, "yesterday")
        with pytest.raises(RecordError, match="at least one word"):
            brief_of(views, "2d", words=0)
    points = [point for _, own in whole.sections for point in own]
    assert points
    assert all(point.evidence for point in points)
    assert short.left_out > whole.left_out == 0
    for form, words in (("markdown", "[^1]: “"), ("html", '<li id="n1">'), ("json", '"sections"')):
        result = CliRunner().invoke(main, ["brief", str(aid), "--format", form])
        assert result.exit_code == 0, result.output
        assert words in result.output
        assert "33,600" in result.output


def test_what_reports_say_cannot_become_markup(aid: Path) -> None:
    point = Point("<script>*a* [b](c)", ())
    made = Brief("<b>", None, None, (("What is new", (point,)),), 0)
    assert "<script>" not in as_html(made)
    assert "\\<script\\>\\*a\\* \\[b\\](c)" in markdown(made)


def test_the_page_has_the_board_with_its_bars(aid: Path) -> None:
    with open_record(aid) as views:
        page = "".join(write_page(views, "aid"))
    assert 'id="board"' in page
    assert "United Nations (dashboard): 19%" in page
    assert "COGAT says that this leaves something out" in page


def test_the_export_with_a_board_fits_its_schema(aid: Path) -> None:
    schema = json.loads(text("schema/record.schema.json"))
    with Record.open(aid) as record:
        whole = json.loads("".join(export.exporter.write(export.record(record))))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(whole)) == []
    assert [one["id"] for one in whole["board"]] == ["trucks"]


def test_the_commands_decide_and_say_how_to_take_it_back(aid: Path, tmp_path: Path) -> None:
    path = tmp_path / "aid.truceline"
    path.write_bytes(aid.read_bytes())

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["board", arguments[0], str(path), *arguments[1:]])
        return result.exit_code, result.output

    with open_record(path) as views:
        state = views.board().term("trucks")
        assert state is not None
        bound = next(one for one in state.bindings if one.bears == "reported")
    assert run("unbind", "trucks", bound.id, "--by", "desk")[0] == 0
    assert run("bind", "trucks", str(bound.claim), "--by", "desk", "--reason", "it does count")[0] == 0
    code, said = run("score", "trucks", "2", "--by", "desk")
    assert code == 0
    assert "truceline board undo" in said
    assert run("grade", "COGAT", "C", "--by", "desk")[0] == 0
    assert run("undo", "3", "--by", "desk")[0] == 0
    assert "there is no term" in run("score", "tracks", "2")[1]
    assert "may be 0" in run("bind", "trucks", "zzzz")[1]
    assert "none on the board" in run("undo", "99")[1]


def test_terms_are_proposed_with_their_sentences_as_a_file_that_loads(aid: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["process", "suggest", str(aid), "--to", str(tmp_path / "new.yaml")])
    assert result.exit_code == 0, result.output
    written = (tmp_path / "new.yaml").read_text(encoding="utf-8")
    assert "# a quantity that is owed: “Under the ceasefire between" in written
    (agreement,) = Process.load(tmp_path / "new.yaml").agreements
    found = next(term for term in agreement.terms if term.amount == 600)
    assert (found.what, found.per, found.who) == ("let_in", "day", ("unknown",))


def test_a_record_without_a_process_file_has_an_empty_board(sample: list[Path], tmp_path: Path) -> None:
    build(sample[:1], tmp_path / "one.truceline")
    with open_record(tmp_path / "one.truceline") as views:
        assert views.board().terms == ()
    for what in ("board", "violations", "waiting"):
        assert CliRunner().invoke(main, ["show", str(tmp_path / "one.truceline"), what]).exit_code == 0
    assert CliRunner().invoke(main, ["brief", str(tmp_path / "one.truceline")]).exit_code == 0


def test_a_long_hostile_report_is_bound_in_time_in_proportion_to_its_length() -> None:
    process = Process.load(HERE / "gaza_process.yaml")
    known = Known(lambda name: name, lambda _, name: name, lambda _, who: (who or "a", who or "a", "a"))
    began = time.monotonic()
    for words in (
        "Israel awaiting approval of the task force violation ",
        "ceasefire. ",
        "accused truce breach ",
    ):
        long = words * 8_000
        names = tuple(Named(one.start(), one.end(), "Israel") for one in re.finditer("Israel", long))
        told = Told("r", long, 0, None, names)
        list(bind([told], treaties(process.agreements, known), known))
    assert time.monotonic() - began < 60


# The five reports ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    if not SEEDS.is_dir():
        pytest.skip(f"there are no reports in {SEEDS.parent.name}/seeds")
    path = tmp_path_factory.mktemp("seeds") / "seeds.truceline"
    build([SEEDS], path, process=HERE / "gaza_process.yaml")
    with open_record(path) as views:
        yield views


def state(views: Views, name: str) -> TermState:
    found = views.board().term(name)
    assert found is not None
    return found


def names(views: Views, entities: tuple[str, ...]) -> list[str]:
    return [views.actors[one].name for one in entities]


def test_trucks_are_a_third_of_600_a_day(seeds: Views) -> None:
    trucks = state(seeds, "trucks")
    (figure,) = trucks.reckonings
    assert (trucks.amount, trucks.per) == (600, "day")
    assert figure.share == pytest.approx(1 / 3, abs=0.001)
    assert figure.rate == pytest.approx(200, abs=1)
    assert trucks.status == "partly"


def test_those_killed_since_the_truce_stand_beside_it_with_who_counts_them(seeds: Views) -> None:
    fire = state(seeds, "fire")
    killed = {
        seeds.texts[one.span.report].text[one.span.start : one.span.end]: one
        for one in fire.bindings
        if one.what == "figure"
    }
    assert set(killed) == {"more than 300", "at least 342"}
    assert killed["more than 300"].named == "Gaza health authorities"
    assert {tuple(names(seeds, one.accused)) for one in killed.values()} == {("Israel",)}
    assert fire.status == "disputed"


def test_who_accuses_is_never_the_accused(seeds: Views) -> None:
    violations = seeds.board().violations
    assert violations
    assert all(one.asserter not in one.accused for one in violations)
    darwish = [one for one in violations if one.named == "Mohammed Darwish"]
    assert [(one.accused, one.origins) for one in darwish] == [((), 1)]  # "enemy violations"


def test_the_second_phase_is_not_due(seeds: Views) -> None:
    phase = [state(seeds, name) for name in ("disarm", "authority", "force")]
    assert {one.phase for one in phase} == {"second phase"}
    assert {one.status for one in phase} <= {"not due", "disputed"}
    assert all(one.bindings for one in phase)


def test_the_force_is_offered_and_waits_for_two(seeds: Views) -> None:
    (force,) = [one for one in seeds.board().waiting if one.term == "force"]
    assert force.kind == "offer"
    assert "Turkey" in names(seeds, force.asks)
    assert names(seeds, force.decides) == ["Israel", "United States"]
    assert force.came == "not reported"


def test_the_specialists_wait_for_approval(seeds: Views) -> None:
    (wait,) = [one for one in seeds.board().waiting if one.term == "specialists"]
    assert (names(seeds, wait.asks), names(seeds, wait.decides)) == (["Turkey"], ["Israel"])
    specialists = state(seeds, "specialists")
    assert specialists.status == "not started"
    assert [one.text for one in specialists.reckonings] == ["81"]


def test_nothing_written_before_the_agreement_is_bound(seeds: Views) -> None:
    early = next(one.id for one in seeds.texts.values() if "Haniyeh" in one.text)
    assert all(one.span.report != early for term in seeds.board().terms for one in term.bindings)
