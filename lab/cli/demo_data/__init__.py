"""What the demo data tells: people, themed labs and some sixty ideas from all sixteen jobcentres."""

from lab.cli.demo_data.ideas_define import IDEAS as DEFINE
from lab.cli.demo_data.ideas_empathise import IDEAS as EMPATHISE
from lab.cli.demo_data.ideas_ended import IDEAS as ENDED
from lab.cli.demo_data.ideas_ideate import IDEAS as IDEATE
from lab.cli.demo_data.ideas_inbox import IDEAS as INBOX
from lab.cli.demo_data.ideas_prototype import IDEAS as PROTOTYPE
from lab.cli.demo_data.ideas_ready import IDEAS as READY
from lab.cli.demo_data.ideas_rollout import IDEAS as ROLLOUT
from lab.cli.demo_data.ideas_rollout_more import IDEAS as ROLLOUT_MORE
from lab.cli.demo_data.ideas_test import IDEAS as TEST
from lab.cli.demo_data.ideas_test_more import IDEAS as TEST_MORE
from lab.cli.demo_data.script import Script
from lab.cli.demo_data.themes import THEMES

__all__ = ["IDEAS", "THEMES"]

IDEAS: tuple[Script, ...] = (
    *ROLLOUT,
    *ROLLOUT_MORE,
    *READY,
    *TEST,
    *TEST_MORE,
    *PROTOTYPE,
    *IDEATE,
    *DEFINE,
    *EMPATHISE,
    *ENDED,
    *INBOX,
)
