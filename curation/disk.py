"""What to tell people whose disk does not take what is written to it."""

import errno

__all__ = ["disk_advice"]

ADVICE = {
    errno.ENOSPC: "The disk is full. Free some space, then try again.",
    errno.EDQUOT: "The quota of the disk is used up. Free some space, then try again.",
    errno.EROFS: "The disk is read-only. Make it writable or name another folder, then try again.",
    errno.EACCES: "This account may not write there. Change the permissions of the folder.",
    errno.EPERM: "This account may not do that there. Change the owner of the folder.",
    errno.EIO: "The disk does not work properly. The system's log says more.",
}


def disk_advice(error: BaseException | None) -> str | None:
    """Return a line about a failure of the disk and the folder or file; None for any other."""
    if not isinstance(error, OSError) or error.errno not in ADVICE:
        return None
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror}. {ADVICE[error.errno]}"
