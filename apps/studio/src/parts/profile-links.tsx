import { Button, TextInput } from '@mantine/core';
import type { ProfileLink } from '#contracts';
import { texts } from '../texts/texts.js';

const words = texts.settings;
const mostLinks = 20;

interface ProfileLinksProps {
  readonly links: readonly ProfileLink[];
  readonly fault: (path: string) => string | undefined;
  readonly onChange: (links: readonly ProfileLink[]) => void;
}

/** The links of a profile, each a row with its words and its address. */
export function ProfileLinks({ links, fault, onChange }: ProfileLinksProps) {
  return (
    <fieldset className="place">
      <legend>{words.links}</legend>
      {links.map((link, index) => (
        <LinkRow
          key={index}
          link={link}
          place={index + 1}
          fault={(name) => fault(`links.${index}.${name}`)}
          onChange={(next) => onChange(links.map((one, place) => (place === index ? next : one)))}
          onRemove={() => onChange(links.filter((_, place) => place !== index))}
        />
      ))}
      {links.length < mostLinks && (
        <div>
          <Button variant="light" onClick={() => onChange([...links, { label: '', url: '' }])}>
            {words.addLink}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

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
