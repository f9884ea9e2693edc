/** Presses without leaving the page and keeps the results fresh, touching only what changed: nothing blinks, the focus stays. */
export const pageScript = `
const fresh = async () => {
  const answer = await fetch('/', { headers: { accept: 'text/html' } }).catch(() => null);
  if (!answer || !answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const now of page.querySelectorAll('.live')) {
    const shown = document.getElementById(now.id);
    if (shown.className !== now.className) shown.className = now.className;
    for (const from of now.querySelectorAll('[data-part]')) {
      const to = shown.querySelector('[data-part=' + from.dataset.part + ']');
      if (from.innerHTML !== to.innerHTML) to.innerHTML = from.innerHTML;
    }
  }
  return page.querySelector('.live.under-way') !== null;
};
const watch = async () => {
  const busy = document.hidden ? false : await fresh();
  setTimeout(watch, busy ? 300 : 2000);
};
for (const form of document.forms)
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await fetch(form.action, { method: 'POST' }).catch(() => null);
    await fresh();
  });
watch();
`;
