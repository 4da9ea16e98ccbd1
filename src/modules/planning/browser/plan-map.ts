/**
 * The map answers as it is asked: each change of the form and each click on the map is fetched where one stands, and a question that a newer one
 * has overtaken is let go, here and at the service. All of it works without this script, by the form's button and the map's links.
 */
const form = document.querySelector<HTMLFormElement>('#plan-form');
/** So long after the last movement of a slider, in milliseconds. */
const pauseMs = 120;
let asking: AbortController | null = null;
let following: EventSource | null = null;
let waiting: ReturnType<typeof setTimeout> | undefined;

if (form !== null) {
  linkSliders();
  fitBudget();
  follow();
  form.addEventListener('input', (event) => {
    // A place to mark is asked for by its button.
    const { name } = event.target as HTMLInputElement;
    if (name !== 'place' && name !== 'act') soon();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const asked = addressOf(true);
    const place = form.querySelector<HTMLSelectElement>('[name="place"]');
    if (place !== null) place.value = '';
    void ask(asked);
  });
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement | SVGAElement>(
      '#plan-answer a[data-place], #plan-marks a, a[data-halt]',
    );
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void ask(new URL(link.getAttribute('href')!, location.href));
  });
  addEventListener('popstate', () => location.reload());
}

function soon(): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => void ask(addressOf(false)), pauseMs);
}

/** What the form says; a place to mark only when its button was pressed. */
function addressOf(isSent: boolean): URL {
  const address = new URL(form!.action);
  for (const [name, value] of new FormData(form!))
    if (typeof value === 'string' && value !== '' && (isSent || (name !== 'place' && name !== 'act')))
      address.searchParams.append(name, value);
  return address;
}

async function ask(address: URL): Promise<void> {
  clearTimeout(waiting);
  asking?.abort();
  following?.close();
  const mine = new AbortController();
  asking = mine;
  const here = document.querySelector('#plan-answer')!;
  here.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(address, { headers: { accept: 'text/html' }, signal: mine.signal });
    // Signed out, or refused: the whole page says so.
    if (!answer.ok) return location.assign(address);
    show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    history.replaceState(null, '', answer.url);
    follow();
  } catch {
    // A newer question came; or the way is cut, and then the browser says so as it always does.
    if (!mine.signal.aborted) location.assign(address);
  }
}

/** The answer is another; of the form only its marks, so that whoever moves a slider keeps it. */
function show(page: Document): void {
  const fresh = page.querySelector('#plan-answer');
  const here = document.querySelector('#plan-answer');
  if (fresh === null || here === null) return location.reload();
  const open = [...here.querySelectorAll<HTMLDetailsElement>('details[open]')].map(
    (one) => one.querySelector('summary')?.textContent,
  );
  const said = fresh.querySelector('.in-short');
  const place = here.querySelector('.in-short');
  here.replaceChildren(...fresh.childNodes);
  // The same element says it, so that it is read out.
  if (said !== null && place !== null) {
    place.replaceChildren(...said.childNodes);
    place.setAttribute('data-cost', said.getAttribute('data-cost') ?? '');
    said.replaceWith(place);
  }
  for (const one of here.querySelectorAll('details'))
    if (open.includes(one.querySelector('summary')?.textContent)) one.open = true;
  here.setAttribute('aria-busy', 'false');
  fitBudget();
  for (const name of ['close', 'keep', 'put']) {
    const from = page.querySelector<HTMLInputElement>(`#plan-form input[type=hidden][name="${name}"]`);
    const to = form!.querySelector<HTMLInputElement>(`input[type=hidden][name="${name}"]`);
    if (from !== null && to !== null) to.value = from.value;
  }
}

/** A slider and its number say the same. */
function linkSliders(): void {
  for (const slider of form!.querySelectorAll<HTMLInputElement>('input[data-slider]')) {
    const number = document.getElementById(slider.dataset['slider']!) as HTMLInputElement;
    slider.hidden = false;
    slider.addEventListener('input', () => {
      number.value = slider.value;
      // Whoever moves the budget asks for the best within it.
      if ('budget' in slider.dataset) form!.querySelector<HTMLInputElement>('[name="within"][value="money"]')!.checked = true;
    });
    number.addEventListener('input', () => (slider.value = number.value));
  }
}

/** The budget's slider goes to twice what the network of the day costs, by steps of a hundredth; it is there when the costs are said. */
function fitBudget(): void {
  const slider = form!.querySelector<HTMLInputElement>('input[data-budget]')!;
  const cost = Number(document.querySelector<HTMLElement>('[data-cost]')?.dataset['cost'] ?? '');
  slider.hidden = !(cost > 0);
  if (slider.hidden) return;
  const typed = (document.getElementById(slider.dataset['slider']!) as HTMLInputElement).value
    .replaceAll(/\s/g, '')
    .replace(',', '.');
  slider.max = String(2 * cost);
  slider.step = String(cost / 100);
  if (document.activeElement !== slider) slider.value = typed === '' ? String(cost) : typed;
}

/** A search that goes on tells how far it is; when it has ended the answer is read. */
function follow(): void {
  const line = document.querySelector<HTMLElement>('[data-search]');
  if (line === null) return;
  const events = new EventSource(line.dataset['search']!);
  following = events;
  events.addEventListener(
    'progress',
    (event) => (line.textContent = (JSON.parse(event.data as string) as { text: string }).text),
  );
  events.addEventListener('done', () => {
    events.close();
    void ask(new URL(location.href));
  });
}
addEventListener('pagehide', () => following?.close());
