/** Every command of people; test/access.test.ts runs each through every role. */
export const peopleCommands = [] as const;
