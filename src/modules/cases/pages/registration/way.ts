/** The three ways through the same steps: alone, with someone's help, and for practice. */
import type { Uuid } from '../../../../platform/ids/index.ts';

export interface Way {
  kind: 'self' | 'assisted' | 'practice';
  /** Where the way stands, without language: `/my/registration`. A step is one level below. */
  base: string;
}

export const selfWay: Way = { kind: 'self', base: '/my/registration' };
export const practiceWay: Way = { kind: 'practice', base: '/practice/registration' };
export const assistedWay = (personId: Uuid): Way => ({ kind: 'assisted', base: `/people/${personId}/registration` });

export const stepPath = (way: Way, step: string): string => `${way.base}/${step}`;
