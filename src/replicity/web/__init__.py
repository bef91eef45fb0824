"""The web platform: pages over the appraisal and the reports."""
