/** A real browser on the running service. Chromium is Debian's own package: found, installed when that is allowed, or asked for. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { beforeAll } from 'vitest';
import { closeAfterwards } from '../closing.ts';
import { testHouse, type TestHouse } from '../database.ts';
import { testService } from '../service.ts';

export interface Visit {
  house: TestHouse;
  browser: Browser;
  /** The address of the service, without a slash at the end. */
  url: string;
}

/** The country, the service listening and a browser, for all tests of a file. The clock stands at 2020-02-14, noon in Sweden. `flags`: more of Chromium's. */
export function visiting(flags: readonly string[] = []): Visit {
  const visit = {} as Visit;
  beforeAll(async () => {
    const executablePath = findChromium();
    visit.house = await testHouse('country');
    const { server } = await testService(visit.house);
    await server.listen({ port: 0, host: '127.0.0.1' });
    const address = server.server.address();
    visit.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    // Root, as in containers, has no sandbox; the pages are our own.
    visit.browser = await chromium.launch({
      executablePath,
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...flags],
    });
    closeAfterwards(() => visit.browser.close());
  }, 300_000);
  return visit;
}

/** Path of a Chromium. Throws with what to do when there is none and none can be installed. */
function findChromium(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = (): string | undefined => usual.find((path) => existsSync(path));
  if (found() === undefined && process.getuid?.() === 0) install();
  const path = found();
  if (path !== undefined) return path;
  throw new Error(
    'The browser journeys need Chromium and found none. Install it (Debian: sudo apt-get install -y chromium) ' +
      'or set CHROMIUM_PATH to the program.',
  );
}

function install(): void {
  try {
    execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=240', 'install', '-y', '--no-install-recommends', 'chromium'], {
      stdio: 'ignore',
      timeout: 280_000,
    });
  } catch {
    // The message of findChromium says what to do.
  }
}

/** How much wider than the window the page is, in pixels: 0 when nothing needs sideways scrolling. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

type Found = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

/**
 * What on the page axe knows to be an obstacle, by WCAG 2.2 A and AA and its own best practices, or by these tags alone. The ways to what
 * is in order are not worked out, and no second page is opened to put frames together, as there are none: half of the time.
 */
export async function violations(page: Page, tags: readonly string[] = []): Promise<Found> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  return (await (tags.length === 0 ? axe : axe.withTags([...tags])).analyze()).violations;
}
