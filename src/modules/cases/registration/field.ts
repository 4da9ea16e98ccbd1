/** One question's field: how it is typed, what it may say, and by which right it is asked. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import { parsePlainDate, type PlainDate } from '../../../platform/clock/index.ts';

/**
 * What may be wrong with an answer: text keys `registration.error.<code>`. The messages of the schemas are these codes and nothing
 * else, so that one list serves the page, the API and the funnel.
 */
export const answerErrors = [
  'required',
  'not-a-choice',
  'not-a-day',
  'not-a-month',
  'not-an-email',
  'not-a-phone',
  'not-a-postal-code',
  'not-a-municipality',
  'not-a-language',
  'too-long',
  'too-many',
  'before-first-day',
  'ends-before-it-begins',
  'before-birth',
  'in-future',
] as const;
export type AnswerError = (typeof answerErrors)[number];

/** The 15 categories of data that may be held about a jobseeker, an exhaustive list (SFS 2002:623 §3). */
export type Category = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15;

export type FieldKind =
  | 'choice'
  | 'choices'
  | 'text'
  | 'long-text'
  | 'lines'
  | 'day'
  | 'month'
  | 'email'
  | 'phone'
  | 'postal-code'
  | 'municipality'
  | 'language'
  | 'languages'
  | 'rows';

/** What has been answered so far, by step and field, as loosely as a condition needs it. */
export type Said = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

export interface Field<Value = unknown> {
  kind: FieldKind;
  category: Category;
  /** Reads what is typed, and what was stored: both give the same. Its messages are codes of `answerErrors`. */
  schema: z.ZodType<Value>;
  /** May be left empty; then it has no value. */
  optional: boolean;
  options?: readonly string[];
  maxLength?: number;
  /** Free text: the page says that nothing sensitive is to be written there (SFS 2002:546 §9). */
  warnsOfSensitive?: true;
  /** Asked only when this holds of the answers so far, those of the same step included. */
  askedWhen?: (said: Said) => boolean;
  /** For rows: the fields of each, and how many there may be. */
  columns?: Readonly<Record<string, Field>>;
  maxRows?: number;
  /** autocomplete= of the input, WCAG 1.3.5. */
  autocomplete?: string;
}

type Rest = Partial<Pick<Field, 'askedWhen' | 'optional' | 'autocomplete'>>;
const made = <Value>(field: Omit<Field<Value>, 'optional'>, rest: Rest = {}): Field<Value> => ({
  optional: false,
  ...field,
  ...rest,
});

/** A day that there is; a year before 1900 is a slip of the hand, for no one lives who was born then. */
const isDay = (said: string): boolean => parsePlainDate(said) !== null && said >= '1900';

const typed = z.string({ error: 'required' }).min(1, 'required');

export const choice = <const Option extends string>(category: Category, options: readonly Option[], rest?: Rest): Field<Option> =>
  made({ kind: 'choice', category, options, schema: typed.pipe(z.enum(options, { error: 'not-a-choice' })) }, rest);

export const yesNo = (category: Category, rest?: Rest): Field<'yes' | 'no'> => choice(category, ['yes', 'no'], rest);

/** As `yesNo`, or 'known' when the authority knew already and nobody was asked. */
export const yesNoUnlessKnown = (category: Category): Field<'yes' | 'no' | 'known'> =>
  made({
    kind: 'choice',
    category,
    options: ['yes', 'no'],
    schema: typed.pipe(z.enum(['yes', 'no', 'known'], { error: 'not-a-choice' })),
  });

export const choices = <const Option extends string>(
  category: Category,
  options: readonly Option[],
  rest?: Rest,
): Field<Option[]> =>
  made(
    {
      kind: 'choices',
      category,
      options,
      schema: z
        .array(z.enum(options, { error: 'not-a-choice' }), { error: 'required' })
        .min(1, 'required')
        .transform((all) => options.filter((option) => all.includes(option))),
    },
    rest,
  );

export const text = (category: Category, maxLength: number, rest?: Rest): Field<string> =>
  made({ kind: 'text', category, maxLength, schema: typed.max(maxLength, 'too-long') }, rest);

/** Free text; the page says what not to write there. */
export const longText = (category: Category, maxLength: number, rest?: Rest): Field<string> =>
  made({ kind: 'long-text', category, maxLength, warnsOfSensitive: true, schema: typed.max(maxLength, 'too-long') }, rest);

