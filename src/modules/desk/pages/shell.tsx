/** A page of the desk as it is without network: only its words; the device's own script fills it. */
import { usePage } from '../../../ui/index.ts';
import type { ShellView } from '../device/shell.ts';
import en from '../texts/staff-offline.en.json' with { type: 'json' };
import sv from '../texts/staff-offline.sv.json' with { type: 'json' };

export function ShellPage({ view }: { view: ShellView }) {
  return <DeskDevice shell={view} />;
}

/**
 * What the device's script needs to say what is not sent yet, on each page of a desk with `scripts: ['desk-device.js']`; it makes itself a place
 * before the page's content, which other scripts change.
 */
export function DeskDevice({ shell }: { shell?: ShellView }) {
  const { language } = usePage();
  const words = (language === 'en' ? en : sv).staffOffline;
  return <template id="desk-device" data-words={JSON.stringify(words)} data-shell={shell} />;
}
