"""Who takes part in the demonstration: real cities in roles that they never played, and invented people."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Town:
    """A city of the demonstration, how far it came, and who speaks for it."""

    name: str
    country: str
    stage: str
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


# in the order of the stages; `submitted` and `draft` are applications that the broker has not let in yet
TOWNS: Final = (
    Town("Santiago", "CL", "host", "Ana Demo", "es"),
    Town("Bogotá", "CO", "implementation", "Bruno Demo", "es"),
    Town("Nairobi", "KE", "deal", "Chepkoech Demo"),
    Town("Montevideo", "UY", "preparation", "Delia Demo", "es"),
    Town("Cape Town", "ZA", "adaptation", "Esihle Demo"),
    Town("Medellín", "CO", "pre_feasibility", "Fabio Demo", "es"),
    Town("Lima", "PE", "letter", "Gloria Demo", "es"),
    Town("Kigali", "RW", "letter", "Habimana Demo"),
    Town("Quito", "EC", "delegation", "Inés Demo", "es"),
    Town("Tbilisi", "GE", "delegation", "Jaba Demo"),
    Town("Curitiba", "BR", "remote_exchange", "Kátia Demo"),
    Town("Guadalajara", "MX", "short_list", "Lucía Demo", "es"),
    Town("Accra", "GH", "short_list", "Mawuli Demo"),
    Town("Hanoi", "VN", "diagnosis", "Ngoc Demo"),
    Town("São Paulo", "BR", "diagnosis", "Otávio Demo"),
    Town("Pune", "IN", "intake", "Priya Demo"),
    Town("San José", "CR", "onboarding", "Quiela Demo", "es"),
    Town("Surabaya", "ID", "onboarding", "Rina Demo"),
    Town("Casablanca", "MA", "submitted", "Salma Demo"),
    Town("Mexico City", "MX", "draft", "Tadeo Demo", "es"),
)
BROKER: Final = Body("broker", "broker", "Replication Office (invented)", "SE", "Ulla Demo")
HOSTS: Final = (
    Body("gothenburg", "city", "City of Gothenburg", "SE", "Vera Demo", "Gothenburg, SE"),
    Body("utrecht", "city", "Municipality of Utrecht", "NL", "Wim Demo", "Utrecht, NL"),
    Body("nice", "city", "Ville de Nice", "FR", "Xavier Demo", "Nice, FR"),
)
OTHERS: Final = (
    Body("provider", "provider", "Lumen Poles (invented)", "ES", "Yolanda Demo", language="es"),
    Body("buyer", "buyer", "Inmobiliaria Mapocho (invented)", "CL", "Zoe Demo", "Santiago, CL", "es"),
    Body("lender", "lender", "Banco Andino (invented)", "CL", "Andrés Demo", language="es"),
    Body("evaluator", "evaluator", "Measured Cities Institute (invented)", "GR", "Barbara Demo"),
)
PLACES_OF_A_HOST: Final = 7
