"""What the file of sources says is checked, and used."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.cleaning import clean
from extractors.records import Document, RawDocument
from extractors.resources import ConfigError
from extractors.sources import SourceSettings, load_sources, source_settings

TEXT = "The foreign ministers of Peru and Chile met in Lima."


@pytest.mark.parametrize(
    ("source", "day"), [("BBC", "2021-04-03"), ("ap", "2021-03-04"), ("", "None"), ("other", "None")]
)
def test_a_sources_date_order_settles_day_and_month(source: str, day: str) -> None:
    document = clean(RawDocument(origin="a", text=TEXT, source=source, date="03/04/2021"))
    assert isinstance(document, Document)
    assert str(document.date) == day


def test_sources_are_read_by_name(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[[source]]\nname = "Gazeta"\nencoding = "iso-8859-2"\n')
    assert load_sources(path) == {"gazeta": SourceSettings(None, "iso-8859-2")}
    assert source_settings("nobody") == SourceSettings()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('date_order = "DMY"', "needs a name"),
        ('name = "a"\ndate_ordr = "DMY"', "its other keys may be date_order and encoding"),
        ('name = "a"\ndate_order = "YMD"', "date_order must be one of DMY, MDY, not YMD"),
        ('name = "a"\nencoding = "martian"', "encoding martian is unknown"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(tmp_path: Path, entry: str, message: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(f"[[source]]\n{entry}\n")
    with pytest.raises(ConfigError, match=message) as caught:
        load_sources(path)
    assert "[[source]] 1" in str(caught.value)
