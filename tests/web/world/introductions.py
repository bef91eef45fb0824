"""Santiago and Gothenburg: an accepted introduction with its thread, a question with know-how, a document."""

from replicity.web.introductions import services

SOLUTION = "mobility_hub"
TEXT = b"Parking policy of the city, in short."


def add(world) -> None:
    """Put introductions, questions, know-how and a document into the world."""
    editor, host = world.actor("editor"), world.actor("host")
    city, asked, owner = (world.organisations[n] for n in ("city", "host", "owner"))
    waiting = services.ask(editor, city, owner, SOLUTION, "May we see how Brf Viva does without parking?")
    made = services.ask(editor, city, asked, SOLUTION, "Parking norms keep us from building mobility hubs.")
    services.accept(host, made)
    services.write(editor, made, "Thank you. When could we speak?")
    services.write(host, made, "Next week. We bring the traffic officer.")
    shared = services.share(host, made, "Mobility agreements", TEXT, "Draft", name="agreements.txt")
    services.add_version(host, shared, 1, TEXT + b" Signed.", "As signed", name="agreements.txt")
    question = services.ask_question(
        editor,
        city,
        SOLUTION,
        "Who decides how few parking places are enough?",
        theme="contract",
        introduction=made,
    )
    answer = services.answer_question(
        host, question, "The building permit, under the parking policy.", "Parking policy 2018", [shared]
    )
    entry = services.publish(host, answer, "Who decides on parking places?")
    everybody = services.ask_question(editor, city, SOLUTION, "What do residents pay a month?", theme="cost")
    world.ids |= {
        "introduction": made.pk,
        "introduction_waiting": waiting.pk,
        "introduction_document": shared.pk,
        "question": question.pk,
        "question_to_all": everybody.pk,
        "answer": answer.pk,
        "know_how": entry.pk,
    }
