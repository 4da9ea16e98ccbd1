/** A report on paper: the receipt of one that is handed in, and the form to print. */
import type { House } from '../../../platform/auth/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { viewOf } from '../pages/report/content.ts';
import { PaperPage } from '../pages/report/paper-page.tsx';
import { ReceiptPage, receiptView } from '../pages/report/receipt-page.tsx';
import { askedTranslations } from '../store/translation.ts';
import { askTranslation } from './ask-translation.ts';
import { go, pathOf, type ReportFrame, type ReportHandler, send } from './report-frame.ts';

/** The name of a place by its code; null for one that is not in the register. */
export function placeNames(live: LiveRegister): (code: string) => string | null {
  return (code) => live.current().places.find(({ place }) => place.code === code)?.place.name ?? null;
}

export function receiptPages(house: House, live: LiveRegister, { load }: ReportFrame) {
  const receipt: ReportHandler = async (request, reply, at) => {
    const { report } = (await load(at)).so;
    const view = report === null ? null : receiptView(report, placeNames(live));
    if (report === null || view === null) return go(request, reply, at);
    const just = (request.query as { done?: string }).done === 'sent';
    const translation = {
      id: report.id,
      action: `${pathOf(at)}/receipt`,
      asked: await askedTranslations(house.db, at.standing.personId, report.id),
      writtenIn: report.language,
      requestId: house.newId(),
    };
    return send(request, reply, at, ReceiptPage, { receipt: view, just, back: at.base, translation });
  };

  const receiptSent: ReportHandler = async (request, reply, at) => {
    await askTranslation(house, request, at.standing.personId, 'report');
    return go(request, reply, at, '/receipt');
  };

  const paper: ReportHandler = async (request, reply, at) => {
    const now = await load(at);
    return send(request, reply, at, PaperPage, { report: viewOf(request.language, now), back: pathOf(at) });
  };

  return { receipt, receiptSent, paper };
}
