import { Button } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { ApiRefusal } from '../../api.js';
import { texts } from '../../texts/texts.js';
import { Dialog } from '../dialog.js';
import { DateFields } from './date-fields.js';
import { LabelField } from './label-field.js';
import { RefusedBlock } from './refused-block.js';
import { block } from './steps.js';
import type { Steps } from './use-steps.js';

const words = texts.calendar;

interface TimeOffDialogProps {
  readonly coachId: string;
  /** The date it begins with, before another is chosen. */
  readonly date: string;
  readonly steps: Steps;
  readonly onClose: () => void;
}

/** Blocks whole days; what is booked in them is listed, and nothing is blocked before it was moved. */
export function TimeOffDialog({ coachId, date, steps, onClose }: TimeOffDialogProps) {
  const [dates, setDates] = useState({ from: date, to: date });
  const [label, setLabel] = useState('');
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const wanted = { ...dates, ...(label.trim() && { label: label.trim() }) };
    if (await steps.take(block(coachId, wanted))) onClose();
  };
  return (
    <Dialog title={words.off.title} onClose={onClose}>
      <form className="form" onSubmit={(event) => void send(event)}>
        <p className="soft">{words.off.hint}</p>
        <RefusedBlock error={steps.error} pending={steps.pending} onMeant={() => undefined} />
        <DateFields
          dates={dates}
          fault={(path) => (steps.error instanceof ApiRefusal ? steps.error.fault(path) : undefined)}
          onChange={setDates}
        />
        <LabelField label={label} onLabel={setLabel} />
        <div className="row start">
          <Button type="submit" loading={steps.pending}>
            {words.off.submit}
          </Button>
          <Button variant="light" onClick={onClose}>
            {words.close}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
