/**
 * A page that follows what happens: when its line says that something has changed, the parts marked with data-fresh are read again where they
 * stand, and a form marked with data-swap is sent without leaving the page. All of it works without this script, by reloading.
 */
/** A connection that is there and says nothing for so long is none, in milliseconds. */
const silenceMs = 4000;
const place = document.querySelector<HTMLElement>('[data-live]');
const served = new Map<string, string>();

/** What the server says of a part, without what is new in every answer: the form's own id, and what is marked with data-new. */
const saidOf = (part: Element): string =>
  part.innerHTML.replaceAll(/(name="_requestId" value=")[^"]*/g, '$1').replaceAll(/value="[^"]*"(?= data-new)/g, '');
const partsOf = (page: Document): HTMLElement[] => [...page.querySelectorAll<HTMLElement>('[data-fresh][id]')];
for (const part of partsOf(document)) served.set(part.id, saidOf(part));

function renew(page: Document, evenFocused: boolean): void {
  for (const fresh of partsOf(page)) {
    const here = document.getElementById(fresh.id);
    const said = saidOf(fresh);
    // What is being filled in stays, and what has not changed keeps what was chosen in it.
    if (here === null || served.get(fresh.id) === said || (!evenFocused && here.contains(document.activeElement))) continue;
    here.replaceChildren(...fresh.childNodes);
    served.set(fresh.id, said);
  }
}

async function read(): Promise<void> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  // Signed out, or no such page any more: the whole page says so.
  if (!answer.ok || answer.redirected) return location.reload();
  const page = parsed(await answer.text());
  const [now, then] = [page, document].map((one) => one.querySelector('[data-stage]')?.getAttribute('data-stage'));
  if (now !== then && document.querySelector('form:focus-within') === null) return swap(page);
  renew(page, false);
}

const parsed = (text: string): Document => new DOMParser().parseFromString(text, 'text/html');

/** The whole of the page's own content, without its head: no flash, and the place on the page is kept. */
function swap(page: Document): void {
  const [fresh, here] = [page, document].map((one) => one.querySelector('#main'));
  if (fresh === null || here === null || fresh === undefined || here === undefined) return location.reload();
  here.replaceChildren(...fresh.childNodes);
  document.title = page.title;
  served.clear();
  for (const part of partsOf(document)) served.set(part.id, saidOf(part));
  document.querySelector<HTMLElement>('[autofocus]')?.focus();
  document.dispatchEvent(new Event('swapped'));
}

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || form.dataset['swap'] === undefined) return;
  event.preventDefault();
  void send(form, event.submitter as HTMLButtonElement | null);
});

async function send(form: HTMLFormElement, button: HTMLButtonElement | null): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) if (typeof value === 'string') body.append(name, value);
  try {
    const signal = AbortSignal.timeout(silenceMs);
    const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' }, signal });
    if (answer.status >= 502) throw new Error('the service is away');
    if (answer.redirected) history.replaceState(null, '', answer.url);
    swap(parsed(await answer.text()));
  } catch {
    // The way is cut: a page that goes on without takes what was filled in; else the browser says so as it always does.
    const unsent = new CustomEvent('unsent', { bubbles: true, cancelable: true, detail: Object.fromEntries(body) });
    if (form.dispatchEvent(unsent)) form.submit();
  }
}

document.addEventListener('click', (event) => {
  if ((event.target as Element).closest('[data-print]') !== null) print();
});

if (place?.dataset['live'] !== undefined) {
  const events = new EventSource(place.dataset['live']);
  let reading: Promise<void> = Promise.resolve();
  const again = (): void => {
    reading = reading.then(read).catch(() => undefined);
  };
  events.addEventListener('changed', again);
  // What changed while the line was down is not told: look.
  let isFirst = true;
  events.addEventListener('open', () => {
    if (!isFirst) again();
    isFirst = false;
    show(false);
  });
  events.addEventListener('error', () => {
    show(true);
    document.dispatchEvent(new Event('line-lost'));
  });
  addEventListener('pagehide', () => events.close());
}

function show(isLost: boolean): void {
  const lost = document.querySelector<HTMLElement>('#line-lost');
  if (lost !== null) lost.hidden = !isLost;
}
