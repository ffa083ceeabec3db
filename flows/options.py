"""The options that flows have in common, typed and checked, as the form of Prefect's page shows them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from flows.settings import Settings, load_settings


class Options(BaseModel):
    """How a flow works; what is left empty is as pipeline.toml says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    config: str | None = Field(default=None, description="settings; default: pipeline.toml in the working folder")
    database: str | None = Field(default=None, description="the warehouse, a DuckDB file")
    workers: int | None = Field(default=None, ge=1, description="worker processes; default: one per core, at most 8")
    runner: Literal["processes", "dask"] | None = Field(default=None, description="who codes; default: processes")
    dask_address: str | None = Field(
        default=None, description="the scheduler of a Dask cluster; default: a cluster of this machine alone"
    )
    staging: str | None = Field(default=None, description="where a Dask cluster leaves its results")
    parser: str | None = Field(default=None, description="another UD-labelled spaCy pipeline than the bundled one")
    actors: list[str] | None = Field(default=None, description="actor files of your own")
    source: str | None = Field(default=None, description="the source of loose files")
    sources: str | None = Field(default=None, description="the file of sources; default: sources.toml here, if any")
    encoding: str | None = Field(default=None, description="the encoding of loose files")

    def settings(self) -> Settings:
        """Return the settings; raises ConfigError."""
        return load_settings(self.config, **self.model_dump(exclude={"config"}))


NO_OPTIONS = Options()
