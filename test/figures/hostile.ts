import { ValidationPipe } from '../../apps/api/src/http/validation.pipe.js';
import { apiDocument, type ApiDocument } from '../support/api-document.js';
import { answerFaults } from './answer-faults.js';
import { HostileRequests, targetOf, type Family, type GoodRequest } from './hostile-requests.js';
import { hostileTexts, wrongHeaders } from './hostile-input.js';
import { askedWithText, textFieldsOf, type TextField } from './hostile-texts.js';
import type { Asked } from './operation.js';
import { operations } from './operations.js';
import { RawClient, type RawAnswer, type RawRequest } from './raw-client.js';
import { changesBetween, everyTable, type TableStates } from './table-states.js';
import { describedOperations, ownHeaders, type Described } from './tenancy.js';
import type { TenancyWorld } from './tenancy-world.js';

export interface HostileWalk {
  readonly inDocument: number;
  /** Operations whose good request still worked after everything that was wrong. */
  readonly walked: number;
  readonly requests: Readonly<Record<Family | 'texts', number>>;
  /** Answers of 500 and above. */
  readonly broken: readonly string[];
  /** Requests that were cut without an answer, or never answered. */
  readonly lost: readonly string[];
  /** What lies in the database after refusals and was not there before. */
  readonly changed: readonly string[];
  /** Answers 2xx to what the document refuses, and to texts that no field may hold. */
  readonly taken: readonly string[];
  /** Answers without the strict headers, or with something of the inside. */
  readonly careless: readonly string[];
  /** Operations and text fields that were not reached. */
  readonly faults: readonly string[];
  /** Fields that take any text. */
  readonly textFields: readonly string[];
}

type Findings = {
  -readonly [Key in keyof HostileWalk as HostileWalk[Key] extends readonly string[] ? Key : never]: string[];
};

/** What a call may well write although it was refused or only reads: who read what is private. */
const meant: Readonly<Record<string, readonly string[]>> = {
  'GET /api/v1/admin/cases/{id}/notes': ['audit_entries'],
  'GET /api/v1/admin/responses/{id}': ['audit_entries'],
};

/** Texts that nothing holds: half a character, the byte 0, marks that turn the words beside them round. */
const neverHeld: readonly string[] = ['nul', 'half', 'turned'];
/** Texts that every field of free text holds, letter by letter. */
const alwaysHeld: readonly string[] = ['html', 'rightToLeft'];

/** Sends everything that is wrong to every operation of the document (`only` some), one fault at a time. */
export class HostileCaller {
  private document!: ApiDocument;
  private makes!: HostileRequests;
  private foreignIds!: readonly string[];
  private raw!: RawClient;
  private turn = 0;

  constructor(private readonly world: TenancyWorld) {}

  /** Builds the world, and reads what there is to ask. */
  async prepare(): Promise<void> {
    await this.world.build();
    const { app, b } = this.world;
    this.document = await apiDocument(app.url);
    this.makes = new HostileRequests(this.document);
    const [client] = await app.rows<{ id: string }>(b, 'clients');
    this.foreignIds = [b.coach.id, client!.id];
    this.raw = new RawClient(app.url);
  }

  close(): void {
    this.raw.close();
  }

  /** `texts`: how many of the hostile texts are written into each field, others each time; those that every field holds always. */
  async walk(
    only: (operation: Described, index: number) => boolean = () => true,
    { texts = 2 }: { texts?: number } = {},
  ): Promise<HostileWalk> {
    const described = (await describedOperations(this.world)).filter(only);
    const found: Findings = { broken: [], lost: [], changed: [], taken: [], careless: [], faults: [], textFields: [] };
    const requests = { texts: 0 } as Record<Family | 'texts', number>;
    let walked = 0;
    for (const operation of described) {
      if (!operations[operation.name]) {
        found.faults.push(`${operation.name} has no entry in operations.ts`);
        continue;
      }
      const good = await this.goodRequest(operation);
      await this.providerSettles();
      const before = await everyTable(this.world.app);
      for (const wrong of this.makes.of(good, this.foreignIds)) {
        requests[wrong.family] = (requests[wrong.family] ?? 0) + 1;
        const sent = `${operation.name}, ${wrong.family}: ${wrong.what}`;
        const answer = judged(found, sent, await this.raw.send(wrong));
        if (isSuccess(answer) && !wrong.mayPass) found.taken.push(told(sent, answer));
      }
      found.changed.push(...unmeant(operation, before, await everyTable(this.world.app)));
      if (await this.stillWorks(found, good)) walked += 1;
      for (const field of textFieldsOf(operation, this.document))
        requests.texts += await this.writeTexts(found, operation, field, texts);
    }
    return { ...found, requests, walked, inDocument: described.length };
  }

