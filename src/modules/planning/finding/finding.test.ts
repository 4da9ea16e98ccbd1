import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { reachOf } from '../reach/reach.ts';
import { bestOf, meanOf, problemOf } from './best.ts';
import { after, before, loadFacts } from './facts.ts';
import { lotFrom, withErrors } from './lot.ts';
import { printFinding } from './print-finding.ts';

const house = await testHouse('country');
const facts = await loadFacts(house);

async function run(of: typeof house, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await printFinding(args, { house: of, out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('the finding of 2020', () => {
  it('stands in docs/findings as the command prints it (narvaro plan finding)', async () => {
    const { code, out, err } = await run(house);
    expect([code, err]).toEqual([0, '']);
    expect(readFileSync('docs/findings/sweden-2020.md', 'utf8')).toBe(`${out}\n`);
    expect(out, 'what is not proved may not be called the least possible').not.toContain('gap remains');
    expect(out).not.toMatch(/NaN|Infinity|undefined|null/);
    const headings = [...out.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings[0], 'assumptions first').toBe('What this rests on');
  });

  it('the means of the networks are those of narvaro plan reach', async () => {
    for (const [on, sites, target] of [
      [before, facts.ownBefore, 'own_office'],
      [after, facts.ownAfter, 'own_office'],
      [after, facts.meetingAfter, 'meeting'],
    ] as const) {
      const { rows } = await reachOf(house, { on, points: 'municipalities', weights: 'registered', group: null });
      expect(meanOf(facts.seats, sites)).toBeCloseTo(rows.find((row) => row.target === target)!.measures.mean!, 9);
    }
  });

  it('the least possible is no more than any network, and no less than its bound', () => {
    const problem = problemOf(facts.seats);
    const best = bestOf(problem, 106);
    expect(best.proved).toBe(true);
    expect(best.sites).toHaveLength(106);
    expect(best.bound).toBeLessThanOrEqual(best.mean);
    expect(meanOf(facts.seats, best.sites)).toBeCloseTo(best.mean, 9);
    expect(meanOf(facts.seats, facts.ownAfter)).toBeGreaterThan(best.mean);
    // No exchange of one municipality for another makes it shorter: looked for apart from the solver.
    const lot = lotFrom(1);
    for (let draw = 0; draw < 300; draw += 1) {
      const changed = best.sites.slice();
      changed[Math.floor(lot() * 106)] = Math.floor(lot() * 290);
      expect(meanOf(facts.seats, changed)).toBeGreaterThanOrEqual(best.mean - 1e-9);
    }
    const fixed = bestOf(problem, 106, { open: facts.named.kept, closed: facts.named.lost });
    expect(facts.named.kept.every((site) => fixed.sites.includes(site))).toBe(true);
    expect(facts.named.lost.some((site) => fixed.sites.includes(site))).toBe(false);
    expect(fixed.mean).toBeGreaterThanOrEqual(best.mean);
  });

  it('errors by lot are the same every time, both ways alike, and leave start and parking as they are', () => {
    const draw = () => withErrors(facts.seats, 0.2, 5, lotFrom(7)).minutes;
    expect(draw()).toEqual(draw());
    const [drawn, minutes] = [draw(), facts.seats.minutes];
    for (const [a, b] of [
      [0, 1],
      [17, 230],
      [4, 4],
    ] as const) {
      expect(drawn[a * 290 + b]).toBe(drawn[b * 290 + a]);
      const factor = (drawn[a * 290 + b]! - 5) / (minutes[a * 290 + b]! - 5);
      if (a === b) expect(drawn[a * 290 + b]).toBe(5);
      else expect(Math.abs(factor - 1)).toBeLessThanOrEqual(0.2);
    }
  });

  it('of another register than the shipped one nothing is said', async () => {
    const empty = await testHouse('empty');
    expect(await run(empty)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('as it is shipped') as string });
    expect(await run(house, '--more')).toMatchObject({ code: 2, out: '' });
  });
});
