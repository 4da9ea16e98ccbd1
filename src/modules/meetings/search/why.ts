import type { Why } from '../free-times.ts';
import type { Plan } from './plan.ts';

export function whyFew(_plan: Plan, _found: number): Why[] {
  return [];
}
