import { Button } from '@mantine/core';
import type { BlockedTimeCreate, CoachView, OfferingView, TodayView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { ApiRefusal } from '../../api.js';
import { wholeList } from '../../lists.js';
import { texts } from '../../texts/texts.js';
import { Dialog } from '../dialog.js';
import { Loaded } from '../query.js';
import { WhyNotOffered } from '../why-not-offered.js';
import { LabelField } from './label-field.js';
import { RefusedBlock } from './refused-block.js';
import { block } from './steps.js';
import { TimeFields, timesToSend, type KnownTimes } from './time-fields.js';
import type { Steps } from './use-steps.js';

const words = texts.calendar;

interface TimeDialogProps {
  readonly title: string;
  readonly times: KnownTimes;
  readonly timeZone: string;
  readonly coach: CoachView;
  readonly coaches: readonly CoachView[];
  readonly today: TodayView;
  readonly mayBlock: boolean;
  readonly steps: Steps;
  readonly onClose: () => void;
}

/** What may be done with a time that is free: blocked, booked for a client, or asked about. */
export function TimeDialog({
  title,
  times,
  timeZone,
  coach,
  coaches,
  today,
  mayBlock,
  steps,
  onClose,
}: TimeDialogProps) {
  const [typed, setTyped] = useState({ from: times.from, to: times.to });
  const [label, setLabel] = useState('');
  const [asks, setAsks] = useState(false);
  const send = async (meant: Pick<BlockedTimeCreate, 'start' | 'end'> = {}) => {
    const wanted = { ...timesToSend(typed, times, timeZone), ...meant, ...(label.trim() && { label: label.trim() }) };
    if (await steps.take(block(coach.id, wanted))) onClose();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void send();
  };
  if (asks)
    return (
      // A dialog of its own, so that the focus goes into it.
      <Dialog key="why" title={words.why} onClose={onClose}>
        <Why coach={coach} coaches={coaches} today={today} at={typed.from} />
        <Button variant="light" onClick={onClose}>
          {words.close}
        </Button>
      </Dialog>
    );
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <RefusedBlock
          error={steps.error}
          pending={steps.pending}
          onMeant={(field, start) => void send({ [field]: start })}
        />
        <TimeFields
          typed={typed}
          timeZone={timeZone}
          fault={(path) => (steps.error instanceof ApiRefusal ? steps.error.fault(path) : undefined)}
          onChange={setTyped}
        />
        {mayBlock ? (
          <>
            <LabelField label={label} onLabel={setLabel} />
            <Button type="submit" loading={steps.pending} data-first>
              {words.block}
            </Button>
          </>
        ) : (
          <p className="soft">{words.notYours(coach.name)}</p>
        )}
        <Button
          variant="light"
          renderRoot={(props) => (
            <Link to="/studio/appointments/new" search={{ coach: coach.id, at: typed.from }} {...props} />
          )}
        >
          {words.book}
        </Button>
        <Button variant="light" onClick={() => setAsks(true)}>
          {words.why}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {words.close}
        </Button>
      </form>
    </Dialog>
  );
}

interface WhyProps extends Pick<TimeDialogProps, 'coach' | 'coaches' | 'today'> {
  readonly at: string;
}

function Why({ coach, coaches, today, at }: WhyProps) {
  const offerings = useQuery({ queryKey: ['offerings'], queryFn: () => wholeList<OfferingView>('/offerings') });
  return (
    <Loaded queries={[offerings]}>
      {(offered) => (
        <WhyNotOffered
          coach={coach}
          coaches={coaches}
          offerings={offered}
          today={today.date}
          viewer={today.coachId}
          at={at}
        />
      )}
    </Loaded>
  );
}
