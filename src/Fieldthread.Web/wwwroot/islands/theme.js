// Light or dark. The choice is a cookie, so that the server writes data-theme and no page flashes the wrong way.
const root = document.documentElement;
const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-theme-switch]"));
const preference = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : preference.matches;
const label = () => { if (button) { button.textContent = isDark() ? "Light" : "Dark"; button.hidden = false; } };

button?.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  document.cookie = `ft-theme=${root.dataset.theme}; Path=/; Max-Age=31536000; SameSite=Lax`;
  label();
});
preference.addEventListener("change", label);
label();

// On a narrow screen the areas and their pages are a row that scrolls: bring the current page into sight, and its area where both have room.
const rail = /** @type {HTMLElement | null} */ (document.querySelector(".rail"));
const here = /** @type {HTMLElement | null | undefined} */ (rail?.querySelector('[aria-current="page"]') ?? rail?.querySelector("[aria-current]"));
if (rail && here && rail.scrollWidth > rail.clientWidth) { rail.scrollLeft = here.offsetLeft - (rail.clientWidth - here.offsetWidth) / 2; }
