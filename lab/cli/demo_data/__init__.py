"""What the demo data tells: people, themed labs and some sixty ideas from all sixteen jobcentres."""

from lab.cli.demo_data import (
    ideas_define,
    ideas_empathise,
    ideas_ended,
    ideas_ideate,
    ideas_inbox,
    ideas_prototype,
    ideas_ready,
    ideas_rollout,
    ideas_rollout_more,
    ideas_test,
    ideas_test_more,
)
from lab.cli.demo_data.script import Script
from lab.cli.demo_data.themes import THEMES

__all__ = ["IDEAS", "THEMES"]

IDEAS: tuple[Script, ...] = (
    *ideas_rollout.IDEAS,
    *ideas_rollout_more.IDEAS,
    *ideas_ready.IDEAS,
    *ideas_test.IDEAS,
    *ideas_test_more.IDEAS,
    *ideas_prototype.IDEAS,
    *ideas_ideate.IDEAS,
    *ideas_define.IDEAS,
    *ideas_empathise.IDEAS,
    *ideas_ended.IDEAS,
    *ideas_inbox.IDEAS,
)
