"""Bundles: bags that any BagIt program accepts, there whole or not at all, with each byte checked."""

import hashlib
import os
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from riwaya.errors import BadInput, BadWorkspace
from riwaya.export.bag.bagit import Bagged, BagReport, write_bag
from riwaya.export.bag.check import BagCheck, check_bag
from riwaya.ingest.acts import Redacted
from riwaya.ingest.seal import Seal
from riwaya.records.report import Document, Report
from tests.ingest.workspace_files import REPORTS, Files, new_files

SHAS = [hashlib.sha256(text.encode()).hexdigest() for text in REPORTS]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return new_files(tmp_path / "workspace")


def bag_reports() -> Iterator[BagReport]:
    for number, text in enumerate(REPORTS, 1):
        document = Document(report=Report(id=f"r{number}", sha256=Report.digest(text)))
        yield BagReport(f"r{number}", text, document)


def bundle(files: Files, path: Path, **info: str) -> Bagged:
    raw = ((sha, files.archive.path(sha)) for sha in files.archive.shas())
    lines = files.log.lines()
    return write_bag(path, raw=raw, reports=bag_reports(), custody=lines, info=info)


def unpacked(path: Path, folder: Path) -> Path:
    """The bag's folder, unpacked where it is a zip."""
    if path.is_dir():
        return path
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder / path.stem


def said(check: BagCheck) -> list[str]:
    return [f"{p.severity}: {p.where}: {p.what}" for p in check.problems]


@pytest.mark.parametrize("name", ["bag", "bag.zip"])
def test_a_bag_holds_all_and_passes(files: Files, tmp_path: Path, name: str) -> None:
    done = bundle(files, tmp_path / name)
    check = check_bag(tmp_path / name)
    assert (check.problems, check.files, check.size) == ((), done.files, done.size)
    assert done.files == 3 + 3 + 3 + 1
    bag = unpacked(tmp_path / name, tmp_path / "unpacked")
    for text, sha in zip(REPORTS, SHAS, strict=True):
        assert (bag / "data/raw" / sha).read_bytes() == text.encode()
    for report in bag_reports():
        claims = msgspec.json.decode((bag / f"data/claims/{report.name}.json").read_bytes())
        kept = (bag / f"data/text/{report.name}.txt").read_bytes()
        assert claims["format"] == "riwaya/1"
        assert claims["report"]["sha256"] == hashlib.sha256(kept).hexdigest()
    assert (bag / "data/custody.jsonl").read_bytes() == files.log.path.read_bytes()


