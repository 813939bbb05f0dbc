// Pages of a class: links that are copied with one click, and times in the reader's own zone.
for (const button of document.querySelectorAll("[data-copy]")) {
  const words = button.textContent;
  button.addEventListener("click", async () => {
    const field = button.parentElement.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // not a secure context (http on a LAN): the old way
      field.select();
      document.execCommand("copy");
    }
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 1600);
  });
}

const language = document.documentElement.lang;
const format = (selector, options) => {
  const form = new Intl.DateTimeFormat(language, options);
  for (const time of document.querySelectorAll(selector)) time.textContent = form.format(new Date(time.dateTime));
};
format("[data-time]", {hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23"});
format("[data-day]", {dateStyle: "medium"});
