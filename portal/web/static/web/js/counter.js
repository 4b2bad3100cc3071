// Counts the characters that are left in a long answer.
for (const area of document.querySelectorAll("textarea[data-counter]")) {
  const place = document.getElementById(area.dataset.counter);
  const limit = Number(place?.dataset.limit);
  if (!limit) continue;
  area.removeAttribute("maxlength");
  const count = () => {
    const used = [...area.value].length;
    place.textContent = `${used} / ${limit}`;
    place.classList.toggle("field__counter--over", used > limit);
  };
  area.addEventListener("input", count);
  count();
}
