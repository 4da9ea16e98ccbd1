/** Long work on a page: what is said of it is read anew where it stands, until it is done. Without scripts a link does the same. */
const everyMs = 1500;

async function look(): Promise<void> {
  const here = document.querySelector<HTMLElement>('[data-under-way]');
  if (here === null) return;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = page.querySelector('[data-under-way]');
    // Done: the whole page says what came of it. What is no such page any more (signed out) says so when it is loaded.
    if (now === null) return location.reload();
    // What has the focus stays as it is.
    if (!here.contains(document.activeElement)) here.replaceChildren(...now.children);
  } catch {
    // Away for a moment: the next look may be answered.
  }
  setTimeout(() => void look(), everyMs);
}

setTimeout(() => void look(), everyMs);
