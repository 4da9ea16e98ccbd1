/** The national picture on a day: the four states, what was published beside what is counted, the time line, the securing, the sources. */
import { Button, ErrorSummary, Field, Form, useFormats } from '../../../../ui/index.ts';
import type { PageError } from './help-question.ts';
import type { Picture } from './picture.ts';
import { ReportedFigures } from './reported-figures.tsx';
import { Securing } from './securing.tsx';
import { Sources } from './sources.tsx';
import { StatesFigure } from './states-figure.tsx';
import { Day, Sentence, useHref, usePublicText } from './words.tsx';

interface CountryProps {
  picture: Picture;
  /** The day as it was typed. */
  typed: string;
  error: PageError | null;
}

/** Days that the reports of 2019 and 2020 speak of. */
const quickDays = ['2019-01-01', '2020-02-14', '2020-06-15', '2020-10-23', '2020-12-31'];

export function CountryPage({ picture, typed, error }: CountryProps) {
  const t = usePublicText();
  const text = error === null ? undefined : t(`error.${error.code}`);
  return (
    <>
      <ErrorSummary errors={text === undefined ? [] : [{ field: 'on', text }]} />
      <h1>{t('country.title')}</h1>
      <p class="lead">
        <Sentence
          of="country.lead"
          parts={{ day: <Day of={picture.on} /> }}
          values={{
            all: picture.counts.municipalities,
            own: picture.counts.municipalities_with_own_office,
            bookable: picture.counts.municipalities_meeting_bookable,
          }}
        />
      </p>
      <ChooseDay on={picture.on} typed={typed} error={text} />
      <StatesFigure picture={picture} />
      <ReportedFigures reported={picture.reported} />
      <Securing picture={picture} />
      <Sources picture={picture} />
    </>
  );
}

function ChooseDay({ on, typed, error }: { on: string; typed: string; error: string | undefined }) {
  const t = usePublicText();
  const href = useHref();
  const { date } = useFormats();
  return (
    <>
      <Form action={href('/country')} method="get" inline>
        <Field name="on" type="date" label={t('country.day')} value={error === undefined ? on : typed} error={error} />
        <Button>{t('country.show')}</Button>
      </Form>
      <nav aria-label={t('country.quick')} class="quick">
        <ul class="plain-list">
          {quickDays.map((day) => (
            <li>
              <a href={href(`/country?on=${day}`)} aria-current={day === on ? 'page' : undefined}>
                {date(day)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