@pytest.mark.parametrize("name", ["bag", "bag.zip"])
def test_its_tag_files_are_what_the_standard_asks_for(
    files: Files, tmp_path: Path, name: str
) -> None:
    """RFC 8493, sections 2.1 and 2.2, read with nothing of ours."""
    bundle(files, tmp_path / name, **{"Source-Organization": "A desk\nfor records"})
    bag = unpacked(tmp_path / name, tmp_path / "unpacked")
    assert (bag / "bagit.txt").read_bytes() == (
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    )
    payload = sorted(
        p.relative_to(bag).as_posix() for p in (bag / "data").rglob("*.*") if p.is_file()
    )
    payload += sorted(f"data/raw/{sha}" for sha in SHAS)
    for manifest, names in [
        ("manifest-sha256.txt", payload),
        ("tagmanifest-sha256.txt", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt"]),
    ]:
        listed = {}
        for line in (bag / manifest).read_text("utf-8").splitlines():
            digest, _, file = line.partition("  ")
            listed[file] = digest
        assert sorted(listed) == sorted(names)
        for file, digest in listed.items():
            assert hashlib.sha256((bag / file).read_bytes()).hexdigest() == digest
    info = dict(
        line.split(": ", 1) for line in (bag / "bag-info.txt").read_text("utf-8").splitlines()
    )
    sizes = [(bag / file).stat().st_size for file in payload]
    assert info["Payload-Oxum"] == f"{sum(sizes)}.{len(sizes)}"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", info["Bagging-Date"])
    assert info["Source-Organization"] == "A desk for records"


def test_any_single_byte_changed_in_a_bag_is_found(files: Files, tmp_path: Path) -> None:
    bundle(files, tmp_path / "bag")
    paths = sorted(path for path in (tmp_path / "bag").rglob("*") if path.is_file())
    chance = random.Random(7)
    for _ in range(150):
        path = chance.choice(paths)
        whole = path.read_bytes()
        place = chance.randrange(len(whole))
        changed = bytearray(whole)
        changed[place] = (whole[place] + chance.randrange(1, 256)) % 256
        path.write_bytes(changed)
        try:
            assert not check_bag(tmp_path / "bag").passed, (path, place, changed[place])
        except BadInput as error:
            assert "refused" in str(error)  # noqa: PT017 (a list's file name leads elsewhere now)
        path.write_bytes(whole)
    assert check_bag(tmp_path / "bag").problems == ()


def test_any_single_byte_changed_in_a_zips_content_is_found(files: Files, tmp_path: Path) -> None:
    bundle(files, tmp_path / "bag.zip")
    whole = (tmp_path / "bag.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "bag.zip") as archive:
        member = archive.getinfo(f"bag/data/raw/{SHAS[0]}")
    start = member.header_offset + 30 + len(member.filename) + 20
    chance, named = random.Random(8), 0
    for _ in range(40):
        place = start + chance.randrange(member.compress_size)
        changed = bytearray(whole)
        changed[place] ^= chance.randrange(1, 256)
        (tmp_path / "changed.zip").write_bytes(changed)
        found = check_bag(tmp_path / "changed.zip")
        if found.passed:  # bits that deflate leaves unused change nothing
            with zipfile.ZipFile(tmp_path / "changed.zip") as archive:
                assert archive.read(member) == REPORTS[0].encode()
        else:
            assert found.problems[0].where == f"data/raw/{SHAS[0]}"
            named += 1
    assert named > 30


def test_files_missing_added_and_changed_are_named(files: Files, tmp_path: Path) -> None:
    bundle(files, tmp_path / "bag")
    (tmp_path / "bag/data/text/r1.txt").unlink()
    (tmp_path / "bag/data/text/r9.txt").write_text("more")
    (tmp_path / "bag/data/raw" / SHAS[2]).write_bytes(b"other")
    lines = said(check_bag(tmp_path / "bag"))
    assert "damage: data/text/r1.txt: missing" in lines
    assert (
        "damage: data/text/r9.txt: not in manifest-sha256.txt: put there later, or left out of it"
        in lines
    )
    assert f"damage: data/raw/{SHAS[2]}: changed: its bytes don't give its sha256 digest" in lines
    assert f"damage: data/raw/{SHAS[2]}: not the raw bytes that its name says" in lines
    assert any(line.startswith("damage: bag-info.txt: 10 files of") for line in lines)


def test_a_bag_made_anew_around_other_bytes_is_found_by_name_and_chain(
    files: Files, tmp_path: Path
) -> None:
    """Good digests of changed content: the raw file's name and the log's chain still tell."""
    bundle(files, tmp_path / "bag")
    forged, log = tmp_path / "bag/data/raw" / SHAS[0], tmp_path / "bag/data/custody.jsonl"
    forged.write_bytes(b"forged")
    log.write_bytes(log.read_bytes().replace(b"report-1", b"report-7", 1))
    lines = []
    for path in sorted((tmp_path / "bag/data").rglob("*")):
        if path.is_file():
            name = path.relative_to(tmp_path / "bag").as_posix()
            lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()} {name}\n")
    (tmp_path / "bag/manifest-sha256.txt").write_text("".join(lines))
    (tmp_path / "bag/tagmanifest-sha256.txt").unlink()
    (tmp_path / "bag/bag-info.txt").unlink()
    one, two = said(check_bag(tmp_path / "bag"))
    assert one == f"damage: data/raw/{SHAS[0]}: not the raw bytes that its name says"
    assert two.startswith("damage: data/custody.jsonl, record 2: its content doesn't give its hash")


def test_a_seal_is_asked_of_the_bundled_log(files: Files, tmp_path: Path) -> None:
    bundle(files, tmp_path / "bag.zip")
    seal = Seal(files.log.workspace, files.log.head)
    assert check_bag(tmp_path / "bag.zip", seal=seal).passed
    files.log.append([Redacted(sha256=SHAS[0], reason="names of minors")])
    later = Seal(files.log.workspace, files.log.head)
    (line,) = said(check_bag(tmp_path / "bag.zip", seal=later))
    assert "cut off" in line


def test_redacted_content_in_a_bag_is_damage(files: Files, tmp_path: Path) -> None:
    files.log.append([Redacted(sha256=SHAS[0], reason="names of minors")])
    bundle(files, tmp_path / "bag")
    assert said(check_bag(tmp_path / "bag")) == [
        f"damage: data/raw/{SHAS[0]}: here, though the custody log says that it was redacted"
    ]


def test_a_damaged_or_missing_raw_file_leaves_no_bag(files: Files, tmp_path: Path) -> None:
    path = files.archive.path(SHAS[1])
    path.chmod(0o600)
    path.write_bytes(b"changed")
    for name in ("bag", "bag.zip"):
        with pytest.raises(BadWorkspace, match=f"{SHAS[1]}: damaged"):
            bundle(files, tmp_path / name)
    raw = [(SHAS[1], tmp_path / "nothing")]
    with pytest.raises(BadWorkspace, match="nothing: not there"):
        write_bag(tmp_path / "bag", raw=raw)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["workspace"]


def test_a_place_that_is_taken_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bag.zip").write_bytes(b"mine")
    with pytest.raises(BadInput, match=r"bag\.zip: is there already"):
        write_bag(tmp_path / "bag.zip")
    assert (tmp_path / "bag.zip").read_bytes() == b"mine"
    with pytest.raises(BadInput, match="can't be written: No such file"):
        write_bag(tmp_path / "no" / "bag")


@pytest.mark.parametrize("name", ["", "../r1", "a/b", ".hidden", "r 1", "خبر", "a" * 201, "R1"])
def test_reports_need_names_that_fit_everywhere(tmp_path: Path, name: str) -> None:
    document = Document(report=Report(id="r", sha256=Report.digest("")))
    reports = [BagReport("r1", "", document), BagReport(name, "", document)]
    with pytest.raises(BadInput, match="need different names"):
        write_bag(tmp_path / "bag", reports=reports)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("label", ["Payload-Oxum", "a b", "x:y", ""])
def test_labels_that_would_break_the_list_are_refused(tmp_path: Path, label: str) -> None:
    with pytest.raises(BadInput, match=r"bag-info\.txt"):
        write_bag(tmp_path / "bag", info={label: "x"})


def test_texts_are_kept_to_the_letter(tmp_path: Path) -> None:
    text = "سطر\r\nآخر\u2028\ud800 "
    document = Document(report=Report(id="r", sha256=Report.digest(text)))
    write_bag(tmp_path / "bag", reports=[BagReport("r", text, document)])
    kept = (tmp_path / "bag/data/text/r.txt").read_bytes()
    assert hashlib.sha256(kept).hexdigest() == document.report.sha256
    assert check_bag(tmp_path / "bag").files == 2


def zip_of(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def link() -> zipfile.ZipInfo:
    member = zipfile.ZipInfo("bag/data/link")
    member.external_attr = 0o120777 << 16
    return member


DECLARED = ("bag/bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")


@pytest.mark.parametrize(
    "member", ["../evil", "/etc/evil", "bag/data/../../evil", "C:/evil", "bag\\..\\evil", link()]
)
def test_names_that_lead_out_of_a_zip_and_links_are_refused(
    tmp_path: Path, member: str | zipfile.ZipInfo
) -> None:
    path = zip_of(tmp_path / "bag.zip", DECLARED, (member, b"x"))
    with pytest.raises(BadInput, match=r"bag\.zip: refused"):
        check_bag(path)


def test_a_compression_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "bag.zip", DECLARED, ("bag/data/zeros", bytes(150_000_000)))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(BadInput, match="bomb"):
        check_bag(path)


@pytest.mark.parametrize(
    "file", ["../outside", "/etc/passwd", "data/../../x", "data//x", "other/x"]
)
def test_a_list_that_names_files_outside_is_refused(tmp_path: Path, file: str) -> None:
    bag = tmp_path / "bag"
    bag.mkdir()
    (bag / "bagit.txt").write_bytes(DECLARED[1])
    (bag / "manifest-sha256.txt").write_text(f"{'0' * 64}  {file}\n")
    with pytest.raises(BadInput, match=r"refused: manifest-sha256\.txt names"):
        check_bag(bag)


def test_a_link_in_a_folder_is_refused(files: Files, tmp_path: Path) -> None:
    bundle(files, tmp_path / "bag")
    (tmp_path / "bag/data/passwd").symlink_to("/etc/passwd")
    with pytest.raises(BadInput, match="'passwd' in it is a link"):
        check_bag(tmp_path / "bag")


def test_what_is_no_bag_is_said(tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    with pytest.raises(BadInput, match=r"there is no bagit\.txt"):
        check_bag(tmp_path / "bag")
    with pytest.raises(BadInput, match="can't be read: No such file"):
        check_bag(tmp_path / "nothing.zip")
    (tmp_path / "text.zip").write_bytes(b"text")
    with pytest.raises(BadInput, match="neither a folder nor a sound zip"):
        check_bag(tmp_path / "text.zip")


def other_programs_bag(folder: Path, *kinds: str) -> Path:
    """A bag as another program may write it: other digests, a * before names, escaped names."""
    bag = folder / "other"
    (bag / "data").mkdir(parents=True)
    (bag / "bagit.txt").write_bytes(
        b"BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n"
    )
    content = {"data/a b.txt": b"one", "data/100%\n.txt": b"two"}
    for name, data in content.items():
        (bag / name).write_bytes(data)
    for kind in kinds:
        lines = []
        for name, data in content.items():
            escaped = name.replace("%", "%25").replace("\n", "%0A")
            lines.append(f"{hashlib.new(kind, data).hexdigest().upper()} *{escaped}\r\n")
        (bag / f"manifest-{kind}.txt").write_bytes("".join(lines).encode())
    return bag


@pytest.mark.parametrize("kinds", [["md5"], ["sha512", "sha1"], ["sha256"]])
def test_bags_of_other_programs_are_understood(tmp_path: Path, kinds: list[str]) -> None:
    bag = other_programs_bag(tmp_path, *kinds)
    assert check_bag(bag).problems == ()
    (bag / "data/a b.txt").write_bytes(b"One")
    assert [p.where for p in check_bag(bag).problems] == ["data/a b.txt"] * len(kinds)


def name_twice(bag: Path) -> None:
    with (bag / "manifest-md5.txt").open("a") as manifest:
        manifest.write(f"{'0' * 32} data/a b.txt\n")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda bag: (bag / "manifest-md5.txt").unlink(), "manifest-sha256.txt: missing"),
        (
            lambda bag: (bag / "fetch.txt").write_text("http://x 1 data/x"),
            "files that lie elsewhere",
        ),
        (lambda bag: (bag / "bagit.txt").write_text("BagIt-Version: 9.0\n"), "not as BagIt 1.0"),
        (
            lambda bag: (bag / "manifest-md5.txt").write_text("x\n"),
            "line 1: no digest and file name",
        ),
        (
            lambda bag: (bag / "manifest-crc.txt").write_text("x\n"),
            "a kind of digest that isn't known",
        ),
        (name_twice, "data/a b.txt has two digests"),
    ],
)
def test_what_is_wrong_with_its_lists_is_said(
    tmp_path: Path, spoil: Callable[[Path], object], words: str
) -> None:
    bag = other_programs_bag(tmp_path, "md5")
    spoil(bag)
    assert words in "\n".join(said(check_bag(bag)))


def test_a_file_that_cannot_be_read_stops_no_other(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle(files, tmp_path / "bag")
    opened = Path.open

    def refusing(path: Path, mode: str = "r") -> object:
        if path.name in {SHAS[0], "custody.jsonl", "bag-info.txt"}:
            raise PermissionError(13, "Permission denied")
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refusing)
    found = check_bag(tmp_path / "bag")
    unread = [p.where for p in found.problems if p.what == "can't be read: Permission denied"]
    assert sorted(unread) == sorted([f"data/raw/{SHAS[0]}", "data/custody.jsonl", "bag-info.txt"])
    assert found.files == 8


def test_memory_does_not_grow_with_a_bag(tmp_path: Path) -> None:
    import tracemalloc  # noqa: PLC0415 (for this test only)

    large = tmp_path / "large"
    large.write_bytes(os.urandom(1 << 20) * 24)
    sha = hashlib.sha256(large.read_bytes()).hexdigest()
    tracemalloc.start()
    write_bag(tmp_path / "bag.zip", raw=[(sha, large)])
    assert check_bag(tmp_path / "bag.zip").passed
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000
