"""Sound: cues, voice and the stream that plays them. It knows no screen."""
