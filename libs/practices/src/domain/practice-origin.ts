/**
 * Where a practice's pages stand, without a slash at the end: at its own host, with the scheme and the port of the
 * installation, or at the installation's own address.
 */
export function practiceOrigin(publicUrl: string, host: string | null): string {
  if (host === null) return publicUrl;
  const { protocol, port } = new URL(publicUrl);
  return `${protocol}//${host}${port && `:${port}`}`;
}
