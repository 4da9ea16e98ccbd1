/** A video meeting in the browser: enter by a code, wait to be let in, talk. Whoever is in has a cookie for that room only. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { cookieName, cookieOptions, execute, type House } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint, lastEventId, openStream } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { enterVideoRoom } from '../enter-video-room.ts';
import type { LiveRooms } from '../live-rooms.ts';
import { EnterPage, LeftPage, RoomPage } from '../pages/video-pages.tsx';
import { contactProblem } from '../problems.ts';
import { findRoom, insertSignal, noteRoom, roomOfCode, type Seat, seatOfKey, type VideoRoom } from '../store/video.ts';
import { admitToVideoRoom, askForCall, leaveVideoRoom } from '../video-acts.ts';
import { canInRoom, roomState } from '../video-state.ts';
import { hashOf, iceServers, newSecret } from '../video.ts';
import '../texts.ts';

export interface VideoSettings {
  live: LiveRooms;
  env: Readonly<Record<string, string | undefined>>;
  publicUrl: () => string;
}

const ofRoom = z.object({ room: z.uuid() });
const code = z.string().max(64);
const signal = z.object({ to: z.uuid(), body: z.record(z.string(), z.unknown()) });

export function videoPages(house: House, settings: VideoSettings): Endpoint[] {
  const page = { kind: 'page', access: 'everyone' } as const;
  const inRoom = { ...page, params: ofRoom } as const;
  const cookieOf = (room: string): string => cookieName(settings.publicUrl(), `meet-${room}`);
  const keyOf = (request: FastifyRequest, room: string): string | null => request.cookies[cookieOf(room)] ?? null;
  const seated = async (request: FastifyRequest, roomId: string): Promise<{ seat: Seat; room: VideoRoom; keyHash: string }> => {
    const key = keyOf(request, roomId);
    const seat = key === null ? null : await seatOfKey(house.db, roomId, hashOf(key));
    const room = seat === null ? null : await findRoom(house.db, roomId);
    if (seat === null || room === null || key === null) throw contactProblem('video-seat-unknown');
    return { seat, room, keyHash: hashOf(key).toString('base64') };
  };
  const act = (url: string, summary: string, of: typeof leaveVideoRoom | typeof askForCall, then: string) =>
    endpoint({
      ...inRoom,
      method: 'POST',
      url,
      summary,
      async handle(request, reply) {
        const { keyHash } = await seated(request, request.params.room);
        await execute(house, request.actor, of, { roomId: request.params.room, keyHash });
        return reply.redirect(href(request.language, then), 303);
      },
    });
  return [
    endpoint({
      ...page,
      method: 'GET',
      url: '/meet',
      summary: 'Before a video meeting: when it is, and the way in',
      query: z.object({ code: code.optional() }),
      async handle(request, reply) {
        const typed = request.query.code ?? '';
        const room = typed === '' ? null : await roomOfCode(house.db, hashOf(typed));
        return sendEnter(house, request, reply, { code: typed, room });
      },
    }),
    endpoint({
      ...page,
      method: 'POST',
      url: '/meet',
      summary: 'Enters a video meeting by a code that works once',
      body: z.object({ code }),
      async handle(request, reply) {
        const key = newSecret();
        const hashes = { codeHash: hashOf(request.body.code.trim()), keyHash: hashOf(key) };
        const input = { codeHash: hashes.codeHash.toString('base64'), keyHash: hashes.keyHash.toString('base64') };
        const { roomId } = await execute(house, request.actor, enterVideoRoom, input);
        const options = { ...cookieOptions(settings.publicUrl()), sameSite: 'strict' as const };
        void reply.setCookie(cookieOf(roomId), key, options);
        return reply.redirect(href(request.language, `/meet/${roomId}`), 303);
      },
    }),
    endpoint({
      ...inRoom,
      method: 'GET',
      url: '/meet/:room',
      summary: 'A video meeting',
      async handle(request, reply) {
        const { seat, room } = await seated(request, request.params.room);
        if (roomState(room, house.clock.now()) !== 'open') throw contactProblem('video-not-open');
        const t = translator(request.language);
        const ice = iceServers(settings.env, seat.id, house.clock.now());
        const children = h(RoomPage, { roomId: room.id, seat: { id: seat.id, part: seat.part }, ice });
        const html = renderPage(request, { title: t('contact:video.room.title'), children, wide: true, scripts: ['meet.js'] });
        void reply.header('permissions-policy', 'camera=(self), geolocation=(), microphone=(self)');
        return sendPage(reply.header('cache-control', 'no-store'), html);
      },
    }),
    endpoint({
      ...inRoom,
      method: 'GET',
      url: '/meet/:room/events',
      summary: 'Who is in the room, and what their browsers tell each other',
      async handle(request, reply) {
        const { seat, room } = await seated(request, request.params.room);
        if (roomState(room, house.clock.now()) !== 'open') throw contactProblem('video-not-open');
        await settings.live.serve(openStream(request, reply), seat, lastEventId(request));
        return reply;
      },
    }),
    endpoint({
      ...inRoom,
      method: 'POST',
      url: '/meet/:room/signals',
      summary: 'Tells another browser in the room how to be found',
      body: signal,
      async handle(request, reply) {
        const { seat } = await seated(request, request.params.room);
        if (!canInRoom(seat, 'signal')) throw contactProblem('video-not-admitted');
        const { to, body } = request.body;
        await insertSignal(house.db, { roomId: seat.roomId, from: seat.id, to, body, at: house.clock.now() });
        await noteRoom(house.db);
        return reply.code(204).send();
      },
    }),
    endpoint({
      ...inRoom,
      method: 'POST',
      url: '/meet/:room/admit',
      summary: 'Lets someone in who waits',
      body: z.object({ seat: z.uuid() }),
      async handle(request, reply) {
        const { keyHash } = await seated(request, request.params.room);
        const input = { roomId: request.params.room, keyHash, seatId: request.body.seat };
        await execute(house, request.actor, admitToVideoRoom, input);
        return reply.redirect(href(request.language, `/meet/${request.params.room}`), 303);
      },
    }),
    act('/meet/:room/leave', 'Leaves a video meeting', leaveVideoRoom, '/meet/left'),
    act('/meet/:room/call-me', 'Asks to be called instead', askForCall, '/meet/call'),
    ...(['left', 'call'] as const).map((how) =>
      endpoint({
        ...page,
        method: 'GET',
        url: `/meet/${how}`,
        summary: how === 'left' ? 'After a video meeting' : 'We call you instead',
        handle(request, reply) {
          const title = translator(request.language)(`contact:video.${how}.title`);
          return sendPage(reply, renderPage(request, { title, children: h(LeftPage, { how }) }));
        },
      }),
    ),
  ];
}

function sendEnter(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  { code: typed, room }: { code: string; room: VideoRoom | null },
) {
  const state = room === null ? null : roomState(room, house.clock.now());
  const title = translator(request.language)('contact:video.enter.title');
  const children = h(EnterPage, { code: typed, state, opensAt: room?.opensAt ?? null });
  // The address holds a code: no cache keeps it, and no other page is told of it.
  void reply.header('referrer-policy', 'no-referrer');
  return sendPage(reply.header('cache-control', 'no-store'), renderPage(request, { title, children }));
}
