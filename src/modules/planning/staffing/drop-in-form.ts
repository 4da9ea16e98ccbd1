/** The form of a counter without bookings. */
import { type Values, valueOf } from '../../../ui/index.ts';
import { numberOf } from './form.ts';
import { type DropIn, type DropInNeed, dropInNeed } from './officers-needed.ts';

export const dropInFields = ['visitors', 'interval', 'minutes', 'goalShare', 'goalMinutes', 'mostOccupied', 'shrinkage'] as const;
export type DropInField = (typeof dropInFields)[number];

export interface DropInFault {
  field: DropInField;
  code: 'missing' | 'number' | 'range';
}

const limits: Readonly<Record<DropInField, readonly [number, number]>> = {
  visitors: [0.01, 100_000],
  interval: [1, 1440],
  minutes: [0.1, 480],
  goalShare: [1, 99.9],
  goalMinutes: [0, 480],
  mostOccupied: [1, 99.9],
  shrinkage: [0, 95],
};

export function readDropIn(values: Values): { faults: DropInFault[]; demand: DropIn | null; need: DropInNeed | null } {
  const faults: DropInFault[] = [];
  const read = (field: DropInField): number => {
    const text = valueOf(values, field).trim();
    const value = numberOf(text);
    const [least, most] = limits[field];
    if (text === '') faults.push({ field, code: 'missing' });
    else if (!Number.isFinite(value)) faults.push({ field, code: 'number' });
    else if (value < least || value > most) faults.push({ field, code: 'range' });
    return value;
  };
  const demand: DropIn = {
    visitors: read('visitors'),
    interval: read('interval'),
    minutes: read('minutes'),
    goal: { share: read('goalShare') / 100, minutes: read('goalMinutes') },
    mostOccupied: read('mostOccupied') / 100,
    shrinkage: read('shrinkage') / 100,
  };
  return faults.length > 0 ? { faults, demand: null, need: null } : { faults, demand, need: dropInNeed(demand, 5000) };
}
