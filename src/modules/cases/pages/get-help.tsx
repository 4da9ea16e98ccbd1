/** "Get help here": the nearest place where someone sits beside, being called back, and the other ways that there are. */
import { href, languageFacts } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import {
  Button,
  Card,
  CardList,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  Notice,
  type Option,
  Radios,
  Select,
  SummaryList,
  usePage,
  useText,
  valueOf,
} from '../../../ui/index.ts';
import type { Help, Offer } from '../../network/index.ts';
import { languageName, spokenLanguages } from '../../people/index.ts';
import type { StepId, Typed } from '../registration/index.ts';
import { selfWay, stepPath } from './registration/way.ts';
import { useRegistrationText } from './registration/words.ts';

export interface GetHelpProps {
  /** The step that the person came from. */
  from: StepId | null;
  /** What can be had around the municipality; null when none is chosen. */
  help: Help | null;
  /** The places of it where someone guides in the digital services, the nearest first. */
  places: readonly Offer[];
  /** The authority's channels from a distance. */
  remote: Help['remote'];
  municipalities: readonly Option[];
  municipality: string;
  /** Null for visitors: we would not know whom to call. */
  callBack: { requestId: Uuid; typed: Typed; wrong: Readonly<Record<string, string>> } | null;
  asked: boolean;
}

export function GetHelpPage(props: GetHelpProps) {
  const { from, asked, callBack } = props;
  const t = useText();
  const words = useRegistrationText();
  const { language } = usePage();
  const wrong = callBack?.wrong ?? {};
  return (
    <>
      <ErrorSummary errors={Object.entries(wrong).map(([field, text]) => ({ field, text }))} />
      <h1>{t('cases:getHelp.title')}</h1>
      {asked && (
        <Notice tone="success" title={t('cases:getHelp.askedTitle')} answer>
          {t('cases:getHelp.askedText')}
        </Notice>
      )}
      <p class="lead">{t('cases:getHelp.lead')}</p>
      {from !== null && (
        <p>
          {t('cases:getHelp.from', { step: words(`step.${from}.name`) })}{' '}
          <a href={href(language, stepPath(selfWay, from))}>{t('cases:getHelp.back')}</a>
        </p>
      )}
      <Places {...props} />
      {!asked && <CallBack {...props} />}
      <Remote remote={props.remote} />
      <p>
        <a href={href(language, '/practice')}>{t('cases:getHelp.practise')}</a>
      </p>
    </>
  );
}

function Places({ help, places, municipalities, municipality, from }: GetHelpProps) {
  const t = useText();
  const { language } = usePage();
  return (
    <section aria-labelledby="places">
      <h2 id="places">{t('cases:getHelp.placesTitle')}</h2>
      {help !== null && (
        <>
          <h3>
            <bdi>{t('cases:getHelp.placesIn', { place: help.origin.name })}</bdi>
          </h3>
          {places.length === 0 ? <p>{t('cases:getHelp.noPlace')}</p> : <p>{t('cases:getHelp.guidance')}</p>}
          <CardList label={t('cases:getHelp.placesTitle')}>
            {places.map((place) => (
              <Card>
                <h4>
                  <bdi>{place.name}</bdi>
                </h4>
                <p>
                  <bdi>{[place.street, place.municipality].filter((one) => one !== null).join(', ')}</bdi>
                  <br />
                  {t('cases:getHelp.travel', { minutes: Math.round(place.minutes) })}
                </p>
              </Card>
            ))}
          </CardList>
          <p>
            <a href={`${href(language, '/')}?municipality=${municipality}`}>{t('cases:getHelp.all')}</a>
          </p>
        </>
      )}
      <Form action={href(language, '/get-help')} method="get" inline>
        {from !== null && <input type="hidden" name="from" value={from} />}
        <Select
          name="municipality"
          label={t('cases:getHelp.municipality')}
          value={municipality}
          options={[{ value: '', text: t('cases:getHelp.choose') }, ...municipalities]}
        />
        <Button variant="secondary">{t('cases:getHelp.show')}</Button>
      </Form>
    </section>
  );
}

const whens = ['any', 'morning', 'afternoon'] as const;

function CallBack({ callBack, from }: GetHelpProps) {
  const t = useText();
  const { language, url } = usePage();
  const back = new URLSearchParams({ return: href(language, url) });
  return (
    <section aria-labelledby="call">
      <h2 id="call">{t('cases:getHelp.callTitle')}</h2>
      {callBack === null ? (
        <>
          <p>{t('cases:getHelp.signIn')}</p>
          <LinkButton href={`${href(language, '/sign-in')}?${back}`} variant="secondary">
            {t('cases:getHelp.signInLink')}
          </LinkButton>
        </>
      ) : (
        <>
          <p>{t('cases:getHelp.callText')}</p>
          <Form action={href(language, '/get-help')} requestId={callBack.requestId}>
            {from !== null && <input type="hidden" name="from" value={from} />}
            <Field
              name="phone"
              type="tel"
              dir="ltr"
              autocomplete="tel"
              label={t('cases:getHelp.phone')}
              hint={t('cases:getHelp.phoneHint')}
              value={valueOf(callBack.typed, 'phone')}
              error={callBack.wrong['phone']}
            />
            <Radios
              name="when"
              legend={t('cases:getHelp.when')}
              value={valueOf(callBack.typed, 'when')}
              error={callBack.wrong['when']}
              options={whens.map((value) => ({ value, text: t(`cases:getHelp.whenOption.${value}`) }))}
            />
            <Select
              name="language"
              label={t('cases:getHelp.language')}
              value={valueOf(callBack.typed, 'language')}
              error={callBack.wrong['language']}
              options={spokenLanguages
                .map((value) => ({ value, text: languageName(language, value) }))
                .toSorted((a, b) => a.text.localeCompare(b.text, languageFacts[language].tag))}
            />
            <Button>{t('cases:getHelp.call')}</Button>
          </Form>
        </>
      )}
    </section>
  );
}

/** Only what the register knows a way to: a channel without number or address is not offered. */
function Remote({ remote }: { remote: Help['remote'] }) {
  const t = useText();
  const known = remote.filter(({ contact }) => contact !== null);
  if (known.length === 0) return null;
  return (
    <section aria-labelledby="remote">
      <h2 id="remote">{t('cases:getHelp.remoteTitle')}</h2>
      <SummaryList
        items={known.map(({ channel, contact }) => ({
          term: t(`cases:getHelp.channel.${channel}`),
          value: <Contact contact={contact!} />,
        }))}
      />
    </section>
  );
}

function Contact({ contact }: { contact: string }) {
  if (URL.canParse(contact)) return <a href={contact}>{new URL(contact).host}</a>;
  const digits = contact.replaceAll(/[^\d+]/g, '');
  return (
    <a class="phone" href={`tel:${digits.startsWith('0') ? `+46${digits.slice(1)}` : digits}`}>
      <bdi dir="ltr">{contact}</bdi>
    </a>
  );
}
