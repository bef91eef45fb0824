"""The kinds of notices that this application sends."""
