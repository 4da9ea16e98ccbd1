/** The end of the practice of the activity report. */
import { href } from '../../../../platform/i18n/index.ts';
import { Buttons, LinkButton, Notice, usePage, useText } from '../../../../ui/index.ts';

export function PracticeReportSent() {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('cases:report.practice.sent')}</h1>
      <Notice tone="success" answer>
        {t('cases:report.practice.sentText')}
      </Notice>
      <Buttons>
        <LinkButton href={href(language, '/my/report')}>{t('cases:report.practice.real')}</LinkButton>
        <LinkButton href={href(language, '/practice/report')} variant="secondary">
          {t('cases:report.practice.again')}
        </LinkButton>
      </Buttons>
    </>
  );
}
