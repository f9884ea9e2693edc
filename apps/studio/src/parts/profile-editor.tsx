import { Alert, Button, Textarea, TextInput } from '@mantine/core';
import type { CoachPatch, CoachView, ProfileLink } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../api.js';
import { isSameProfile, mergeProfile, profileOf, type MergedProfile, type ProfileField } from '../profile-merge.js';
import { texts } from '../texts/texts.js';
import { Meanwhile } from './meanwhile.js';
import { ProfileLinks } from './profile-links.js';
import { Refusal } from './query.js';

const words = texts.settings;

interface ProfileEditorProps {
  readonly coach: CoachView;
  /** Told whether anything is not saved yet. */
  readonly onUnsaved: (unsaved: boolean) => void;
}

/** What visitors read about a coach, to be changed; what somebody else wrote meanwhile stands beside what is typed. */
export function ProfileEditor({ coach, onUnsaved }: ProfileEditorProps) {
  const client = useQueryClient();
  // What is being changed: not what the page learns behind somebody's back, which would then be overwritten unseen.
  const [base, setBase] = useState(coach);
  const [profile, setProfile] = useState(() => profileOf(coach));
  const [meanwhile, setMeanwhile] = useState<MergedProfile | null>(null);
  const save = useMutation({
    mutationFn: (patch: CoachPatch) =>
      call<CoachView>('PATCH', `/coaches/${coach.id}`, patch, { 'if-match': `"${base.revision}"` }),
    onSuccess: (saved) => {
      setBase(saved);
      setProfile(profileOf(saved));
      setMeanwhile(null);
      client.setQueryData<CoachView[]>(['coaches'], (before) =>
        before?.map((one) => (one.id === saved.id ? saved : one)),
      );
    },
    onError: async (error) => {
      if (!(error instanceof ApiRefusal) || error.status !== 412) return;
      const theirs = await call<CoachView>('GET', `/coaches/${coach.id}`);
      const found = mergeProfile(profileOf(base), profile, profileOf(theirs));
      setBase(theirs);
      setProfile(found.merged);
      setMeanwhile(found);
    },
  });
  const unsaved = !isSameProfile(profile, profileOf(base));
  useEffect(() => onUnsaved(unsaved), [onUnsaved, unsaved]);
  const change = (part: Partial<typeof profile>) => {
    if (!save.isIdle) save.reset();
    setProfile({ ...profile, ...part });
  };
  const fault = (path: string) => (save.error instanceof ApiRefusal ? save.error.fault(path) : undefined);
  const field = (name: Exclude<ProfileField, 'links'>, maxLength: number) => ({
    label: words[name],
    maxLength,
    value: profile[name],
    error: fault(name),
    onChange: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      change({ [name]: event.currentTarget.value }),
  });
  const beside = (name: ProfileField) => (
    <Meanwhile name={name} found={meanwhile} theirs={profileOf(base)} typed={profile} onTake={change} />
  );
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    // A row in which nothing was typed is no link.
    const written = profile.links.filter(({ label, url }) => label.trim() || url.trim());
    const links: ProfileLink[] = written.map(({ label, url }) => ({ label, url: url.trim() }));
    const joinLink = profile.joinLink.trim();
    setProfile({ ...profile, links, joinLink });
    save.mutate({ ...profile, links, joinLink: joinLink || null });
  };
  return (
    <form onSubmit={send} className="form">
      {meanwhile ? <ChangedMeanwhile /> : save.isError && <Refusal error={save.error} />}
      {meanwhile && save.isError && !isStale(save.error) && <Refusal error={save.error} />}
      <TextInput {...field('name', 120)} required />
      {beside('name')}
      <TextInput {...field('headline', 200)} description={words.headlineHint} />
      {beside('headline')}
      <Textarea {...field('bio', 8000)} rows={6} />
      {beside('bio')}
      <Textarea {...field('philosophy', 8000)} rows={6} />
      {beside('philosophy')}
      <ProfileLinks links={profile.links} fault={fault} onChange={(links) => change({ links: [...links] })} />
      {beside('links')}
      <TextInput {...field('joinLink', 300)} inputMode="url" description={words.joinLinkHint} placeholder="https://" />
      {beside('joinLink')}
      <div className="row start">
        <Button type="submit" variant="light" loading={save.isPending}>
          {words.saveProfile}
        </Button>
        <p role="status">{save.isSuccess ? words.profileSaved : unsaved && words.unsaved}</p>
      </div>
    </form>
  );
}

const isStale = (error: unknown): boolean => error instanceof ApiRefusal && error.status === 412;

/** Says what happened, and takes the focus: what is beside the fields would be overlooked otherwise. */
function ChangedMeanwhile() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <Alert color="red" role="alert" title={texts.errors.title} ref={place} tabIndex={-1}>
      {words.changedMeanwhile}
    </Alert>
  );
}
