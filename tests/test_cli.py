"""The command line, as a person and a pipeline see it: lines, exit codes, what is left on disk."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claims.cli import main
from claims.testing import Answer, LoopbackServer

TEXT = "Russia is the fifth partner of China."
DRAFT = {
    "type": "ranking", "quote": TEXT[:-1], "statement": TEXT, "subject": "Russia",
    "rank": "fifth", "category": "partner", "scope": "China",
}  # fmt: skip
COMMAND = [sys.executable, "-c", "from claims.cli import main; main()"]
KEYS = ("OPENAI_API_KEY", "CLAIMS_API_KEY", "CLAIMS_MODEL")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in KEYS}


def answer(body: dict[str, Any]) -> str | Answer:
    """What the text of the request asks for."""
    prompt = body["messages"][-1]["content"]
    if "FORBIDDEN" in prompt:
        return Answer("bad key", 401)
    if "REFUSED" in prompt:
        return Answer("too long", 400)
    if "SLOW" in prompt:
        return Answer("{}", delay=20)
    draft = DRAFT | ({"rank": "sixth"} if "WRONG" in prompt else {})
    return json.dumps({"claims": [draft] if "fifth" in prompt else []})


@pytest.fixture(scope="module")
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer(answer) as running:
        yield running


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)
    Path("a.txt").write_text(TEXT)


class Ran:
    """What a command came to."""

    def __init__(self, code: object, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Claims:
    """The `claims` command in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfd: Any, base_url: str) -> None:
        self.monkeypatch, self.capfd = monkeypatch, capfd
        self.remote = ("--model", "m", "--base-url", base_url)

    def __call__(self, *arguments: str) -> Ran:
        self.monkeypatch.setattr(sys, "argv", ["claims", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return Ran(ended.value.code, *self.capfd.readouterr())

    def extract(self, *arguments: str) -> Ran:
        return self("extract", *arguments, *self.remote)


@pytest.fixture
def claims(monkeypatch: pytest.MonkeyPatch, capfd: Any, server: LoopbackServer) -> Claims:
    return Claims(monkeypatch, capfd, server.base_url)


def lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]


def test_records_go_to_standard_output(claims: Claims) -> None:
    ran = claims.extract("a.txt")
    assert (ran.code, ran.err) == (0, "")
    (record,) = ran.records
    assert (record["type"], record["rank"]["value"]) == ("ranking", 5)
    assert record["document"]["id"] == "a.txt"


def test_records_go_to_a_file_in_a_folder_that_is_made(claims: Claims) -> None:
    ran = claims.extract("a.txt", "-o", "new/folder/out.jsonl", "--rejected", "new/no.jsonl")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert [record["type"] for record in lines("new/folder/out.jsonl")] == ["ranking"]
    assert lines("new/no.jsonl") == []


def test_what_does_not_pass_goes_to_the_rejected_file_with_its_reason(claims: Claims) -> None:
    Path("w.txt").write_text(f"{TEXT} WRONG.")
    ran = claims.extract("w.txt", "--rejected", "no.jsonl")
    assert (ran.code, ran.out) == (0, "")
    (rejection,) = lines("no.jsonl")
    assert rejection["draft"]["rank"] == "sixth"
    assert rejection["failures"]
    assert rejection["document"]["id"] == "w.txt"


def test_each_bad_document_is_one_line_and_the_run_goes_on(claims: Claims) -> None:
    Path("latin.txt").write_bytes(b"caf\xe9")
    Path("nul.txt").write_bytes(b"a\0b")
    Path("empty.txt").write_bytes(b"")
    Path("no.txt").write_text("REFUSED 5.")
    rows = [{"id": 1, "text": TEXT}, {"id": 2}, {"id": 3, "text": TEXT}]
    Path("l.jsonl").write_text("\n".join([*map(json.dumps, rows), "nonsense"]))
    bad = ["missing.txt", ".", "latin.txt", "nul.txt", "empty.txt", "no.txt"]
    ran = claims.extract(*bad, "l.jsonl", "a.txt", "--rejected", "no.jsonl")
    assert ran.code == 1
    assert [record["document"]["id"] for record in ran.records] == ["1", "3", "a.txt"]
    complaints = ran.err.splitlines()
    places = [*bad, "l.jsonl:2", "l.jsonl:4"]
    assert [line.split(": ")[:2] for line in complaints] == [["claims", p] for p in places]
    failed = [row["document"]["id"] for row in lines("no.jsonl") if row["draft"] is None]
    assert failed == [*bad, "2", "l.jsonl:4"]


def test_a_refused_key_ends_the_run_at_once_and_keeps_what_was_done(
    claims: Claims, server: LoopbackServer
) -> None:
    Path("f.txt").write_text("FORBIDDEN 5.")
    before = len(server.requests)
    ran = claims.extract("a.txt", "f.txt", "f.txt", "--rejected", "no.jsonl")
    assert ran.code == 1
    assert len(ran.records) == 1
    assert ran.err.startswith("claims: ")
    assert "401" in ran.err
    assert ran.err.count("\n") == 1
    assert len(server.requests) == before + 2
    assert [row["document"]["id"] for row in lines("no.jsonl")] == ["f.txt"]


USAGE = [
    (["extract", "a.txt", "--type", "nope"], "no claim type is called 'nope'; the types are"),
    (["extract", "a.txt", "--model", "nope"], "No model is called 'nope'"),
    (["extract", "a.txt", "--model", "local/nope"], "No embedded model is called 'nope'"),
    (["extract", "a.txt", "--base-url", "http://127.0.0.1:9/v1"], "Name it"),
    (["extract", "a.txt", "--model", "openai/gpt-5-mini", "--offline"], "offline"),
    (["extract", "a.txt", "--concurrency", "0"], "0 is not in the range"),
    (["extract", "a.txt", "--concurrency", "many"], "'many' is not a valid integer"),
    (["extract", "a.txt", "--date", "soon"], "a day such as 2026-02-04 was expected"),
    (["extract", "a.txt", "--language", "plain English"], "a language code such as en"),
    (["extract", "a.txt", "--text-language", "source"], "a language code such as en"),
    (["extract", "a.txt", "--nonsense"], "No such option"),
    (["extract", "a.txt", "--model", "local/nope", "-o", "a.txt"], "nope"),
    (["verify", "a.txt"], "Missing option '--source'"),
    (["verify", "-", "--source", "-"], "not both"),
    (["verify"], "Missing argument 'RECORDS'"),
    (["schema", "nope"], "no schema is called 'nope'; they are claim, quantity"),
    (["model", "path", "nope"], "No embedded model is called 'nope'"),
    (["model", "pull", "nope"], "No embedded model is called 'nope'"),
    (["nonsense"], "No such command 'nonsense'"),
]


@pytest.mark.parametrize(("arguments", "words"), USAGE, ids=lambda value: " ".join(value)[:60])
def test_wrong_usage_is_one_line_and_2_before_anything_is_touched(
    claims: Claims, arguments: list[str], words: str
) -> None:
    extra = ["-o", "out.jsonl"] if arguments[0] == "extract" and "-o" not in arguments else []
    ran = claims(*arguments, *extra)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("claims: ")
    assert words in ran.err
    assert ran.err.count("\n") == 1
    assert not Path("out.jsonl").exists()
    assert Path("a.txt").read_text() == TEXT


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.txt", "-o", "a.txt"],
        ["a.txt", "--rejected", "a.txt"],
        ["a.txt", "-o", "sub/../a.txt"],
        ["a.txt", "-o", "link.txt"],
        ["a.txt", "-o", "out.jsonl", "--rejected", "out.jsonl"],
    ],
)
def test_nothing_is_written_over_what_is_read(claims: Claims, arguments: list[str]) -> None:
    Path("sub").mkdir()
    Path("link.txt").symlink_to("a.txt")
    ran = claims.extract(*arguments)
    assert ran.code == 2
    assert "already read or written" in ran.err
    assert Path("a.txt").read_text() == TEXT
    assert not Path("out.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "/dev/full"], "claims: /dev/full: No space left on device"),
        (["--rejected", "/dev/full", "missing.txt"], "/dev/full: No space left on device"),
        (["-o", "."], "claims: .: Is a directory"),
        (["-o", "a.txt/out.jsonl"], "a.txt"),
    ],
)
def test_a_place_that_cannot_be_written_is_one_line(
    claims: Claims, arguments: list[str], words: str
) -> None:
    ran = claims.extract("a.txt", *arguments)
    assert ran.code == 1
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_without_arguments_there_is_help(claims: Claims) -> None:
    ran = claims()
    assert ran.code == 2
    assert "Usage: claims" in ran.err
    for command in (
        [],
        ["extract"],
        ["verify"],
        ["schema"],
        ["eval"],
        ["model"],
        ["model", "pull"],
    ):
        helped = claims(*command, "--help")
        assert (helped.code, helped.err) == (0, "")
        assert "Usage: claims" in helped.out


