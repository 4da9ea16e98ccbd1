/** Reads what people type: forgiving in form, never in meaning. What cannot be read is handed on for the command to refuse. */
import { z } from 'zod';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { type Values, valueOf } from './form.tsx';

const sent = z.record(z.string(), z.unknown());

/** The fields of a sent form. Characters that no keyboard gives (control characters) are left out. */
export function readForm(body: unknown): { values: Values; requestId: Uuid | null } {
  const fields = sent.safeParse(body);
  const values: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(fields.success ? fields.data : {})) {
    const given = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string').map(clean);
    if (given.length > 0) values[name] = given;
  }
  const { _requestId, ...rest } = values;
  return { values: rest, requestId: parseUuid(_requestId?.[0] ?? '') };
}

function clean(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, '')
    .toWellFormed()
    .normalize('NFC');
}

/** The text without spaces around it; null when nothing is typed. */
export function typedText(values: Values, name: string): string | null {
  const text = valueOf(values, name).trim();
  return text === '' ? null : text;
}

/** The chosen values that are not empty. */
export function typedList(values: Values, name: string): string[] {
  return (values[name] ?? []).map((one) => one.trim()).filter((one) => one !== '');
}
