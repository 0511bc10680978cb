"""Files appear whole or not at all, and only when they changed."""

import errno
import os
import resource
import threading
from pathlib import Path

import pytest

from feeder.errors import FeederError
from feeder.publish import publish, sweep

FILES = {"acme.rss": b"<rss/>", "acme.json": '{"title": "Größe"}'.encode()}


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def refusing(code):
    def fsync(_descriptor):
        raise OSError(code, os.strerror(code))

    return fsync


class TestWriting:
    def test_files_are_written_as_given_and_nothing_else_is_left(self, tmp_path):
        assert publish(tmp_path, FILES) == ["acme.rss", "acme.json"]
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == FILES

    def test_a_missing_folder_is_made(self, tmp_path):
        publish(tmp_path / "feeds" / "deep", FILES)
        assert names(tmp_path / "feeds" / "deep") == sorted(FILES)

    def test_only_what_differs_is_written(self, tmp_path):
        publish(tmp_path, FILES)
        before = (tmp_path / "acme.rss").stat()
        assert publish(tmp_path, FILES | {"acme.json": b"{}"}) == ["acme.json"]
        after = (tmp_path / "acme.rss").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)

    def test_a_change_that_keeps_the_length_is_seen(self, tmp_path):
        publish(tmp_path, {"a.rss": b"one"})
        assert publish(tmp_path, {"a.rss": b"two"}) == ["a.rss"]
        assert (tmp_path / "a.rss").read_bytes() == b"two"

    @pytest.mark.parametrize("mask", [0o000, 0o077])
    def test_a_web_server_of_another_user_may_read_whatever_the_umask(self, tmp_path, mask):
        before = os.umask(mask)
        try:
            publish(tmp_path, FILES)
        finally:
            os.umask(before)
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o644}

    def test_file_and_folder_are_on_the_disk_before_anybody_is_told(self, tmp_path, monkeypatch):
        synced = []
        really = os.fsync

        def fsync(descriptor):
            synced.append(Path(f"/proc/self/fd/{descriptor}").resolve())
            really(descriptor)

        monkeypatch.setattr(os, "fsync", fsync)
        publish(tmp_path, FILES)
        assert [synced[0].parent, synced[1].parent, *synced[2:]] == [tmp_path] * 3

    def test_what_was_written_before_the_disk_refused_is_on_it(self, tmp_path, monkeypatch):
        (tmp_path / "acme.json").mkdir()
        synced = []
        monkeypatch.setattr(
            os, "fsync", lambda descriptor: synced.append(Path(f"/proc/self/fd/{descriptor}").resolve())
        )
        with pytest.raises(FeederError, match=r"acme\.json: cannot be written"):
            publish(tmp_path, FILES)
        assert synced[-1] == tmp_path

    def test_somebody_who_reads_meanwhile_sees_one_version_or_the_other(self, tmp_path):
        versions = [b"a" * 100_000, b"b" * 200_000]
        publish(tmp_path, {"acme.rss": versions[1]})
        seen, done = set(), threading.Event()

        def read():
            while not done.is_set():
                seen.add((tmp_path / "acme.rss").read_bytes())

        reader = threading.Thread(target=read)
        reader.start()
        for turn in range(40):
            publish(tmp_path, {"acme.rss": versions[turn % 2]})
        done.set()
        reader.join()
        assert seen <= set(versions)
        assert seen


class TestNames:
    @pytest.mark.parametrize("name", ["", ".", "..", ".hidden", "a/b.rss", "/etc/passwd", "a\\b.rss", "a\0b", "a\nb"])
    def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(self, tmp_path, name):
        with pytest.raises(ValueError, match="not a file name"):
            publish(tmp_path, {"good.rss": b"", name: b""})
        assert names(tmp_path) == []


