"""How much one import may hold, so that no file can exhaust the machine."""

from dataclasses import dataclass

from catchball.kernel.words import _
from catchball.workplace.exchange.rules.refusals import FileIsTooLarge

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The largest file, in each of the ways in which a file can be large."""

    upload_bytes: int = 200 * MIB
    unpacked_bytes: int = 640 * MIB
    rows: int = 1_000_000
    columns: int = 500
    sheet_cells: int = 10_000_000
    sheet_text_bytes: int = 512 * MIB
    merged_ranges: int = 100_000
    small_part_bytes: int = 32 * MIB
    cell_chars: int = 32_767  # Excel's own limit
    row_chars: int = 2_000_000

    def check_upload(self, size: int) -> None:
        """Let a file through that is no larger than an upload may be.

        :raises FileIsTooLarge: with its size and the limit
        """
        if size > self.upload_bytes:
            raise FileIsTooLarge(
                _(
                    "The file has %(size)s MB; at most %(most)s MB can be imported at once. "
                    "Divide it and import the parts.",
                    size=size // MIB,
                    most=self.upload_bytes // MIB,
                )
            )

    def check_rows(self, count: int) -> None:
        """Let a table grow no longer than an import may be.

        :raises FileIsTooLarge: with the limit
        """
        if count > self.rows:
            raise FileIsTooLarge(
                _(
                    "The file has more than %(most)s rows. Divide it and import the parts.",
                    most=self.rows,
                )
            )

    def check_columns(self, count: int) -> None:
        """Let a table be no wider than an import may be.

        :raises FileIsTooLarge: with its width and the limit
        """
        if count > self.columns:
            raise FileIsTooLarge(
                _(
                    "The table has %(count)s columns; at most %(most)s can be read. "
                    "Remove the columns that are not needed.",
                    count=count,
                    most=self.columns,
                )
            )


LIMITS = Limits()
