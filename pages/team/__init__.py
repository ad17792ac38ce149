"""The teamlead's site: its own process, its own database, behind a login. Nothing of it is in the public site."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dash import Dash


def create_team_app() -> Dash:
    """The Dash app of the team's site. Raises InstellingFout when the environment asks for what cannot be safe."""
    from pages.team.site import create

    return create()
