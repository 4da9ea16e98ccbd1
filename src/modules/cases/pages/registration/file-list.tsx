/** The files of a registration, each to open or save. */
import { href } from '../../../../platform/i18n/index.ts';
import { useFormats, usePage } from '../../../../ui/index.ts';
import type { Attachment } from '../../store/attachment.ts';
import type { Way } from './way.ts';
import { useRegistrationText } from './words.ts';

/** Files are read where the person's case is: one's own, or under the person's file. */
export const filesPath = ({ kind, base }: Way): string =>
  kind === 'self' ? `${base}/attachments` : base.replace(/registration$/, 'attachments');

/** `path`: where the files stand, without language. Nothing when there is none. */
export function FileList({ files, path }: { files: readonly Attachment[]; path: string }) {
  const { language } = usePage();
  const size = useFileSize();
  if (files.length === 0) return null;
  return (
    <ul class="plain-list">
      {files.map((file) => (
        <li>
          <a href={href(language, `${path}/${file.id}`)}>
            <bdi>{file.name}</bdi>
          </a>{' '}
          <span class="hint">{size(file)}</span>
        </li>
      ))}
    </ul>
  );
}

/** "12 kB", never less than one. */
export function useFileSize(): (file: Pick<Attachment, 'size'>) => string {
  const t = useRegistrationText();
  const { number } = useFormats();
  return ({ size }) => t('step.attachments.size', { size: number(Math.max(1, Math.round(size / 1024))) });
}
