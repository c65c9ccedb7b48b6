// Search, filters, deep links and arrow keys. All content is in the page already.
"use strict";

(() => {
  const form = document.querySelector(".find");
  const field = (name) => form.elements[name];
  const none = document.getElementById("none");
  const bars = [...document.querySelectorAll(".overview a")];
  const groups = [...document.querySelectorAll(".month, .year")].reverse(); // months before their year
  const events = [...document.querySelectorAll(".event")].map((element) => ({
    element,
    details: element.firstElementChild,
    ...element.dataset,
    voices: Number(element.dataset.voices),
    shown: true,
  }));

  // As the command line does it: without case and diacritics, and "đ" is a "d".
  const stroked = { đ: "d", ħ: "h", ı: "i", ł: "l", ø: "o", ŧ: "t" };
  const fold = (text) =>
    text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[đħıłøŧ]/g, (letter) => stroked[letter])
      .replace(/\s+/g, " ")
      .trim();

  // Folding all texts takes a moment with thousands of events, so it waits for the first search.
  const folded = (event, part) => {
    const key = `folded_${part}`;
    event[key] ??= fold(part === "words" ? event.element.textContent : event[part]);
    return event[key];
  };

  const named = (event, part, wanted) => !wanted || folded(event, part).includes(wanted);

  const matches = (event, query) =>
    event.voices >= query.voices &&
    (!query.type || event.type === query.type) &&
    (!query.status || event.status === query.status) &&
    (!query.story || event.story === query.story) &&
    // Within the range as far as known: "after 24 September" may have been in October.
    (!query.from || ((event.first || event.last) && (!event.last || event.last >= query.from))) &&
    (!query.to || ((event.first || event.last) && (!event.first || event.first <= query.to))) &&
    named(event, "people", query.people) &&
    named(event, "places", query.places) &&
    query.words.every((word) => folded(event, "words").includes(word));

  const events_of = (number) => `${number.toLocaleString("en")} ${number === 1 ? "event" : "events"}`;

  const filter = () => {
    const query = {
      words: fold(field("words").value).split(" ").filter(Boolean),
      people: fold(field("people").value),
      places: fold(field("places").value),
      type: field("type").value,
      status: field("status").value,
      story: field("story")?.value,
      from: field("from").value,
      to: field("to").value,
      voices: Number(field("voices").value),
    };
    const counts = new Map();
    let shown = 0;
    for (const event of events) {
      const wanted = Boolean(matches(event, query));
      if (wanted !== event.shown) {
        event.element.hidden = !wanted;
        event.shown = wanted;
      }
      if (wanted) {
        shown += 1;
        counts.set(event.month, (counts.get(event.month) ?? 0) + 1);
      }
    }
    for (const group of groups) {
      const parts = group.matches(".year")
        ? group.querySelectorAll(".month:not([hidden])")
        : group.querySelectorAll(".event:not([hidden])");
      group.hidden = parts.length === 0;
    }
    draw(counts);
    none.hidden = shown > 0 || events.length === 0;
    field("count").value =
      shown === events.length
        ? events_of(shown)
        : `${shown.toLocaleString("en")} of ${events_of(events.length)}`;
    label();
  };

  const draw = (counts) => {
    for (const bar of bars) {
      const all = bar.querySelector(".all");
      const rect = bar.querySelector(".shown");
      const total = bar.dataset.total ?? (bar.dataset.total = bar.title.split(": ").pop());
      const count = bar.dataset.months
        .split(" ")
        .reduce((sum, month) => sum + (counts.get(month) ?? 0), 0);
      const height = (Number(all.getAttribute("height")) * count) / Number(total);
      rect.setAttribute("height", height);
      rect.setAttribute("y", 100 - height);
      bar.title = `${bar.dataset.label}: ${count}`;
      bar.firstElementChild.textContent = `${bar.dataset.label}, ${events_of(count)}`;
      // What leads nowhere is no link.
      if (count) bar.href = bar.dataset.href ?? bar.getAttribute("href");
      else {
        bar.dataset.href ??= bar.getAttribute("href");
        bar.removeAttribute("href");
      }
    }
  };

  const visible = () => events.filter((event) => event.shown);

  const label = () => {
    const shown = visible();
    const all = shown.length > 0 && shown.every((event) => event.details.open);
    field("open").textContent = all ? "Close all" : "Open all";
  };

  const clear = () => {
    form.reset();
    filter();
  };

  // An address with the id of an event opens it, whatever the filters say.
  const follow = () => {
    let name;
    try {
      name = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const event = events.find((one) => one.element.id === name);
    document.querySelector(".found")?.classList.remove("found");
    if (!event) return;
    if (!event.shown) clear();
    event.details.open = true;
    event.element.classList.add("found");
    event.details.firstElementChild.focus({ preventScroll: true });
    // Twice: what was passed over on the way had only its estimated height.
    event.element.scrollIntoView();
    requestAnimationFrame(() => event.element.scrollIntoView());
  };

  const step = (key) => {
    const shown = visible();
    const here = shown.findIndex(
      (event) => event.details.firstElementChild === document.activeElement,
    );
    if (here < 0) return false;
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: shown.length - 1 }[key];
    shown[next]?.details.firstElementChild.focus();
    return next !== undefined;
  };

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 80);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter); // the fields are emptied after this event
  });
  field("more").addEventListener("click", () => {
    const filters = document.getElementById("filters");
    filters.hidden = !filters.hidden;
    field("more").setAttribute("aria-expanded", String(!filters.hidden));
  });
  field("open").addEventListener("click", () => {
    const shown = visible();
    const open = !shown.every((event) => event.details.open);
    for (const event of shown) event.details.open = open;
    label();
  });
  none.querySelector("button").addEventListener("click", () => {
    clear();
    field("words").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.matches?.("summary") && step(event.key)) event.preventDefault();
  });
  let drawn;
  document.getElementById("events").addEventListener(
    "toggle",
    () => {
      cancelAnimationFrame(drawn); // "Open all" toggles thousands
      drawn = requestAnimationFrame(label);
    },
    true,
  );
  window.addEventListener("hashchange", follow);

  form.hidden = false;
  follow();
  window.addEventListener("load", follow); // going to an address, browsers drop the focus
})();
