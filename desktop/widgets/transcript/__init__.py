"""The conversation view. `view.TranscriptView` is what the window uses."""
