/** Real things for the addresses of endpoints: someone's life, their helper and officers, places, employers, what was decided. */
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { startDeciding } from '../src/modules/cases/fixtures.ts';
import { stopRule } from '../src/modules/cases/index.ts';
import { gatewaysFromEnvironment, sendDue, tell, type Words } from '../src/modules/contact/index.ts';
import { approveNotice } from '../src/modules/contact/notices/approve-notice.ts';
import { fileView } from '../src/modules/contact/notices/file-view.ts';
import { addBody } from '../src/modules/contact/notices/put-body.ts';
import { startNotice } from '../src/modules/contact/notices/write-notice.ts';
import { listLetters } from '../src/modules/contact/store/notice-letters.ts';
import { findView } from '../src/modules/contact/store/views.ts';
import { loadReports } from '../src/modules/insight/index.ts';
import { freezeReport } from '../src/modules/insight/reports/freeze-report.ts';
import { stepReport } from '../src/modules/insight/reports/step-report.ts';
import { listOfficers, loadGeneratedSupply } from '../src/modules/meetings/index.ts';
import { closePlace } from '../src/modules/meetings/close-place.ts';
import { noteAbsence } from '../src/modules/meetings/note-absence.ts';
import { allInterpreters } from '../src/modules/meetings/store/interpreters.ts';
import { allRooms } from '../src/modules/meetings/store/rooms.ts';
import { listAttendance } from '../src/modules/meetings/store/timetable.ts';
import { newDesk } from '../src/modules/desk/fixtures.ts';
import { makeClient } from '../src/modules/desk/make-client.ts';
import { makeUploadLink } from '../src/modules/desk/make-upload-link.ts';
import { noteArrival } from '../src/modules/desk/note-arrival.ts';
import { forwardDocument } from '../src/modules/desk/forward-document.ts';
import { phoneKeyOf } from '../src/modules/desk/ticket-key.ts';
import { addDevice, keepDocument, putUnit, receiveDocument, vaultFromEnvironment } from '../src/modules/desk/index.ts';
import { addAgreementDocument } from '../src/modules/network/agreements/add-agreement-document.ts';
import {
  listAgreementRecords,
  listClosures,
  listPlaceStaff,
  openRegister,
  placeDeskStaff,
} from '../src/modules/network/index.ts';
import { createRota } from '../src/modules/planning/rota/create-rota.ts';
import { visitedPlaces } from '../src/modules/planning/rota/gather.ts';
import { createScenario } from '../src/modules/planning/scenarios/create-scenario.ts';
import { bookSeries } from '../src/modules/meetings/book-series.ts';
import { addWebhook } from '../src/modules/meetings/add-webhook.ts';
import { placeByCode } from '../src/modules/meetings/fixtures.ts';
import { startRebooking } from '../src/modules/meetings/start-rebooking.ts';
import { putFeed } from '../src/modules/meetings/put-feed.ts';
import { addEmployer } from '../src/modules/people/add-employer.ts';
import { lookAfter, opened, protect, signIn } from '../src/modules/people/fixtures.ts';
import { updateContact } from '../src/modules/people/index.ts';
import { putEmployerContact } from '../src/modules/people/put-employer-contact.ts';
import { type Actor, execute, type Role, roles } from '../src/platform/auth/index.ts';
import { type Instant, later, plainDate, today } from '../src/platform/clock/index.ts';
import { parseUuid, type Uuid } from '../src/platform/ids/index.ts';
import { insertOutage } from '../src/platform/outage/index.ts';
import { booked, timeInput } from './booked.ts';
import type { TestHouse } from './database.ts';
import { drafting, living, organisation, registrationDay, reportDay } from './protected-life.ts';

const staffRoles: readonly Role[] = ['caseworker', 'desk-officer', 'protection-officer'];

