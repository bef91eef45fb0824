"""Letters of intent with their parties, versions, approvals and signatures."""

from datetime import date
from unicodedata import normalize

from django.db import models
from django.utils.translation import gettext_lazy as _

from replicity.appraisal.letter_content import LetterContent, content_of


class State(models.TextChoices):
    """Where a letter stands."""

    DRAFT = "draft", _("draft")
    NEGOTIATED = "negotiated", _("in negotiation")
    APPROVED = "approved", _("approved, to be signed")
    SIGNED = "signed", _("signed")
    ACTIVE = "active", _("in force")
    FULFILLED = "fulfilled", _("fulfilled")
    EXPIRED = "expired", _("expired")
    WITHDRAWN = "withdrawn", _("withdrawn")


IN_WORK = (State.DRAFT, State.NEGOTIATED)
SIGNED_BY_ALL = (State.SIGNED, State.ACTIVE, State.FULFILLED)
ENDED = (State.FULFILLED, State.EXPIRED, State.WITHDRAWN)


class Letter(models.Model):
    """A letter of intent; `version` is the number of its newest version."""

    code = models.CharField(_("code"), max_length=24, unique=True)
    title = models.CharField(_("title"), max_length=200)
    city = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="letters_as_city")
    drafted_by = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="letters_drafted")
    application = models.ForeignKey(
        "programmes.Application", models.SET_NULL, null=True, related_name="letters"
    )
    solutions = models.JSONField(default=list)
    # by solution: size, model, values, seed and draws behind the expected results, as it was drafted
    basis = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT, db_index=True)
    version = models.PositiveIntegerField(default=1)
    document = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    valid_until = models.DateField(_("valid until"), null=True)
    in_force_since = models.DateField(_("in force since"), null=True)
    renews = models.ForeignKey("self", models.PROTECT, null=True, related_name="renewals")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-changed_at", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def in_work(self) -> bool:
        """Whether its text may still change."""
        return self.state in IN_WORK

    @property
    def ended(self) -> bool:
        """Whether nothing follows any more."""
        return self.state in ENDED

    def overdue(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.valid_until is not None and self.valid_until < today


class Party(models.Model):
    """An organisation in a letter, and who signs for it; parties sign in the order of `position`."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="letter_parties")
    role = models.CharField(_("role"), max_length=24)
    position = models.PositiveSmallIntegerField()
    signatory = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    signatory_name = models.CharField(_("signatory"), max_length=120, blank=True)
    office = models.CharField(_("office"), max_length=120, blank=True)
    mandate = models.CharField(_("mandate"), max_length=200, blank=True)
    term_ends_on = models.DateField(_("term of office ends"), null=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("letter", "organisation"), name="one_party_each"),
            models.UniqueConstraint(fields=("letter", "position"), name="one_party_at_a_time"),
        )

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def field(self) -> str:
        """Return the name of its signature field in the PDF."""
        return f"party-{self.position}"

    def names(self, account_name: str) -> bool:
        """Whether the stated signatory is called as an account is, whatever the capitals and blanks."""
        stated, held = (_plain(name) for name in (self.signatory_name, account_name))
        return stated == held


def _plain(name: str) -> str:
    return " ".join(normalize("NFKC", name).casefold().split())


class LetterVersion(models.Model):
    """The whole content of a letter as it was saved once; never changed."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    groups = models.JSONField(default=list)
    note = models.CharField(_("what was changed and why"), max_length=200, blank=True)
    author = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("letter", "number"), name="one_version_each"),)

    @property
    def letter_content(self) -> LetterContent:
        """Return the content."""
        return content_of(self.content)


class Comment(models.Model):
    """A remark on a group of fields in the negotiation."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="comments")
    group = models.CharField(max_length=32)
    version = models.PositiveIntegerField()
    text = models.TextField(_("comment"), max_length=2000)
    author = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("written_at", "pk")


class Approval(models.Model):
    """A party agrees to one version: by whom (a council, a board, an officer), with reference and date."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="approvals")
    # a party that was taken off the letter decided all the same
    party = models.ForeignKey(Party, models.SET_NULL, null=True, related_name="approvals")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField()
    body = models.CharField(_("decided by"), max_length=160)
    reference = models.CharField(_("reference of the decision"), max_length=160, blank=True)
    approved_on = models.DateField(_("date of the decision"))
    recorded_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("party__position",)
        constraints = (models.UniqueConstraint(fields=("party", "version"), name="one_approval_each"),)


class Method(models.TextChoices):
    """How a party signed."""

    PLATFORM = "platform", _("on the platform")
    OWN = "own", _("in the PDF, with a certificate of its own")
    COPY = "copy", _("on a printed copy")


class SigningAuthority(models.Model):
    """An authority under which letters were signed here; its certificate outlives a lost key."""

    sha256 = models.CharField(max_length=64, unique=True)
    certificate = models.TextField()
    first_signed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("first_signed_at", "pk")

    def __str__(self) -> str:
        return self.sha256


class SignatureRecord(models.Model):
    """The signature of a party, with the fingerprint of the file that it made."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="signatures")
    party = models.OneToOneField(Party, models.PROTECT, related_name="signature")
    person = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    signer_name = models.CharField(max_length=120)
    office = models.CharField(max_length=120, blank=True)
    method = models.CharField(_("method"), max_length=12, choices=Method)
    document = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, db_index=True)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("signed_at", "pk")


class Handover(models.Model):
    """Somebody else holds the office now and confirms the letter; who signed it stays as it was."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="handovers")
    name = models.CharField(_("name of the successor"), max_length=120)
    office = models.CharField(_("office"), max_length=120)
    mandate = models.CharField(_("mandate"), max_length=200, blank=True)
    term_ends_on = models.DateField(_("term of office ends"), null=True)
    note = models.CharField(_("what was handed over"), max_length=400, blank=True)
    recorded_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("recorded_at", "pk")


class Change(models.Model):
    """A step of a letter from one state to the next, with the reason."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="changes")
    before = models.CharField(max_length=12, choices=State)
    after = models.CharField(max_length=12, choices=State)
    reason = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "pk")


class Reminder(models.Model):
    """A reminder of the end of a letter that was sent; the same is not sent twice."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="reminders")
    valid_until = models.DateField()
    days_before = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("letter", "valid_until", "days_before"), name="one_reminder_each"
            ),
        )
