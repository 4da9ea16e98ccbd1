/** A page whose form was sent after its session had ended: what was typed stands in it again, and that it was not sent is said. */
import type { ComponentChildren } from 'preact';
import { KeptFormNotice } from '../../../ui/index.ts';

export function Kept({ kept, children }: { kept: boolean; children: ComponentChildren }) {
  return (
    <>
      {kept && <KeptFormNotice />}
      {children}
    </>
  );
}
