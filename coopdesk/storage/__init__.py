"""Where a catalogue is kept: the only floor that knows SQL. Nothing is imported here."""
