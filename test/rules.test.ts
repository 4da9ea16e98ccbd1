import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePlainDate } from '../src/platform/clock/index.ts';
import { allRules, rulesIndex } from '../tools/rules-index.ts';

const rules = await allRules();

describe('the rules', () => {
  it('stand in RULES.md as they are now (npm run rules)', async () => {
    expect(readFileSync('RULES.md', 'utf8')).toBe(await rulesIndex());
  });

  it.each(rules.map((one) => [one.rule.id, one] as const))('%s is dated, sourced and says something', (_id, { rule }) => {
    expect(rule.source.length).toBeGreaterThan(10);
    // It is shown with every refusal: a source that only we could open is none.
    expect(rule.source).not.toMatch(/domain:|CRM21|\b(?:S\d|LOC-|MEET-|REG-)/);
    expect(rule.says).toMatch(/^[A-ZÅÄÖ].+\.$/s);
    expect(Object.keys(rule.values).length).toBeGreaterThan(0);
    for (const from of Object.keys(rule.values)) expect(parsePlainDate(from)).toBe(from);
  });

  it('each have a test beside them', () => {
    for (const { file, rule } of rules) {
      expect(readFileSync(file.replace(/\.ts$/, '.test.ts'), 'utf8')).toContain(`.id`);
      expect(readFileSync(file.replace(/\.ts$/, '.test.ts'), 'utf8')).toContain(
        rule.id.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase()),
      );
    }
  });
});