export interface Doors {
  /** The session of someone in this role; of a visitor none. The jobseeker is the person in the addresses. */
  headers(role: Role): Readonly<Record<string, string>>;
  /** Of a program of another organisation, for addresses that take no session. */
  programKey: string;
  /** The address of something that is there for the role: staff have the person's file open. */
  address(url: string, role: Role): Promise<string>;
}

/** Someone in each role, and an address of something that is there for every endpoint. Sets the clock. */
export async function doors(house: TestHouse): Promise<Doors> {
  const signedIn = async (role: Role) =>
    signIn(house, { name: role, roles: [role], ...(role === 'helper' ? { organisation } : {}) });
  const administrator = await startDeciding(house);
  const staff = new Map<Role, Actor>();
  for (const role of staffRoles) staff.set(role, (await signedIn(role)).actor);
  const actorOf = (role: Role): Actor => staff.get(role)!;
  const life = await living(house, 'Grind', 606, [...staff.values()]);
  const { personId: person, number } = life;
  const hidden = await drafting(house, 'Skydd', 707);
  await protect(house, hidden.number);
  await lookAfter(house, actorOf('protection-officer'), hidden.personId);
  const stop = await execute(house, administrator, stopRule, {
    rule: 'registration-decision',
    since: registrationDay,
    reason: 'prov',
  });
  // Sessions of this day: those of the day of registration have ended.
  house.clock.set(reportDay);
  const sessions = new Map<Role, Record<string, string>>();
  for (const role of roles.filter((one) => one !== 'visitor')) {
    const self = { name: life.actor.name, identity: { personalNumber: number } };
    const { headers } = role === 'jobseeker' ? await signIn(house, self) : await signedIn(role);
    sessions.set(role, { ...headers });
  }
  const values = await things(house, person, actorOf('caseworker'));
  values.set('sessions/:id', await session(house));
  values.set('meetings/:id', await booked(house, life.actor, person, { start: '2020-03-20T10:00:00+01:00' }));
  values.set(':meeting', values.get('meetings/:id')!).set('disruptions/:kind', 'place').set(':thing', values.get('places/:id')!);
  // After their own: who has a series books no other of its kind.
  values.set('series/:id', await series(house, actorOf('caseworker'), person));
  values.set('rebookings/:rebooking', await rebooking(house, actorOf('caseworker')));
  values.set(':key', await feedKey(house, life.actor, person));
  values.set(':account', actorOf('protection-officer').id).set('stops/:id', stop.stopId);
  for (const [parameter, value] of await deskThings(house, actorOf('desk-officer'), actorOf('caseworker')))
    values.set(parameter, value);
  values.set(':metric', 'offices');
  const programKey = randomBytes(32).toString('base64url');
  await program(house, programKey);
  values.set(':client', await program(house, randomBytes(32).toString('base64url')));
  return {
    headers: (role) => sessions.get(role) ?? {},
    programKey,
    async address(url, role) {
      // Officers are named, and a protection is lifted, only of someone who is protected.
      const of = /:person\/(officers|protection\/lift)/.test(url) ? hidden.personId : person;
      // Each time anew: what was sent before may have closed the file.
      if (url.includes(':person') && staffRoles.includes(role)) await opened(house, actorOf(role), of);
      return url.replaceAll(/(\w+\/)?(:\w+)/g, (whole, before: string | undefined, parameter: string) => {
        const value = parameter === ':person' ? of : (values.get(whole) ?? values.get(parameter));
        if (value === undefined) throw new Error(`${url}: say in test/access-addresses.ts what ${parameter} is`);
        return `${before ?? ''}${value}`;
      });
    },
  };
}

