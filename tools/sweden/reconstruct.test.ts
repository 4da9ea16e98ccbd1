import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { figures, holdingOn, securingOn } from './check.ts';
import { cell, readTable } from './csv.ts';
import type { Row } from './csv.ts';
import { reconstruct } from './reconstruct.ts';

const folder = join(import.meta.dirname, '../../data/sweden');
const table = (name: string) => readTable(join(folder, name));
const register = table('register.csv');
const closures = table('closures.csv');
const securing = table('securing.csv');
const events = table('sourced-events.csv');

const at = (rows: readonly Row[], code: string) => rows.filter((row) => cell(row, 'municipality_code') === code);
const kindsOn = (day: string, code: string) => at(holdingOn(register, day), code).map((row) => cell(row, 'kind'));
const ownOn = (day: string, code: string) =>
  kindsOn(day, code).filter((kind) => ['staffed_office', 'visiting_office'].includes(kind));
const offices = (event: Row) => Number(cell(event, 'offices'));
const closuresIn = (code: string) => closures.filter((row) => cell(row, 'place_code').startsWith(`af-${code}-`));

test('the program gives the committed files again, byte for byte', () => {
  for (const [name, text] of Object.entries(reconstruct(folder))) {
    expect(text, name).toBe(readFileSync(join(folder, name), 'utf8'));
  }
});

describe('figures counted from the files', () => {
  test.each(figures(folder))('$name: $published', ({ value, published }) => {
    expect(value).toBe(published);
  });
});

/** What each sourced event demands of the files. A new kind of event fails until it is decided here. */
const demands: Record<string, (code: string, event: Row) => void> = {
  planned_closure: (code, event) => {
    expect(closuresIn(code).length).toBeGreaterThanOrEqual(offices(event));
    expect(ownOn('2019-03-28', code).length).toBeGreaterThanOrEqual(offices(event));
  },
  closed: (code, event) => {
    const on = cell(event, 'on');
    const last =
      closuresIn(code)
        .map((row) => cell(row, 'end_date'))
        .toSorted()
        .at(-1) ?? '';
    expect(last).not.toBe('');
    // 'closed 2020-10' is a report of that month: closed by then. A year or an earlier month is when it closed.
    if (on === '2020-10') expect(last < '2020-11').toBe(true);
    else expect(last.startsWith(on)).toBe(true);
  },
  to_close: (code, event) =>
    expect(closuresIn(code).map((row) => cell(row, 'end_date').slice(0, 7))).toEqual([cell(event, 'on')]),
  lease_extended_pending_solution: (code, event) => expect(ownOn(cell(event, 'on'), code)).toHaveLength(1),
  planned_to_remain: (code) => expect(ownOn('2020-12-31', code)).not.toHaveLength(0),
  staffed_restored: (code) => {
    expect(ownOn('2020-06-30', code)).toEqual(['staffed_office']);
    expect(ownOn('2020-12-31', code)).toEqual(['staffed_office']);
  },
  staffed_kept: (code, event) => expect(ownOn(cell(event, 'on'), code)).toEqual(['staffed_office']),
  staffed_end_2020: (code) => expect(ownOn('2020-12-31', code)).toEqual(['staffed_office']),
  travel_in_end_2020: (code) => expect(ownOn('2020-12-31', code)).toEqual(['visiting_office']),
  kept_as_travel_in: (code) => expect(ownOn('2020-12-31', code)).toEqual(['visiting_office']),
  unclear: () => undefined,
  solution_in_dialogue: (code, event) => expect(securingOn(securing, cell(event, 'on')).get(`af-${code}-1`)).toBe('in_dialogue'),
  solution_found: (code, event) => expect(securingOn(securing, cell(event, 'on')).get(`af-${code}-1`)).toBe('secured'),
  opened: (code, event) => {
    const rows = at(register, code).filter((row) => cell(row, 'kind') === 'service_office');
    expect(rows.map((row) => cell(row, 'valid_from').slice(0, 7))).toEqual([cell(event, 'on')]);
  },
  existing: (code) => expect(kindsOn('2020-12-31', code)).toContain('service_office'),
  drop_in_pilot: (code, event) => {
    const rows = at(holdingOn(register, `${cell(event, 'on')}-14`), code);
    expect(rows.some((row) => cell(row, 'services').split('|').includes('drop-in-pilot'))).toBe(true);
  },
};

