/** A person looks for help near them: with script, without, with the keyboard alone, on a phone, in Arabic. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { overflow, visiting } from './browser.ts';

const visit = visiting();

/** Opens a page, lets the person walk, and sees that no script failed and nothing was refused by the site's own policy. */
async function walk(path: string, options: BrowserContextOptions, go: (page: Page) => Promise<void>): Promise<void> {
  const context = await visit.browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on(
    'console',
    (message) => message.type() === 'error' && !message.text().includes('Failed to load') && faults.push(message.text()),
  );
  try {
    await page.goto(`${visit.url}${path}`);
    await go(page);
    expect(faults).toEqual([]);
  } finally {
    await context.close();
  }
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

describe('with script', () => {
  test('suggestions lead to the answer, and the map becomes part of the page', async () => {
    await walk('/', {}, async (page) => {
      await page.getByRole('combobox', { name: 'Kommun eller ort' }).fill('dorot');
      await page.getByRole('option', { name: /Dorotea.*Västerbottens län/ }).click();
      await page.getByRole('button', { name: 'Visa hjälp' }).click();
      await heading(page, 'Hjälp nära dig i Dorotea');
      expect(new URL(page.url()).search).toBe('?municipality=2425');
      await page.getByRole('link', { name: '0771-416 416' }).first().waitFor();
      await page.getByRole('img', { name: 'Karta över trakten kring Dorotea' }).waitFor();
      // The picture gives way to the map while it is scrolled to: it is the page that is scrolled, not the picture.
      await page.keyboard.press('End');
      await page.locator('svg[aria-label^="Karta över trakten"]').waitFor();
    });
  });

  test('another day is one form away', async () => {
    await walk('/?municipality=2425', {}, async (page) => {
      await page.getByText('Byt plats eller dag').click();
      await page.getByLabel('Dag').fill('2020-12-31');
      await page.getByRole('button', { name: 'Visa hjälp' }).click();
      await page.getByText('Gäller torsdag 31 december 2020').waitFor();
      await page.getByText('inget eget kontor i Dorotea sedan 31 oktober 2020').waitFor();
    });
  });

  test('the national picture moves from day to day and on to a municipality', async () => {
    await walk('/', {}, async (page) => {
      await page.getByRole('link', { name: 'Hela landet' }).click();
      await page.getByRole('link', { name: '31 december 2020' }).first().click();
      await page.getByText('106 av 290 kommuner har ett eget kontor').waitFor();
      await page.getByText('Alla kommuner, län för län').click();
      await page.getByText('Västerbottens län: 15 kommuner').click();
      await page.getByRole('link', { name: 'Dorotea' }).click();
      await heading(page, 'Hjälp nära dig i Dorotea');
    });
  });

  // What moves between press and release loses the click.
  test('what is opened has its whole height at once', async () => {
    await walk('/country', {}, async (page) => {
      const [details, content] = await page
        .locator('details', { hasText: 'Alla kommuner, län för län' })
        .evaluate(async (one) => {
          one.querySelector('summary')!.click();
          await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          return [one.getBoundingClientRect().height, one.lastElementChild!.getBoundingClientRect().height];
        });
      expect(details).toBeGreaterThan(content);
    });
  });
});

describe('without script', () => {
  const plain = { javaScriptEnabled: false };

  test('a name leads to the answer', async () => {
    await walk('/', plain, async (page) => {
      await page.getByLabel('Kommun eller ort').fill('harnosand');
      await page.getByRole('button', { name: 'Visa hjälp' }).click();
      await heading(page, 'Hjälp nära dig i Härnösand');
      await page.getByText('Arbetsförmedlingen Härnösand').first().waitFor();
    });
  });

  test('a misspelling is asked about', async () => {
    await walk('/', plain, async (page) => {
      await page.getByLabel('Kommun eller ort').fill('Dorotae');
      await page.getByRole('button', { name: 'Visa hjälp' }).click();
      await page.getByRole('heading', { name: 'Menade du?' }).waitFor();
      await page.getByRole('link', { name: 'Dorotea', exact: true }).first().click();
      await heading(page, 'Hjälp nära dig i Dorotea');
    });
  });

  test('the list leads there too', async () => {
    await walk('/', plain, async (page) => {
      await page.getByText('Välj i en lista i stället').click();
      await page.getByRole('link', { name: 'Gotlands län' }).click();
      await page.getByRole('link', { name: 'Gotland', exact: true }).click();
      await heading(page, 'Hjälp nära dig på Gotland');
    });
  });

  test('the map is a picture with words for it', async () => {
    await walk('/?municipality=0180', plain, async (page) => {
      await page.getByAltText('Karta över trakten kring Stockholm').waitFor();
      await heading(page, 'Hjälp nära dig i Stockholm');
    });
  });

  test('nothing typed: the page says what is missing, and the link leads to the field', async () => {
    await walk('/', plain, async (page) => {
      await page.getByRole('button', { name: 'Visa hjälp' }).click();
      await page.getByRole('link', { name: 'Skriv en kommun eller en ort' }).click();
      expect(page.url()).toContain('#f-q');
    });
  });
});

test('with the keyboard alone', async () => {
  await walk('/', {}, async (page) => {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Hoppa till innehållet');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-q');
    await page.keyboard.type('Vi');
    await page.getByRole('option').first().waitFor();
    // Faster than the answers come: what is chosen fits what is typed.
    await page.keyboard.type('sb');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('combobox', { name: 'Kommun eller ort' }).inputValue()).toBe('Visby');
    await page.keyboard.press('Enter');
    await heading(page, 'Hjälp nära dig i Visby');
    const reached = new Set<string>();
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      reached.add(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''));
    }
    for (const name of [
      '0771-416 416',
      'Byt plats eller dag',
      'Vad betyder det?',
      'Så gjordes rekonstruktionen',
      'Till sidans början',
    ]) {
      expect([...reached], name).toContain(name);
    }
  });
});

