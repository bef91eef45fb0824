"""People, organisations, and who belongs to which in what role."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an organisation is in the network."""

    CITY = "city", _("City")
    DEMONSTRATION_OWNER = "demonstration_owner", _("Owner of a demonstration")
    PROVIDER = "provider", _("Solution provider")
    BUYER = "buyer", _("Developer or utility (buyer)")
    LENDER = "lender", _("Lender")
    BROKER = "broker", _("Broker")
    EVALUATOR = "evaluator", _("Evaluator")


class Role(models.TextChoices):
    """What a member may do for an organisation; each role may do what those before it may."""

    READER = "reader", _("Reader")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Standing(models.TextChoices):
    """Whether the broker let an organisation into the network."""

    PENDING = "pending", _("waits for the broker")
    APPROVED = "approved", _("approved")
    BLOCKED = "blocked", _("blocked")


class People(BaseUserManager["Person"]):
    """Makes people; an address in another case is the same address."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Person":
        """Return a new person."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person with an address."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """A human being with a login; the audit trail knows the pseudonym alone."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    pseudonym = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)

    objects = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]  # noqa: RUF012 - Django wants a list

    def __str__(self) -> str:
        return self.name or str(_("a former member"))


class Organisation(models.Model):
    """A city, company or body that takes part in the network."""

    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    name = models.CharField(_("name"), max_length=160)
    legal_name = models.CharField(_("legal name"), max_length=200, blank=True)
    tax_number = models.CharField(_("tax number"), max_length=40, blank=True)
    country = models.CharField(_("country"), max_length=2)
    city_id = models.CharField(_("city"), max_length=24, blank=True, db_index=True)
    website = models.URLField(_("website"), blank=True)
    standing = models.CharField(_("standing"), max_length=12, choices=Standing, default=Standing.PENDING)
    marked_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name", "pk")
        indexes = (models.Index(fields=("kind", "standing", "name")),)

    def __str__(self) -> str:
        return self.name

    @property
    def approved(self) -> bool:
        """Whether the broker let it in."""
        return self.standing == Standing.APPROVED


class Membership(models.Model):
    """A person's role in an organisation."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=16, choices=Role)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "organisation"), name="one_role_each"),)


class Invitation(models.Model):
    """A way in for one e-mail address: the link holds the secret, the database only its hash."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.EDITOR)
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)


class JoinRequest(models.Model):
    """Somebody asks to take part; the broker answers."""

    class Answer(models.TextChoices):
        """What became of the request."""

        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    name = models.CharField(_("your name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(max_length=2, default="en")
    kind = models.CharField(_("kind of organisation"), max_length=24, choices=Kind)
    organisation_name = models.CharField(_("organisation"), max_length=160)
    country = models.CharField(_("country"), max_length=2)
    city_id = models.CharField(max_length=24, blank=True)
    message = models.TextField(_("what you seek or offer"), max_length=2000, blank=True)
    answer = models.CharField(max_length=12, choices=Answer, default=Answer.OPEN)
    reason = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("created_at",)
