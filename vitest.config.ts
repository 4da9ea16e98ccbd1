import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/database-setup.ts'],
    include: ['{src,test,tools,bench}/**/*.test.{ts,tsx}'],
    // Two cores: more workers only take turns, and the browser journeys want one for themselves.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
