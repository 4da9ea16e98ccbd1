/** Every command of planning; test/access.test.ts runs each through every role. */
import type { Command } from '../../platform/auth/index.ts';
import { carryOutScenario, resumeDecision } from './decision/carry-out-scenario.ts';
import { leaveOut } from './decision/leave-out-steps.ts';
import { createRota, replanRota } from './rota/create-rota.ts';
import { carryOutRota, resumeRota } from './rota/carry-out-rota.ts';
import { approveScenario } from './scenarios/approve-scenario.ts';
import { changeScenario } from './scenarios/change-scenario.ts';
import { commentScenario } from './scenarios/comment-scenario.ts';
import { copyScenario } from './scenarios/copy-scenario.ts';
import { createScenario } from './scenarios/create-scenario.ts';
import { proposeScenario } from './scenarios/propose-scenario.ts';
import { rejectScenario } from './scenarios/reject-scenario.ts';
import { withdrawScenario } from './scenarios/withdraw-scenario.ts';

export const planningCommands: readonly Command[] = [
  createScenario,
  changeScenario,
  copyScenario,
  commentScenario,
  proposeScenario,
  approveScenario,
  rejectScenario,
  withdrawScenario,
  carryOutScenario,
  resumeDecision,
  leaveOut,
  createRota,
  replanRota,
  carryOutRota,
  resumeRota,
];
