"""What the metrics of the evidence are called on the pages."""

from replicity.catalogue.evidence import metrics
from replicity.catalogue.labels import has_label, label
from replicity.web.shared.languages import current_language


def metric_name(metric: str) -> str:
    """Return what a metric of the evidence is called."""
    language = current_language()
    if has_label(metric):
        return label(metric, language)
    known = metrics().get(metric)
    return (
        (known.description_es if language == "es" else known.description_en)
        if known
        else label(metric, language)
    )
