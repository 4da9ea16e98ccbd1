/** Enhancement only: every page works without this script. */

interface Suggestion {
  label: string;
  value: string;
  detail?: string;
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-typeahead]')) suggest(input);
for (const image of document.querySelectorAll<HTMLImageElement>('img[data-inline]')) void inline(image);
// Pages that were kept to go on without network are there for whoever is signed in.
addEventListener('submit', ({ target }) => {
  if ('caches' in window && new URL((target as HTMLFormElement).action).pathname.endsWith('/sign-out'))
    void caches.delete('pages');
});

/** Suggestions under a text field: ARIA 1.2 combobox with a listbox. The text typed is what the form sends, with or without. */
function suggest(input: HTMLInputElement): void {
  const box = input.closest<HTMLElement>('.typeahead');
  if (box === null) return;
  const hidden = box.querySelector<HTMLInputElement>('[data-typeahead-value]');
  const list = document.createElement('ul');
  const status = document.createElement('span');
  list.id = `${input.id}-list`;
  list.role = 'listbox';
  list.ariaLabel = input.labels?.[0]?.textContent ?? '';
  list.hidden = true;
  status.role = 'status';
  status.className = 'ds-sr-only';
  box.append(list, status);
  input.role = 'combobox';
  input.autocomplete = 'off';
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  let items: Suggestion[] = [];
  let active = -1;
  let timer = 0;
  let asking = new AbortController();

  function mark(index: number): void {
    active = index;
    [...list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
    const option = list.children[index];
    if (option === undefined) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  function open(yes: boolean): void {
    list.hidden = !yes;
    input.ariaExpanded = String(yes);
    mark(-1);
  }

  function choose(index: number): void {
    const item = items[index];
    if (item === undefined) return;
    input.value = item.label;
    if (hidden !== null) hidden.value = item.value;
    open(false);
    status.textContent = '';
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** What was marked stays marked while the list grows or shrinks around it. */
  function fill(found: Suggestion[]): void {
    const marked = items[active];
    items = found;
    list.replaceChildren(...found.map((item, index) => optionOf(item, `${list.id}-${index}`)));
    open(found.length > 0);
    if (marked !== undefined) mark(found.findIndex(({ value }) => value === marked.value));
  }

  function show(found: Suggestion[]): void {
    fill(found);
    const { countText = '', noneText = '' } = box!.dataset;
    status.textContent = found.length === 0 ? noneText : countText.replace('[count]', String(found.length));
  }

  async function ask(): Promise<void> {
    asking.abort();
    const text = input.value.trim();
    if (text.length < 2) return open(false);
    asking = new AbortController();
    try {
      const answer = await fetch(input.dataset['typeahead'] + encodeURIComponent(text), {
        headers: { accept: 'application/json' },
        signal: asking.signal,
      });
      if (answer.ok) show(((await answer.json()) as { items: Suggestion[] }).items.slice(0, 10));
    } catch {
      // No suggestions then; the form works as it is.
    }
  }

  const keys: Record<string, () => boolean> = {
    ArrowDown: () => (mark((active + 1) % items.length), true),
    ArrowUp: () => (mark((active <= 0 ? items.length : active) - 1), true),
    Enter: () => active >= 0 && (choose(active), true),
    Escape: () => (open(false), true),
    Tab: () => (open(false), false),
  };
  open(false);
  input.addEventListener('input', () => {
    if (hidden !== null) hidden.value = '';
    // Until the answer to the longer text is here, only what still fits it may be chosen.
    asking.abort();
    const text = input.value.trim().toLocaleLowerCase('sv');
    fill(items.filter(({ label }) => label.toLocaleLowerCase('sv').includes(text)));
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), 150);
  });
  input.addEventListener('keydown', (event) => {
    if (!list.hidden && !event.isComposing && keys[event.key]?.() === true) event.preventDefault();
  });
  input.addEventListener('blur', () => open(false));
  // Without this the field would lose the focus, and the list close, before the click lands.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => choose([...list.children].indexOf((event.target as Element).closest('li')!)));
}

function optionOf({ label, detail }: Suggestion, id: string): HTMLLIElement {
  const option = document.createElement('li');
  option.id = id;
  option.role = 'option';
  option.append(label);
  if (detail !== undefined) {
    const small = document.createElement('small');
    small.append(detail);
    option.append(' ', small);
  }
  return option;
}

/** Puts an SVG image into the page itself, so that its links and titles work. */
async function inline(image: HTMLImageElement): Promise<void> {
  try {
    const answer = await fetch(image.src);
    if (!answer.ok) return;
    const root = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml').documentElement;
    if (root.localName !== 'svg') return;
    const svg = document.importNode(root, true);
    // A picture is one thing to a screen reader, unless there are links in it to reach.
    svg.setAttribute('role', svg.querySelector('a') === null ? 'img' : 'group');
    svg.setAttribute('aria-label', image.alt);
    if (image.id !== '') svg.id = image.id;
    svg.classList.add(...image.classList);
    image.replaceWith(svg);
  } catch {
    // The image stays.
  }
}
