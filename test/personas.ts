/** The same personas in tests, seeds and demo. */
export { personas } from '../src/app/personas.ts';
