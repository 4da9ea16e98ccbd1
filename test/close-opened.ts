/** Read anew for each test file. */
import { afterAll } from 'vitest';
import { closeOpened } from './closing.ts';

afterAll(closeOpened);
