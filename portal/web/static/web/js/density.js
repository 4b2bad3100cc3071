// Changes the density of tables at once; without this module the form reloads the page.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-density]");
  if (!form) return;
  event.preventDefault();
  const chosen = event.submitter?.value ?? "generous";
  for (const table of document.querySelectorAll(".table")) {
    table.classList.toggle("table--compact", chosen === "compact");
  }
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button === event.submitter));
  }
  fetch(form.action, { method: "POST", body: new URLSearchParams({ density: chosen }), redirect: "manual" });
});
