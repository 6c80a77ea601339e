"""Plug-ins are found by their entry points, and extractors run behind those they need."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline import plugins
from truceline.errors import ConfigError
from truceline.model.claims import Extraction
from truceline.plugins import Exporter, Extractor, Reader

FIELDS = sorted(set(Extraction.__dataclass_fields__) - {"report"})

type Install = Callable[..., None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """`install(name=plug_in)` puts extractors in the place of those that are installed."""

    def put(**extractors: Any) -> None:
        module = ModuleType("desk_plugins")
        vars(module).update(extractors)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        entries = [EntryPoint(name, f"desk_plugins:{name}", "truceline.extractors") for name in extractors]
        monkeypatch.setattr(
            plugins, "entry_points", lambda *, group: [one for one in entries if one.group == group]
        )
        forget()

    def forget() -> None:
        plugins.load.cache_clear()
        plugins.extractors.cache_clear()

    yield put
    forget()


def filling(field: str, *after: str) -> Extractor:
    return Extractor(field, lambda reading: (), after)


def order() -> list[str]:
    return [extractor.fills for extractor in plugins.extractors()]


# Those that come with the package ---------------------------------------------------------------


def test_our_own_plug_ins_are_installed_like_any_other() -> None:
    assert plugins.load(Reader).keys() >= {"html", "json", "jsonl", "text"}
    assert plugins.load(Extractor).keys() >= {"events", "figures", "names", "statements", "terms", "times"}
    assert plugins.load(Exporter).keys() >= {"json"}


def test_every_suffix_has_one_reader() -> None:
    suffixes = [suffix for reader in plugins.load(Reader).values() for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert set(suffixes) >= {".txt", ".html", ".json", ".jsonl"}
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


def test_every_field_of_an_extraction_is_filled() -> None:
    assert sorted(order()) == FIELDS


def test_our_extractors_come_behind_what_they_need() -> None:
    found = order()
    assert found.index("mentions") < found.index("statements")
    assert max(found.index("mentions"), found.index("times")) < found.index("events")
    assert found.index("figures") < found.index("terms")


# Those of others --------------------------------------------------------------------------------


def test_plug_ins_come_in_the_order_of_their_names(install: Install) -> None:
    install(b=filling("terms"), a=filling("figures"), c=filling("mentions"))
    assert list(plugins.load(Extractor)) == ["a", "b", "c"]


def test_an_extractor_comes_behind_what_it_needs(install: Install) -> None:
    install(a=filling("terms", "figures"), b=filling("figures", "mentions", "times"), c=filling("mentions"))
    assert order() == ["mentions", "figures", "terms"]


def test_two_may_fill_one_field_and_both_are_waited_for(install: Install) -> None:
    install(
        a=filling("terms", "figures"),
        b=filling("figures"),
        z=filling("figures", "mentions"),
        y=filling("mentions"),
    )
    assert order() == ["mentions", "figures", "figures", "terms"]


def test_a_second_extractor_may_look_at_what_the_first_found(install: Install) -> None:
    install(a=filling("mentions"), b=filling("mentions", "mentions"))
    assert [*plugins.load(Extractor)] == ["a", "b"]
    assert order() == ["mentions", "mentions"]


graphs = st.dictionaries(st.sampled_from(FIELDS), st.sets(st.sampled_from(FIELDS), max_size=3))


@given(graphs)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_they_need_they_come_behind_it_or_are_refused(
    install: Install, needs: dict[str, set[str]]
) -> None:
    install(**{f"of_{field}": filling(field, *after) for field, after in needs.items()})
    try:
        found = order()
    except ConfigError as error:
        assert "wait for each other" in str(error)
        return
    assert sorted(found) == sorted(needs)
    for field, after in needs.items():
        assert all(found.index(other) < found.index(field) for other in (after & needs.keys()) - {field})


@pytest.mark.parametrize("wrong", [print, Reader((".docx",), lambda origin, data: iter(())), Extractor, None])
def test_an_object_of_another_class_is_refused(install: Install, wrong: object) -> None:
    install(good=filling("terms"), wrong=wrong)
    with pytest.raises(
        ConfigError, match=r"the plug-in desk_plugins:wrong of truceline\.extractors is no Extractor"
    ):
        plugins.load(Extractor)


def test_a_plug_in_that_cannot_be_imported_is_named(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(lost=filling("terms"))
    monkeypatch.delattr(sys.modules["desk_plugins"], "lost")
    with pytest.raises(ConfigError, match="desk_plugins:lost"):
        plugins.load(Extractor)


def test_a_plug_in_of_a_missing_package_is_named(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install(lost=filling("terms"))
    monkeypatch.delitem(sys.modules, "desk_plugins")
    with pytest.raises(ConfigError, match="desk_plugins:lost"):
        plugins.load(Extractor)


@pytest.mark.parametrize("wrong", [filling("rumours"), filling("terms", "rumours"), filling("report")])
def test_an_extractor_of_an_unknown_field_is_refused(install: Install, wrong: Extractor) -> None:
    install(good=filling("figures"), wrong=wrong)
    with pytest.raises(ConfigError, match=r"an extractor names (rumours|report); claims are "):
        plugins.extractors()


@pytest.mark.parametrize(
    "needs",
    [{"terms": "figures", "figures": "terms"}, {"terms": "figures", "figures": "times", "times": "terms"}],
)
def test_extractors_that_wait_for_each_other_are_refused(install: Install, needs: dict[str, str]) -> None:
    install(
        **{f"of_{field}": filling(field, after) for field, after in needs.items()}, other=filling("mentions")
    )
    with pytest.raises(ConfigError, match="extractors wait for each other") as caught:
        plugins.extractors()
    assert all(field in str(caught.value) for field in needs)


def test_the_order_is_the_same_in_every_run() -> None:
    code = (
        "from truceline import plugins as p; "
        "p.load = lambda _: {f: p.Extractor(f, tuple, a) for f, a in "
        "{'events': ('mentions', 'times', 'figures'), 'figures': (), 'mentions': (), 'times': ()}.items()}; "
        "print([e.fills for e in p.extractors()])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
