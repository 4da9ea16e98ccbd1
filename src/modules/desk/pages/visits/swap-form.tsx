import type { ComponentChildren } from 'preact';
import { usePage } from '../../../../ui/index.ts';

/** A form whose answer takes the page's place without leaving it, where there is a script; otherwise a form like any other. */
export function SwapForm({ action, requestId, children }: { action: string; requestId: string; children: ComponentChildren }) {
  const { csrf } = usePage();
  return (
    <form class="form" action={action} method="post" noValidate data-swap>
      {csrf !== undefined && <input type="hidden" name="_csrf" value={csrf} />}
      <input type="hidden" name="_requestId" value={requestId} />
      {children}
    </form>
  );
}
