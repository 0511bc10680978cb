"""The benchmark of lists measures what it says: pages that teach a rule, pages that do not, and what is no page."""

import importlib.util
import pathlib
import sys

import pytest
from test_finding import FRAME, ROWS, blocks_of_lines, cards

FILE = pathlib.Path(__file__).parent.parent / "bench" / "listing.py"


@pytest.fixture
def bench(monkeypatch):
    spec = importlib.util.spec_from_file_location("bench_listing", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROUNDS", 1)
    return module


def run(bench, monkeypatch, folder):
    monkeypatch.setattr(sys, "argv", ["listing.py", str(folder)])
    bench.main()


def test_a_folder_of_pages_is_measured(bench, monkeypatch, capsys, tmp_path):
    for layout in (cards, blocks_of_lines):
        page = FRAME.format(language="de", menu="", body=layout(ROWS))
        (tmp_path / f"{layout.__name__}.html").write_text(page, "utf-8")
    (tmp_path / "empty.html").write_bytes(b"")
    run(bench, monkeypatch, tmp_path)
    said = [line.split(":")[0].split() for line in capsys.readouterr().out.splitlines()]
    assert said[:2] == [["searched", "2", "pages"], ["by", "rule", "1", "pages"]]
    assert said[2][:3] == ["left", "out", "1"]


def test_a_folder_without_pages_is_told(bench, monkeypatch, capsys, tmp_path):
    with pytest.raises(SystemExit):
        run(bench, monkeypatch, tmp_path)
    assert f"{tmp_path}: no .html page is in it" in capsys.readouterr().err
