import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/database-setup.ts'],
    setupFiles: ['test/property-seed.ts'],
    include: ['{src,test,tools,bench}/**/*.test.{ts,tsx}'],
    // Two cores: more workers only take turns, and the browser journeys want one for themselves.
    maxWorkers: 2,
    // A browser on a machine that also runs the other tests takes its time; a test that hangs is still found.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    // What comes by an event is waited for as long as it takes on a busy machine.
    expect: { poll: { timeout: 60_000 } },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
