/** Every command of cases; test/access.test.ts runs each through every role. */
export const casesCommands = [] as const;
