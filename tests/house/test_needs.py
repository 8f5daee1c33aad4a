"""The plugin that leaves out, or fails, the tests whose program is missing."""

from __future__ import annotations

import pytest

import house_needs

PLUGIN = ("-p", "house_needs", "-p", "no:cacheprovider")

SUITE = """
    import pytest

    @pytest.mark.needs("poppler")
    def test_reads_a_page():
        pass

    @pytest.mark.needs("poppler", "fonts")
    def test_reads_a_chinese_page():
        pass

    def test_needs_nothing():
        pass
"""


@pytest.fixture
def without_poppler(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has the fonts, but not poppler."""
    programs = {
        "poppler": house_needs.Program(lambda: False, "apt-get install poppler-utils"),
        "fonts": house_needs.Program(lambda: True, "apt-get install fonts-noto-cjk"),
    }
    monkeypatch.setattr(house_needs, "PROGRAMS", programs)


@pytest.mark.usefixtures("without_poppler")
def test_the_plain_command_runs_the_rest_and_names_what_was_not_run(
    pytester: pytest.Pytester,
) -> None:
    """Two tests are left out, one passes, and the summary says what to install."""
    pytester.makepyfile(SUITE)

    result = pytester.runpytest_inprocess(*PLUGIN)

    result.assert_outcomes(passed=1, skipped=2)
    result.stdout.fnmatch_lines(
        ["*= NOT RUN =*", "NOT RUN: 2 tests need poppler: apt-get install poppler-utils"],
        consecutive=True,
    )
    assert result.ret == pytest.ExitCode.OK
    # Nothing but pytest's own closing line comes after it.
    assert [line[:7] for line in result.stdout.lines[-3:]] == ["NOT RUN", "", "======="]


@pytest.mark.usefixtures("without_poppler")
def test_with_require_all_a_missing_program_is_a_failure(pytester: pytest.Pytester) -> None:
    """The tests that need it do not pass, and the report says what to install."""
    pytester.makepyfile(SUITE)

    result = pytester.runpytest_inprocess(*PLUGIN, "--require-all")

    result.assert_outcomes(passed=1, errors=2)
    result.stdout.fnmatch_lines(["*poppler is missing: apt-get install poppler-utils*"])
    result.stdout.no_fnmatch_line("*NOT RUN*")
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_a_program_that_is_there_is_not_mentioned(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With everything installed both ways of running are the same."""
    here = house_needs.Program(lambda: True, "")
    monkeypatch.setattr(house_needs, "PROGRAMS", {"poppler": here, "fonts": here})
    pytester.makepyfile(SUITE)

    result = pytester.runpytest_inprocess(*PLUGIN)

    result.assert_outcomes(passed=3)
    result.stdout.no_fnmatch_line("*NOT RUN*")


def test_a_program_nobody_knows_is_refused_before_any_test_runs(
    pytester: pytest.Pytester,
) -> None:
    """A misspelt marker must not leave a test out for ever."""
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.needs("popler")
        def test_reads_a_page():
            pass
        """
    )

    result = pytester.runpytest_inprocess(*PLUGIN)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*needs 'popler', which * does not know*"])


@pytest.mark.usefixtures("without_poppler")
def test_what_was_not_run_is_counted_across_workers(pytester: pytest.Pytester) -> None:
    """The names come back from the workers of pytest-xdist."""
    pytester.makepyfile(SUITE)
    pytester.makeconftest(
        """
        import house_needs

        gone = house_needs.Program(lambda: False, "apt-get install poppler-utils")
        here = house_needs.Program(lambda: True, "")
        house_needs.PROGRAMS = {"poppler": gone, "fonts": here}
        """
    )

    result = pytester.runpytest_inprocess(*PLUGIN, "-n", "2")

    result.stdout.fnmatch_lines(["NOT RUN: 2 tests need poppler: apt-get install poppler-utils"])


def test_every_known_program_can_be_looked_for_and_says_how_to_get_it() -> None:
    """No probe raises, whether or not the program is on this machine."""
    for program in house_needs.PROGRAMS.values():
        assert program.found() in {True, False}
        assert program.how_to_get_it.startswith("apt-get install ")
