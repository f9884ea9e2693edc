import { Button, Textarea, TextInput } from '@mantine/core';
import type { CoachPatch, CoachView, ProfileLink } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../api.js';
import { texts } from '../texts/texts.js';
import { Refusal } from './query.js';

const words = texts.settings;
const mostLinks = 20;

/** What visitors read about a coach, to be changed. */
export function ProfileEditor({ coach }: { coach: CoachView }) {
  const client = useQueryClient();
  const [profile, setProfile] = useState(() => textsOf(coach));
  const [links, setLinks] = useState<readonly ProfileLink[]>(coach.links);
  const save = useMutation({
    mutationFn: (patch: CoachPatch) =>
      call<CoachView>('PATCH', `/coaches/${coach.id}`, patch, { 'if-match': `"${coach.revision}"` }),
    onSuccess: (saved) => {
      setProfile(textsOf(saved));
      setLinks(saved.links);
      client.setQueryData<CoachView[]>(['coaches'], (before) =>
        before?.map((one) => (one.id === saved.id ? saved : one)),
      );
    },
  });
  const changed = () => {
    if (!save.isIdle) save.reset();
  };
  const changeLinks = (next: readonly ProfileLink[]) => {
    changed();
    setLinks(next);
  };
  const fault = (path: string) => (save.error instanceof ApiRefusal ? save.error.fault(path) : undefined);
  const field = (name: keyof typeof profile, maxLength: number) => ({
    label: words[name],
    maxLength,
    value: profile[name],
    error: fault(name),
    onChange: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      changed();
      setProfile({ ...profile, [name]: event.currentTarget.value });
    },
  });
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    // A row in which nothing was typed is no link.
    const written = links.filter(({ label, url }) => label.trim() || url.trim());
    setLinks(written);
    save.mutate({ ...profile, links: written.map(({ label, url }) => ({ label, url: url.trim() })) });
  };
  return (
    <form onSubmit={send} className="form">
      {save.isError && <Refusal error={save.error} />}
      <TextInput {...field('name', 120)} required />
      <TextInput {...field('headline', 200)} description={words.headlineHint} />
      <Textarea {...field('bio', 8000)} rows={6} />
      <Textarea {...field('philosophy', 8000)} rows={6} />
      <fieldset className="place">
        <legend>{words.links}</legend>
        {links.map((link, index) => (
          <LinkRow
            key={index}
            link={link}
            place={index + 1}
            fault={(name) => fault(`links.${index}.${name}`)}
            onChange={(next) => changeLinks(links.map((one, place) => (place === index ? next : one)))}
            onRemove={() => changeLinks(links.filter((_, place) => place !== index))}
          />
        ))}
        {links.length < mostLinks && (
          <div>
            <Button variant="light" onClick={() => changeLinks([...links, { label: '', url: '' }])}>
              {words.addLink}
            </Button>
          </div>
        )}
      </fieldset>
      <div className="row start">
        <Button type="submit" variant="light" loading={save.isPending}>
          {words.saveProfile}
        </Button>
        <p role="status">{save.isSuccess && words.profileSaved}</p>
      </div>
    </form>
  );
}

const textsOf = ({ name, headline, bio, philosophy }: CoachView) => ({ name, headline, bio, philosophy });

interface LinkRowProps {
  readonly link: ProfileLink;
  readonly place: number;
  readonly fault: (name: keyof ProfileLink) => string | undefined;
  readonly onChange: (link: ProfileLink) => void;
  readonly onRemove: () => void;
}

function LinkRow({ link, place, fault, onChange, onRemove }: LinkRowProps) {
  return (
    <div className="profile-link">
      <TextInput
        label={words.linkLabel(place)}
        maxLength={60}
        value={link.label}
        error={fault('label')}
        onChange={(event) => onChange({ ...link, label: event.currentTarget.value })}
      />
      <TextInput
        label={words.linkUrl(place)}
        // The server says what is wrong with an address, in words.
        inputMode="url"
        placeholder="https://"
        maxLength={500}
        value={link.url}
        error={fault('url')}
        onChange={(event) => onChange({ ...link, url: event.currentTarget.value })}
      />
      <Button variant="subtle" aria-label={words.removeLink(place)} onClick={onRemove}>
        {words.remove}
      </Button>
    </div>
  );
}
