import { Alert, Button, Title } from '@mantine/core';
import type { CoachView, FormView, OfferingView, OwnPracticeView } from '#contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../../api.js';
import { wholeList } from '../../lists.js';
import {
  amountFaults,
  changesOf,
  draftOf,
  fieldOf,
  isSameDraft,
  laidOver,
  newDraft,
  offeringOf,
  slugOf,
  type DraftField,
  type OfferingDraft,
} from '../../offering-draft.js';
import { texts } from '../../texts/texts.js';
import { AskBeforeLeaving } from '../ask-before-leaving.js';
import { useFocusBack } from '../focus-once.js';
import { Loaded, Refusal } from '../query.js';
import type { PartProps } from './field.js';
import { HowYouMeet, Intake } from './how-you-meet.js';
import { Money } from './money-fields.js';
import { WhatItIs, WhenItCanBeBooked, WhoComes } from './terms-fields.js';

const words = texts.offerings;

interface OfferingEditorProps {
  /** Null for one that is new. */
  readonly offering: OfferingView | null;
  readonly coaches: readonly CoachView[];
  /** With whom a new one begins. */
  readonly coach: CoachView;
  readonly onSaved: (saved: OfferingView) => void;
  readonly onLeave: () => void;
}

/** An offering to be written or changed, with what its terms mean said in sentences. */
export function OfferingEditor(props: OfferingEditorProps) {
  const practice = useQuery({ queryKey: ['practice'], queryFn: () => call<OwnPracticeView>('GET', '/practice') });
  const forms = useQuery({ queryKey: ['forms'], queryFn: () => wholeList<FormView>('/forms') });
  return (
    <Loaded queries={[practice, forms]}>
      {(own, asked) => <Editor key={props.offering?.id} {...props} practice={own} forms={asked} />}
    </Loaded>
  );
}

type EditorProps = OfferingEditorProps & { readonly practice: OwnPracticeView; readonly forms: readonly FormView[] };

function Editor({ offering, coaches, coach, practice, forms, onSaved, onLeave }: EditorProps) {
  const { currency } = practice;
  const [before, setBefore] = useState(offering);
  const [base, setBase] = useState(() =>
    offering
      ? draftOf(offering)
      : newDraft(coach.status === 'active' ? [coach.id] : [], practice.paymentsReady ? 'full' : 'none'),
  );
  const [draft, setDraft] = useState(base);
  const [own, setOwn] = useState<Partial<Record<DraftField, string>>>({});
  const [asking, setAsking] = useState(false);
  const [meanwhile, setMeanwhile] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView();
  }, []);
  const leaver = useFocusBack(asking);
  const save = useMutation({
    mutationFn: (wanted: OfferingDraft) =>
      before
        ? call<OfferingView>('PATCH', `/offerings/${before.id}`, changesOf(base, wanted, currency), {
            'if-match': `"${before.revision}"`,
          })
        : call<OfferingView>('POST', '/offerings', offeringOf(wanted, currency)),
    onSuccess: onSaved,
    onError: async (error) => {
      if (!before || !(error instanceof ApiRefusal) || error.status !== 412) return;
      const theirs = await call<OfferingView>('GET', `/offerings/${before.id}`).catch(() => null);
      // Then what was refused is said in its words, and saving it again looks once more.
      setMeanwhile(theirs !== null);
      if (!theirs) return;
      setBefore(theirs);
      setBase(draftOf(theirs));
      setDraft((typed) => laidOver(base, typed, draftOf(theirs)));
    },
  });
  const faults = { ...faultsOf(save.error), ...own };
  const isPlaced = Object.keys(faults).length > 0;
  // What is wrong is said beside its field, and the first of them takes the focus.
  useEffect(() => {
    if (isPlaced) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault]')?.focus();
  }, [save.error, own, isPlaced]);
  const unsaved = !isSameDraft(base, draft);
  const change = (part: Partial<OfferingDraft>) => {
    if (save.isError) save.reset();
    setOwn({});
    setAsking(false);
    // Until somebody writes an address, the name gives it.
    const follows = !before && part.name !== undefined && draft.slug === slugOf(draft.name);
    setDraft({ ...draft, ...(follows && { slug: slugOf(part.name) }), ...part });
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const amounts = amountFaults(draft, currency).map((field) => [field, words.noAmount]);
    const nobody = draft.coachIds.length === 0 ? [['coachIds', words.noCoach]] : [];
    const found = Object.fromEntries([...nobody, ...amounts]) as Partial<Record<DraftField, string>>;
    setOwn(found);
    if (Object.keys(found).length === 0) save.mutate(draft);
  };
  const part: PartProps = { draft, change, fault: (field) => faults[field] };
  return (
    <>
      <AskBeforeLeaving unsaved={unsaved && !save.isSuccess ? texts.leaving.offering : null} />
      <form onSubmit={send} className="form offering" ref={form}>
        <Title order={3} size="h4" tabIndex={-1} ref={heading}>
          {before ? <bdi>{before.name}</bdi> : words.new}
        </Title>
        {meanwhile && <ChangedMeanwhile key={before?.revision} />}
        {save.isError && !isPlaced && !(meanwhile && isStale(save.error)) && <Refusal error={save.error} />}
        <div className="columns">
          <div className="grid">
            <WhatItIs {...part} base={base} isNew={!before} />
            <WhenItCanBeBooked {...part} />
          </div>
          <div className="grid">
            <WhoComes {...part} coaches={coaches} />
            <Money {...part} practice={practice} />
            <HowYouMeet {...part} coaches={coaches} base={before && base} />
            <Intake {...part} forms={forms} />
          </div>
        </div>
        <div className="row start">
          <Button type="submit" loading={save.isPending}>
            {before ? words.save : words.create}
          </Button>
          <Button variant="subtle" ref={leaver} onClick={() => (unsaved ? setAsking(true) : onLeave())}>
            {words.leave}
          </Button>
          <p role="status">{unsaved && before && texts.settings.unsaved}</p>
        </div>
        {asking && <ThrowAway onStay={() => setAsking(false)} onLeave={onLeave} />}
      </form>
    </>
  );
}

const isStale = (error: unknown): boolean => error instanceof ApiRefusal && error.status === 412;

/** What the server found, at the field to blame. */
function faultsOf(error: unknown): Partial<Record<DraftField, string>> {
  if (!(error instanceof ApiRefusal)) return {};
  if (error.problem.type?.endsWith('/slug-taken')) return { slug: words.slugTaken };
  if (error.problem.type?.endsWith('/payments-not-ready')) return { payment: words.notReady };
  const found = (error.problem.errors ?? []).flatMap(({ path, message }) => {
    const field = fieldOf(path);
    return field ? [[field, message] as const] : [];
  });
  return Object.fromEntries(found.reverse());
}

/** Says what happened, and takes the focus: what changed in the fields would be overlooked otherwise. */
function ChangedMeanwhile() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <Alert color="red" role="alert" title={texts.errors.title} ref={place} tabIndex={-1}>
      {words.changedMeanwhile}
    </Alert>
  );
}

function ThrowAway({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => stay.current?.focus(), []);
  return (
    <div
      className="asked"
      role="group"
      aria-label={words.leaveSure}
      onKeyDown={(event) => event.key === 'Escape' && onStay()}
    >
      <p>{words.leaveSure}</p>
      <div className="row start">
        <Button variant="light" ref={stay} onClick={onStay}>
          {words.stay}
        </Button>
        <Button variant="subtle" color="clay" onClick={onLeave}>
          {words.discard}
        </Button>
      </div>
    </div>
  );
}
