"""Waiting for what workers read."""


def loaded(templates):
    """Read a list of templates as the window does, and wait for it; its owner is an `Inbox`."""
    templates.reload()
    templates._tasks.post.run_until(lambda: templates._tasks.idle)
    return templates