def test_the_schema_of_one_type_or_of_any(claims: Claims) -> None:
    folder = Path(__file__).parent.parent / "schemas" / "v1"
    assert claims("schema").out == (folder / "claim.json").read_text("utf-8")
    assert claims("schema", "ranking").out == (folder / "ranking.json").read_text("utf-8")


@pytest.fixture
def records(claims: Claims) -> Path:
    Path("b.jsonl").write_text(json.dumps({"id": "b", "text": f"Yes. {TEXT}"}))
    assert claims.extract("a.txt", "b.jsonl", "-o", "r.jsonl").code == 0
    assert len(lines("r.jsonl")) == 2
    return Path("r.jsonl")


def spoil(path: Path, number: int, **changes: Any) -> None:
    rows = lines(str(path))
    rows[number] |= changes
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_verify_holds_records_against_several_sources(claims: Claims, records: Path) -> None:
    ran = claims("verify", str(records), "--source", "b.jsonl", "--source", "a.txt")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_verify_finds_a_document_by_its_hash_whatever_it_is_called(
    claims: Claims, records: Path
) -> None:
    Path("a.txt").rename("b")
    Path("b.jsonl").write_text(json.dumps({"id": "a.txt", "text": f"Yes. {TEXT}"}))
    assert claims("verify", str(records), "--source", "b.jsonl", "--source", "b").code == 0


