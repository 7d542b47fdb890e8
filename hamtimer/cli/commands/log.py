"""`hamtimer log`: show, correct, delete, export and report recorded runs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from hamtimer.cli.completed_word import CompletedWord
from hamtimer.cli.examples import examples
from hamtimer.cli.failure import Failure
from hamtimer.cli.output_file import check_folder
from hamtimer.cli.run_list import number_option, print_runs
from hamtimer.cli.terminal import pour, say
from hamtimer.core.errors import UserError
from hamtimer.core.notation.durations import parse_duration
from hamtimer.core.notation.mistakes import Mistake, shown
from hamtimer.core.notation.progression import check_load
from hamtimer.core.run.self_reports import LONGEST_LOAD, LONGEST_TEXT
from hamtimer.core.text import command_text, count_text, find_unsafe, literal, name_words
from hamtimer.front.words.history import numbered_lines
from hamtimer.home import wall_clock
from hamtimer.home.folders import runs_folder
from hamtimer.home.new_files import check_is_new
from hamtimer.home.records.index import list_rows
from hamtimer.home.records.reading import find_row, read_run_record, read_runs
from hamtimer.home.records.rows import Row
from hamtimer.home.records.trash import delete_record, restore_record, trash_folder
from hamtimer.home.writing import whole_file

LIST = "hamtimer log list"
TRASH = "hamtimer log trash"


@click.group(
    "log",
    short_help="Show, correct, export and report what was done.",
    epilog=examples(
        "hamtimer log list",
        "hamtimer log show 1",
        "hamtimer log edit 1 --set 3 --side left --reps 11",
        "hamtimer log delete 2026-11-22T07-30-00-wall-sit",
        "hamtimer log export --csv -o runs.csv",
        "hamtimer log report --weeks 6 -o report.md",
    ),
)
def command() -> None:
    """Show, correct, delete, export and report the runs that were recorded.

    RUN is a number from hamtimer log list (1 is the newest), an id, or the beginning of one.
    """


def _run_ids() -> Iterator[str]:
    return (row.path.stem for row in list_rows(runs_folder()))


_run = click.argument("run", type=CompletedWord("RUN", _run_ids))
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
_output = click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; without it, print."
)


def _find(word: str) -> Row:
    return find_row(list_rows(runs_folder()), word, LIST)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Add the record's name to the reason why it cannot be written."""
    try:
        yield
    except OSError as error:
        raise Failure(f"{path}: {error.strerror or error}; nothing is changed") from None


# ------------------------------------------------------------------ list and show


@command.command("list", epilog=examples("hamtimer log list", "hamtimer log list -n 100 --json"))
@number_option
@_json
def list_command(number: int, *, as_json: bool) -> None:
    """List your runs, the newest first, each with its number and its id."""
    print_runs(list_rows(runs_folder()), number, LIST, numbered_lines, as_json=as_json)


@command.command("show", epilog=examples("hamtimer log show 1", "hamtimer log show 1 --json"))
@_run
@_json
def show_command(run: str, *, as_json: bool) -> None:
    """Show a run set by set, planned against done, and its time under tension.

    Time measured by taps, time by plan and unknown time are listed separately.
    """
    path = _find(run).path
    record = read_run_record(path)
    if as_json:
        from hamtimer.cli.record_values import show_values

        say(json.dumps(show_values(path.stem, record), indent=1))
        return
    from hamtimer.front.words.log import show_lines

    for line in show_lines(path.stem, record, wall_clock.today()):
        say(line)


# ------------------------------------------------------------------ edit


def _score(
    ctx: click.Context,  # noqa: ARG001 - as click has it
    param: click.Parameter,
    value: str | None,
) -> float | str | None:
    """Read effort or pain: 0 to 10, or empty to remove it."""
    if value is None or not value.strip():
        return value and ""
    if not re.fullmatch(r"\d{1,2}(\.\d{1,2})?", value.strip(), re.ASCII) or float(value) > 10:
        message = f"{shown(value)} is not on the scale; write 0 to 10, as in {param.opts[0]} 7"
        raise click.BadParameter(message)
    score = float(value)
    return int(score) if score.is_integer() else score


