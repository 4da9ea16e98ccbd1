/** What a notice says: text in which fields stand for what differs between its recipients. Text and nothing else: no markup is read. */

/** In the language of the letters, since those who write them read the fields. */
export const noticeFields = [
  'mottagare',
  'beslutsdag',
  'antal_platser',
  'platser',
  'restider',
  'diarienummer',
  'svara_till',
  'svara_senast',
] as const;
export type NoticeField = (typeof noticeFields)[number];
/** Fields that have a value only when the notice asks for views. */
export const replyFields: readonly NoticeField[] = ['svara_till', 'svara_senast'];

export interface TemplateFault {
  /** From 1. */
  line: number;
  /** What stands between the braces, or the lone braces. */
  text: string;
}

const field = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The fields a text speaks of, and what in it is no field. */
export function readTemplate(text: string): { fields: NoticeField[]; faults: TemplateFault[] } {
  const fields: NoticeField[] = [];
  const faults: TemplateFault[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    for (const [, name = ''] of line.matchAll(field)) {
      if ((noticeFields as readonly string[]).includes(name)) fields.push(name as NoticeField);
      else faults.push({ line: index + 1, text: name.slice(0, 60) });
    }
    const rest = /\{\{|\}\}/.exec(line.replaceAll(field, ''));
    if (rest !== null) faults.push({ line: index + 1, text: rest[0] });
  }
  return { fields, faults };
}

/** The text with its fields filled; what a value holds is text, also when it looks like a field. */
export function fillTemplate(text: string, values: Readonly<Record<NoticeField, string>>): string {
  return text.replaceAll(field, (whole, name: string) => (name in values ? values[name as NoticeField] : whole));
}
