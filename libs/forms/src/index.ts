/** Forms and their versions, asking them of people, and sealed answers that only their coach reads. */
import { Answer, Assignment, Consent, ConsentPage, FormResponse } from './assignment.entity.js';
import { Form, FormVersion } from './form.entity.js';

export { FormsModule } from './forms.module.js';
export { FormService } from './form.service.js';
export { AssignmentService, type Asked } from './assignment.service.js';
export { ResponseService } from './response.service.js';
export { ResponseReader } from './response-reader.js';
export { assignmentMade, assignmentSubmitted } from './forms.events.js';
export { AnswerLocked, AssignmentClosed, ConsentMissing, ConsentOutdated, FormSlugTaken } from './forms.errors.js';
export const formsEntities = [Form, FormVersion, Assignment, FormResponse, Answer, Consent, ConsentPage];
