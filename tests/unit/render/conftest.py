"""The small trust center, and every page that is rendered from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from factory import make_center, make_renderer, rendered

if TYPE_CHECKING:
    from trustgen.model.center import TrustCenter
    from trustgen.render.pages import Renderer


@pytest.fixture(scope="session")
def center() -> TrustCenter:
    return make_center()


@pytest.fixture(scope="session")
def renderer(center: TrustCenter) -> Renderer:
    return make_renderer(center)


@pytest.fixture(scope="session")
def pages(renderer: Renderer) -> dict[str, str]:
    return rendered(renderer)
