"""Where everything lies on this computer, and which bundle and which profile are in use.

The one answer for the window, the terminal and whatever personalises: the folders of the system,
then the options of this start, then the settings. Must not know Qt, nor what is in a bundle.
"""

import contextlib
from pathlib import Path

import platformdirs

from editor_app.settings import Settings
from models.bundle import BundleError, Manifest
from models.disk import is_folder, own_folder
from models.language import Language, language_of
from models.profile import SHIPPED, has_model, noted_base, shipped

APP = "foretype"


def config_file() -> Path:
    """Where the settings file stands."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "settings.toml"


def state_dir() -> Path:
    """Where sessions and safety copies stand."""
    return Path(platformdirs.user_state_dir(APP, appauthor=False))


def geometry_file() -> Path:
    """Where it is noted where the window stood."""
    return state_dir() / "geometry"


def data_dir() -> Path:
    """Where profiles, statistics and the person's dictionary stand."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def close_to_others() -> None:
    """Let nobody else into the folders of settings, sessions and data, whatever the umask says;
    those that cannot be made are left for whoever needs them to complain of."""
    for folder in (config_file().parent, state_dir(), data_dir()):
        with contextlib.suppress(OSError):
            own_folder(folder)


class Places:
    """What is in use. Asked anew each time, since settings change; one thread at a time."""

    def __init__(
        self,
        settings: Settings,
        *,
        bundle: Path | str | None = None,
        profile: Path | str | None = None,
        data: Path | None = None,
    ) -> None:
        """``bundle`` and ``profile`` are this start's options; ``data`` stands in for the usual
        folder of all data."""
        self._settings = settings
        self._bundle = Path(bundle) if bundle else None
        self._profile = Path(profile) if profile else None
        self.data = data or data_dir()

    # ---- the profile

    @property
    def chosen(self) -> Path | None:
        """The profile that was chosen; None for the everyday counts that go with the base."""
        return self._profile or self._named("files.profile")

    @property
    def profile(self) -> Path:
        """The folder of the personal counts in use."""
        return self.chosen or self.everyday

    @property
    def everyday(self) -> Path:
        """The personal counts that go with the base."""
        named = self._language
        return self.data / ("profile" if named is None else f"profile-{named.name}")

    @property
    def profiles(self) -> Path:
        """The folder of all profiles that were trained."""
        return self.data / "profiles"

    @property
    def words(self) -> Path:
        """The person's dictionary."""
        return self.data / "words.txt"

    @property
    def glossary(self) -> Path:
        """The person's glossary."""
        return self.data / "glossary.txt"

    @property
    def gate(self) -> Path:
        """What the gate has learned of the person."""
        return self.data / "gate.json"

    @property
    def before(self) -> Path | None:
        """The profile that was in use before this one (None: the base)."""
        found = self._named("files.before")
        return found if found is not None and is_folder(found) else None

    def use(self, profile: Path | None) -> bool:
        """Switch to ``profile``, for this start and the next; whether that changes anything."""
        before = self.chosen
        if profile == before:
            return False
        self._profile = None
        self._settings.set("files.before", str(before or ""))
        self._settings.set("files.profile", str(profile or ""))
        return True

    # ---- the bundle

    @property
    def bundle(self) -> Path:
        """The bundle in use: the option's, a trained profile's own, the settings', the one that the
        profile was made over, the shipped one."""
        if self._bundle is None and has_model(self.profile):
            return self.profile
        return self._asked or self._noted or self._language or shipped()

    @property
    def base(self) -> Path:
        """The bundle that profiles are trained from."""
        return self._asked or self._language or shipped()

    @property
    def usual(self) -> tuple[str, ...]:
        """The names of the bases in use where a document says nothing: one, or two mixed."""
        first = self._settings.text("ghost.language") if self._language else ""
        names = (first or SHIPPED, self._settings.text("ghost.also"))
        return tuple(dict.fromkeys(name for name in names if name and self._is_base(name)))

    def of_language(self, name: str) -> tuple[Path, Path]:
        """The bundle of a base and the folder of the personal counts that go with it."""
        if name == self.usual[0]:
            return self.bundle, self.profile
        if name == SHIPPED:
            return shipped(), self.data / "profile"
        name = Path(name).name
        return self._languages / name, self.data / f"profile-{name}"

    def _is_base(self, name: str) -> bool:
        return name == SHIPPED or has_model(self._languages / Path(name).name)

    def languages(self) -> list[tuple[str, Language]]:
        """The bases of other languages on this computer: folder and language."""
        found = []
        for folder in sorted(self._languages.glob("*")):
            with contextlib.suppress(BundleError):
                found.append((folder.name, language_of(folder, Manifest.read(folder).language)))
        return found

    @property
    def _languages(self) -> Path:
        return self.data / "languages"

    @property
    def _language(self) -> Path | None:
        """The base of the language that was chosen, if it is there."""
        name = self._settings.text("ghost.language")
        folder = self._languages / Path(name).name
        return folder if name and has_model(folder) else None

    @property
    def _asked(self) -> Path | None:
        return self._bundle or self._named("files.bundle")

    @property
    def _noted(self) -> Path | None:
        base = noted_base(self.profile)
        return base if base is not None and has_model(base) else None

    def _named(self, key: str) -> Path | None:
        name = self._settings.text(key)
        return Path(name) if name else None
