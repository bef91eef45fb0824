#!/usr/bin/env bash
# For maintainers: gather the sentences of the product into the Spanish catalogue and compile it.
# Needs GNU gettext (Debian: apt-get install gettext). Fill empty msgstr by hand, then run it again.
set -euo pipefail
cd "$(dirname "$0")/../src/replicity"
export PYTHONPATH=.. DJANGO_SETTINGS_MODULE=replicity.web.settings
python=../../.venv/bin/python
"$python" -m django makemessages --locale es --no-obsolete --no-location --no-wrap --ignore 'data/*' --verbosity 0
# the date would change the file at every run
sed -i '/^"POT-Creation-Date:/d; /^"PO-Revision-Date:/d' locale/es/LC_MESSAGES/django.po
msgfmt --check --output-file=locale/es/LC_MESSAGES/django.mo locale/es/LC_MESSAGES/django.po
msgfmt --statistics --output-file=/dev/null locale/es/LC_MESSAGES/django.po