/** Several short texts, one a line. */
export const lines = (category: Category, max: number, maxLength: number, rest?: Rest): Field<string[]> =>
  made(
    {
      kind: 'lines',
      category,
      maxLength,
      schema: z.array(typed.max(maxLength, 'too-long'), { error: 'required' }).min(1, 'required').max(max, 'too-many'),
    },
    rest,
  );

export const dayField = (category: Category, rest?: Rest): Field<PlainDate> =>
  made(
    {
      kind: 'day',
      category,
      schema: typed.refine((said) => isDay(said), 'not-a-day').transform((said) => said as PlainDate),
    },
    rest,
  );

/** A month, 'YYYY-MM'. */
export const month = (category: Category, rest?: Rest): Field<string> =>
  made({ kind: 'month', category, schema: typed.refine((said) => isDay(`${said}-01`), 'not-a-month') }, rest);

export const email = (category: Category, rest?: Rest): Field<string> =>
  made(
    { kind: 'email', category, maxLength: 254, schema: typed.max(254, 'too-long').pipe(z.email({ error: 'not-an-email' })) },
    rest,
  );

/** A phone number, kept as E.164 ('+46701740605'); one without a country code is Swedish. */
export const phone = (category: Category, rest?: Rest): Field<string> =>
  made(
    {
      kind: 'phone',
      category,
      maxLength: 40,
      schema: typed.max(40, 'too-long').transform((said, context) => {
        const number = parsePhoneNumberFromString(said, 'SE');
        if (number?.isValid() === true) return number.number;
        context.addIssue({ code: 'custom', message: 'not-a-phone' });
        return z.NEVER;
      }),
    },
    rest,
  );

/** A Swedish postal code, kept as five digits. */
export const postalCode = (category: Category, rest?: Rest): Field<string> =>
  made(
    {
      kind: 'postal-code',
      category,
      maxLength: 10,
      schema: typed.transform((said) => said.replaceAll(/\s/g, '')).pipe(z.string().regex(/^[1-9]\d{4}$/, 'not-a-postal-code')),
    },
    rest,
  );

/** The code of a municipality; that there is one with it is asked of the register by the command. */
export const municipality = (category: Category, rest?: Rest): Field<string> =>
  made({ kind: 'municipality', category, schema: typed.regex(/^\d{4}$/, 'not-a-municipality') }, rest);

const languageTag = z.string({ error: 'required' }).regex(/^[a-z]{2,3}$/, 'not-a-language');

/** One language, its ISO 639 code. `options` are those the page offers. */
export const language = (category: Category, options: readonly string[], rest?: Rest): Field<string> =>
  made({ kind: 'language', category, options, schema: typed.pipe(languageTag) }, rest);

export const languages = (category: Category, options: readonly string[], rest?: Rest): Field<string[]> =>
  made(
    {
      kind: 'languages',
      category,
      options,
      schema: z
        .array(languageTag, { error: 'required' })
        .min(1, 'required')
        .max(20, 'too-many')
        .transform((all) => [...new Set(all)]),
    },
    rest,
  );

type RowOf<Columns extends Readonly<Record<string, Field>>> = {
  [Name in keyof Columns]?: Columns[Name] extends Field<infer Value> ? Value : never;
};

/** Rows of the same fields; a row left wholly empty is none. What is wrong is said at `<row>.<column>`. */
export function rowsOf<Columns extends Readonly<Record<string, Field>>>(
  columns: Columns,
  maxRows: number,
  check: (row: RowOf<Columns>) => { column: keyof Columns & string; code: AnswerError } | null,
): Field<RowOf<Columns>[]> {
  const shape = Object.fromEntries(
    Object.entries(columns).map(([name, field]) => [name, field.optional ? field.schema.optional() : field.schema]),
  );
  const row = z.object(shape).transform((value, context) => {
    // The shape was made from the columns, so this is their row.
    const read = value as RowOf<Columns>;
    const wrong = check(read);
    if (wrong !== null) context.addIssue({ code: 'custom', message: wrong.code, path: [wrong.column] });
    return read;
  });
  const category = Object.values(columns)[0]!.category;
  return made({ kind: 'rows', category, columns, maxRows, schema: z.array(row).max(maxRows, 'too-many') }, { optional: true });
}
