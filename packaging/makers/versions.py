"""A version of Cargo in the words of other systems, in which a pre-release comes before its release too."""

import re


def of_distribution(version):
    """Of dpkg and rpm, which both sort `~` before the end.

    >>> of_distribution("1.2.3"), of_distribution("1.2.3-rc.1")
    ('1.2.3', '1.2.3~rc.1')
    """
    return version.replace("-", "~", 1)


def of_python(version):
    """Of Python (https://packaging.python.org/en/latest/specifications/version-specifiers/).

    >>> of_python("1.2.3"), of_python("1.2.3-rc.1"), of_python("1.2.3-alpha.2")
    ('1.2.3', '1.2.3rc1', '1.2.3a2')
    >>> of_python("1.2.3-nightly")
    Traceback (most recent call last):
    SystemExit: Python has no word for the version 1.2.3-nightly
    """
    match = re.fullmatch(r"(\d+\.\d+\.\d+)(?:-(alpha|beta|rc)\.(\d+))?", version)
    if not match:
        raise SystemExit(f"Python has no word for the version {version}")
    number, stage, count = match.groups()
    return number if stage is None else f"{number}{ {'alpha': 'a', 'beta': 'b', 'rc': 'rc'}[stage] }{count}"
