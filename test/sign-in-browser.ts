/** A browser as small as can be: it keeps cookies and stops at every redirect, so that a test sees each step. */
export interface Cookie {
  name: string;
  value: string;
  path: string;
}

export interface Browser {
  cookies: Cookie[];
  /** The first cookie whose name starts so. */
  cookie(start: string): Cookie | undefined;
  get(url: string, headers?: Record<string, string>): Promise<Response>;
  post(url: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
}

/** `publicUrl`: the name that the site gives itself when a proxy would stand between; asked for at `base` all the same. */
export function browser(base: string, publicUrl: string = base): Browser {
  const cookies: Cookie[] = [];
  const send = async (address: string, init: RequestInit): Promise<Response> => {
    const url = new URL(address.replace(publicUrl, base), base);
    const sent = cookies.filter((one) => url.pathname.startsWith(one.path)).map((one) => `${one.name}=${one.value}`);
    const headers = { ...(sent.length === 0 ? {} : { cookie: sent.join('; ') }), ...(init.headers as Record<string, string>) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  };
  return {
    cookies,
    cookie: (start) => cookies.find((one) => one.name.startsWith(start)),
    get: (url, headers = {}) => send(url, { headers }),
    post: (url, form = {}, headers = {}) => send(url, { method: 'POST', body: new URLSearchParams(form), headers }),
  };
}

function keep(cookies: Cookie[], line: string): void {
  const [pair, ...attributes] = line.split(';').map((part) => part.trim());
  const [name, ...value] = pair!.split('=');
  const path = attributes.find((one) => /^path=/i.test(one))?.slice('path='.length) ?? '/';
  const known = cookies.findIndex((one) => one.name === name && one.path === path);
  if (known >= 0) cookies.splice(known, 1);
  const gone = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=Thu, 01 Jan 1970/i.test(one));
  if (!gone) cookies.push({ name: name!, value: value.join('='), path });
}

/** Follows redirects within the site until the answer is a page, or until the next address matches `before`. */
export async function follow(from: Browser, response: Response, before?: RegExp): Promise<{ url: string; response: Response }> {
  let url = response.url;
  let current = response;
  while (current.status >= 300 && current.status < 400) {
    url = new URL(current.headers.get('location')!, current.url).href;
    if (before?.test(url) === true) break;
    current = await from.get(url);
  }
  return { url, response: current };
}

/** Opens the page to choose a persona on; gives the address of each choice by its last part ('' cancels). */
export async function openChoices(from: Browser, start = '/sign-in'): Promise<(choice: string) => string> {
  const page = await follow(from, await from.get(start));
  const html = await page.response.text();
  const actions = [...html.matchAll(/action="([^"]+)"/g)].map((match) => match[1]!);
  return (choice) => {
    const action = actions.find((one) => one.endsWith(`/${choice}`));
    if (action === undefined)
      throw new Error(`no choice ${choice} at ${page.url} (${page.response.status}): ${html.slice(0, 400)}`);
    return new URL(action, page.url).href;
  };
}

/** Walks from /sign-in over the choice of a persona to the address of the callback, which is not opened yet. */
export async function walkToCallback(from: Browser, choice: string, start = '/sign-in'): Promise<string> {
  const choices = await openChoices(from, start);
  return (await follow(from, await from.post(choices(choice)), /\/sign-in\/callback/)).url;
}