describe('every sourced event is respected', () => {
  test.each(events)('$municipality_code $place $event $on', (event) => {
    const demand = demands[cell(event, 'event')];
    expect(demand, 'an event without a demand').toBeDefined();
    demand?.(cell(event, 'municipality_code'), event);
  });

  test('restored in February 2020 means staffed from the sourced day', () => {
    for (const event of events.filter((e) => cell(e, 'event') === 'staffed_restored' && cell(e, 'on').length === 10)) {
      expect(ownOn(cell(event, 'on'), cell(event, 'municipality_code'))).toEqual(['staffed_office']);
    }
  });

  test('no service office in 2019-2020 where a later source says a first one is opened', () => {
    const cities = ['0180', '1480', '1280', '0380', '0580', '1283', '0581', '0780', '0680', '0181', '0484'];
    const opened = table('later-events.csv').filter((e) => /^(new_office|opened)/.test(cell(e, 'event')));
    for (const code of opened.map((e) => cell(e, 'municipality_code')).filter((c) => !cities.includes(c))) {
      expect(kindsOn('2020-12-31', code), code).not.toContain('service_office');
    }
  });
});

describe('the register holds together', () => {
  test('every code is known and every row says where it comes from', () => {
    const municipalities = new Set(table('municipalities.csv').map((row) => cell(row, 'code')));
    const localities = new Set(['', ...table('localities.csv').map((row) => cell(row, 'code'))]);
    for (const row of register) {
      expect(municipalities.has(cell(row, 'municipality_code'))).toBe(true);
      expect(localities.has(cell(row, 'locality_code'))).toBe(true);
    }
    for (const row of [...register, ...closures, ...securing]) {
      const sourced = cell(row, 'evidence') === 'sourced';
      expect(cell(row, 'source') !== '', cell(row, 'place_code')).toBe(sourced);
      expect(cell(row, 'method') !== '', cell(row, 'place_code')).toBe(!sourced);
    }
  });

  test('the presences of a place follow each other without overlap and without gap', () => {
    const byPlace = Map.groupBy(register, (row) => cell(row, 'place_code'));
    for (const [place, rows] of byPlace) {
      const inTime = rows.toSorted((a, b) => (cell(a, 'valid_from') < cell(b, 'valid_from') ? -1 : 1));
      inTime.slice(1).forEach((row, index) => {
        const before = cell(inTime[index] ?? {}, 'valid_to');
        const gap = (Date.parse(cell(row, 'valid_from')) - Date.parse(before)) / 86_400_000;
        expect(gap, place).toBe(1);
      });
    }
  });

  test('a presence that ends is a decided closure, and the days agree', () => {
    const last = new Map<string, string>();
    for (const row of register.toSorted((a, b) => (cell(a, 'valid_from') < cell(b, 'valid_from') ? -1 : 1))) {
      last.set(cell(row, 'place_code'), cell(row, 'valid_to'));
    }
    const ended = [...last].filter(([, to]) => to !== '').toSorted();
    const decided = closures
      .filter((row) => cell(row, 'replaced_by') !== 'restored')
      .map((row) => [cell(row, 'place_code'), cell(row, 'end_date')]);
    expect(ended).toEqual(decided.toSorted());
    expect(ended.every(([, to]) => to <= '2020-12-30')).toBe(true);
  });

  test('what takes over is there on the day after, or at the latest at the end of 2020', () => {
    for (const row of closures) {
      const [kind, target = ''] = cell(row, 'replaced_by').split(':');
      const end = holdingOn(register, '2020-12-31');
      if (kind === 'neighbour') expect(ownOn('2020-12-31', target)).not.toHaveLength(0);
      else if (kind === 'restored') expect(end.some((r) => cell(r, 'place_code') === cell(row, 'place_code'))).toBe(true);
      else
        expect(
          end.some((r) => cell(r, 'place_code') === target),
          target,
        ).toBe(true);
    }
  });

  test('places are secured step by step', () => {
    const order = ['decided', 'in_dialogue', 'agreed', 'secured'];
    for (const [place, rows] of Map.groupBy(securing, (row) => cell(row, 'place_code'))) {
      const states = rows.map((row) => cell(row, 'state'));
      const days = rows.map((row) => cell(row, 'on'));
      expect(days, place).toEqual([...new Set(days)].toSorted());
      const steps = states.at(-1) === 'restored' ? [...order.slice(0, states.length - 1), 'restored'] : order;
      expect(states, place).toEqual(steps);
    }
  });
});

test('every reported figure has a day and an address', () => {
  for (const row of table('reported.csv')) {
    expect(cell(row, 'as_of')).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(cell(row, 'value')).toMatch(/^\d+$/);
    expect(cell(row, 'source')).toMatch(/^https?:\/\//);
  }
});
