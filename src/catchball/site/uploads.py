"""Files on their way in: stopped while they arrive where they grow beyond what is taken."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from catchball.kernel.words import _

MIB = 1024 * 1024
_READ_OUT = 4
"""Up to so many times the limit the rest is read and dropped, so that the browser hears why."""


class WithinLimit(FileUploadHandler):
    """Counts what arrives and stops it at the limit; the view finds `upload_refused`."""

    size = 0
    announced = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 -- Django passes it by this name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Note how much is announced."""
        self.announced = content_length

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a piece on.

        :raises StopUpload: at the piece with which all files together are too large
        """
        self.size += len(raw_data)
        if self.size > settings.UPLOAD_BYTES:
            self.request.upload_refused = _(  # type: ignore[union-attr] # Django gives it one
                "The file has more than %(most)s MB; that is the most that can be imported at "
                "once. Divide it and import the parts.",
                most=settings.UPLOAD_BYTES // MIB or 1,
            )
            drop = self.announced > _READ_OUT * settings.UPLOAD_BYTES
            raise StopUpload(connection_reset=drop)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that keep it."""
