/** The registration's questions and the reading of answers. */
export { type AnswerError, answerErrors, type Field, type FieldKind } from './field.ts';
export { type Answers, isStepId, type Step, type StepId, stepIds, steps } from './questions.ts';
export {
  countedAnswers,
  type FieldRefusal,
  missingSteps,
  type ReadStep,
  readStep,
  shownSteps,
  stepAfter,
  stepOf,
  storedAnswers,
  type Typed,
  typedOf,
} from './reading.ts';
