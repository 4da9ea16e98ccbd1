/** What stands in the head of each page of a desk, so that it can be installed and goes on without network. */
import { href } from '../../../platform/i18n/index.ts';
import { usePage } from '../../../ui/index.ts';
import type { ShellView } from '../device/shell.ts';
import en from '../texts/staff-offline.en.json' with { type: 'json' };
import sv from '../texts/staff-offline.sv.json' with { type: 'json' };

/**
 * For the pages' `head`, with `scripts: ['desk-device.js']`: what the device's script needs. It makes itself a place before the page's content;
 * a page that is only the shell it fills.
 */
export function DeskDevice({ shell }: { shell?: ShellView | undefined }) {
  const { language } = usePage();
  const words = (language === 'en' ? en : sv).staffOffline;
  return (
    <>
      <link rel="manifest" href={href(language, '/desk.webmanifest')} />
      <template id="desk-device" data-words={JSON.stringify(words)} data-shell={shell} />
    </>
  );
}
