"""The command line: thin commands over the appraisal and the reports."""
