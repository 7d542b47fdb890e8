"""Suggestions of what to practise, in words."""

from __future__ import annotations

from hamtimer.core.practice.proposals import Proposal
from hamtimer.core.practice.weakness import Weakness
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.report import PhaseVerdict
from hamtimer.core.text import count_text

_WHAT = {
    Phase.ECCENTRIC: "lowering",
    Phase.STRETCHED: "pause at the bottom",
    Phase.CONCENTRIC: "lifting",
    Phase.SHORTENED: "pause at the top",
}


def proposal_title(proposal: Proposal) -> str:
    """Return a title for a key or a heading: `Retention test of 5-1-2-0`."""
    if proposal.test is not None:
        return f"Retention test of {proposal.test.tempo}"
    if proposal.weakness is not None:
        return f"Drill your {_length(proposal.weakness)}"
    return f"{proposal.plan.title} again"


def proposal_words(proposal: Proposal) -> str:
    """Return the reason for a proposal, in a sentence."""
    if proposal.test is not None:
        ago = count_text(proposal.test.since, "day")
        return f"Practised {ago} ago: one silent set shows what you kept."
    if proposal.weakness is not None:
        return weakness_words(proposal.weakness)
    return "Continue where you left off."


def weakness_words(weakness: Weakness) -> str:
    """Return a weakness: `Your 4 s lowering is 0.7 s short from rep 5 on.`."""
    what = f"Your {_length(weakness)}"
    if weakness.verdict is PhaseVerdict.UNEVEN:
        return f"{what} is uneven: ±{weakness.spread_ms / 1_000:.1f} s."
    side = "short" if weakness.error_ms < 0 else "long"
    since = f" from rep {weakness.from_rep} on" if weakness.from_rep else ""
    return f"{what} is {abs(weakness.error_ms) / 1_000:.1f} s {side}{since}."


def _length(weakness: Weakness) -> str:
    return f"{weakness.target_ms / 1_000:g} s {_WHAT[weakness.phase]}"
