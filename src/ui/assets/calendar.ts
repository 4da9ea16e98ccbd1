/**
 * A calendar from the keyboard, and fresh: p and n go back and forth, t to today, d and w to the day and the week, arrows between what
 * is booked; when the server says that something has changed, the calendar is read again where it stands. All of it works by links too.
 */
const calendar = document.querySelector<HTMLElement>('#calendar');
const keys: Readonly<Record<string, string>> = { p: 'before', t: 'today', n: 'after', d: 'view', w: 'view' };

document.addEventListener('keydown', (event) => {
  const target = event.target as HTMLElement;
  if (event.altKey || event.ctrlKey || event.metaKey || target.matches('input, select, textarea')) return;
  const link = document.querySelector<HTMLAnchorElement>(`#calendar-${keys[event.key] ?? 'none'}`);
  if (link !== null && link.getAttribute('aria-keyshortcuts') === event.key) return link.click();
  if (event.key.startsWith('Arrow') && move(event.key)) event.preventDefault();
});

/** To the next of what is booked in that direction: up and down in a day, left and right between days. */
function move(arrow: string): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('.calendar .entry a')];
  const from = document.activeElement as HTMLElement | null;
  if (links.length === 0) return false;
  if (from === null || !links.includes(from)) {
    links[0]!.focus();
    return true;
  }
  const at = from.getBoundingClientRect();
  const found = links
    .filter((link) => link !== from)
    .map((link) => ({ link, box: link.getBoundingClientRect() }))
    .map(({ link, box }) => ({ link, dx: box.left - at.left, dy: box.top - at.top }))
    .filter(({ dx, dy }) => isThere(arrow, dx, dy))
    .toSorted((a, b) => distance(arrow, a) - distance(arrow, b))[0];
  found?.link.focus();
  return found !== undefined;
}

function isThere(arrow: string, dx: number, dy: number): boolean {
  if (arrow === 'ArrowUp') return Math.abs(dx) < 8 && dy < -1;
  if (arrow === 'ArrowDown') return Math.abs(dx) < 8 && dy > 1;
  return arrow === 'ArrowLeft' ? dx < -8 : dx > 8;
}

function distance(arrow: string, { dx, dy }: { dx: number; dy: number }): number {
  const isAcross = arrow === 'ArrowLeft' || arrow === 'ArrowRight';
  return isAcross ? Math.abs(dx) * 10 + Math.abs(dy) : Math.abs(dy);
}

// On a narrow screen a week begins at today.
const today = calendar?.querySelector<HTMLElement>('th[aria-current]');
const scrolled = today?.closest<HTMLElement>('.table-scroll');
if (today && scrolled) scrolled.scrollLeft = today.offsetLeft - (scrolled.querySelector('th')?.offsetWidth ?? 0);

if (calendar?.dataset['live'] !== undefined) {
  const events = new EventSource(calendar.dataset['live']);
  let reading: Promise<void> = Promise.resolve();
  const again = (): void => {
    reading = reading.then(() => read(calendar)).catch(() => undefined);
  };
  events.addEventListener('changed', again);
  // What changed while the line was down is not told: look.
  let isFirst = true;
  events.addEventListener('open', () => {
    if (!isFirst) again();
    isFirst = false;
  });
  // A line that broke is tried again by the browser; one that was refused is over, and what stands here is no longer followed.
  events.addEventListener('error', () => {
    const stale = document.querySelector<HTMLElement>('#calendar-stale');
    if (stale !== null) stale.hidden = events.readyState !== EventSource.CLOSED;
  });
  addEventListener('pagehide', () => events.close());
}

async function read(place: HTMLElement): Promise<void> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector('#calendar');
  if (fresh === null) return;
  const focused = place.contains(document.activeElement) ? (document.activeElement as HTMLElement).getAttribute('href') : null;
  place.replaceChildren(...fresh.childNodes);
  if (focused !== null) place.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus();
}
