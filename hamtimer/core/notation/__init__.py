"""The notation of strength training: times, tempos, work and schedules, read and written."""
