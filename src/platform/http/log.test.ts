import { describe, expect, it } from 'vitest';
import { withoutKeys } from './log.ts';

describe('the log', () => {
  it('holds no key that stands in an address, but the ids', () => {
    const key = '_n3tpGwDdka7nHBTv3b2h6EtLNvy0H9nOYiKnseZHsc';
    expect(withoutKeys(`/feed/${key}.ics`)).toBe('/feed/….ics');
    expect(withoutKeys('/things/0190f1a2-0000-7000-8000-000000000000')).toBe('/things/0190f1a2-0000-7000-8000-000000000000');
  });
});
