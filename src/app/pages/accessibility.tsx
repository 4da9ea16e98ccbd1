/**
 * The accessibility statement (SFS 2018:1937 §13): what does not work, where to say so, and who supervises. Who runs the
 * service and how they are reached are settings; what is not set is said not to be, and nothing is made up in its place.
 */
import { Notice, SummaryList, useText } from '../../ui/index.ts';

export interface Operator {
  /** The authority that runs the service (NARVARO_OPERATOR). */
  name: string | null;
  /** Where remarks are received: an e-mail address or a web address (NARVARO_ACCESSIBILITY_CONTACT). */
  contact: string | null;
}

/** Reads who runs the service from the settings; an empty one is not set. */
export function operatorOf(env: Readonly<Record<string, string | undefined>>): Operator {
  const set = (name: string): string | null => (env[name] ?? '').trim() || null;
  return { name: set('NARVARO_OPERATOR'), contact: set('NARVARO_ACCESSIBILITY_CONTACT') };
}

const supervision = 'https://www.digg.se/tdosanmalan';

export function AccessibilityPage({ operator }: { operator: Operator }) {
  const t = useText();
  const notSet = (setting: string) => (
    <>
      {t('app:accessibility.notSet')} <code dir="ltr">{setting}</code>
    </>
  );
  return (
    <>
      <h1>{t('app:accessibility.title')}</h1>
      <p class="lead">{t('app:accessibility.lead')}</p>
      {(operator.name === null || operator.contact === null) && (
        <Notice tone="warning">{t('app:accessibility.incomplete')}</Notice>
      )}
      <SummaryList
        items={[
          { term: t('app:accessibility.operator'), value: operator.name ?? notSet('NARVARO_OPERATOR') },
          {
            term: t('app:accessibility.contact'),
            value: operator.contact === null ? notSet('NARVARO_ACCESSIBILITY_CONTACT') : <Contact at={operator.contact} />,
          },
          { term: t('app:accessibility.conformance'), value: t('app:accessibility.conformanceText') },
        ]}
      />
      <h2>{t('app:accessibility.known')}</h2>
      <ul>
        {['docs', 'staff', 'methods', 'assistive'].map((one) => (
          <li>{t(`app:accessibility.knownItem.${one}`)}</li>
        ))}
      </ul>
      <h2>{t('app:accessibility.tested')}</h2>
      <p>{t('app:accessibility.testedText')}</p>
      <h2>{t('app:accessibility.say')}</h2>
      <p>{t('app:accessibility.sayText')}</p>
      <h2>{t('app:accessibility.supervision')}</h2>
      <p>{t('app:accessibility.supervisionText')}</p>
      <p>
        <a href={supervision}>{t('app:accessibility.supervisionLink')}</a>
      </p>
    </>
  );
}

function Contact({ at }: { at: string }) {
  const href = /^https?:\/\//.test(at) ? at : `mailto:${at}`;
  return <a href={href}>{at}</a>;
}
