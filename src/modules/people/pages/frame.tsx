/** What stands around every page under a person's file: whose it is, why it is open, until when, and the parts of it. */
import type { ComponentChildren } from 'preact';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { Button, Form, Tabs, Tag, useFormats, usePage, useText } from '../../../ui/index.ts';
import type { Task } from '../kinds.ts';
import { timeOf } from './words.tsx';

export interface FrameFacts {
  personId: string;
  /** Never empty: who may not know the name does not come here. */
  name: string;
  /** Identity number, twelve digits; null when there is none or the viewer may not see it. */
  number: string | null;
  isProtected: boolean;
  /** The opening that lets staff in; null for a helper. */
  opening: { reason: string | null; reasonText: string; identification: string | null; until: Instant } | null;
  /** The mandate that lets a helper in; null for staff. */
  mandate: { organisation: string; validTo: PlainDate } | null;
  /** The parts that staff of another organisation may come to; null for all. */
  parts: readonly Task[] | null;
}

/** The parts of a file and their addresses under /people/:person. Helpers have no such row: they come from /helping. */
export const fileTabs = ['overview', 'meetings', 'plan', 'details', 'support', 'mandates', 'protection'] as const;
export type FileTab = (typeof fileTabs)[number];

/** The overview shows what there is of the others; meetings and plan are parts of their own names. */
function isShown(tab: FileTab, parts: FrameFacts['parts']): boolean {
  if (parts === null || tab === 'overview') return true;
  return parts.includes(tab === 'meetings' || tab === 'plan' ? tab : 'contact-details');
}

/**
 * The heading, the bar of the open file and its tabs; `children` begins with an h2. `tab` is left out on pages that are
 * none of the parts, such as a step of the registration.
 */
export function PersonFrame({
  frame,
  tab,
  children,
}: {
  frame: FrameFacts;
  tab?: FileTab | undefined;
  children: ComponentChildren;
}) {
  const t = useText();
  const { language } = usePage();
  const base = href(language, `/people/${frame.personId}`);
  return (
    <>
      <h1>
        <bdi>{frame.name}</bdi>
      </h1>
      {frame.opening === null ? <MandateBar frame={frame} /> : <FileBar frame={frame} opening={frame.opening} />}
      {frame.opening !== null && (
        <Tabs
          label={t('people:tab.label')}
          tabs={fileTabs
            .filter((one) => isShown(one, frame.parts))
            .map((one) => ({
              href: one === 'overview' ? base : `${base}/${one}`,
              text: t(`people:tab.${one}`),
              current: one === tab,
            }))}
        />
      )}
      {children}
    </>
  );
}

function FileBar({ frame, opening }: { frame: FrameFacts; opening: NonNullable<FrameFacts['opening']> }) {
  const t = useText();
  const { language } = usePage();
  const why =
    opening.reason === null
      ? `${t('people:bar.whyIdentified')}: ${t(`people:identification.${opening.identification}`)}`
      : `${t('people:bar.whyReason')}: ${t(`people:openingReason.${opening.reason}`)}`;
  return (
    <section class="ds-alert" data-color={frame.isProtected ? 'danger' : 'neutral'} aria-label={t('people:bar.label')}>
      {frame.isProtected && (
        <p>
          <Tag tone="danger">{t('people:bar.protected')}</Tag> {t('people:bar.protectedText')}
        </p>
      )}
      <p>
        {frame.number !== null && (
          <>
            <bdi>{numberShown(frame.number)}</bdi>
            {' · '}
          </>
        )}
        {why}
        {opening.reasonText !== '' && ` (${opening.reasonText})`}
        {' · '}
        {t('people:bar.until', { time: timeOf(opening.until) })}
      </p>
      <Form action={href(language, `/people/${frame.personId}/close`)}>
        <Button variant="secondary" label={t('people:bar.closeNamed', { name: frame.name })}>
          {t('people:bar.close')}
        </Button>
      </Form>
    </section>
  );
}

function MandateBar({ frame }: { frame: FrameFacts }) {
  const t = useText();
  const { date } = useFormats();
  if (frame.mandate === null) return null;
  return (
    <section
      class="ds-alert"
      data-color="neutral"
      aria-label={t('people:bar.mandate', { organisation: frame.mandate.organisation })}
    >
      <p>
        {t('people:bar.mandate', { organisation: frame.mandate.organisation })}
        {' · '}
        {t('people:bar.mandateUntil', { date: date(frame.mandate.validTo) })}
      </p>
    </section>
  );
}

/** `199001011234` as it is written: 19900101-1234. */
export function numberShown(number: string): string {
  return `${number.slice(0, 8)}-${number.slice(8)}`;
}
