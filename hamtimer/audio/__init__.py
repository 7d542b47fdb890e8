"""Sound: cues, voice and the stream that plays them, independent of any screen."""
