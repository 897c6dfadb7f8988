"""Paper tasks → files: many at a time, each whole or not at all, and only what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from exampaper.files import ready
from exampaper.papers.render import render_batch
from exampaper.papers.task import BuildContext, PaperResult, PaperTask, in_batches
from exampaper.papers.workers import render_in_workers
from exampaper.targets import PDF, TARGETS

FEW = 8  # for fewer papers, starting workers takes longer than the work


def build_papers(context: BuildContext, tasks: Sequence[PaperTask], jobs: int) -> Iterator[PaperResult]:
    """Make every requested paper, giving each result as it is done. A paper that fails does not stop the others.

    jobs: the number of worker processes. Raises Faulty where nothing can be written, and for a missing engine.
    """
    ready(context.folder)
    if PDF in context.wanted.formats:
        TARGETS[context.wanted.engine].engine.ready()
    batches = in_batches(tasks, context.wanted)
    render = partial(render_batch, context)
    requested = sum(task.requested for task in tasks)
    if jobs == 1 or requested < FEW:
        for batch in batches:
            yield from render(batch)
    else:
        for results in render_in_workers(render, batches, jobs, context.banks):
            yield from results