def test_verify_finds_a_document_by_its_id_and_sees_that_it_has_changed(
    claims: Claims, records: Path
) -> None:
    Path("a.txt").write_text(f"Now: {TEXT}")
    ran = claims("verify", str(records), "--source", "b.jsonl", "--source", "a.txt")
    assert ran.code == 1
    assert ran.out.startswith("r.jsonl:1: document: ")
    assert "made from another text" in ran.out


def test_verify_says_each_reason_on_a_line_of_its_own(claims: Claims, records: Path) -> None:
    rank = lines(str(records))[0]["rank"]
    spoil(records, 0, rank=rank | {"value": 6})
    spoil(records, 1, document={"id": "c", "sha256": "0" * 64})
    with records.open("a") as file:
        file.write('nonsense\n[]\n{"type": "ranking"}\n')
    ran = claims("verify", str(records), "--source", "b.jsonl", "--source", "a.txt")
    assert ran.code == 1
    found = ran.out.splitlines()
    assert found[0].startswith("r.jsonl:1: value: rank: ")
    assert "claimed: 6" in found[0]
    assert found[1] == "r.jsonl:2: none of the sources is its document, 'c'"
    assert found[2].startswith("r.jsonl:3: malformed JSON")
    assert found[3] == "r.jsonl:4: a JSON object was expected, not list"
    assert found[4].startswith("r.jsonl:5: none of the sources is its document")


def test_verify_of_sources_that_cannot_be_read(claims: Claims, records: Path) -> None:
    sources = [part for name in ("missing", "a.txt", "b.jsonl") for part in ("--source", name)]
    ran = claims("verify", str(records), *sources)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "claims: missing: No such file or directory\n"


def test_verify_of_records_that_are_not_there(claims: Claims) -> None:
    ran = claims("verify", "missing", "--source", "a.txt")
    assert (ran.code, ran.err) == (1, "claims: missing: No such file or directory\n")


def command(*arguments: str, server: LoopbackServer) -> list[str]:
    return [*COMMAND, "extract", *arguments, "--model", "m", "--base-url", server.base_url]