/** A desk that the desk officer leads, with one of everything; the caseworker belongs to a unit. */
async function deskThings(house: TestHouse, officer: Actor, caseworker: Actor): Promise<[string, string][]> {
  const desk = await newDesk(house);
  const { placeId, manager, agreementId, serviceId } = desk;
  const from = '2019-12-01';
  const led = { placeId, accountId: officer.id, position: 'manager', from, to: null };
  const { staffId } = await execute(house, manager, placeDeskStaff, led);
  const { deviceId } = await execute(house, manager, addDevice, { placeId, kind: 'staff', code: 'S1', keyHash: null });
  const administrator: Actor = { id: 'operator', name: 'narvaro', roles: ['administrator'] };
  const unit = {
    id: null,
    version: null,
    agency: 'arbetsformedlingen',
    name: 'Prov',
    takes: ['letter'],
    members: [caseworker.id],
  };
  const days = { remindAfterDays: null, escalateAfterDays: null, email: null };
  const { unitId } = await execute(house, administrator, putUnit, { ...unit, ...days });
  const kioskKey = randomBytes(18).toString('base64url');
  const keyHash = createHash('sha256').update(kioskKey).digest('base64url');
  await execute(house, manager, addDevice, { placeId, kind: 'kiosk', code: 'K1', keyHash });
  const { visitId } = await execute(house, manager, noteArrival, { placeId, serviceId, topic: 'register' });
  const document = await forwardedDocument(house, manager, placeId, unitId);
  const token = randomBytes(32).toString('base64url');
  const tokenHash = createHash('sha256').update(token).digest('hex');
  await execute(house, manager, makeUploadLink, { placeId, agency: 'arbetsformedlingen', kind: 'letter', tokenHash });
  return [
    ['documents/:place', placeId],
    [':document', document.documentId],
    ['receipt/:code', document.receiptCode],
    [':receipt', document.receiptCode],
    [':token', token],
    [':size', '192'],
    [':view', 'host'],
    ['kiosk/:key', kioskKey],
    ['ticket/:key', phoneKeyOf(house.keys, visitId)],
    [':visit', visitId],
    [':act', 'open'],
    ['desk/:place', placeId],
    ['desks/:place', placeId],
    ['places/:place', placeId],
    ['offices/:place', placeId],
    [':agreement', agreementId!],
    // Not the officer's own row: ending it would close the door.
    [':staff', (await listPlaceStaff(house.db, { placeId })).find(({ id }) => id !== staffId)!.id],
    [':service', serviceId],
    [':counter', desk.counterIds[0]],
    [':device', deviceId],
    [':topic', 'pensionsmyndigheten-matter'],
    [':unit', unitId],
  ];
}

/** A program with this key. Gives its id. */
async function program(house: TestHouse, key: string): Promise<string> {
  const administrator: Actor = { id: 'operator', name: 'narvaro', roles: ['administrator'] };
  const keyHash = createHash('sha256').update(key).digest('base64url');
  return (await execute(house, administrator, makeClient, { agency: 'arbetsformedlingen', name: 'Prov', keyHash })).clientId;
}

/** A document that was forwarded to the unit. */
async function forwardedDocument(house: TestHouse, by: Actor, placeId: Uuid, unitId: string) {
  const of = { placeId, documentId: house.newId(), mediaType: 'application/pdf' };
  const said = { agency: 'arbetsformedlingen', kind: 'letter', how: 'scan' };
  const vault = vaultFromEnvironment({ NARVARO_DATA: house.data }, house.keys);
  async function* content() {
    yield Buffer.from('%PDF-1.7');
  }
  const taken = await keepDocument(vault, content(), of, (kept) =>
    execute(house, by, receiveDocument, { ...of, ...said, ...kept }),
  );
  await execute(house, by, forwardDocument, { placeId, documentId: of.documentId, unitId });
  return taken;
}

/** A meeting for several persons. */
async function session(house: TestHouse): Promise<string> {
  const id = house.newId();
  await sql`
    insert into meetings.meeting_type (id, code, valid, purpose, names, channels, minutes, booked_by, needs_room, overbooking, seats, source,
      changed_at, changed_by)
    values (gen_random_uuid(), 'group', '[2019-01-01,)', 'group', '{"sv": "Grupp"}', '{phone}', 60, '{person,officer}', false, false, 5,
      'prov', now(), 'prov')`.execute(house.db);
  await sql`
    insert into meetings.session (id, type_code, channel, during, officer_ids, language, seats)
    values (${id}, 'group', 'phone', '[2020-04-20 10:00+02, 2020-04-20 11:00+02)', '{}', 'sv', 5)`.execute(house.db);
  return id;
}

