/** A coach's record of the work, and what the practice must still do. */
import { Note } from './note.entity.js';
import { Task } from './task.entity.js';

export { CaseloadModule } from './caseload.module.js';
export { NoteService } from './note.service.js';
export { TaskService } from './task.service.js';
export { CaseloadJobs } from './caseload-jobs.service.js';
export type { TaskKind } from './task.entity.js';
export {
  activateCase,
  raiseApprovalTask,
  raiseLatePaymentTask,
  raisePaymentReview,
  raiseRefundReview,
  reopenApprovalTask,
  settleApprovalTask,
} from './caseload.jobs.js';
export const caseloadEntities = [Note, Task];
