"""The process file: what it says, and where it is wrong."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from truceline.errors import ConfigError
from truceline.folding import plain_words
from truceline.process import KnownActor, Process, Role
from truceline.process.actors import key_of


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "oru.yaml"


def test_a_file_names_the_actors_and_their_other_names(file: Path) -> None:
    file.write_text(
        """\
        # what the desk knows
        name: The Oru talks
        actors:
          - name: Oru River Front
            kind: body
            aliases: [ORF, the Front]
          - {name: Séla Marok, kind: person}
        """
    )
    front = KnownActor("Oru River Front", "body", ("ORF", "the Front"))
    assert Process.load(file) == Process("The Oru talks", (front, KnownActor("Séla Marok", "person")))


def test_a_name_is_enough(file: Path) -> None:
    file.write_text("name: The Oru talks")
    assert Process.load(file) == Process("The Oru talks")


def test_a_number_is_a_name_as_it_is_written(file: Path) -> None:
    file.write_text("name: Oru 007\nactors: [{name: 1204, kind: other, aliases: [No, 12.0]}]")
    (actor,) = Process.load(file).actors
    assert (actor.name, actor.aliases) == ("1204", ("No", "12.0"))


def test_an_actor_may_say_its_own_name_again(file: Path) -> None:
    file.write_text("name: Oru\nactors: [{name: ORF, kind: body, aliases: [orf, ORF]}]")
    assert Process.load(file).actors[0].name == "ORF"


KEYS = "aliases, kind, name, not, roles, side, wikidata"
FRONT = "name: Oru\nactors:\n  - name: Front\n    kind: body\n"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("- Oru", 1, "expected the keys actors, agreements, figures, name"),
        ("Oru", 1, "expected the keys actors, agreements, figures, name"),
        ("name: Oru\nactor: []", 2, "unknown key 'actor'; there are actors, agreements, figures, name"),
        (FRONT + "    alias: ORF", 5, f"unknown key 'alias'; there are {KEYS}"),
        ("actors: []", 1, "name must be a text"),
        ("name: [Oru]", 1, "name must be a text"),
        ("name: ' '", 1, "name must be a text"),
        ("name: Oru\nactors: Front", 2, "expected a list"),
        ("name: Oru\nactors:\n  Front: body", 3, "expected a list"),
        (
            "name: Oru\nactors:\n  - Front",
            3,
            f"expected the keys {KEYS}",
        ),
        ("name: Oru\nactors:\n  - kind: body", 3, "name must be a text"),
        ("name: Oru\nactors:\n  - name: Front", 3, "kind must be a text"),
        (FRONT.replace("body", "river"), 4, "kind must be one of person, body, place, other, not 'river'"),
        (FRONT.replace("body", "[body]"), 4, "kind must be a text"),
        (FRONT + "    aliases: ORF", 5, "expected a list"),
        (FRONT + "    aliases: [ORF,\n      [Front]]", 6, "aliases must be a text"),
        (FRONT + "    aliases: ['']", 5, "aliases must be a text"),
        (FRONT + "  - {name: ORF, kind: body, aliases: [front]}", 5, "'front' already stands for 'Front'"),
        (FRONT + "    aliases: [ORF]\n  - {name: orf, kind: body}", 6, "'orf' already stands for 'Front'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(file: Path, content: str, line: int, message: str) -> None:
    file.write_text(content)
    with pytest.raises(ConfigError) as caught:
        Process.load(file)
    assert str(caught.value) == f"{file} line {line}: {message}"


@pytest.mark.parametrize(
    "content",
    [
        "name: Oru: talks",
        "name: [Oru",
        "name: Oru\n\tactors: []",
        "name: *front",
        "- a\n---\n- b",
        "name: \x00",
        "[" * 500,
    ],
)
def test_a_file_that_is_no_yaml_is_named(file: Path, content: str) -> None:
    file.write_text(content)
    with pytest.raises(ConfigError, match=r"oru\.yaml is no YAML file: "):
        Process.load(file)


def test_the_place_where_the_yaml_breaks_is_told(file: Path) -> None:
    file.write_text("name: Oru\nactors: [")
    with pytest.raises(ConfigError, match="line 2"):
        Process.load(file)


def test_an_empty_file_is_refused(file: Path) -> None:
    file.write_text("# nothing yet\n")
    with pytest.raises(ConfigError, match=r"oru\.yaml: expected the keys actors, agreements, figures, name"):
        Process.load(file)


def test_a_file_that_is_no_text_is_named(file: Path) -> None:
    file.write_bytes(b"name: \xff\xfe")
    with pytest.raises(ConfigError, match=r"oru\.yaml is no YAML file"):
        Process.load(file)


def test_a_missing_file_and_a_folder_are_named(file: Path) -> None:
    with pytest.raises(ConfigError, match=r"oru\.yaml: No such file"):
        Process.load(file)
    with pytest.raises(ConfigError, match="Is a directory"):
        Process.load(file.parent)


def test_nothing_of_a_file_is_run(file: Path) -> None:
    file.write_text("name: !!python/object/apply:os.getcwd []")
    with pytest.raises(ConfigError, match="name must be a text"):
        Process.load(file)


def test_a_file_that_repeats_itself_does_not_explode(file: Path) -> None:
    bombs = "\n".join(f"  - &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))
    file.write_text(f"name: Oru\nactors:\n  - &a0 [x]\n{bombs}\n")
    with pytest.raises(ConfigError, match="line 3: expected the keys"):
        Process.load(file)


def test_a_key_that_is_no_text_is_refused(file: Path) -> None:
    file.write_text("? [name]\n: Oru\n")
    with pytest.raises(ConfigError, match=r"oru\.yaml line 1"):
        Process.load(file)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name: Oru\nname: Kessary", "2: the key 'name' is there twice"),
        ("name: null", "1: name must be a text"),
        ("name: Oru\nactors:\n- name: ~", "3: kind must be a text"),
        (FRONT + "  - {name: Front, kind: person}", "5: 'Front' already stands for 'Front'"),
        (FRONT + "  - {name: the Front, kind: body}", "5: 'the Front' already stands for 'Front'"),
        (FRONT + "  - {name: Frönt, kind: body}", "5: 'Frönt' already stands for 'Front'"),
        (FRONT + "  - {name: F.R.O.N.T., kind: body}", "5: 'F.R.O.N.T.' already stands for 'Front'"),
    ],
)
def test_what_can_only_be_a_mistake_is_refused(file: Path, content: str, message: str) -> None:
    """Names are compared without article, accents and case (`plain_words`), so some of these are one."""
    file.write_text(content)
    with pytest.raises(ConfigError) as caught:
        Process.load(file)
    assert str(caught.value) == f"{file} line {message}"


@given(st.text(max_size=8), st.text(max_size=8))
@example("***", "###")
@example("the", "the the")
@example("the Front", "FRONT'S")
def test_names_are_told_apart_as_they_are_looked_up(one: str, other: str) -> None:
    one, other = one.strip(), other.strip()
    if plain_words(one):
        assert (plain_words(one) == plain_words(other)) == (key_of(one) == key_of(other))


def test_names_without_letters_are_two(file: Path) -> None:
    file.write_text("name: Oru\nactors: [{name: '***', kind: body}, {name: '###', kind: body}]")
    assert len(Process.load(file).actors) == 2


FULL = """\
name: The Oru talks
actors:
  - name: Emeric Halvany
    kind: person
    aliases: [Emerik Halvani]
    side: mediator
    wikidata: Q42
    roles:
      - {title: foreign minister, of: Marok, from: 2021-03, to: 2024}
      - {title: envoy, of: Oru River Front}
    not: [Emeric Halvany Jr, Halvany the Elder]
