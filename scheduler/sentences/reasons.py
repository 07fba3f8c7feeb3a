"""Which sentence says what the operating system answered: its own English would stand in a French sentence."""

import errno
import os

REASONS = {
    os.strerror(errno.ENOENT): "system-missing",
    os.strerror(errno.EISDIR): "system-folder",
    os.strerror(errno.ENOTDIR): "system-no-folder",
    os.strerror(errno.EACCES): "system-denied",
    os.strerror(errno.EPERM): "system-denied",
    os.strerror(errno.ENOSPC): "system-full",
    os.strerror(errno.EDQUOT): "system-quota",
    os.strerror(errno.EROFS): "system-read-only",
    os.strerror(errno.ENAMETOOLONG): "system-name-long",
    os.strerror(errno.EIO): "system-broken",
}