def _text(longest: int) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    def read(
        _ctx: click.Context,
        _param: click.Parameter,
        value: str | None,
    ) -> str | None:
        if value is not None and len(value) > longest:
            raise click.BadParameter(f"it is too long; write at most {longest} characters")
        if value is not None and (find_unsafe(value) or "\n" in value):
            raise click.BadParameter("it has control characters; write one line of plain text")
        return value and value.strip()

    return read


def _load(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    try:
        check_load(value or "")
    except Mistake as mistake:
        raise click.BadParameter(literal(mistake)) from None
    return _text(LONGEST_LOAD)(ctx, param, value)


def _time(
    _ctx: click.Context,
    _param: click.Parameter,
    value: str | None,
) -> int | None:
    try:
        return None if value is None else parse_duration(value)
    except Mistake as mistake:
        raise click.BadParameter(literal(mistake)) from None


@command.command(
    "edit",
    epilog=examples(
        "hamtimer log edit 1 --set 3 --side left --reps 11",
        "hamtimer log edit 1 --exercise bridge --set 1 --load '22.5 kg'",
        "hamtimer log edit 1 --rpe 8 --pain 2 --note 'slept badly'",
    ),
)
@_run
@click.option("--exercise", help="The exercise: its id, its name or part of one.")
@click.option("--set", "set_number", type=click.IntRange(1, 9_999), help="The number of the set.")
@click.option("--side", type=click.Choice(["left", "right"]), help="The side.")
@click.option("--part", type=click.IntRange(1, 999), help="The part, for a set of several parts.")
@click.option("--reps", type=click.IntRange(0, 9_999), help="The reps that were done.")
@click.option("--time", "time_ms", callback=_time, help="How long it was held, such as 30s.")
@click.option("--load", callback=_load, help="The load that was used.")
@click.option("--rpe", callback=_score, help="The effort, 0 to 10.")
@click.option("--pain", callback=_score, help="The pain, 0 to 10.")
@click.option("--morning-pain", callback=_score, help="The pain the next morning, 0 to 10.")
@click.option("--note", callback=_text(LONGEST_TEXT), help="A note.")
def edit_command(run: str, **said: Any) -> None:  # noqa: ANN401 - as click has it
    """Correct what was done, or add effort, pain, load and a note.

    Nothing is rewritten: a correction is a line added to the record, and another correction undoes
    it. Without --set, load, effort, pain and note apply to the whole exercise or run. An empty text
    ('') removes them.
    """
    from hamtimer.core.records.edits import Edit
    from hamtimer.core.run.self_reports import KEYS
    from hamtimer.core.session.model import Side
    from hamtimer.home.records.edit import edit_record

    words = {key: said.pop(key) for key in KEYS}
    values = {
        key: value if value != "" else None for key, value in words.items() if value is not None
    }
    if not values and said["reps"] is None and said["time_ms"] is None:
        raise click.UsageError(
            "nothing to change; add --reps, --time, --load, --rpe, --pain or --note"
        )
    if said["reps"] is not None and said["time_ms"] is not None:
        raise click.UsageError("a set has reps or a time; choose one of --reps and --time")
    said["side"] = Side(said["side"]) if said["side"] else None
    path = _find(run).path
    with _writing(path):
        edit_record(path, Edit(said=values, **said))
    see = command_text("hamtimer", "log", "show", *name_words(path.stem))
    say(f"Corrected {literal(path.stem)}; to see it: {see}")


# ------------------------------------------------------------------ delete, trash, restore


@command.command("delete", epilog=examples("hamtimer log delete 1"))
@_run
def delete_command(run: str) -> None:
    """Move a run to the trash: it no longer counts, but its file is kept."""
    path = _find(run).path
    with _writing(path):
        moved = delete_record(path)
    say(f"Deleted {literal(path.stem)}; to restore it: hamtimer log restore {literal(moved.stem)}")


@command.command("trash", epilog=examples("hamtimer log trash"))
@_json
def trash_command(*, as_json: bool) -> None:
    """List the runs in the trash, the newest first."""
    folder = trash_folder(runs_folder())
    rows = list_rows(folder)
    if not rows and not as_json:
        say("The trash is empty.")
        return
    print_runs(rows, len(rows), TRASH, numbered_lines, as_json=as_json)
    if not as_json:
        say(f"The files are in {literal(folder)}")


@command.command("restore", epilog=examples("hamtimer log restore 1"))
@_run
def restore_command(run: str) -> None:
    """Take a run out of the trash; RUN is its number in hamtimer log trash, or its id."""
    rows = list_rows(trash_folder(runs_folder()))
    if not rows:
        raise UserError("the trash is empty", f"to list your runs: {LIST}")
    row = find_row(rows, run, TRASH)
    say(f"Restored {literal(restore_record(row.path).stem)}")


# ------------------------------------------------------------------ export, import, report


def _day(
    _ctx: click.Context,
    _param: click.Parameter,
    value: str | None,
) -> str:
    if value is None:
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(
            f"{shown(value)} is not a date; write it like 2026-11-22"
        ) from None


@command.command(
    "export",
    epilog=examples(
        "hamtimer log export --csv -o runs.csv", "hamtimer log export --json --since 2026-01-01"
    ),
)
@click.option(
    "--csv", "as_csv", is_flag=True, help="Write a table with a line for each side of a set."
)
@click.option("--json", "as_json", is_flag=True, help="Write everything; log import reads it back.")
@click.option("--since", callback=_day, metavar="DATE", help="Include only runs from this day on.")
@_output
def export_command(*, as_csv: bool, as_json: bool, since: str, output: Path | None) -> None:
    """Write your runs as one CSV or JSON file, the oldest first."""
    if as_csv == as_json:
        raise click.UsageError("choose one of --csv and --json")
    from hamtimer.home.records.exchange import export_csv, export_json

    export = export_csv if as_csv else export_json
    _write(export(runs_folder(), since), output)


@command.command("import", epilog=examples("hamtimer log import runs.json"))
@click.argument("file", type=click.Path(path_type=Path))
def import_command(file: Path) -> None:
    """Add the runs of a file written by hamtimer log export --json that are not here yet.

    They become separate records, marked as imported.
    """
    from hamtimer.home.records.exchange import import_json

    done = import_json(file, runs_folder())
    say(f"{count_text(len(done.added), 'run')} imported, {done.known} already known")
    if done.in_trash:
        say(f"{done.in_trash} of these are in the trash; to list them: {TRASH}")
    if done.problems:
        raise Failure("\n".join(done.problems))


@command.command(
    "report",
    epilog=examples("hamtimer log report --weeks 6", "hamtimer log report --html -o report.html"),
)
@click.option(
    "--weeks",
    type=click.IntRange(1, 520),
    default=6,
    show_default=True,
    help="How many weeks, including this one.",
)
@click.option(
    "--html", "as_html", is_flag=True, help="Write a page for a browser instead of Markdown."
)
@_output
def report_command(*, weeks: int, as_html: bool, output: Path | None) -> None:
    """Write one page for your physiotherapist: planned, done, dose, effort and pain by week."""
    from hamtimer.core.records.week_report import first_day
    from hamtimer.front.words.week_report import page_html, page_markdown, week_page

    today = wall_clock.today()
    read = read_runs(runs_folder(), first_day(today, weeks).isoformat())
    runs = [record for _, record in read]
    page = week_page(runs, today, weeks)
    lines = page_html(page) if as_html else page_markdown(page)
    _write((f"{line}\n" for line in lines), output)


def _write(pieces: Iterable[str], output: Path | None) -> None:
    """Write to a new file, or else print."""
    if output is None:
        pour(pieces)
        return
    check_folder(output)
    check_is_new(output)
    with (
        whole_file(output, overwrite=False) as part,
        part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream,
    ):
        stream.writelines(pieces)
    say(f"Written: {literal(output)}")