/** A series of two for someone. */
async function series(house: TestHouse, officer: Actor, personId: Uuid): Promise<string> {
  await opened(house, officer, personId);
  const [one, two] = [await timeInput(house, { start: '' }), await timeInput(house, { start: '' })];
  const starts = ['2020-03-23T10:00:00+01:00', '2020-03-30T10:00:00+02:00'];
  const { start: _start, ...time } = one;
  const input = { ...time, personId, cameBy: 'officer', starts, ignoreWindow: true, found: [one.found, two.found] };
  return (await execute(house, officer, bookSeries, input)).seriesId;
}

async function rebooking(house: TestHouse, officer: Actor): Promise<string> {
  return (await execute(house, officer, startRebooking, {})).rebookingId;
}

/** What each parameter is; an `:id` is of what stands before it. */
async function things(house: TestHouse, person: Uuid, caseworker: Actor): Promise<Map<string, string>> {
  const { employerId } = await execute(house, caseworker, addEmployer, { number: organisation.number, name: organisation.name });
  const { contactId } = await execute(house, caseworker, putEmployerContact, { employerId, role: 'Växel' });
  const outage = { id: house.newId(), part: 'service', beganAt: house.clock.now(), endedAt: house.clock.now() };
  await house.db.transaction().execute((tx) => insertOutage(tx, { ...outage, foundBy: 'system', note: '' }, house.clock.now()));
  const one = async (table: string, column: string, of: string | null = person): Promise<string> => {
    const { rows } = await sql<{ value: string }>`
      select ${sql.ref(column)}::text as value from ${sql.table(table)}
      where ${of === null ? sql`true` : sql`person_id = ${of}`} order by 1 limit 1`.execute(house.db);
    if (rows[0] === undefined) throw new Error(`${table} is empty`);
    return rows[0].value;
  };
  const letter = await tellIt(house, person, null);
  const byHand = await tellIt(house, person, later(house.clock.now(), 3_600_000));
  return new Map([
    [':webhook', await partner(house)],
    [':letter', letter],
    [':message', byHand],
    [':code', '2425'],
    ['reports/:code', await governmentReport(house)],
    [':format', 'text'],
    [':month', '2020-02'],
    [':step', 'work'],
    [':rule', 'registration-decision'],
    [':mandate', await one('people.mandate', 'id')],
    [':need', await one('people.support_need', 'id')],
    [':opening', await one('people.file_opening', 'id')],
    [':todo', await one('cases.todo', 'id')],
    [':room', house.newId()],
    [':employer', employerId],
    [':contact', contactId],
    ...(await supplyOf(house)),
    ...(await closedPlace(house, parseUuid(await one('network.place', 'id', null))!)),
    ['presences/:id', await one('network.presence', 'presence_id', null)],
    ['closures/:id', await one('network.closure', 'id', null)],
    ['outages/:id', outage.id],
    ...(await noticesOf(house)),
    ...(await agreementOf(house)),
    [':rota', await rota(house)],
    [':scenario', await scenario(house)],
    ['receipt/:id', await one('cases.registration', 'id')],
    ['attachments/:id', await one('cases.attachment', 'id')],
    ['tables/:id', 'offices'],
    ['codelists/:id', 'vs_county'],
  ]);
}

