/** The keys of tests and benchmarks: the same in every process of them. */
import { type Keys, parseKeys } from './index.ts';

export const testKeys: Keys = parseKeys(`test:${Buffer.alloc(32, 7).toString('base64')}`);
