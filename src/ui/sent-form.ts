/** What a form sends: each field with all its values, as text. What they mean is read where they are asked for. */
import { z } from 'zod';
import { parseUuid, type Uuid } from '../platform/ids/index.ts';
import { cleanText } from '../platform/text/index.ts';

/** What was typed: field name → values, none left out by the reader. */
export type Values = Readonly<Record<string, readonly string[]>>;

export interface SentForm {
  /** Without the two below. */
  values: Values;
  /** The client's own key of this submission; null without one. */
  requestId: Uuid | null;
  /** The value of the button `next` that was pressed; '' for one without. */
  next: string;
}

const sent = z.record(z.string(), z.unknown());

/** The fields of a body, a query or a kept form. Files and whatever else is no text are left out; nothing throws. */
export function readForm(body: unknown): SentForm {
  const fields = sent.safeParse(body);
  const all: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(fields.success ? fields.data : {})) {
    const given = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string').map(cleanText);
    if (given.length > 0) all[name] = given;
  }
  const { _requestId, next, ...values } = all;
  return { values, requestId: parseUuid(_requestId?.[0] ?? ''), next: next?.[0] ?? '' };
}

/** The first value of a field; '' when it was not sent. */
export const valueOf = (values: Values, name: string): string => values[name]?.[0] ?? '';

/** All values of a field; none when it was not sent. */
export const valuesOf = (values: Values, name: string): readonly string[] => values[name] ?? [];
