import { Brake } from './brake.entity.js';
import { Case } from './case.entity.js';
import { Client } from './client.entity.js';
import { NamedPartner } from './named-partner.entity.js';
import { PartnerInvitation } from './partner-invitation.entity.js';
import { Participant } from './participant.entity.js';
import { SafeContact } from './safe-contact.entity.js';
import { Suppression } from './suppression.entity.js';

/** People and cases: who the practice knows, who is in which case, how they may be contacted, who may read what. */
export { ClientsModule } from './clients.module.js';
export { ClientService, type ClientFilters, type PersonGiven } from './client.service.js';
export { ClientMerges, type MergeStep } from './client-merges.js';
export type { ClientRow } from './client.store.js';
export { CaseMerges, type CaseMergeStep } from './case-merges.js';
export { ClientCoaches } from './client-coaches.js';
export { ClientVouching } from './client-vouching.js';
export { CaseAccess } from './case-access.js';
export { CaseService, type CaseFilters, type NamedPerson } from './case.service.js';
export type { CaseRow, Comer, ParticipantRow } from './case.store.js';
export { Joining, type WhenNew } from './joining.service.js';
export { PartnerInvitations, type Invited } from './partner-invitations.service.js';
export { briefContact, openContact, SafeContactService, type ContactRules } from './safe-contact.service.js';
export { SuppressionService } from './suppression.service.js';
export { BrakeService } from './brake.service.js';
export { clientAddressChanged, clientConfirmed, participantAdded, partnerInvited } from './clients.events.js';
export {
  AlreadyParticipant,
  CaseClosed,
  CaseFull,
  InvitationAnswered,
  InvitationOver,
  StatusSettled,
} from './clients.errors.js';
export { undoableUntil } from './domain/case-state.js';
export { quietFrom, quietUntil, type QuietHours } from './domain/quiet-hours.js';

/** The tables of this library. */
export const clientsEntities = [
  Brake,
  Case,
  Client,
  NamedPartner,
  PartnerInvitation,
  Participant,
  SafeContact,
  Suppression,
];
