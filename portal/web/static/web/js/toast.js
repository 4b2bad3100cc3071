// Lets a message be put away.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dismiss]");
  if (button) button.closest(".toast")?.remove();
});
// Without this module there is no button to press.
for (const button of document.querySelectorAll("[data-dismiss]")) button.hidden = false;