/** A decision with a draft, a letter that waits and a view with a file; a body it touches. */
async function noticesOf(house: TestHouse): Promise<[string, string][]> {
  const planner = { id: house.newId(), name: 'Planerare', roles: ['planner'] } as const;
  const register = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
  const [closure] = await listClosures(house.db, { on: plainDate('2020-03-05'), municipalityCode: '2425' });
  const matters = [{ kind: 'closure', id: closure!.id }];
  const said = { title: 'Prov', words: 'Prov', replyTo: null, replyBy: null, groups: ['place'], organisations: [] };
  const { noticeId } = await execute(house, planner, startNotice, { ...said, matters });
  const { noticeId: sent } = await execute(house, planner, startNotice, { ...said, matters });
  const approved = {
    noticeId: sent,
    version: 1,
    registerVersion: register.current().version,
    register: () => register.current(),
  };
  await execute(house, { ...planner, id: house.newId() }, approveNotice, approved);
  await register.close();
  const [letter] = await listLetters(house.db, sent);
  const from = {
    fromKind: 'staff',
    bodyKey: null,
    fromName: null,
    how: 'email',
    reachedOn: '2020-03-01',
    notBefore: false,
    stance: 'asks',
  };
  const attachments = [{ name: 'prov.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') }];
  const view = { ...from, matters, subject: 'Prov', words: 'Prov', noticeId: null, corrects: null, attachments };
  const { viewId } = await execute(house, planner, fileView, view);
  const nowhere = { role: null, email: null, street: null, postalCode: null, postTown: null };
  const union = await execute(house, planner, addBody, { kind: 'union', name: 'Prov', ...nowhere });
  return [
    ['bodies/:body', union.key],
    [':body', 'municipality:2425'],
    [':decision', closure!.id],
    [':notice', noticeId],
    [':noticeLetter', letter!.id],
    [':letterAction', 'again'],
    ['views/:view', viewId],
    [':viewFile', (await findView(house.db, viewId))!.attachments[0]!.id],
  ];
}

/** A rota of one officer, one place and one day. */
async function rota(house: TestHouse): Promise<string> {
  const planner: Actor = { id: house.newId(), name: 'Planerare', roles: ['planner'] };
  const register = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
  const validFrom = today(house.clock);
  const placeId = visitedPlaces(register.current(), validFrom)[0]!.place.id;
  const [officer] = await listOfficers(house.db, { on: validFrom });
  const said = {
    title: 'Prov',
    validFrom,
    validTo: null,
    officerIds: [officer!.id],
    aim: 'short',
    promises: [{ placeId, weekday: 2, officers: 1, languages: [], competences: [] }],
    limits: { minutesPerDay: 180, minutesPerWeek: null, daysPerWeek: 2, spread: null },
    register: () => register.current(),
  };
  const { rotaId } = await execute(house, planner, createRota, said);
  await register.close();
  return rotaId;
}

/** A scenario that changes nothing yet. */
async function scenario(house: TestHouse): Promise<string> {
  const planner: Actor = { id: house.newId(), name: 'Planerare', roles: ['planner'] };
  const register = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
  const said = { title: 'Prov', baseDate: '2020-02-14', assumptions: '', changes: [], register: () => register.current() };
  const { scenarioId } = await execute(house, planner, createScenario, said);
  await register.close();
  return scenarioId;
}

/** An agreement in force, with a document. */
async function agreementOf(house: TestHouse): Promise<[string, string][]> {
  const planner: Actor = { id: house.newId(), name: 'Planerare', roles: ['planner'] };
  const [agreement] = await listAgreementRecords(house.db, { on: plainDate('2020-03-05'), state: 'in-force' });
  const file = { agreementId: agreement!.id, name: 'avtal.pdf', content: Buffer.from('%PDF-1.7') };
  const { documentId } = await execute(house, planner, addAgreementDocument, file);
  return [
    ['agreements/:id', agreement!.id],
    [':file', documentId],
  ];
}

