"""Several requests stem words at the same moment; each must get the stem it would get alone."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from lab.search.stems import stem

WORDS = [
    f"{first}{last}"
    for first in ("rechn", "bewill", "kuendig", "verlaenger")
    for last in (
        "ung",
        "ungen",
        "heiten",
        "keiten",
        "lich",
        "liche",
        "isch",
        "ische",
        "ern",
        "est",
        "end",
        "ende",
    )
]


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_threads_do_not_spoil_each_others_stems(hurried):
    alone = [stem(word) for word in WORDS]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _number: [stem(word) for word in WORDS], range(40)))
    assert all(found == alone for found in together)
