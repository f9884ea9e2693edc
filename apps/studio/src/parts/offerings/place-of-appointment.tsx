import { Button, TextInput } from '@mantine/core';
import type { AppointmentView, ClientDetails } from '#contracts';
import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../../api.js';
import { texts } from '../../texts/texts.js';
import { useFocusBack, useFocusOnce } from '../focus-once.js';
import { Refusal } from '../query.js';

const words = texts.appointment.place;
const stillTakesPlace = new Set<AppointmentView['status']>(['held', 'pending_approval', 'confirmed']);
type Format = NonNullable<AppointmentView['place']['format']>;

/** How people meet this time, and where; another link, address or number may be said for this appointment alone. */
export function PlaceOfAppointment({ one }: { one: AppointmentView }) {
  const { format } = one.place;
  return format === null ? <p className="soft">{words.nothing}</p> : <Place one={one} format={format} />;
}

function Place({ one, format }: { one: AppointmentView; format: Format }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  // What stood here alone before, for whoever takes the change back.
  const [former, setFormer] = useState<string | null | undefined>(undefined);
  const { location, from } = one.place;
  const own = from === 'appointment' ? location : null;
  const relocate = useMutation({
    mutationFn: ({ to }: { to: string | null; back: boolean }) =>
      call<AppointmentView>('POST', `/appointments/${one.id}/location`, { location: to }),
    onSuccess: async (changed, { back }) => {
      setAsking(false);
      setFormer(back ? undefined : own);
      client.setQueryData(['appointment', one.id], changed);
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'messages' });
    },
  });
  const told = useFocusOnce<HTMLDivElement>(relocate.isSuccess, relocate.data);
  const again = useFocusBack(asking);
  const mayChange = stillTakesPlace.has(one.status);
  const say = (to: string | null, back = false) => relocate.mutate({ to, back });
  return (
    <div className="grid tight">
      <p>
        {words.format[format]} <Where location={location} format={format} />
      </p>
      {location === null && format === 'phone' && <WhomToCall one={one} />}
      {from && (
        <p className="soft">
          {words.from[from]} {words.shown[format]}
        </p>
      )}
      {relocate.isError && !asking && <Refusal error={relocate.error} />}
      <div className="told" role="status" tabIndex={-1} ref={told}>
        {relocate.isSuccess && <span>{former === undefined ? texts.appointment.undone : words.saved}</span>}
        {relocate.isSuccess && former !== undefined && mayChange && (
          <Button variant="light" loading={relocate.isPending} onClick={() => say(former, true)}>
            {texts.appointment.undo}
          </Button>
        )}
      </div>
      {mayChange && !asking && (
        <div className="row start">
          <Button variant="light" ref={again} onClick={() => setAsking(true)}>
            {words.change[format]}
          </Button>
          {own !== null && (
            <Button variant="subtle" loading={relocate.isPending} onClick={() => say(null)}>
              {words.usual}
            </Button>
          )}
        </div>
      )}
      {asking && (
        <LocationForm
          format={format}
          own={own}
          confirmed={one.status === 'confirmed'}
          pending={relocate.isPending}
          error={relocate.error}
          onSave={(to) => say(to)}
          onLeave={() => {
            relocate.reset();
            setAsking(false);
          }}
        />
      )}
    </div>
  );
}

function Where({ location, format }: { location: string | null; format: Format }) {
  if (location === null) {
    if (format === 'phone') return null;
    return <span className="soft">{format === 'video' ? words.noLink : words.noAddress}</span>;
  }
  if (format === 'video')
    return (
      <a className="link" href={location} target="_blank" rel="noreferrer">
        {location}
      </a>
    );
  return <bdi>{format === 'phone' ? words.theyCall(location) : location}</bdi>;
}

/** Who comes, with the number each of them gave. */
function WhomToCall({ one }: { one: AppointmentView }) {
  const coming = one.attendances.filter(({ status }) => status === 'accepted' || status === 'invited');
  const people = useQueries({
    queries: coming.map(({ clientId }) => ({
      queryKey: ['client', clientId],
      queryFn: () => call<ClientDetails>('GET', `/clients/${clientId}`),
    })),
  });
  const found = people.flatMap(({ data }) => (data ? [data] : []));
  return (
    <>
      {found.map(({ id, name, phone }) => (
        <p key={id}>{phone === null ? words.weCallNobody(name) : words.weCall(name, phone)}</p>
      ))}
      {found.some(({ phone }) => phone !== null) && <p className="soft">{words.careful}</p>}
    </>
  );
}

interface LocationFormProps {
  readonly format: Format;
  readonly own: string | null;
  readonly confirmed: boolean;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onSave: (location: string) => void;
  readonly onLeave: () => void;
}

function LocationForm({ format, own, confirmed, pending, error, onSave, onLeave }: LocationFormProps) {
  const [location, setLocation] = useState(own ?? '');
  const field = useRef<HTMLInputElement>(null);
  const fault = error instanceof ApiRefusal ? error.fault('location') : undefined;
  useEffect(() => field.current?.focus(), [fault]);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    onSave(location.trim());
  };
  return (
    <form
      className="form asked"
      aria-label={words.change[format]}
      onSubmit={send}
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
    >
      {error && !fault && <Refusal error={error} />}
      <TextInput
        ref={field}
        label={words.field[format]}
        description={confirmed ? words.means : words.meansUnconfirmed}
        inputMode={format === 'video' ? 'url' : format === 'phone' ? 'tel' : 'text'}
        {...(format === 'video' && { placeholder: 'https://' })}
        autoComplete="off"
        required
        maxLength={300}
        value={location}
        error={fault}
        onChange={(event) => setLocation(event.currentTarget.value)}
      />
      <div className="row start">
        <Button type="submit" loading={pending}>
          {words.save}
        </Button>
        <Button variant="light" onClick={onLeave}>
          {words.leave}
        </Button>
      </div>
    </form>
  );
}
