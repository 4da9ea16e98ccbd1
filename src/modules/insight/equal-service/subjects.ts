/** What is compared between places and groups: reach, waiting, channel, outcome. */
import type { Key, Metric } from '../metric.ts';
import { findMetric } from '../metrics/index.ts';

export const subjectIds = ['reach', 'waiting-for-meeting', 'waiting-for-plan', 'self-registration', 'on-site', 'held'] as const;
export type SubjectId = (typeof subjectIds)[number];

export interface Subject {
  id: SubjectId;
  metric: string;
  /** Of a count: which part is compared as a share of all. Of an open metric: which of its measures. */
  part: { key: Key; code: string } | null;
}

export const subjects: readonly Subject[] = [
  { id: 'reach', metric: 'reach', part: { key: 'threshold', code: '15' } },
  { id: 'waiting-for-meeting', metric: 'waiting-for-meeting', part: null },
  { id: 'waiting-for-plan', metric: 'waiting-for-plan', part: null },
  { id: 'self-registration', metric: 'self-registration', part: null },
  { id: 'on-site', metric: 'meetings', part: { key: 'channel', code: 'on-site' } },
  { id: 'held', metric: 'meeting-outcomes', part: { key: 'outcome', code: 'done' } },
];

/** By what equality is asked, in the order in which it is offered. */
export const equalKeys = ['municipality', 'county', 'type', 'age', 'language', 'need'] as const satisfies readonly Key[];
export type EqualKey = (typeof equalKeys)[number];

export function metricOf(subject: Subject): Metric {
  const found = findMetric(subject.metric);
  if (found === undefined) throw new Error(`${subject.id}: there is no metric ${subject.metric}`);
  return found;
}