class TestTrouble:
    @pytest.mark.parametrize(
        ("code", "remedy"),
        [
            (errno.ENOSPC, "make room on the disk"),
            (errno.EROFS, "mount it writable"),
            (errno.EACCES, "let the user of feeder write there"),
            (errno.EIO, "look at the disk"),
        ],
    )
    def test_the_disk_refuses_and_the_old_file_stays(self, tmp_path, monkeypatch, code, remedy):
        publish(tmp_path, FILES)
        monkeypatch.setattr(os, "fsync", refusing(code))
        with pytest.raises(FeederError) as caught:
            publish(tmp_path, {"acme.rss": b"<rss>new</rss>"})
        message = str(caught.value)
        assert message == f"{tmp_path / 'acme.rss'}: cannot be written: {os.strerror(code)}; {remedy}"
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == FILES

    def test_a_file_that_the_system_cuts_off_is_not_published(self, tmp_path):
        publish(tmp_path, FILES)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        try:
            with pytest.raises(FeederError, match=r"acme\.rss: cannot be written"):
                publish(tmp_path, {"acme.rss": b"x" * 100_000})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == FILES

    def test_an_interruption_leaves_nothing_behind(self, tmp_path, monkeypatch):
        def interrupt(_descriptor):
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            publish(tmp_path, FILES)
        assert names(tmp_path) == []

    def test_a_folder_in_the_place_of_a_file_is_named(self, tmp_path):
        (tmp_path / "acme.rss").mkdir()
        (tmp_path / "acme.rss" / "x").touch()
        with pytest.raises(FeederError, match=r"acme\.rss: .*move the folder of that name away"):
            publish(tmp_path, {"acme.rss": b"<rss/>"})

    def test_a_file_in_the_place_of_the_folder_is_named(self, tmp_path):
        (tmp_path / "feeds").touch()
        with pytest.raises(FeederError, match=r"feeds: .*move the file that stands in the place of the folder away"):
            publish(tmp_path / "feeds", FILES)


class TestLeftovers:
    def test_what_a_crash_left_goes_and_what_another_process_is_writing_stays(self, tmp_path):
        for name in (".feeder-old.tmp", ".feeder-new.tmp", ".feeder-old.txt", "old.tmp"):
            (tmp_path / name).write_bytes(b"half")
            if "old" in name:
                os.utime(tmp_path / name, (0, 0))
        sweep(tmp_path)
        assert names(tmp_path) == [".feeder-new.tmp", ".feeder-old.txt", "old.tmp"]

    def test_a_sweep_tells_what_is_there(self, tmp_path):
        publish(tmp_path, FILES)
        assert sweep(tmp_path) == set(FILES)
        assert sweep(tmp_path / "nowhere") == set()

    def test_a_file_whose_writer_is_done_meanwhile_is_no_trouble(self, tmp_path):
        publish(tmp_path, FILES)
        (tmp_path / ".feeder-gone.tmp").symlink_to("nowhere")  # stat(2) finds nothing where the listing named it
        assert sweep(tmp_path) >= set(FILES)

    def test_a_folder_that_may_not_be_read_is_named(self, tmp_path):
        (tmp_path / "feeds").touch()
        with pytest.raises(FeederError, match=r"feeds: cannot be read: .*move the file that stands in the place"):
            sweep(tmp_path / "feeds")

    def test_publishing_looks_at_nothing_else_in_the_folder(self, tmp_path, monkeypatch):
        def refuse(*_arguments):
            raise AssertionError("the folder is listed")

        for lister in ("listdir", "scandir"):
            monkeypatch.setattr(os, lister, refuse)
        assert publish(tmp_path, FILES) == list(FILES)

    def test_its_own_temporary_files_are_those_it_cleans_up(self, tmp_path, monkeypatch):
        seen = []
        monkeypatch.setattr(os, "fsync", lambda _descriptor: seen.extend(tmp_path.glob(".feeder-*.tmp")))
        publish(tmp_path, {"acme.rss": b"<rss/>"})
        assert len(seen) == 1