describe('on a phone', () => {
  const pages = [
    '/',
    '/?municipality=2425',
    '/?municipality=0180&on=2020-12-31',
    '/?municipality=0980',
    '/?q=doro',
    '/?q=qqqq',
    '/?q=',
    '/?county=14',
    '/country?on=2020-02-14',
  ];

  test.each(['', '/ar', '/easy'])('nothing needs sideways scrolling at 320 pixels: %s/', async (prefix) => {
    await walk(`${prefix}/`, { viewport: { width: 320, height: 800 } }, async (page) => {
      for (const path of pages) {
        await page.goto(`${visit.url}${prefix}${path}`);
        expect([path, await overflow(page)]).toEqual([path, 0]);
      }
    });
  });

  test('the answer begins on the first screen', async () => {
    await walk('/?municipality=2425', { viewport: { width: 390, height: 844 } }, async (page) => {
      for (const part of [
        page.getByRole('link', { name: '0771-416 416' }).first(),
        page.getByRole('list', { name: 'Kort sagt' }),
      ]) {
        const box = (await part.boundingBox())!;
        expect(box.y + box.height).toBeLessThan(844);
      }
    });
  });
});

test('in Arabic, from right to left', async () => {
  await walk('/', { viewport: { width: 390, height: 844 } }, async (page) => {
    await page.getByRole('link', { name: 'العربية' }).click();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await page.getByRole('combobox', { name: 'البلدية أو المنطقة السكنية' }).fill('Dorotea');
    await page.getByRole('button', { name: 'اعرض المساعدة' }).click();
    await heading(page, 'المساعدة بالقرب منك في Dorotea');
    await page.getByText('نحو 5 دقائق').first().waitFor();
    await page.getByRole('link', { name: '0771-416 416' }).first().waitFor();
  });
});
