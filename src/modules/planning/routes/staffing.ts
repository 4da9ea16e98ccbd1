/** /planning/staffing: officers needed, and what a level of staff does, by simulation. Everything asked stands in the address. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { readForm, type Values, valueOf } from '../../../ui/index.ts';
import { DropInPage } from '../pages/staffing/drop-in-page.tsx';
import { StaffingPage } from '../pages/staffing/staffing-page.tsx';
import { planningProblem } from '../problems.ts';
import { shareWithin30 } from '../reach/within-30.ts';
import { knownMunicipalities } from '../reach/points.ts';
import { planReaders } from '../scenarios/scenario-input.ts';
import { dropInFields, readDropIn } from '../staffing/drop-in-form.ts';
import { monthOf, type Question, readQuestion, sourcedValues, type Teams } from '../staffing/form.ts';
import { needsOf } from '../staffing/needs.ts';
import { openStudies } from '../staffing/studies.ts';
import { csvColumns, csvRows } from '../staffing/table.ts';
import { homeCrumb, send } from './page.ts';

const common = { method: 'GET', kind: 'page', access: planReaders, query: z.record(z.string(), z.unknown()) } as const;

/** What was asked as an address: nothing of it is a person’s. */
function addressOf(values: Values): string {
  const query = new URLSearchParams(
    Object.entries(values).flatMap(([name, all]) => all.map((value): [string, string] => [name, value])),
  );
  return `/planning/staffing?${query}`;
}

const without = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

export function staffingEndpoints(house: House): Endpoint[] {
  const studies = openStudies(house);
  const teamsOf = keptTeams(house);
  const asked = async (query: unknown) => {
    const { values } = readForm(query);
    const month = monthOf(values);
    const byCounty = valueOf(values, 'teams') === 'county';
    const teams: Teams = month === null ? [{ name: '–', share: 1, within30: null }] : await teamsOf(month, byCounty);
    return { values, read: Object.keys(values).length === 0 ? null : readQuestion(values, teams) };
  };
  const show = async (request: FastifyRequest, reply: FastifyReply) => {
    const { values, read } = await asked(request.query);
    const t = translator(request.language);
    const question = read !== null && 'question' in read ? read.question : null;
    const faults = read !== null && 'faults' in read ? read.faults : [];
    const isAnew = valueOf(values, 'again') !== '';
    const answer = question === null ? null : await answerOf(question, isAnew);
    if (isAnew) return reply.redirect(href(request.language, addressOf(without(values, ['again']))), 303);
    const sourced = await sourcedValues(house.db);
    const children = h(StaffingPage, { values, faults, sourced, answer, address: addressOf(values) });
    const title = t('planning:staffing.title');
    const scripts = answer !== null && ['waiting', 'running'].includes(answer.study.state) ? ['progress.js'] : [];
    return send(request, reply, {
      title,
      children,
      above: [homeCrumb(request.language)],
      scripts,
      status: faults.length > 0 ? 422 : 200,
    });
  };
  const answerOf = async (question: Question, isAnew: boolean) => ({
    question,
    needs: needsOf(question.given, 'as-stated', question.goal),
    study: await studies.ask(question.given, isAnew),
  });
  return [
    endpoint({
      ...common,
      url: '/planning/staffing',
      summary: 'Officers needed, and what a level of staff does to waiting and workload, by simulation',
      handle: show,
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/planning/staffing/stop',
      summary: 'Stop a simulation: the runs that have been made become the answer',
      async handle(request, reply) {
        const { values } = readForm(request.body);
        studies.stop(valueOf(values, 'study'));
        return reply.redirect(href(request.language, addressOf(without(values, ['study', '_csrf']))), 303);
      },
    }),
    endpoint({
      ...common,
      url: '/planning/staffing.csv',
      summary: 'Every week of every policy of a simulation, as CSV',
      async handle(request, reply) {
        const { read } = await asked(request.query);
        const study = read !== null && 'question' in read ? await studies.find(read.question.given) : null;
        if (study?.simulated == null) throw planningProblem('staffing-not-made');
        void reply.header('content-disposition', 'attachment; filename="staffing.csv"');
        return csvStream(reply, csvColumns, csvRows(study.simulated));
      },
    }),
    dropInEndpoint(),
  ];
}

function dropInEndpoint(): Endpoint {
  return endpoint({
    ...common,
    url: '/planning/staffing/drop-in',
    summary: 'Officers needed at a counter without bookings, by Erlang C',
    async handle(request, reply) {
      const { values } = readForm(request.query);
      const isAsked = dropInFields.some((name) => valueOf(values, name) !== '');
      const { faults, demand, need } = readDropIn(values);
      const children = h(DropInPage, { values, faults: isAsked ? faults : [], demand, need });
      const { language } = request;
      const t = translator(language);
      const above = [homeCrumb(language), { href: href(language, '/planning/staffing'), text: t('planning:staffing.title') }];
      const status = isAsked && faults.length > 0 ? 422 : 200;
      return send(request, reply, { title: t('planning:staffing.dropIn.title'), children, above, status });
    },
  });
}

/** The country, or its counties by their registered unemployed, with the reach of the register’s network on the first day. */
function keptTeams(house: House): (from: PlainDate, byCounty: boolean) => Promise<Teams> {
  const known = new Map<string, Promise<Teams>>();
  const made = async (from: PlainDate, byCounty: boolean): Promise<Teams> => {
    const municipalities = [...(await knownMunicipalities(house.db)).values()];
    const near = await shareWithin30(house, from);
    const all = municipalities.reduce((sum, { registeredUnemployed }) => sum + registeredUnemployed, 0);
    if (!byCounty) return [{ name: 'Sverige', share: 1, within30: near.get(null) ?? null }];
    return [...Map.groupBy(municipalities, ({ countyCode }) => countyCode)]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([code, own]) => ({
        name: own[0]!.county,
        share: own.reduce((sum, { registeredUnemployed }) => sum + registeredUnemployed, 0) / all,
        within30: near.get(code) ?? null,
      }));
  };
  return (from, byCounty) => {
    const key = `${from} ${byCounty}`;
    const found = known.get(key) ?? made(from, byCounty);
    if (known.size > 50) known.clear();
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  };
}
