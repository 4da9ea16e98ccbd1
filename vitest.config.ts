import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The few files that take a minute and more: begun first, so that none is left to one core while the other has nothing to do. */
const longest = /\/journeys\/|import-large|protected-identity|\/start\.test/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const inItsOrder = super.sort.bind(this);
    const sorted = await inItsOrder(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => longest.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    globalSetup: ['test/database-setup.ts'],
    setupFiles: ['test/close-opened.ts', 'test/property-seed.ts'],
    // One process for many files: what they import is read once. test/closing.ts closes what each opened.
    isolate: false,
    include: ['{src,test,tools,bench}/**/*.test.{ts,tsx}'],
    // Two cores: more workers only take turns, and the browser journeys want one for themselves.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // A browser on a machine that also runs the other tests takes its time; a test that hangs is still found.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    // What comes by an event is waited for as long as it takes on a busy machine.
    expect: { poll: { timeout: 60_000 } },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
