/** A browser as small as can be: it keeps cookies and stops at every redirect, so that a test sees each step. */
export interface Browser {
  cookies: Map<string, string>;
  get(url: string, headers?: Record<string, string>): Promise<Response>;
  post(url: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
}

export function browser(base: string): Browser {
  const cookies = new Map<string, string>();
  const send = async (url: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie === '' ? {} : { cookie }), ...(init.headers as Record<string, string>) };
    const response = await fetch(new URL(url, base), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  };
  return {
    cookies,
    get: (url, headers = {}) => send(url, { headers }),
    post: (url, form = {}, headers = {}) => send(url, { method: 'POST', body: new URLSearchParams(form), headers }),
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair, ...attributes] = line.split(';').map((part) => part.trim());
  const [name, ...value] = pair!.split('=');
  const gone = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=Thu, 01 Jan 1970/i.test(one));
  if (gone) cookies.delete(name!);
  else cookies.set(name!, value.join('='));
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

/** Walks from /sign-in over the choice of a persona to the address of the callback, which is not opened yet. */
export async function walkToCallback(from: Browser, choice: string, start = '/sign-in'): Promise<string> {
  const page = await follow(from, await from.get(start));
  const html = await page.response.text();
  const action = [...html.matchAll(/action="([^"]+)"/g)].map((match) => match[1]!).find((one) => one.endsWith(`/${choice}`));
  if (action === undefined) throw new Error(`no choice ${choice} at ${page.url} (${page.response.status}): ${html.slice(0, 400)}`);
  const chosen = await from.post(new URL(action, page.url).href);
  return (await follow(from, chosen, /\/sign-in\/callback/)).url;
}
