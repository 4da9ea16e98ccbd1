/** The registration's questions: one list for all, whatever is typed is read or refused by code, and nothing unlawful is asked. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Answers,
  answerErrors,
  countedAnswers,
  type Field,
  missingSteps,
  readStep,
  shownSteps,
  stepAfter,
  stepIds,
  stepOf,
  steps,
  storedAnswers,
  type Typed,
  typedOf,
} from './index.ts';
import { typedRegistration } from './fixtures.ts';

const fieldsOf = (fields: Readonly<Record<string, Field>>): [string, Field][] =>
  Object.entries(fields).flatMap(([name, field]): [string, Field][] => [[name, field], ...fieldsOf(field.columns ?? {})]);
const everyField = steps.flatMap(({ id, fields }) => fieldsOf(fields).map(([name, field]) => [`${id}.${name}`, field] as const));

describe('the questions', () => {
  it.each(everyField)('%s is data of the exhaustive list of what may be held (SFS 2002:623 §3)', (_name, field) => {
    expect(field.category).toBeGreaterThanOrEqual(1);
    expect(field.category).toBeLessThanOrEqual(15);
  });

  it.each(everyField)('%s: free text says that nothing sensitive is to be written there (SFS 2002:546 §9)', (_name, field) => {
    expect(field.warnsOfSensitive === true).toBe(field.kind === 'long-text');
  });

  it('have each field once, so that its name alone says which it is', () => {
    const names = steps.flatMap(({ fields }) => Object.keys(fields));
    expect(new Set(names).size).toBe(names.length);
  });

  it('JO 5254-2016: whoever has protected personal data is asked nothing more', () => {
    const { answers } = readStep('protection', { protected: ['yes'] }, {});
    expect(shownSteps(answers)).toEqual(['protection']);
    expect(countedAnswers({ ...answers, contact: { phone: '+46701740605' } })).toEqual({ protection: { protected: 'yes' } });
  });

  it('AF, Register: no planning conversation when a job begins within three months', () => {
    const at = (leavesOn: string): Answers =>
      readStep('first-day', { firstDay: ['2020-02-14'], leavesSoon: ['yes'], leavesOn: [leavesOn] }, {}).answers;
    expect(shownSteps(at('2020-05-14'))).not.toContain('planning');
    expect(shownSteps(at('2020-05-15'))).toContain('planning');
    expect(stepAfter(at('2020-05-14'), 'attachments')).toBe('check');
  });
});

describe('reading', () => {
  const typed = typedRegistration();
  const whole = stepIds.reduce<Answers>((said, id) => {
    const read = readStep(id, typed[id] ?? {}, said);
    expect([id, read.errors]).toEqual([id, []]);
    return read.answers;
  }, {});

  it('a whole registration misses nothing; each step that was not finished is named', () => {
    expect(missingSteps(whole, stepIds)).toEqual([]);
    expect(missingSteps(whole, [])).toEqual(stepIds.filter((id) => id !== 'check'));
    const { contact: _contact, ...without } = whole;
    expect(missingSteps(without, stepIds)).toEqual(['contact']);
  });

  it('gives back what was typed, and reads it again to the same', () => {
    for (const id of stepIds) {
      const again = readStep(id, typedOf(id, whole), whole);
      expect(again).toEqual({ answers: whole, errors: [] });
    }
    expect(storedAnswers.parse(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
  });

  it('is forgiving in form: phone numbers, postal codes, blanks and empty rows', () => {
    const contact = readStep('contact', { ...typed['contact'], phone: [' 070-174 06 05 '], postalCode: ['917 31'] }, {});
    expect(contact.answers.contact).toMatchObject({ phone: '+46701740605', postalCode: '91731' });
    const work = readStep('work', { 'jobs.0.occupation': [' '], 'jobs.3.occupation': ['Snickare'] }, {});
    expect(work.answers.work).toEqual({ jobs: [{ occupation: 'Snickare' }] });
  });

  it.each([
    ['first-day', { firstDay: ['2020-02-30'], leavesSoon: ['no'] }, [{ field: 'firstDay', code: 'not-a-day' }]],
    [
      'first-day',
      { firstDay: ['2020-02-14'], leavesSoon: ['yes'], leavesOn: ['2020-02-13'] },
      [{ field: 'leavesOn', code: 'before-first-day' }],
    ],
    ['contact', { ...typed['contact'], phone: ['112233'] }, [{ field: 'phone', code: 'not-a-phone' }]],
    ['contact', { ...typed['contact'], email: ['amina@'] }, [{ field: 'email', code: 'not-an-email' }]],
    ['contact', { ...typed['contact'], postalCode: ['0'] }, [{ field: 'postalCode', code: 'not-a-postal-code' }]],
    ['language', { ...typed['language'], languages: ['klingon'] }, [{ field: 'languages', code: 'not-a-language' }]],
    ['permit', { mayWork: ['perhaps'] }, [{ field: 'mayWork', code: 'not-a-choice' }]],
    ['permit', {}, [{ field: 'mayWork', code: 'required' }]],
    [
      'work',
      { 'jobs.4.occupation': ['Snickare'], 'jobs.4.from': ['2019-05'], 'jobs.4.to': ['2019-04'] },
      [{ field: 'jobs.4.to', code: 'ends-before-it-begins' }],
    ],
    ['work', { 'jobs.7.employer': ['Bygg'] }, [{ field: 'jobs.7.occupation', code: 'required' }]],
    [
      'work',
      Object.fromEntries(Array.from({ length: 11 }, (_one, index) => [`jobs.${index}.occupation`, ['x']])),
      [{ field: 'jobs', code: 'too-many' }],
    ],
    ['wanted', { ...typed['wanted'], occupations: ['a\nb\nc\nd\ne\nf'] }, [{ field: 'occupations', code: 'too-many' }]],
  ] as const)('%s %j is refused by code', (id, said, errors) => {
    const read = readStep(id, said, whole);
    expect(read.errors).toEqual(errors);
    expect(read.answers).toBe(whole);
  });

  const anyTyped = (id: (typeof stepIds)[number]): fc.Arbitrary<Typed> => {
    const names = Object.entries(stepOf(id).fields).flatMap(([name, field]) =>
      field.columns === undefined
        ? [name]
        : Object.keys(field.columns).flatMap((one) => [`${name}.0.${one}`, `${name}.5.${one}`]),
    );
    const options = Object.values(stepOf(id).fields).flatMap((field) => field.options ?? []);
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'yes', '2020-02-14', '\u0000', ...options));
    const name = fc.oneof(fc.constantFrom('__proto__', 'toString', ...names), fc.string());
    return fc.dictionary(name, fc.array(value, { maxLength: 4 }), { maxKeys: 12 });
  };

  it.each(stepIds)('%s: whatever is typed is read or refused by a known code, and never throws', (id) => {
    fc.assert(
      fc.property(anyTyped(id), (said) => {
        const read = readStep(id, said, whole);
        for (const { code } of read.errors) expect(answerErrors).toContain(code);
        if (read.errors.length > 0) expect(read.answers).toBe(whole);
        // What is kept is stored and read again to the same.
        else expect(readStep(id, typedOf(id, read.answers), read.answers)).toEqual({ answers: read.answers, errors: [] });
        expect(JSON.stringify(read.answers)).not.toContain('\\u0000');
      }),
    );
  });

  it('answers of another shape, from an older version of the flow, are left out and asked again', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...stepIds, 'gone'), fc.dictionary(fc.string(), fc.jsonValue())), (all) => {
        expect(() => missingSteps(storedAnswers.parse(all), stepIds)).not.toThrow();
      }),
    );
  });
});
