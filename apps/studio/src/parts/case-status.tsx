import { Button } from '@mantine/core';
import type { CasePatch, CaseView } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { Refusal } from './query.js';

const words = texts.caseStatus;

type Move = NonNullable<CasePatch['status']>;
const moves: Record<CaseView['status'], readonly Move[]> = {
  inquiry: ['active', 'closed'],
  active: ['paused', 'closed'],
  paused: ['active', 'closed'],
  closed: [],
  separated: [],
};

interface CaseStatusProps {
  readonly one: CaseView;
  readonly now: string;
  /** How many appointments are still to come. */
  readonly coming: number;
}

/** Where a case stands and where it may go from there. Closing is asked once more; every move can be taken back for a while. */
export function CaseStatus({ one, now, coming }: CaseStatusProps) {
  const client = useQueryClient();
  const [closing, setClosing] = useState(false);
  const told = useRef<HTMLDivElement>(null);
  const move = useMutation({
    mutationFn: (to: Move | 'undo') =>
      to === 'undo'
        ? call<CaseView>('POST', `/cases/${one.id}/undo`, {})
        : call<CaseView>('PATCH', `/cases/${one.id}`, { status: to }, { 'if-match': `"${one.revision}"` }),
    onSuccess: async (changed) => {
      setClosing(false);
      client.setQueryData(['case', one.id], changed);
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
    // Somebody else may have changed it meanwhile, so what is shown is asked for again.
    onError: () => client.invalidateQueries({ queryKey: ['case', one.id] }),
  });
  // The button that was pressed is gone then, so the focus goes to what came of it.
  useEffect(() => {
    if (move.isSuccess) told.current?.focus();
  }, [move.isSuccess, move.data]);
  const undoable = one.undoableUntil !== null && now < one.undoableUntil;
  const pending = (to: Move | 'undo') => move.isPending && move.variables === to;
  return (
    <div className="grid tight">
      <p>{words.standing[one.status]}</p>
      {move.isError && <Refusal error={move.error} />}
      <div className="told" role="status" tabIndex={-1} ref={told}>
        {undoable && <span>{words.moved(texts.status[one.status])}</span>}
        {!undoable && move.isSuccess && move.variables === 'undo' && <span>{words.undone}</span>}
        {undoable && (
          <Button variant="light" loading={pending('undo')} onClick={() => move.mutate('undo')}>
            {texts.appointment.undo}
          </Button>
        )}
      </div>
      {closing ? (
        <CloseOnceMore
          coming={coming}
          pending={pending('closed')}
          onYes={() => move.mutate('closed')}
          onNo={() => setClosing(false)}
        />
      ) : (
        <div className="row start">
          {moves[one.status].map((to) =>
            to === 'closed' ? (
              <Button key={to} variant="subtle" color="clay" onClick={() => setClosing(true)}>
                {words.close}
              </Button>
            ) : (
              <Button key={to} variant="light" loading={pending(to)} onClick={() => move.mutate(to)}>
                {to === 'paused' ? words.pause : one.status === 'paused' ? words.goOn : words.begin}
              </Button>
            ),
          )}
        </div>
      )}
    </div>
  );
}

interface CloseOnceMoreProps {
  readonly coming: number;
  readonly pending: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function CloseOnceMore({ coming, pending, onYes, onNo }: CloseOnceMoreProps) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <div
      className="asked"
      role="group"
      aria-label={words.closeSure}
      onKeyDown={(event) => event.key === 'Escape' && onNo()}
    >
      <p>{words.closeSure}</p>
      {coming > 0 && <p>{words.stillComing(coming)}</p>}
      <div className="row start">
        <Button color="clay" loading={pending} onClick={onYes}>
          {words.closeYes}
        </Button>
        <Button variant="light" ref={keep} onClick={onNo}>
          {words.keepOpen}
        </Button>
      </div>
    </div>
  );
}
