/** Every command of insight; test/access.test.ts runs each through every role. */
import type { Command } from '../../platform/auth/index.ts';
import { addAssignment } from './reports/add-assignment.ts';
import { addReport } from './reports/add-report.ts';
import { changeReport } from './reports/change-report.ts';
import { freezeReport } from './reports/freeze-report.ts';
import { stepReport } from './reports/step-report.ts';

export const insightCommands: readonly Command[] = [addAssignment, addReport, changeReport, stepReport, freezeReport];
