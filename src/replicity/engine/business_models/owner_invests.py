"""The user of today's service invests, operates and keeps what it saves; no contract price.

Who pays and who owns: the user. Risk: the user carries all. Condition: capital, and people who can run it.
"""

from replicity.engine.business_models.contract import BusinessModel, no_payments

MODEL = BusinessModel(id="owner_invests", takes={}, price=None, payments=no_payments)