  /** Takes the check of what comes in off: whatever is sent reaches the inside. Answers what puts it back. */
  withoutChecks(): () => void {
    const { transform } = ValidationPipe.prototype;
    ValidationPipe.prototype.transform = (value) => Promise.resolve(value);
    return () => void (ValidationPipe.prototype.transform = transform);
  }

  /** The good request, under a header that lies; where that was refused, it works without. */
  private async stillWorks(found: Findings, good: GoodRequest): Promise<boolean> {
    const lie = wrongHeaders[(this.turn += 1) % wrongHeaders.length]!;
    const request = rawRequest(good);
    const sent = `${good.operation.name} under ${JSON.stringify(lie).slice(0, 80)}`;
    const before = await everyTable(this.world.app);
    const first = judged(found, sent, await this.raw.send({ ...request, headers: { ...request.headers, ...lie } }));
    if (isSuccess(first)) return true;
    found.changed.push(...unmeant(good.operation, before, await everyTable(this.world.app)));
    const answer = await this.raw.send(request);
    if (!isSuccess(answer)) found.faults.push(`no longer worked: ${told(good.operation.name, answer)}`);
    return isSuccess(answer);
  }

  /** Writes hostile texts into one field, each with all else right; answers how many. What is refused changes nothing. */
  private async writeTexts(found: Findings, operation: Described, field: TextField, count: number): Promise<number> {
    const name = `${operation.name} ${field.path.join('.')}`;
    found.textFields.push(name);
    const others = Object.keys(hostileTexts).filter((kind) => !alwaysHeld.includes(kind));
    const kinds = [...alwaysHeld, ...Array.from({ length: count }, (_, n) => others[(this.turn + n) % others.length]!)];
    this.turn += count;
    let asked: Asked | undefined;
    for (const kind of kinds) {
      asked ??= await operations[operation.name]!.asked(this.world);
      const written = await askedWithText(asked, operation, field, hostileTexts[kind]!, this.world);
      const before = await everyTable(this.world.app);
      const request = rawRequest(this.withOwnHeaders(operation, written));
      const answer = judged(found, `${name}, ${kind}`, await this.raw.send(request));
      if (isSuccess(answer)) {
        asked = undefined;
        if (neverHeld.includes(kind)) found.taken.push(told(`${name}, ${kind}`, answer));
        continue;
      }
      if (alwaysHeld.includes(kind)) found.faults.push(`does not hold ${kind}: ${told(name, answer)}`);
      found.changed.push(...unmeant(operation, before, await everyTable(this.world.app)));
    }
    return kinds.length;
  }

  /** The provider notices by itself that time has passed: what it tells of that comes now and not in the middle. */
  private async providerSettles(): Promise<void> {
    this.world.app.stripe.sweep();
    await this.world.app.stripe.webhooksSettled();
  }

  private async goodRequest(operation: Described): Promise<GoodRequest> {
    return this.withOwnHeaders(operation, await operations[operation.name]!.asked(this.world));
  }

  private withOwnHeaders = (operation: Described, asked: Asked): GoodRequest => ({
    operation,
    asked,
    headers: { ...ownHeaders(this.world, operation), ...asked.headers },
  });
}

/** A good request as it is sent. */
function rawRequest(good: GoodRequest): RawRequest {
  const { body } = good.asked;
  const headers = { ...good.headers, ...(body && { 'content-type': 'application/json' }) };
  return { method: good.operation.method, target: targetOf(good, {}), headers, body: body && JSON.stringify(body) };
}

/** The answer, once it is noted where it is one that nobody may hear. */
function judged(found: Findings, sent: string, answer: RawAnswer | null): RawAnswer | null {
  if (!answer) found.lost.push(sent);
  else {
    if (answer.status >= 500) found.broken.push(told(sent, answer));
    found.careless.push(...answerFaults(answer).map((fault) => `${sent} answered ${answer.status} ${fault}`));
  }
  return answer;
}

function unmeant({ name }: Described, before: TableStates, after: TableStates): string[] {
  return changesBetween(before, after)
    .filter((change) => !(meant[name] ?? []).some((table) => change.startsWith(`${table}: `)))
    .map((change) => `${name} wrote to ${change}`);
}

const isSuccess = (answer: RawAnswer | null): boolean => answer !== null && answer.status >= 200 && answer.status < 300;
const told = (sent: string, answer: RawAnswer | null): string =>
  `${sent} answered ${answer?.status ?? 'nothing'} ${answer?.text.slice(0, 200) ?? ''}`;