/** A report to the government, frozen. */
async function governmentReport(house: TestHouse): Promise<string> {
  await loadReports(house, 'data/reports');
  const analyst: Actor = { id: house.newId(), name: 'Analytiker', roles: ['analyst'] };
  const code = '2020-02-14';
  await execute(house, analyst, stepReport, { code, version: 1, act: 'send-to-review', note: '' });
  await execute(house, analyst, stepReport, { code, version: 2, act: 'approve', note: '' });
  await execute(house, analyst, freezeReport, { code, version: 3 });
  return code;
}

/** An officer with a stay and an absence, a room, an interpreter. */
async function supplyOf(house: TestHouse): Promise<[string, string][]> {
  const register = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
  await loadGeneratedSupply(house, register.current(), { officers: 100, rooms: 90, interpreters: 4 });
  const [stay] = await listAttendance(house.db, {});
  const [room] = await allRooms(house.db);
  const [interpreter] = await allInterpreters(house.db);
  await register.close();
  const planner: Actor = { id: house.newId(), name: 'Planerare', roles: ['planner'] };
  const away = { kind: 'leave', from: '2020-12-01', fromTime: null, to: '2020-12-02', toTime: null };
  const { absenceId } = await execute(house, planner, noteAbsence, { resourceId: stay!.officerId, ...away });
  return [
    ['officers/:id', stay!.officerId],
    ['absences/:id', stay!.officerId],
    [':attendance', stay!.id],
    [':absence', absenceId],
    [':place', stay!.placeId],
    ['rooms/:id', room!.id],
    ['interpreters/:id', interpreter!.id],
    ['types/:id', '21'],
  ];
}

/** A place that is closed for two days. */
async function closedPlace(house: TestHouse, placeId: Uuid): Promise<[string, string][]> {
  const planner: Actor = { id: house.newId(), name: 'Planerare', roles: ['planner'] };
  const span = { from: '2020-12-01T00:00:00+01:00', to: '2020-12-03T00:00:00+01:00' };
  const { closureId } = await execute(house, planner, closePlace, { placeId, ...span });
  return [
    ['places/:id', placeId],
    [':closure', closureId],
  ];
}

/** A partner's program that is told of meetings in Lycksele. Gives its id. */
async function partner(house: TestHouse): Promise<string> {
  const administrator: Actor = { id: 'operator', name: 'narvaro', roles: ['administrator'] };
  const settings = () => ({ secret: 's'.repeat(32), allowsPrivate: false });
  const placeIds = [await placeByCode(house.db, '2481')];
  const made = { name: 'Partner', url: 'https://calendar.example.org/', placeIds, settings };
  return (await execute(house, administrator, addWebhook, made)).webhookId;
}

/** The key of the person's calendar. */
async function feedKey(house: TestHouse, actor: Actor, personId: Uuid): Promise<string> {
  const key = randomBytes(32).toString('base64url');
  const keyHash = createHash('sha256').update(key).digest('base64url');
  await execute(house, actor, putFeed, { personId, keyHash });
  return key;
}

/** Something is told to the person: no gateway is set up, so that it goes by letter, or by hand when that would be too late. Gives its id. */
async function tellIt(house: TestHouse, personId: Uuid, neededBy: Instant | null): Promise<string> {
  const [about, now] = [house.newId(), house.clock.now()];
  await house.db.transaction().execute(async (tx) => {
    const home = { street: 'Provgatan 1', postalCode: '917 31', postTown: 'Dorotea', preferredChannel: 'letter' };
    await updateContact(tx, personId, home, now);
    await tell(tx, { personId, source: 'test.said', about, dueAt: now, newId: house.newId, now });
  });
  const make = (): Promise<Words> => Promise.resolve({ subject: 'Prov', short: 'Prov', text: 'Prov', neededBy });
  const onError = (error: unknown): never => {
    throw error;
  };
  await sendDue({ house, sources: [{ name: 'test.said', make }], gateways: gatewaysFromEnvironment({}), onError });
  const { rows } = await sql<{ id: string }>`select id from contact.message where about = ${about}`.execute(house.db);
  return rows[0]!.id;
}