def test_ctrl_c_keeps_what_was_done_and_exits_130(server: LoopbackServer) -> None:
    Path("slow.txt").write_text("SLOW 5.")
    running = subprocess.Popen(
        command("a.txt", "slow.txt", "a.txt", "-o", "out.jsonl", server=server),
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT, text=True,
    )  # fmt: skip
    wait_for(lambda: any("SLOW" in str(r) for r in server.requests))
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=15)
    assert running.returncode == 130
    assert (out, err.strip()) == ("", "claims: interrupted: what was done is kept")
    assert len(lines("out.jsonl")) == 1


def test_ctrl_c_while_waiting_for_standard_input(server: LoopbackServer) -> None:
    running = subprocess.Popen(
        command("-", "-o", "out.jsonl", server=server), stdin=subprocess.PIPE,
        stderr=subprocess.PIPE, env=ENVIRONMENT, text=True,
    )  # fmt: skip
    assert running.stdin is not None
    running.stdin.write(json.dumps({"text": TEXT}) + "\n")
    running.stdin.flush()
    wait_for(lambda: Path("out.jsonl").exists() and len(lines("out.jsonl")) == 1)
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=15) == 130
    running.stdin.close()
    assert running.stderr is not None
    running.stderr.close()


def wait_for(condition: Any, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_lines_come_out_as_they_are_done_and_a_reader_may_leave(server: LoopbackServer) -> None:
    row = json.dumps({"text": TEXT, "language": "en"}) + "\n"
    running = subprocess.Popen(
        command("-", server=server), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=ENVIRONMENT, text=True,
    )  # fmt: skip
    assert running.stdin
    assert running.stdout
    assert running.stderr
    running.stdin.write(row)
    running.stdin.flush()
    assert json.loads(running.stdout.readline())["type"] == "ranking"
    running.stdout.close()
    running.stdin.write(row * 3)
    running.stdin.close()
    assert running.wait(timeout=30) in (1, 141)
    assert running.stderr.read() == ""
    running.stderr.close()


@pytest.mark.parametrize("arguments", [["schema"], ["extract", "a.txt"]])
def test_standard_output_on_a_full_disk_is_one_line(
    server: LoopbackServer, arguments: list[str]
) -> None:
    remote = ["--model", "m", "--base-url", server.base_url] if arguments[0] == "extract" else []
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*COMMAND, *arguments, *remote], stdout=full, stderr=subprocess.PIPE,
            env=ENVIRONMENT, text=True, check=False,
        )  # fmt: skip
    assert ran.returncode == 1
    assert "No space left on device" in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_records_are_utf8_whatever_the_terminal_is(server: LoopbackServer) -> None:
    Path("é.txt").write_text(TEXT)
    ran = subprocess.run(
        command("é.txt", server=server), capture_output=True, check=False,
        env=ENVIRONMENT | {"PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout)["document"]["id"] == "é.txt"


def on_a_terminal(arguments: list[str]) -> tuple[int, str]:
    """The exit code of a command whose every stream is a terminal, and what that showed."""
    master, slave = pty.openpty()
    environment = ENVIRONMENT | {"TERM": "xterm", "COLUMNS": "120", "LINES": "40"}
    running = subprocess.Popen(
        arguments, stdin=slave, stdout=slave, stderr=slave, env=environment, close_fds=True
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            part = os.read(master, 65_536)
        except OSError:  # how Linux says that the other end has closed
            break
        if not part:
            break
        shown += part
    os.close(master)
    return running.wait(timeout=30), shown.decode()


def test_a_person_at_a_terminal_sees_a_table_and_a_summary(server: LoopbackServer) -> None:
    code, shown = on_a_terminal(command("a.txt", "-o", "out.jsonl", server=server))
    assert code == 0
    assert "the source's words" in shown
    assert "rank 5" in shown
    assert "1 document: claims 1, rejected 0, calls 1" in shown
    assert '"schema"' not in shown
    assert len(lines("out.jsonl")) == 1


def test_a_person_who_wants_quiet_sees_nothing(server: LoopbackServer) -> None:
    code, shown = on_a_terminal(command("a.txt", "-o", "out.jsonl", "--quiet", server=server))
    assert (code, shown) == (0, "")


def test_a_person_who_names_no_text_is_told_so(server: LoopbackServer) -> None:
    code, shown = on_a_terminal(command(server=server))
    assert code == 2
    assert "claims: no text: name a file, or - for standard input" in shown
