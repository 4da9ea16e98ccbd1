import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { everyVersion } from '../src/modules/insight/metrics/index.ts';
import { valueWords } from '../src/modules/insight/words.ts';
import { metricsIndex } from '../tools/metrics-index.ts';

describe('the metrics', () => {
  it('stand in METRICS.md as they are now (npm run rules)', () => {
    const index = readFileSync('METRICS.md', 'utf8');
    expect(metricsIndex(index)).toBe(index);
  });

  it.each(everyVersion.map((one) => [`${one.id} ${one.version}`, one] as const))(
    '%s is sourced, says something, and has words',
    (_name, one) => {
      expect(one.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(one.source.length).toBeGreaterThan(10);
      // A source that only we could open is none.
      expect(one.source).not.toMatch(/domain|mission|CRM21|\b(?:S\d|LOC-|MEET-|REG-|KOM-)/);
      for (const language of ['sv', 'en'] as const) {
        expect(one.title[language]).toMatch(/^[A-ZÅÄÖ]/);
        expect(one.says[language]).toMatch(/^[A-ZÅÄÖ].+\.$/s);
      }
      for (const key of one.keys.filter((name) => !['county', 'municipality', 'type'].includes(name))) {
        expect(one.values[key]?.length, key).toBeGreaterThan(0);
        for (const code of one.values[key]!) expect(valueWords[key]?.[code], `${key} ${code}`).toBeDefined();
      }
      for (const [key, code] of Object.entries(one.usual)) expect(one.values[key as 'state']).toContain(code);
    },
  );
});