"""


def test_an_actor_may_have_roles_a_side_and_names_that_are_not_its_own(file: Path) -> None:
    file.write_text(FULL)
    (actor,) = Process.load(file).actors
    assert actor == KnownActor(
        "Emeric Halvany",
        "person",
        ("Emerik Halvani",),
        (Role("foreign minister", "Marok", "2021-03", "2024"), Role("envoy", "Oru River Front")),
        "mediator",
        "Q42",
        ("Emeric Halvany Jr", "Halvany the Elder"),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            "mediator",
            "friend",
            6,
            "side must be one of party, mediator, guarantor, monitor, other, not 'friend'",
        ),
        ("mediator", "[mediator]", 6, "side must be a text"),
        ("Q42", "42", 7, "wikidata must be like Q42, not '42'"),
        ("2021-03", "March 2021", 9, "from must be YYYY, YYYY-MM or YYYY-MM-DD, not 'March 2021'"),
        ("2021-03", "2021-13", 9, "from must be YYYY, YYYY-MM or YYYY-MM-DD, not '2021-13'"),
        ("to: 2024", "to: 2023-02-30", 9, "to must be YYYY, YYYY-MM or YYYY-MM-DD, not '2023-02-30'"),
        ("to: 2024", "to: 2020", 9, "a role ends (2020) before it begins (2021-03)"),
        ("to: 2024", "until: 2024", 9, "unknown key 'until'; there are from, of, title, to"),
        ("title: envoy, ", "", 10, "title must be a text"),
        (", of: Oru River Front", "", 10, "of must be a text"),
        (
            "side:",
            "camp:",
            6,
            f"unknown key 'camp'; there are {KEYS}",
        ),
        ("Halvany the Elder", "emerik halvani", 11, "is a name of 'Emeric Halvany' and under its 'not' too"),
        ("not: [", "not: [[x], ", 11, "not must be a text"),
    ],
)
def test_what_is_wrong_with_roles_and_sides_is_told_with_its_line(
    file: Path, old: str, new: str, line: int, message: str
) -> None:
    file.write_text(FULL.replace(old, new, 1))
    with pytest.raises(ConfigError) as caught:
        Process.load(file)
    assert str(caught.value).startswith(f"{file} line {line}: ")
    assert str(caught.value).endswith(message)


def test_one_wikidata_id_is_one_actor(file: Path) -> None:
    file.write_text(FULL + "  - {name: Sela Marok, kind: person, wikidata: Q42}\n")
    with pytest.raises(ConfigError, match="line 12: 'Q42' already stands for 'Emeric Halvany'"):
        Process.load(file)


def test_what_is_written_loads_again(file: Path) -> None:
    file.write_text(FULL)
    process = Process.load(file)
    text = process.dump({"Emeric Halvany": "named in 12 reports\nname: another\x07", "Nobody": "no"})
    assert "  # named in 12 reports\n  # name: another\n  - name: Emeric Halvany\n" in text
    file.write_text(text)
    assert Process.load(file) == process
    assert Process.load(file).dump() == process.dump()


def test_a_process_without_actors_is_written_too(file: Path) -> None:
    file.write_text(Process("Oru").dump())
    assert Process.load(file) == Process("Oru")


_NAMES = st.text(min_size=1, max_size=12).map(str.strip).filter(bool)


@given(_NAMES, _NAMES, st.lists(_NAMES, max_size=3))
@example("no", "12.0", ["~", "null", "a: b", "# c", "'", "- x", "\u202eFront", "\x85", "\ud7ff"])
@example("Oru " * 60, "name\n  of two lines", ["[a]", "{a}", "*a", "!a", "%a", "@a"])
def test_any_names_survive_being_written(title: str, name: str, aliases: list[str]) -> None:
    made = Process(
        title.strip(), (KnownActor(name, "body", tuple(map(str.strip, filter(str.strip, aliases)))),)
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "oru.yaml"
        path.write_text(made.dump(), encoding="utf-8")
        assert Process.load(path) == made


def test_a_long_name_is_read(file: Path) -> None:
    file.write_text(f"name: Oru\nactors: [{{name: {'محمد ' * 2000}, kind: person}}]")
    assert len(Process.load(file).actors[0].name) == 9999
