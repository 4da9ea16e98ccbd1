/** The start page: find help near you. The form, what was not understood, what was meant, or the answer. */
import { Button, Details, ErrorSummary, Field, Form } from '../../../../ui/index.ts';
import type { Help } from '../../find-help.ts';
import type { TimeOfDay } from '../../../../platform/clock/index.ts';
import type { Origin, Register } from '../../register.ts';
import { Answer } from './answer.tsx';
import { CountyList, MunicipalityList } from './county-list.tsx';
import { type HelpQuestion, originPath } from './help-question.ts';
import { Name, Sentence, useHref, usePublicText } from './words.tsx';

export interface FindHelpProps {
  register: Register;
  question: HelpQuestion;
  /** The answer, when the question has one. */
  help: Help | null;
  /** What the clock shows when the day asked about is today; null on other days. */
  time: TimeOfDay | null;
}

export function FindHelpPage({ register, question, help, time }: FindHelpProps) {
  const t = usePublicText();
  const errors = useErrors(question);
  const ask = <AskForm question={question} errors={errors} />;
  if (help !== null) {
    return (
      <Answer
        help={help}
        time={time}
        ask={
          <Details summary={t('find.again')} id="again">
            {ask}
          </Details>
        }
      />
    );
  }
  return (
    <>
      <ErrorSummary errors={errors} />
      <h1>{t('find.title')}</h1>
      <Meant question={question} />
      {question.asked.kind === 'nothing' && errors.length === 0 && <p class="lead">{t('find.lead')}</p>}
      {ask}
      {question.asked.kind === 'county' ? (
        <MunicipalityList register={register} county={question.asked.code} on={question.dayGiven ? question.day : null} />
      ) : (
        <CountyList
          register={register}
          on={question.dayGiven ? question.day : null}
          open={errors.length > 0 || question.asked.kind === 'not-found'}
        />
      )}
    </>
  );
}

/** The errors as the form shows them: the field and its text in the page's language. */
function useErrors(question: HelpQuestion): { field: string; text: string }[] {
  const t = usePublicText();
  return question.errors.map(({ field, code }) => ({ field, text: t(`error.${code}`) }));
}

function AskForm({ question, errors }: { question: HelpQuestion; errors: readonly { field: string; text: string }[] }) {
  const t = usePublicText();
  const href = useHref();
  const { q, on } = question.typed;
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.text;
  return (
    <Form action={href('/')} method="get">
      <Field
        name="q"
        label={t('find.place')}
        hint={t('find.placeHint')}
        value={q}
        error={errorOf('q')}
        autocomplete="address-level2"
        spellcheck={false}
        typeahead="/v1/origins?q="
        typeaheadValueName="origin"
      />
      <Field name="on" type="date" label={t('find.day')} optional hint={t('find.dayHint')} value={on} error={errorOf('on')} />
      <Button>{t('find.submit')}</Button>
    </Form>
  );
}

/** "Did you mean": places to choose among; or what to do when nothing is like the name. */
function Meant({ question }: { question: HelpQuestion }) {
  const t = usePublicText();
  const { asked, typed } = question;
  const q = { q: <bdi>{typed.q}</bdi> };
  if (asked.kind === 'choices') {
    return (
      <section aria-labelledby="meant">
        <h2 id="meant">{t('find.meant')}</h2>
        <p>
          <Sentence of="find.meantText" parts={q} />
        </p>
        <ul class="plain-list choices">
          {asked.choices.map((origin) => (
            <li>
              <OriginLink origin={origin} on={question.dayGiven ? question.day : null} />
            </li>
          ))}
        </ul>
        <h2>{t('find.other')}</h2>
      </section>
    );
  }
  if (asked.kind !== 'not-found') return null;
  return (
    <div class="ds-alert" data-color="info" role="status">
      <h2>
        <Sentence of="find.notFound" parts={q} />
      </h2>
      <ul>
        <li>{t('find.notFoundSpelling')}</li>
        <li>{t('find.notFoundNearby')}</li>
        <li>
          <a href="#counties">{t('find.notFoundList')}</a>
        </li>
      </ul>
    </div>
  );
}

function OriginLink({ origin, on }: { origin: Origin; on: string | null }) {
  const href = useHref();
  const within = origin.kind === 'municipality' ? origin.municipality.county : origin.municipality.name;
  return (
    <>
      <a href={href(originPath(origin, on))}>
        <Name>{origin.name}</Name>
      </a>{' '}
      <span class="hint">
        <Sentence of={`find.${origin.kind}In`} parts={{ within: <Name>{within}</Name> }} />
      </span>
    </>
  );
}
