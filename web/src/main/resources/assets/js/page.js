// Every page: the switch between light, dark and the system's choice. The server renders the choice from the cookie.
const box = document.querySelector("[data-theme-switch]");
box.hidden = false;
box.addEventListener("change", event => {
  document.documentElement.dataset.theme = event.target.value;
  document.cookie = `theme=${event.target.value}; Path=/; Max-Age=31536000; SameSite=Lax`;
  document.dispatchEvent(new CustomEvent("themechange"));
});
