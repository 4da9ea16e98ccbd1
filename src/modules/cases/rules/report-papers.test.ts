import { expect, it } from 'vitest';
import { reportPapers, waitsForPapers } from './report-papers.ts';

it(`${reportPapers.id}: waits for one paper or one device, and for nothing else`, () => {
  expect(waitsForPapers({ papers: 1, devices: 0 })).toBe(true);
  expect(waitsForPapers({ papers: 0, devices: 1 })).toBe(true);
  expect(waitsForPapers({ papers: 0, devices: 0 })).toBe(false);
});
