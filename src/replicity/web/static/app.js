// Suggestions under the search field; without this script the form leads to a page of results.
"use strict";
for (const form of document.querySelectorAll("[data-suggestions]")) {
  const field = form.querySelector("input"), list = form.querySelector("[role=listbox]"), status = form.querySelector("[role=status]");
  let found = [], chosen = -1, timer = 0, asked = 0;
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  const close = () => { list.hidden = true; chosen = -1; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const mark = (index) => {
    chosen = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    if (index < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", list.children[index].id);
  };
  const show = (cities) => {
    found = cities;
    list.replaceChildren(...cities.map((city, i) => {
      const item = document.createElement("li"), country = document.createElement("small");
      item.id = `${list.id}-${i}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.append(city.name, " ", country);
      country.textContent = city.country;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); location.assign(city.url); });
      return item;
    }));
    chosen = -1;
    list.hidden = cities.length === 0;
    field.setAttribute("aria-expanded", String(cities.length > 0));
    status.textContent = cities.length ? `${cities.length} ${status.dataset.countWords}` : "";
  };
  const ask = async () => {
    const text = field.value.trim(), turn = ++asked;
    if (text.length < 2) { show([]); return close(); }
    try {
      const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(text)}`);
      if (answer.ok && turn === asked) show((await answer.json()).cities);
    } catch { close(); }
  };
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((chosen + step + found.length) % found.length);
    } else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); location.assign(found[chosen].url); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
  });
}
