"""One run: parse, call a command, and turn whatever goes wrong into a French sentence and an exit status."""

from __future__ import annotations

import contextlib
import errno
import signal
import sys
from pathlib import Path
from types import FrameType

from medinstall.cli.stdio import say_error, silence
from medinstall.errors import Interrupted, MedinstallError
from medinstall.streams import obey_escape_codes, replace_unprintable

INTERRUPTED = 130
BROKEN_PIPE = 1
_READER_GONE = {errno.EPIPE, errno.EINVAL if sys.platform == "win32" else errno.EPIPE}  # Windows: python/cpython#79935


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status: 0 fine, 1 a refusal, 2 wrong usage, 130 interrupted."""
    _prepare_streams()
    try:
        return _parsed(arguments)
    except MedinstallError as error:
        return _say(error)
    except (KeyboardInterrupt, EOFError):
        return _say(Interrupted("vous avez quitté ; rien d’autre n’a été modifié"))
    except OSError as error:
        if error.errno in _READER_GONE and not error.filename:  # « | head -1 »: it has seen enough
            silence(sys.stdout)
            return BROKEN_PIPE
        return _say(_refused_by_the_disk(error))
    except Exception as error:
        return _say(_unforeseen(error))


def _parsed(arguments: list[str]) -> int:
    import typer
    from typer._click import exceptions as click_errors

    from medinstall.cli.commands import app

    command = typer.main.get_command(app)
    try:  # not `command.main`, which leaves by itself on Ctrl-C, answers _MEDINSTALL_COMPLETE, and speaks English
        with command.make_context("medinstall", list(arguments)) as context:
            command.invoke(context)
    except click_errors.ClickException as error:
        from medinstall.cli.usage_errors import usage_fault

        raise usage_fault(error) from error
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    except typer.Exit as error:
        return error.exit_code
    finally:
        _flush()
    return 0


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _say(error: MedinstallError) -> int:
    with contextlib.suppress(KeyboardInterrupt):  # an impatient second Ctrl-C
        say_error(error)
    return error.exit_code


def _refused_by_the_disk(error: OSError) -> MedinstallError:
    from medinstall.usecases.output_files import refused_by_the_disk

    if not error.filename:
        silence(sys.stdout)
    return refused_by_the_disk(error)


def _unforeseen(error: Exception) -> MedinstallError:
    """Return a sentence for a fault of ours: its kind and place, never what the doctor typed."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return MedinstallError(
        f"medinstall s’est arrêté sur une erreur de sa part ({type(error).__name__})",
        where=where,
        remedy="vos réponses enregistrées sont intactes ; signalez cette erreur avec cette ligne",
    )


def _prepare_streams() -> None:
    """Make any encoding survivable, and leave on SIGTERM, SIGHUP and SIGBREAK (Windows) as on Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        replace_unprintable(stream)
        obey_escape_codes(stream)
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
