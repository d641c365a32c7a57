import pytest

from catchball.kernel.cells import neutralise


class TestNeutralise:
    @pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
    def test_marks_texts_that_a_spreadsheet_would_run(self, sign):
        assert neutralise(sign + "cmd|' /C calc'!A0") == "'" + sign + "cmd|' /C calc'!A0"

    @pytest.mark.parametrize("cell", [-5, 2.5, None, "", "Batch 7", "a=b"])
    def test_leaves_everything_else_alone(self, cell):
        assert neutralise(cell) == cell
