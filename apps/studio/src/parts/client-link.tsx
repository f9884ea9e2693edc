import { Link } from '@tanstack/react-router';

/** A person's name, which leads to their page where they have one. */
export function ClientLink({ name, clientId }: { name: string; clientId: string | null }) {
  if (clientId === null) return <strong>{name}</strong>;
  return (
    <Link to="/studio/clients/$id" params={{ id: clientId }}>
      {name}
    </Link>
  );
}
