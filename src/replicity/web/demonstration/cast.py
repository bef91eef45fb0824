"""Who takes part in the demonstration: real cities in roles that they never played, and invented people."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Town:
    """A city of the demonstration, how far it came, and who speaks for it.

    It applied `began_days` before the day of the run, and has been in its stage for `here_days`.
    """

    name: str
    country: str
    stage: str
    began_days: int
    here_days: int
    person: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Body:
    """Another organisation of the demonstration; `name` and `person` are invented unless it is a city."""

    key: str
    kind: str
    name: str
    country: str
    person: str
    place: str = ""
    language: str = "en"


# in the order of the stages; `submitted` and `draft` are applications that the broker has not let in yet. Two
# began early enough to have built and measured a year; the others came in the last year and a half.
TOWNS: Final = (
    Town("Santiago", "CL", "host", 1150, 21, "Ana Demo", "es"),
    Town("Cape Town", "ZA", "implementation", 1030, 530, "Esihle Demo"),
    Town("Nairobi", "KE", "deal", 560, 45, "Chepkoech Demo"),
    Town("Montevideo", "UY", "preparation", 500, 66, "Delia Demo", "es"),
    Town("Bogotá", "CO", "adaptation", 470, 128, "Bruno Demo", "es"),
    Town("Medellín", "CO", "pre_feasibility", 380, 60, "Fabio Demo", "es"),
    Town("Lima", "PE", "letter", 330, 60, "Gloria Demo", "es"),
    Town("Kigali", "RW", "letter", 270, 33, "Habimana Demo"),
    Town("Quito", "EC", "delegation", 210, 40, "Inés Demo", "es"),
    Town("Tbilisi", "GE", "delegation", 190, 18, "Jaba Demo"),
    Town("Curitiba", "BR", "remote_exchange", 150, 21, "Kátia Demo"),
    Town("Guadalajara", "MX", "short_list", 120, 9, "Lucía Demo", "es"),
    Town("Accra", "GH", "short_list", 160, 41, "Mawuli Demo"),
    Town("Hanoi", "VN", "diagnosis", 95, 27, "Ngoc Demo"),
    Town("São Paulo", "BR", "diagnosis", 140, 75, "Otávio Demo"),
    Town("Pune", "IN", "intake", 70, 24, "Priya Demo"),
    Town("San José", "CR", "onboarding", 27, 11, "Quiela Demo", "es"),
    Town("Surabaya", "ID", "onboarding", 45, 29, "Rina Demo"),
    Town("Casablanca", "MA", "submitted", 20, 12, "Salma Demo"),
    Town("Mexico City", "MX", "draft", 12, 12, "Tadeo Demo", "es"),
)
BROKER: Final = Body("broker", "broker", "Replication Office (invented)", "SE", "Ulla Demo")
HOSTS: Final = (
    Body("gothenburg", "city", "City of Gothenburg", "SE", "Vera Demo", "Gothenburg, SE"),
    Body("utrecht", "city", "Municipality of Utrecht", "NL", "Wim Demo", "Utrecht, NL"),
    Body("nice", "city", "Ville de Nice", "FR", "Xavier Demo", "Nice, FR"),
)
OTHERS: Final = (
    Body("provider", "provider", "Lumen Poles (invented)", "ES", "Yolanda Demo", language="es"),
    Body("buyer", "buyer", "Luz Compartida (invented)", "CL", "Zoe Demo", "Santiago, CL", "es"),
    Body("lender", "lender", "Banco Andino (invented)", "CL", "Andrés Demo", language="es"),
    Body("evaluator", "evaluator", "Measured Cities Institute (invented)", "GR", "Barbara Demo"),
)
PLACES_OF_A_HOST: Final = 7
INVENTED: Final = "Invented for the demonstration."
