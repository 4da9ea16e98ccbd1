/** Over every page that a helper fills in for someone: for whom. */
import type { ComponentChildren } from 'preact';
import { useText } from '../../../../ui/index.ts';

export function Helped({ name, children }: { name: string; children: ComponentChildren }) {
  const t = useText();
  return (
    <>
      <p class="helped">
        {t('cases:report.helped')} <bdi>{name}</bdi>
      </p>
      {children}
    </>
  );
}
