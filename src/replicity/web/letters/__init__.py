"""Letters of intent: drafted, negotiated, signed, verified."""
